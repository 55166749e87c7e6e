import { expect, test } from 'vitest';
import { characters, POLICIES_ATTACHED, POLICY_CHARACTERS, policiesFor } from '../../src/harden/policy.js';
import type { Need, PolicyDocument } from '../../src/harden/types.js';

const need = (action: string, resources: readonly string[] = ['*'], more: Partial<Need> = {}): Need => ({
  action,
  resources,
  viaService: false,
  folded: false,
  calls: [],
  events: 1,
  succeeded: 1,
  proven: 1,
  first: null,
  last: null,
  look: false,
  reason: null,
  evidence: [],
  ...more,
});
const granted = (documents: readonly PolicyDocument[]) =>
  documents.flatMap(({ Statement }) =>
    Statement.flatMap(({ Action, Resource }) => Action.flatMap((action) => Resource.map((on) => `${action} ${on}`))),
  );

/** The grammar of the IAM User Guide, as far as these policies use it. */
function expectValid({ Version, Statement }: PolicyDocument): void {
  expect(Version).toBe('2012-10-17');
  expect(Statement.length).toBeGreaterThan(0);
  expect(new Set(Statement.map(({ Sid }) => Sid)).size).toBe(Statement.length);
  for (const { Sid, Effect, Action, Resource } of Statement) {
    expect(Sid).toMatch(/^[A-Za-z0-9]+$/);
    expect(Effect).toBe('Allow');
    expect(Action.length * Resource.length).toBeGreaterThan(0);
    for (const action of Action) expect(action).toMatch(/^[a-z0-9-]+:[A-Za-z0-9*]+$/);
  }
}

test('actions of one service on the same things share a statement, and services for the user have one of their own', () => {
  const bucket = ['arn:aws:s3:::b/*'];
  const { policies, notices } = policiesFor('ci', [
    need('s3:PutObject', bucket),
    need('s3:GetObject', bucket),
    need('s3:ListAllMyBuckets'),
    need('ec2-instance-connect:SendSSHPublicKey'),
    need('kms:Decrypt', ['*'], { viaService: true }),
  ]);
  expect(notices).toEqual([]);
  expect(policies.map(({ name }) => name)).toEqual(['LeastPrivilege-ci']);
  const [{ document, characters: size } = { document: null as never, characters: 0 }] = policies;
  expectValid(document);
  expect(size).toBe(JSON.stringify(document).length);
  expect(document.Statement).toEqual([
    { Sid: 'Ec2InstanceConnect', Effect: 'Allow', Action: ['ec2-instance-connect:SendSSHPublicKey'], Resource: ['*'] },
    { Sid: 'S3', Effect: 'Allow', Action: ['s3:ListAllMyBuckets'], Resource: ['*'] },
    { Sid: 'S3No2', Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: bucket },
    {
      Sid: 'ViaServicesKms',
      Effect: 'Allow',
      Action: ['kms:Decrypt'],
      Resource: ['*'],
      Condition: { Bool: { 'aws:ViaAWSService': 'true' } },
    },
  ]);
});

test('what is too long for one policy goes into several, and nothing is lost', () => {
  const arns = Array.from(
    { length: 20 },
    (_, nth) => `arn:aws:dynamodb:eu-west-1:111122223333:table/${nth}${'x'.repeat(240)}`,
  );
  const needs = [
    ...Array.from({ length: 300 }, (_, nth) => need(`ec2:Run${'Thing'.repeat(4)}${nth}`)),
    need('dynamodb:GetItem', arns),
    need('dynamodb:Query', arns),
  ];
  const { policies, notices } = policiesFor('big', needs);
  expect(notices).toEqual([]);
  expect(policies.length).toBeGreaterThan(2);
  for (const { document } of policies) {
    expectValid(document);
    expect(characters(document)).toBeLessThanOrEqual(POLICY_CHARACTERS);
  }
  expect(policies[1]?.name).toBe('LeastPrivilege-big-2');
  expect(granted(policies.map(({ document }) => document)).sort()).toEqual(
    needs.flatMap(({ action, resources }) => resources.map((on) => `${action} ${on}`)).sort(),
  );
});

test('what needs more policies than can be attached is folded, reads first, secrets never, and it is said', () => {
  const things = (service: string, nth: number) => [
    `arn:aws:${service}:eu-west-1:111122223333:thing/${nth}${'x'.repeat(400)}`,
  ];
  const needs = [
    ...Array.from({ length: 2500 }, (_, nth) => need(`ec2:Describe${'Thing'.repeat(4)}${nth}`)),
    ...Array.from({ length: 60 }, (_, nth) => need(`sqs:SendMessage${nth}`, things('sqs', nth))),
    ...Array.from({ length: 10 }, (_, nth) =>
      need(`secretsmanager:GetSecretValue${nth}`, things('secretsmanager', nth)),
    ),
  ];
  const { policies, notices } = policiesFor('huge', needs);
  expect(policies.length).toBeLessThanOrEqual(POLICIES_ATTACHED);
  expect(notices).toEqual([expect.stringContaining('Describe… and List… were made wildcards')]);
  const all = granted(policies.map(({ document }) => document));
  expect(all).toContain('ec2:Describe* *');
  expect(all.filter((grant) => grant.startsWith('secretsmanager:'))).toHaveLength(10);
  const more = Array.from({ length: 300 }, (_, nth) => need(`sqs:SendMessage${nth}`, things('sqs', nth)));
  const given = policiesFor('huge', [...needs, ...more.slice(60)]);
  expect(given.notices).toHaveLength(2);
  expect(granted(given.policies.map(({ document }) => document))).toContain('sqs:SendMessage299 *');
  expect(granted(given.policies.map(({ document }) => document))).not.toContain('secretsmanager:GetSecretValue0 *');
  const keys = Array.from({ length: 300 }, (_, nth) => need('kms:Decrypt', things('kms', nth)));
  expect(policiesFor('keys', keys).notices).toEqual([expect.stringMatching(/^\d+ policies, and 10 can be attached/)]);
});

test('nobody who did nothing is given a policy', () => {
  expect(policiesFor('idle', [])).toEqual({ policies: [], notices: [] });
});
