import { createRequire } from 'node:module';
import { NeverSent } from './aws-error.js';

// The reads of the SDK, by require: an import takes its source files one by one, three times as long.

// A warning about the Node versions of later releases of the SDK: nothing that a user of this one can act on.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

const require = createRequire(import.meta.url);

export const {
  GetOpenIDConnectProviderCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  GetSAMLProviderCommand,
  GetUserCommand,
  GetUserPolicyCommand,
  IAMClient,
  ListAccessKeysCommand,
  ListAttachedRolePoliciesCommand,
  ListAttachedUserPoliciesCommand,
  ListRolePoliciesCommand,
  ListServiceSpecificCredentialsCommand,
  ListSigningCertificatesCommand,
  ListSSHPublicKeysCommand,
  ListUserPoliciesCommand,
  ListUsersCommand,
  GetLoginProfileCommand,
} = require('@aws-sdk/client-iam') as typeof import('@aws-sdk/client-iam');
export type IAMClient = import('@aws-sdk/client-iam').IAMClient;
export type IAMClientConfig = import('@aws-sdk/client-iam').IAMClientConfig;

export const { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } =
  require('@aws-sdk/client-sts') as typeof import('@aws-sdk/client-sts');
export type STSClient = import('@aws-sdk/client-sts').STSClient;
export type STSClientConfig = import('@aws-sdk/client-sts').STSClientConfig;

/** Everything that a client for reading lets through. Belt and braces: it is also given no other command. */
const READS: ReadonlySet<string> = new Set([
  'GetOpenIDConnectProviderCommand',
  'GetRoleCommand',
  'GetRolePolicyCommand',
  'GetSAMLProviderCommand',
  'GetUserCommand',
  'GetUserPolicyCommand',
  'GetLoginProfileCommand',
  'ListAccessKeysCommand',
  'ListAttachedRolePoliciesCommand',
  'ListAttachedUserPoliciesCommand',
  'ListRolePoliciesCommand',
  'ListServiceSpecificCredentialsCommand',
  'ListSigningCertificatesCommand',
  'ListSSHPublicKeysCommand',
  'ListUserPoliciesCommand',
  'ListUsersCommand',
]);

export function onlyReads(client: IAMClient): IAMClient {
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        if (!READS.has(commandName)) throw new NeverSent(`${commandName} is no read`);
        return next(args);
      },
    { step: 'initialize', name: 'keytrailOnlyReads', priority: 'high' },
  );
  return client;
}

/** So that an error says what was asked: `iam PutUserPolicy`. */
export function namesItsErrors<C extends IAMClient>(client: C): C {
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        try {
          return await next(args);
        } catch (error) {
          if (error instanceof Error) Object.assign(error, { operation: `iam ${commandName.replace(/Command$/, '')}` });
          throw error;
        }
      },
    { step: 'initialize', name: 'keytrailOperation', priority: 'high' },
  );
  return client;
}
