import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Case } from '../../src/store/case.js';
import { caseFromRecords } from '../support/case-from-records.js';

let opened: Case;
beforeAll(async () => {
  opened = await caseFromRecords([]);
});
afterAll(() => opened.close());

const value = async (expression: string, given: string | null): Promise<unknown> =>
  (await opened.select(`SELECT ${expression} FROM (SELECT $given::VARCHAR AS given)`, { given })).rows[0]?.[0];

it.each([
  [
    'User: arn:aws:iam::111122223333:user/m is not authorized to perform: iam:AttachUserPolicy on resource: user bob because no identity-based policy allows the iam:AttachUserPolicy action',
    ['iam:AttachUserPolicy', 'user bob', 'nothing allows it'],
  ],
  [
    'User: arn:aws:iam::111122223333:user/m is not authorized to perform: iam:CreateUser on resource: arn:aws:iam::111122223333:user/x with an explicit deny in an identity-based policy',
    ['iam:CreateUser', 'arn:aws:iam::111122223333:user/x', 'identity-based policy'],
  ],
  [
    'You are not authorized to perform this operation. User: arn:aws:iam::111122223333:user/m is not authorized to perform: ec2:RunInstances on resource: arn:aws:ec2:eu-west-1:111122223333:instance/* with an explicit deny in a service control policy',
    ['ec2:RunInstances', 'arn:aws:ec2:eu-west-1:111122223333:instance/*', 'service control policy'],
  ],
  [
    'User: arn:aws:iam::111122223333:user/m is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::111122223333:role/r',
    ['sts:AssumeRole', 'arn:aws:iam::111122223333:role/r', null],
  ],
  [
    'User: arn:aws:iam::111122223333:user/m is not authorized to perform: config:DeleteDeliveryChannel because no identity-based policy allows the config:DeleteDeliveryChannel action',
    ['config:DeleteDeliveryChannel', null, 'nothing allows it'],
  ],
  [
    'User: m is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::b/k" with an explicit deny in a permissions boundary',
    ['s3:GetObject', 'arn:aws:s3:::b/k', 'permissions boundary'],
  ],
  ['Access Denied', [null, null, null]],
  [null, [null, null, null]],
])('reads what a refusal says: %s', async (message, expected) => {
  expect(await value('[wanted_action(given), wanted_resource(given), refused_by(given)]', message)).toEqual(expected);
});

it.each([
  ['{"Statement":{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"*"}}', true],
  ['{"Statement":[{"Effect":"Allow","Principal":{"AWS":["111122223333","*"]},"Action":"*"}]}', true],
  [
    '%7B%22Statement%22%3A%5B%7B%22Effect%22%3A%22Allow%22%2C%22Principal%22%3A%7B%22AWS%22%3A%22*%22%7D%7D%5D%7D',
    true,
  ],
  ['{"Statement":{"Effect":"Allow","NotPrincipal":{"AWS":"111122223333"},"Action":"*"}}', true],
  ['{"Statement":{"Effect":"Allow","Principal":"*","Condition":{"Bool":{"a":"b"}}}}', false],
  ['{"Statement":{"Effect":"Deny","Principal":"*"}}', false],
  ['{"Statement":{"Effect":"Allow","Principal":{"AWS":"444455556666"}}}', false],
  ['no policy', false],
  [null, false],
])('sees whether a policy lets everybody in: %s', async (policy, expected) => {
  expect(await value('is_public(given)', policy)).toBe(expected);
});

it.each([
  ['{"LifecycleConfiguration":{"Rule":{"Expiration":{"Days":1}}}}', 1],
  [
    '{"LifecycleConfiguration":{"Rule":[{"Expiration":{"Days":90}},{"Expiration":{"Days":"7"}},{"Status":"Enabled"}]}}',
    7,
  ],
  ['{"lifecycle":"","bucketName":"b"}', null],
])('reads the days of a lifecycle: %s', async (request, expected) => {
  expect(await value('lifecycle_days(given::JSON)', request)).toBe(expected);
});

it.each([
  ['CreateFunction20150331', 'CreateFunction'],
  ['AddPermission20150331v2', 'AddPermission'],
  ['CreatePublicKey2020_05_31', 'CreatePublicKey'],
  ['RunInstances', 'RunInstances'],
])('takes the version off a name: %s', async (name, expected) => {
  expect(await value('call_name(given)', name)).toBe(expected);
});

it('unwraps what EC2 wraps', async () => {
  const request = '{"DeleteFlowLogsRequest":{"FlowLogId":{"content":"fl-1"}}}';
  expect(await value(`unwrapped('DeleteFlowLogs', given::JSON) ->> '$.FlowLogId.content'`, request)).toBe('fl-1');
  expect(
    await value(`unwrapped('RunInstances', given::JSON) ->> '$.instanceType'`, '{"instanceType":"t3.micro"}'),
  ).toBe('t3.micro');
});

it.each([
  ['arn:aws:iam::aws:policy/AdministratorAccess', true],
  ['arn:aws-cn:iam::aws:policy/PowerUserAccess', true],
  ['arn:aws:iam::111122223333:policy/AdministratorAccess', false],
  ['arn:aws:iam::aws:policy/AdministratorAccess-Amplify', false],
  [null, false],
])('knows the policies of AWS that give every right: %s', async (arn, expected) => {
  expect(await value('is_broad_policy(given)', arn)).toBe(expected);
});
