import {
  APPLIED_AT,
  DENY_ALL_NAME,
  DENY_WAYS,
  denyAllDocument,
  REVOKE_NAME,
  revokeDocument,
  type Step,
} from '../../src/plan/index.js';

export const KEY_OF_EXAMPLE = 'AKIAUERBCSBC2VOOVI5X';
const SAML = 'arn:aws:iam::123456789012:saml-provider/corp';
const OIDC = 'arn:aws:iam::123456789012:oidc-provider/token.example.com';
const IS_ACTIVE = { status: 'Active' } as const;

const reasoned = (number: number, reason: string) => ({
  number,
  reason,
  evidence: ['f2d1bd1c-3a7d-4c3e-8d36-0d2f6f0f9f10'],
  proven: true,
  stops: [KEY_OF_EXAMPLE],
});
const mallory = { user: 'mallory', userId: null };
const trust = (principal: string) =>
  `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"${principal}"},"Action":"sts:AssumeRole"}]}`;

/** A step of every kind. */
export function stepsOfExample(): readonly Step[] {
  const denial = { policyName: DENY_ALL_NAME, document: denyAllDocument(), expect: { policy: null } } as const;
  return [
    { kind: 'deny-user', ...reasoned(1, 'the leaked key is its'), ...mallory, ...denial, ways: DENY_WAYS },
    {
      kind: 'deactivate-access-key',
      ...reasoned(2, 'leaked'),
      ...mallory,
      accessKeyId: KEY_OF_EXAMPLE,
      expect: IS_ACTIVE,
    },
    {
      kind: 'deactivate-service-credential',
      ...reasoned(3, 'made by the intruder'),
      ...mallory,
      credentialId: 'ACCAEXAMPLE12345678',
      expect: IS_ACTIVE,
    },
    {
      kind: 'deactivate-ssh-key',
      ...reasoned(4, 'made by the intruder'),
      ...mallory,
      sshPublicKeyId: 'APKAEXAMPLE12345678',
      expect: IS_ACTIVE,
    },
    {
      kind: 'deactivate-certificate',
      ...reasoned(5, 'made by the intruder'),
      ...mallory,
      certificateId: 'CERTEXAMPLE123456789012',
      expect: IS_ACTIVE,
    },
    {
      kind: 'revoke-role-sessions',
      ...reasoned(6, 'assumed with the key'),
      role: 'deploy',
      roleId: null,
      policyName: REVOKE_NAME,
      document: revokeDocument(APPLIED_AT),
      expect: { policy: null },
    },
    { kind: 'deny-role', ...reasoned(7, 'made by the intruder'), role: 'back-door', roleId: null, ...denial },
    {
      kind: 'restore-trust',
      ...reasoned(8, 'widened by the intruder'),
      role: 'deploy',
      roleId: null,
      document: trust('arn:aws:iam::123456789012:root'),
      from: 'trail',
      expect: { document: trust('arn:aws:iam::666666666666:root') },
    },
    {
      kind: 'restore-saml-provider',
      ...reasoned(9, 'changed by the intruder'),
      providerArn: SAML,
      document: '<former/>',
      from: 'iam-state',
      expect: { document: '<intruder/>' },
    },
    {
      kind: 'remove-oidc-client',
      ...reasoned(10, 'added by the intruder'),
      providerArn: OIDC,
      clientId: 'intruder',
      expect: { present: true },
    },
    {
      kind: 'restore-oidc-thumbprints',
      ...reasoned(11, 'changed by the intruder'),
      providerArn: OIDC,
      thumbprints: ['a'.repeat(40)],
      from: 'trail',
      expect: { thumbprints: ['b'.repeat(40)] },
    },
  ];
}
