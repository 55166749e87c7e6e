import {
  GetAccountAuthorizationDetailsCommand,
  GetOpenIDConnectProviderCommand,
  GetSAMLProviderCommand,
  GetUserCommand,
  type IAMClient,
  ListAccessKeysCommand,
  ListAttachedUserPoliciesCommand,
  ListOpenIDConnectProvidersCommand,
  ListSAMLProvidersCommand,
  ListServiceSpecificCredentialsCommand,
  ListSigningCertificatesCommand,
  ListSSHPublicKeysCommand,
} from '@aws-sdk/client-iam';

/**
 * Everything that IAM says of an account, as one text with a line for each value: two of them are the same only if every document is the
 * same to the letter. Lists whose order IAM does not promise are sorted.
 */
export async function dumpIam(iam: IAMClient): Promise<string> {
  const {
    UserDetailList = [],
    RoleDetailList,
    GroupDetailList,
    Policies,
  } = await iam.send(
    new GetAccountAuthorizationDetailsCommand({ Filter: ['User', 'Role', 'Group', 'LocalManagedPolicy'] }),
  );
  const users = await Promise.all(
    UserDetailList.map(async (user) => {
      const { UserName } = user;
      return [
        user,
        (await iam.send(new GetUserCommand({ UserName }))).User,
        (await iam.send(new ListAttachedUserPoliciesCommand({ UserName }))).AttachedPolicies,
        (await iam.send(new ListAccessKeysCommand({ UserName }))).AccessKeyMetadata,
        (await iam.send(new ListServiceSpecificCredentialsCommand({ UserName }))).ServiceSpecificCredentials,
        (await iam.send(new ListSSHPublicKeysCommand({ UserName }))).SSHPublicKeys,
        (await iam.send(new ListSigningCertificatesCommand({ UserName }))).Certificates,
      ];
    }),
  );
  const saml = (await iam.send(new ListSAMLProvidersCommand({}))).SAMLProviderList ?? [];
  const oidc = (await iam.send(new ListOpenIDConnectProvidersCommand({}))).OpenIDConnectProviderList ?? [];
  const providers = await Promise.all([
    ...saml.map(async ({ Arn }) => {
      const { $metadata: _, ...provider } = await iam.send(new GetSAMLProviderCommand({ SAMLProviderArn: Arn! }));
      return [Arn, provider];
    }),
    ...oidc.map(async ({ Arn }) => {
      const { $metadata: _, ...provider } = await iam.send(
        new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: Arn! }),
      );
      return [Arn, provider];
    }),
  ]);
  return JSON.stringify(sorted({ users, RoleDetailList, GroupDetailList, Policies, providers }), null, 1);
}

function sorted(value: unknown): unknown {
  if (value instanceof Date || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const texts = value.map((item) => [JSON.stringify(sorted(item)) ?? 'null', item] as const);
    return texts.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => sorted(item));
  }
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, held]) => [name, sorted(held)]),
  );
}
