import { expect, test } from 'vitest';
import { radius } from '../support/radius.js';
import { ACCOUNT, assumeRole, at, call, event, OTHER_ACCOUNT, type Rec, user } from './records.js';

const mallory = user('mallory', 'AKIASEED');
const s3 = (id: string, time: string, name: string, bucketName: string, more: Rec = {}) =>
  event(id, time, 's3', name, mallory, {
    readOnly: name.startsWith('Get'),
    requestParameters: { bucketName },
    ...more,
  });
const object = (id: string, name: string, key: string, more: Rec = {}) =>
  s3(id, '10:00:00', name, 'vault', {
    requestParameters: { bucketName: 'vault', key },
    eventCategory: 'Data',
    ...more,
  });
const service = (id: string, source: string, name: string, requestParameters: Rec, more: Rec = {}) =>
  event(id, '10:10:00', source, name, mallory, { requestParameters, ...more });

const found = await radius(
  [
    object('get-1', 'GetObject', 'a/1', { additionalEventData: { bytesTransferredOut: 1000, bytesTransferredIn: 0 } }),
    object('get-1-again', 'GetObject', 'a/1', {
      additionalEventData: { bytesTransferredOut: 500, bytesTransferredIn: 0 },
    }),
    object('put-2', 'PutObject', 'a/2', { additionalEventData: { bytesTransferredOut: 0, bytesTransferredIn: 70 } }),
    object('delete-2', 'DeleteObject', 'a/2'),
    object('denied', 'GetObject', 'a/3', { errorCode: 'AccessDenied' }),
    // The bucket lies in another account, which its name does not tell.
    s3('far', '10:01:00', 'GetBucketAcl', 'far-away', {
      resources: [{ ARN: 'arn:aws:s3:::far-away', accountId: '777788889999', type: 'AWS::S3::Bucket' }],
    }),
    service('code', 'lambda', 'UpdateFunctionCode20150331v2', { functionName: `${ACCOUNT}:function:ship` }),
    service('alias', 'lambda', 'Invoke', { functionName: 'ship:live' }),
    service('stop', 'ec2', 'StopInstances', {
      instancesSet: { items: [{ instanceId: 'i-1' }, { instanceId: 'i-2' }] },
    }),
    service('secret', 'secretsmanager', 'GetSecretValue', { secretId: 'prod/db' }, { readOnly: true }),
    service('masked', 'secretsmanager', 'GetSecretValue', { secretId: 'HIDDEN_DUE_TO_SECURITY_REASONS' }),
    service('table', 'dynamodb', 'DeleteTable', { tableName: 'orders' }),
    service('key', 'kms', 'Decrypt', { keyId: 'alias/payments' }, { readOnly: true, awsRegion: 'cn-north-1' }),
    service('queue', 'sqs', 'PurgeQueue', { queueUrl: `https://sqs.us-east-1.amazonaws.com/${OTHER_ACCOUNT}/jobs` }),
    service('parameter', 'ssm', 'GetParameter', { name: '/prod/url' }, { readOnly: true }),
    service('document', 'ssm', 'CreateAssociation', { name: 'AWS-RunShellScript' }),
    // The path of a user is not told, but for the answer that has its ARN.
    service(
      'user',
      'iam',
      'CreateUser',
      { userName: 'bob' },
      {
        responseElements: { user: { arn: `arn:aws:iam::${ACCOUNT}:user/dev/bob`, userName: 'bob', userId: 'AIDABOB' } },
      },
    ),
    service('policy', 'iam', 'AttachUserPolicy', {
      userName: 'bob',
      policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
    }),
    service('stranger', 'iam', 'DeleteLoginProfile', { userName: 'carol' }),
    assumeRole('cross', '10:20:00', mallory, 'ops', 's', 'ASIAOPS', {}, OTHER_ACCOUNT),
    call('outside', '10:21:00', user('nobody', 'AKIANOBODY')),
  ],
  'AKIASEED',
);
const resource = (arn: string) => found.resources.find((one) => one.arn === arn);

test('objects count under their bucket: what was done, and bytes in and out', () => {
  expect(resource('arn:aws:s3:::vault')).toMatchObject({
    ...{ events: 5, succeeded: 4, denied: 1, read: 2, changed: 1, deleted: 1, objects: 3, bytesIn: 70, bytesOut: 1500 },
    verbs: ['DeleteObject', 'GetObject', 'PutObject'],
    ...{ proven: 5, certain: true, evidence: ['delete-2', 'denied', 'get-1', 'get-1-again', 'put-2'] },
  });
});

test.each([
  ['arn:aws:lambda:us-east-1:111122223333:function:ship', ['alias', 'code']],
  ['arn:aws:ec2:us-east-1:111122223333:instance/i-2', ['stop']],
  ['arn:aws:dynamodb:us-east-1:111122223333:table/orders', ['table']],
  ['arn:aws-cn:kms:cn-north-1:111122223333:alias/payments', ['key']],
  ['arn:aws:sqs:us-east-1:444455556666:jobs', ['queue']],
  ['arn:aws:ssm:us-east-1:111122223333:parameter/prod/url', ['parameter']],
  ['arn:aws:iam::111122223333:user/dev/bob', ['policy', 'user']],
  ['arn:aws:iam::aws:policy/AdministratorAccess', ['policy']],
  ['arn:aws:iam::444455556666:role/ops', ['cross']],
])('%s', (arn, evidence) => {
  expect(resource(arn)).toMatchObject({ certain: true, evidence });
});

test.each([
  ['secretsmanager:secret/prod/db', ['secret']],
  ['iam:user/carol', ['stranger']],
])('%s is a name: its ARN holds more than is told', (name, evidence) => {
  expect(resource(name)).toMatchObject({ certain: false, account: ACCOUNT, evidence });
});

test('a mask, and a document that is called name as well, are no resources', () => {
  expect(found.resources.filter(({ arn }) => /HIDDEN|RunShellScript/.test(arn))).toEqual([]);
});

test('accounts, by how they were reached', () => {
  expect(found.accounts.map(({ id, how, events, credentials }) => [id, how, events, credentials])).toEqual([
    [ACCOUNT, 'events', 20, 1],
    [OTHER_ACCOUNT, 'session', 0, 1],
    ['777788889999', 'named', 0, null],
  ]);
  expect(found.accounts.at(-1)).toMatchObject({ named: 1, evidence: ['far'], first: at('10:01:00') });
  expect(found.resourcesLeft).toBe(0);
});
