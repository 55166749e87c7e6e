import { describe, expect, test } from 'vitest';
import { callerPolicy, leastPolicy, type Policy, sizeOf } from '../../src/containment/show/least-policy.js';
import { DENY_WAYS, type Section, type Step } from '../../src/plan/index.js';
import { examplePlan } from '../support/example-plan.js';

const [example] = examplePlan().sections;
const of = (...kinds: readonly Step['kind'][]): Section => ({
  ...example!,
  steps: example!.steps.filter(({ kind }) => kinds.includes(kind)),
});
const writes = (policy: Policy) =>
  policy.Statement.flatMap(({ Action }) => Action).filter((action) => !/^iam:(Get|List)/.test(action));

describe('the least policy', () => {
  test.each([
    ['deactivate-access-key', ['iam:UpdateAccessKey']],
    ['deactivate-service-credential', ['iam:UpdateServiceSpecificCredential']],
    ['deactivate-ssh-key', ['iam:UpdateSSHPublicKey']],
    ['deactivate-certificate', ['iam:UpdateSigningCertificate']],
    ['revoke-role-sessions', ['iam:DeleteRolePolicy', 'iam:PutRolePolicy']],
    ['deny-role', ['iam:DeleteRolePolicy', 'iam:PutRolePolicy']],
    ['restore-trust', ['iam:UpdateAssumeRolePolicy']],
    ['restore-saml-provider', ['iam:UpdateSAMLProvider']],
    ['remove-oidc-client', ['iam:AddClientIDToOpenIDConnectProvider', 'iam:RemoveClientIDFromOpenIDConnectProvider']],
    ['restore-oidc-thumbprints', ['iam:UpdateOpenIDConnectProviderThumbprint']],
  ] as const)('of %s writes what it does and undoes, and no more', (kind, actions) => {
    expect(writes(leastPolicy(of(kind)))).toEqual(actions);
  });

  test('of a denial has each of its ways, and attaches nothing but AWSDenyAll', () => {
    const section = of('deny-user');
    const policy = leastPolicy(section);
    expect(writes(policy)).toHaveLength(2 * DENY_WAYS.length);
    const attaching = policy.Statement.filter(({ Action }) => Action.includes('iam:AttachUserPolicy'));
    expect(attaching).toEqual([
      expect.objectContaining({
        Action: ['iam:AttachUserPolicy', 'iam:DetachUserPolicy'],
        Condition: { ArnEquals: { 'iam:PolicyARN': 'arn:aws:iam::aws:policy/AWSDenyAll' } },
      }),
    ]);
    const [step] = section.steps as readonly Extract<Step, { kind: 'deny-user' }>[];
    const inline = leastPolicy({ ...section, steps: [{ ...step!, ways: ['inline'] }] });
    expect(writes(inline)).toEqual(['iam:DeleteUserPolicy', 'iam:PutUserPolicy']);
  });

  test('names exactly what the steps are about, wherever in the account it lies', () => {
    const policy = leastPolicy({ ...of('deactivate-access-key', 'restore-saml-provider'), partition: 'aws-cn' });
    const named = policy.Statement.flatMap(({ Resource }) => Resource);
    expect(named).toEqual([
      'arn:aws-cn:iam::123456789012:user/*/mallory',
      'arn:aws-cn:iam::123456789012:user/mallory',
      'arn:aws:iam::123456789012:saml-provider/corp',
      '*',
    ]);
    expect(policy.Statement.at(-1)?.Action).toEqual(['iam:ListUsers']);
  });

  test('of two users gives neither the rights on the other', () => {
    const [key, ssh] = [of('deactivate-access-key').steps[0]!, of('deactivate-ssh-key').steps[0]!];
    const policy = leastPolicy({ ...example!, steps: [key, { ...ssh, user: 'eve' } as Step] });
    const on = (action: string) =>
      policy.Statement.filter(({ Action }) => Action.includes(action)).flatMap(({ Resource }) => Resource);
    expect(on('iam:UpdateAccessKey').every((arn) => arn.endsWith('/mallory'))).toBe(true);
    expect(on('iam:UpdateSSHPublicKey').every((arn) => arn.endsWith('/eve'))).toBe(true);
  });

  test('of many users has one statement, and never a deletion of what it did not make', () => {
    const [key] = of('deactivate-access-key').steps as readonly Extract<Step, { kind: 'deactivate-access-key' }>[];
    const steps = Array.from({ length: 40 }, (_, n) => ({ ...key!, user: `user-${n}` }));
    const policy = leastPolicy({ ...example!, steps });
    expect(policy.Statement).toHaveLength(2);
    expect(policy.Statement[0]?.Resource).toHaveLength(80);
    expect(sizeOf(policy)).toBeGreaterThan(3000);
    const all = leastPolicy(example!).Statement.flatMap(({ Action }) => Action);
    expect(all.filter((action) => action.startsWith('iam:Delete'))).toEqual([
      'iam:DeleteUserPermissionsBoundary',
      'iam:DeleteUserPolicy',
      'iam:DeleteRolePolicy',
      'iam:DeleteRolePolicy',
    ]);
    expect(all.some((action) => action.includes('*'))).toBe(false);
  });

  test('of the caller is to assume the roles of the sections that have steps', () => {
    expect(callerPolicy([example!])?.Statement[0]?.Resource).toEqual([example!.assumeRole]);
    expect(callerPolicy([{ ...example!, steps: [] }])).toBeNull();
    expect(callerPolicy([{ ...example!, assumeRole: null }])).toBeNull();
  });
});
