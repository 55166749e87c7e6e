import { createRequire } from 'node:module';
import { type IAMClientConfig, namesItsErrors } from './sdk.js';
import type { IamWrites } from './types.js';

// The one file that knows commands that change something in AWS. It is loaded when a hash was right, and never before.
// Nothing here deletes what it did not make: there is no command that deletes a key, a user, a role or a provider.

const require = createRequire(import.meta.url);

const {
  AddClientIDToOpenIDConnectProviderCommand,
  AttachUserPolicyCommand,
  DeleteRolePolicyCommand,
  DeleteUserPermissionsBoundaryCommand,
  DeleteUserPolicyCommand,
  DetachUserPolicyCommand,
  IAMClient,
  PutRolePolicyCommand,
  PutUserPermissionsBoundaryCommand,
  PutUserPolicyCommand,
  RemoveClientIDFromOpenIDConnectProviderCommand,
  UpdateAccessKeyCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateOpenIDConnectProviderThumbprintCommand,
  UpdateSAMLProviderCommand,
  UpdateServiceSpecificCredentialCommand,
  UpdateSigningCertificateCommand,
  UpdateSSHPublicKeyCommand,
} = require('@aws-sdk/client-iam') as typeof import('@aws-sdk/client-iam');

/** @param config of the client that reads: the same credentials, region and endpoint */
export function writesWith(config: IAMClientConfig): IamWrites {
  const client = namesItsErrors(new IAMClient(config));
  return {
    putUserPolicy: async (UserName, PolicyName, PolicyDocument) => {
      await client.send(new PutUserPolicyCommand({ UserName, PolicyName, PolicyDocument }));
    },
    deleteUserPolicy: async (UserName, PolicyName) => {
      await client.send(new DeleteUserPolicyCommand({ UserName, PolicyName }));
    },
    attachUserPolicy: async (UserName, PolicyArn) => {
      await client.send(new AttachUserPolicyCommand({ UserName, PolicyArn }));
    },
    detachUserPolicy: async (UserName, PolicyArn) => {
      await client.send(new DetachUserPolicyCommand({ UserName, PolicyArn }));
    },
    putUserBoundary: async (UserName, PermissionsBoundary) => {
      await client.send(new PutUserPermissionsBoundaryCommand({ UserName, PermissionsBoundary }));
    },
    deleteUserBoundary: async (UserName) => {
      await client.send(new DeleteUserPermissionsBoundaryCommand({ UserName }));
    },
    putRolePolicy: async (RoleName, PolicyName, PolicyDocument) => {
      await client.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument }));
    },
    deleteRolePolicy: async (RoleName, PolicyName) => {
      await client.send(new DeleteRolePolicyCommand({ RoleName, PolicyName }));
    },
    setAccessKey: async (UserName, AccessKeyId, Status) => {
      await client.send(new UpdateAccessKeyCommand({ UserName, AccessKeyId, Status }));
    },
    setServiceCredential: async (UserName, ServiceSpecificCredentialId, Status) => {
      await client.send(new UpdateServiceSpecificCredentialCommand({ UserName, ServiceSpecificCredentialId, Status }));
    },
    setSshKey: async (UserName, SSHPublicKeyId, Status) => {
      await client.send(new UpdateSSHPublicKeyCommand({ UserName, SSHPublicKeyId, Status }));
    },
    setCertificate: async (UserName, CertificateId, Status) => {
      await client.send(new UpdateSigningCertificateCommand({ UserName, CertificateId, Status }));
    },
    updateTrust: async (RoleName, PolicyDocument) => {
      await client.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument }));
    },
    updateSamlProvider: async (SAMLProviderArn, SAMLMetadataDocument) => {
      await client.send(new UpdateSAMLProviderCommand({ SAMLProviderArn, SAMLMetadataDocument }));
    },
    removeOidcClient: async (OpenIDConnectProviderArn, ClientID) => {
      await client.send(new RemoveClientIDFromOpenIDConnectProviderCommand({ OpenIDConnectProviderArn, ClientID }));
    },
    addOidcClient: async (OpenIDConnectProviderArn, ClientID) => {
      await client.send(new AddClientIDToOpenIDConnectProviderCommand({ OpenIDConnectProviderArn, ClientID }));
    },
    setOidcThumbprints: async (OpenIDConnectProviderArn, thumbprints) => {
      const ThumbprintList = [...thumbprints];
      const change = { OpenIDConnectProviderArn, ThumbprintList };
      await client.send(new UpdateOpenIDConnectProviderThumbprintCommand(change));
    },
  };
}
