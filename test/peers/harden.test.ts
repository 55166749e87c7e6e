import { CreatePolicyCommand, CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { spread } from '../../src/blast/spread.js';
import { type HardenOptions, harden } from '../../src/harden/index.js';
import { type TestCase, testCase } from '../support/case-from-records.js';
import type { IamTwin } from '../support/iam-twin.js';
import { motoIsAbsent, startMoto } from '../support/moto.js';

const ACCOUNT = '111122223333';
const KEY = 'AKIAIOSFODNN7EXAMPLE';
const STOLEN = '2026-03-01T10:00:00Z';
const user = (name: string, key = KEY) => ({
  type: 'IAMUser',
  principalId: `AIDA${name.toUpperCase()}EXAMPLE`,
  arn: `arn:aws:iam::${ACCOUNT}:user/${name}`,
  accountId: ACCOUNT,
  userName: name,
  accessKeyId: key,
});
const role = (name: string, path = '/') => ({
  type: 'AssumedRole',
  principalId: `AROA${name.toUpperCase()}EXAMPLE:s`,
  arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${name}/s`,
  accountId: ACCOUNT,
  accessKeyId: `ASIA${name.toUpperCase()}EXAMPLE`,
  sessionContext: {
    sessionIssuer: {
      type: 'Role',
      principalId: `AROA${name.toUpperCase()}EXAMPLE`,
      arn: `arn:aws:iam::${ACCOUNT}:role${path}${name}`,
      accountId: ACCOUNT,
      userName: name,
    },
    attributes: { creationDate: '2026-03-01T07:00:00Z', mfaAuthenticated: 'false' },
  },
});
let nth = 0;
const record = (userIdentity: object, source: string, eventName: string, more: object = {}) => ({
  eventID: `e${++nth}`,
  eventVersion: '1.11',
  eventTime: '2026-03-01T08:00:00Z',
  eventSource: `${source}.amazonaws.com`,
  eventName,
  awsRegion: 'eu-west-1',
  sourceIPAddress: '203.0.113.7',
  userAgent: 'aws-cli/2.15.0',
  requestParameters: null,
  responseElements: null,
  readOnly: true,
  eventType: 'AwsApiCall',
  eventCategory: 'Management',
  recipientAccountId: ACCOUNT,
  userIdentity,
  ...more,
});

let opened: TestCase;
beforeAll(async () => {
  opened = await testCase();
});
beforeEach(() => {
  nth = 0;
});
afterAll(() => opened.close());

async function hardened(
  records: readonly object[],
  iam: readonly IamTwin[] = [],
  given: Partial<HardenOptions> = {},
  unproven: string[] = [],
) {
  await opened.fill(records, [], unproven, iam);
  const options = {
    seed: null,
    compromisedAt: null,
    window: { since: null, until: null },
    accounts: [],
    days: 90,
    ...given,
  };
  if (options.seed !== null)
    await spread(opened, { ...options, seed: options.seed, include: null, asOf: '2026-06-01T00:00:00Z' });
  return harden(opened, options);
}
const allowed = ({ needs }: { needs: readonly { action: string; resources: readonly string[] }[] }) =>
  Object.fromEntries(needs.map(({ action, resources }) => [action, resources.join(' ')]));

describe('a policy by use', () => {
  test('what the log calls otherwise than IAM, and what it was used on', async () => {
    const alice = user('alice');
    const object = { bucketName: 'data', key: 'a' };
    const { principals } = await hardened([
      record(alice, 'monitoring', 'GetMetricData'),
      record(alice, 's3', 'ListBuckets'),
      record(alice, 's3', 'GetBucketEncryption', { requestParameters: { bucketName: 'data' } }),
      record(alice, 's3', 'HeadObject', { requestParameters: object, eventCategory: 'Data' }),
      record(alice, 's3', 'CopyObject', {
        requestParameters: { ...object, 'x-amz-copy-source': '/source/b' },
        eventCategory: 'Data',
      }),
      record(alice, 'lambda', 'UpdateFunctionCode20150331v2', {
        requestParameters: { functionName: 'f' },
        readOnly: false,
      }),
      record(alice, 'tagging', 'GetResources'),
      record(alice, 'states', 'StartExecution', {
        requestParameters: { stateMachineArn: `arn:aws:states:eu-west-1:${ACCOUNT}:stateMachine:m` },
      }),
      record(alice, 'apigateway', 'CreateRestApi', { readOnly: false }),
      record(alice, 'ssm', 'GetParameter', { requestParameters: { name: '/app/x' } }),
      record(alice, 'sts', 'GetCallerIdentity'),
      record(alice, 'newservice', 'DoThings'),
      record(alice, 'dynamodb', 'GetItem', { requestParameters: { tableName: 't' }, eventCategory: 'Data' }),
      record(alice, 'dynamodb', 'GetItem', { requestParameters: { tableName: '*' }, eventCategory: 'Data' }),
    ]);
    expect(principals).toHaveLength(1);
    const [policy] = principals;
    expect(allowed(policy as never)).toEqual({
      'cloudwatch:GetMetricData': '*',
      's3:ListAllMyBuckets': '*',
      's3:GetEncryptionConfiguration': 'arn:aws:s3:::data',
      's3:GetObject': 'arn:aws:s3:::data/* arn:aws:s3:::source/*',
      's3:PutObject': 'arn:aws:s3:::data/*',
      'lambda:UpdateFunctionCode': `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:f`,
      'tag:GetResources': '*',
      'states:StartExecution': `arn:aws:states:eu-west-1:${ACCOUNT}:stateMachine:m`,
      'apigateway:POST': '*',
      'ssm:GetParameter': `arn:aws:ssm:eu-west-1:${ACCOUNT}:parameter/app/x`,
      'newservice:DoThings': '*',
      // A name with a wildcard in it is no name: the action stays open rather than being narrowed to something wrong.
      'dynamodb:GetItem': '*',
    });
    expect(policy?.needs.filter(({ look }) => look).map(({ action }) => action)).toEqual(['newservice:DoThings']);
    expect(policy?.notices).toContain('made from the name in the log alone; does IAM call it so: newservice:DoThings');
    expect(policy?.unstated).toEqual([
      expect.objectContaining({ call: 'GetCallerIdentity', reason: 'needs no right' }),
    ]);
  });

  test('the intruder writes none of it, nor do services, denials, forged records and the quarantine', async () => {
    const alice = user('alice');
    const later = { eventTime: '2026-03-01T11:00:00Z' };
    const policyArn = 'arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV3';
    const ran = await hardened(
      [
        record(alice, 'ec2', 'DescribeInstances'),
        record(alice, 'ec2', 'RunInstances', { errorCode: 'Client.UnauthorizedOperation', readOnly: false }),
        record(alice, 'iam', 'AttachUserPolicy', {
          sourceIPAddress: 'AWS Internal',
          requestParameters: { userName: 'alice', policyArn },
          readOnly: false,
        }),
        record(alice, 'iam', 'CreateUser', { ...later, requestParameters: { userName: 'x' }, readOnly: false }),
        record(alice, 'kms', 'Decrypt', {
          userIdentity: { ...alice, invokedBy: 's3.amazonaws.com' },
          sourceIPAddress: 's3.amazonaws.com',
        }),
        record({ type: 'AWSService', invokedBy: 'ec2.amazonaws.com' }, 'sts', 'AssumeRole', {
          requestParameters: { roleArn: `arn:aws:iam::${ACCOUNT}:role/r` },
        }),
        record(alice, 'ec2', 'DescribeInstances', { eventType: 'AwsServiceEvent' }),
        record(user('bob', 'AKIAI44QH8DHBEXAMPLE'), 's3', 'ListBuckets'),
      ],
      [],
      { seed: KEY, compromisedAt: STOLEN },
    );
    expect(ran.principals.map(({ name }) => name)).toEqual(['alice']);
    const [policy] = ran.principals;
    expect(allowed(policy as never)).toEqual({ 'ec2:DescribeInstances': '*', 'kms:Decrypt': '*' });
    expect(policy?.needs.find(({ action }) => action === 'kms:Decrypt')?.viaService).toBe(true);
    expect(policy?.refused).toEqual([
      { source: 'ec2.amazonaws.com', call: 'RunInstances', events: 1, evidence: ['e2'] },
    ]);
    expect(ran.basis).toBe(`use before 2026-03-01T10:00:00Z, without any event of the radius of ${KEY}`);
  });

  test('without a moment of compromise all use of the seed counts, and it is said; what the seed led to does not', async () => {
    const alice = user('alice');
    const created = user('x', 'AKIAI44QH8DHBEXAMPLE');
    const ran = await hardened(
      [
        record(alice, 's3', 'ListBuckets'),
        record(alice, 'iam', 'CreateAccessKey', {
          readOnly: false,
          requestParameters: { userName: 'alice' },
          responseElements: { accessKey: { accessKeyId: 'AKIAI44QH8DHBEXAMPLE', userName: 'alice', status: 'Active' } },
        }),
        record({ ...created, ...user('alice', 'AKIAI44QH8DHBEXAMPLE') }, 'ec2', 'RunInstances', {
          eventTime: '2026-03-01T09:00:00Z',
          readOnly: false,
        }),
      ],
      [],
      { seed: KEY },
    );
    expect(ran.basis).toContain("the intruder's included");
    expect(Object.keys(allowed(ran.principals[0] as never))).toEqual(['iam:CreateAccessKey', 's3:ListAllMyBuckets']);
    expect(ran.principals[0]?.notices.join('\n')).toContain('does it still need that: iam:CreateAccessKey');
  });

  test('records that verification doubts choose no right, and those that nothing proves are told', async () => {
    const alice = user('alice');
    const records = [
      record(alice, 's3', 'ListBuckets'),
      record(alice, 'iam', 'CreateUser'),
      record(alice, 'ec2', 'DescribeInstances'),
    ];
    await opened.fill(records, [], ['e3']);
    await opened.run("UPDATE events SET integrity = 'unlisted' WHERE event_id = 'e2'");
    const { principals, integrity } = await harden(opened, {
      seed: null,
      compromisedAt: null,
      window: { since: null, until: null },
      accounts: [],
      days: 90,
    });
    expect(Object.keys(allowed(principals[0] as never))).toEqual(['ec2:DescribeInstances', 's3:ListAllMyBuckets']);
    expect(principals[0]?.notices).toEqual([
      'rest on no proven record, so whoever could write those chose them: ec2:DescribeInstances',
      'left out: 1 record that verification calls forged, altered or unlisted',
    ]);
    expect(integrity).toEqual({ unverified: 1, valid: 1 });
  });

  test('what goes by a name in IAM has the ARN that its state tells, and none where it tells none', async () => {
    const alice = user('alice');
    const calls = (userName: string) => [
      record(alice, 'iam', 'ListAccessKeys', { requestParameters: { userName } }),
      record(alice, 'iam', 'GetRole', { requestParameters: { roleName: 'app' } }),
      record(alice, 'iam', 'AddUserToGroup', { requestParameters: { userName, groupName: 'g' }, readOnly: false }),
    ];
    const state = [
      {
        users: [{ UserName: 'bob', Path: '/ops/', Arn: `arn:aws:iam::${ACCOUNT}:user/ops/bob` }],
        roles: ['app'],
        groups: ['g'],
      },
    ];
    const known = await hardened(calls('bob'), state);
    expect(allowed(known.principals[0] as never)).toEqual({
      'iam:ListAccessKeys': `arn:aws:iam::${ACCOUNT}:user/ops/bob`,
      'iam:GetRole': `arn:aws:iam::${ACCOUNT}:role/app`,
      'iam:AddUserToGroup': `arn:aws:iam::${ACCOUNT}:group/g`,
    });
    const unknown = await hardened(calls('gone'), state);
    expect(allowed(unknown.principals[0] as never)['iam:ListAccessKeys']).toBe('*');
    expect(unknown.principals[0]?.notices.join('\n')).toContain('does it still need that: iam:AddUserToGroup');
  });

  test('roles that were passed are allowed to be, by what the parameters or the state of IAM tell', async () => {
    const alice = user('alice');
    const passed = `arn:aws:iam::${ACCOUNT}:role/lambda`;
    const { principals } = await hardened(
      [
        record(alice, 'lambda', 'CreateFunction20150331', {
          readOnly: false,
          requestParameters: { functionName: 'f', role: passed },
        }),
        record(alice, 'ec2', 'RunInstances', {
          readOnly: false,
          requestParameters: { iamInstanceProfile: { name: 'web' } },
        }),
        record(alice, 'ec2', 'RunInstances', {
          readOnly: false,
          requestParameters: { iamInstanceProfile: { name: 'unknown' } },
        }),
      ],
      [
        {
          roles: [{ RoleName: 'web', InstanceProfileList: [{ Arn: `arn:aws:iam::${ACCOUNT}:instance-profile/web` }] }],
        },
      ],
    );
    expect(allowed(principals[0] as never)['iam:PassRole']).toBe(`${passed} arn:aws:iam::${ACCOUNT}:role/web`);
    expect(principals[0]?.notices.join('\n')).toContain('instance profile unknown, which is not known');
  });
});

test('what is a thing of its own, whose it is, and what cannot be told apart', async () => {
  const alice = user('alice');
  const key = (id: string) => ({
    ARN: `arn:aws:kms:eu-west-1:${ACCOUNT}:key/${id}`,
    accountId: ACCOUNT,
    type: 'AWS::KMS::Key',
  });
  const secret = `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:db`;
  const { principals } = await hardened([
    record(alice, 'dynamodb', 'Query', {
      requestParameters: { tableName: 'orders', indexName: 'by-day' },
      eventCategory: 'Data',
    }),
    record(alice, 'lambda', 'Invoke', {
      requestParameters: { functionName: 'f', qualifier: 'live' },
      eventCategory: 'Data',
    }),
    record(alice, 'sqs', 'SendMessageBatch', {
      requestParameters: { queueUrl: 'https://sqs.eu-west-1.amazonaws.com/444455556666/q' },
    }),
    record(alice, 'secretsmanager', 'GetSecretValue', { requestParameters: { secretId: secret } }),
    record(alice, 'secretsmanager', 'DescribeSecret', { requestParameters: { secretId: 'db' } }),
    record(alice, 'kms', 'Decrypt', { resources: [key('a')] }),
    record(alice, 'kms', 'GenerateDataKey', { resources: [key('a'), key('b')] }),
  ]);
  expect(allowed(principals[0] as never)).toEqual({
    'dynamodb:Query': `arn:aws:dynamodb:eu-west-1:${ACCOUNT}:table/orders/index/by-day`,
    'lambda:InvokeFunction': `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:f:live`,
    'sqs:SendMessage': 'arn:aws:sqs:eu-west-1:444455556666:q',
    'secretsmanager:GetSecretValue': `${secret}-??????`,
    'secretsmanager:DescribeSecret': `${secret}-??????`,
    'kms:Decrypt': key('a').ARN,
    'kms:GenerateDataKey': '*',
  });
});

test('what the parameters ask for besides needs rights of its own', async () => {
  const alice = user('alice');
  const { principals } = await hardened([
    record(alice, 's3', 'GetObject', { requestParameters: { bucketName: 'data', key: 'a', versionId: 'v' } }),
    record(alice, 's3', 'PutObject', { requestParameters: { bucketName: 'data', key: 'a' }, readOnly: false }),
    record(alice, 'ec2', 'CreateVolume', {
      requestParameters: { tagSpecificationSet: { items: [] } },
      readOnly: false,
    }),
    record(alice, 'ec2', 'CreateSnapshot', { requestParameters: { volumeId: 'vol-1' }, readOnly: false }),
  ]);
  expect(allowed(principals[0] as never)).toEqual({
    's3:GetObject': 'arn:aws:s3:::data/*',
    's3:GetObjectVersion': 'arn:aws:s3:::data/*',
    's3:PutObject': 'arn:aws:s3:::data/*',
    'ec2:CreateVolume': '*',
    'ec2:CreateTags': '*',
    'ec2:CreateSnapshot': '*',
  });
});

describe('findings', () => {
  const star = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
  const trust = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
  const lets = (Principal: unknown) => ({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' });
  const assume = (who: object, name: string, more: object = {}) =>
    record(who, 'sts', 'AssumeRole', {
      requestParameters: { roleArn: `arn:aws:iam::${ACCOUNT}:role/${name}`, roleSessionName: 's' },
      ...more,
    });

  test('trust that is wider than its use, with the policy that names only whom the trail saw', async () => {
    const { findings, trust: proposals } = await hardened(
      [
        assume(user('alice'), 'deploy'),
        assume(user('alice'), 'open'),
        assume({ type: 'AWSService', invokedBy: 'ec2.amazonaws.com' }, 'web'),
      ],
      [
        {
          roles: [
            {
              RoleName: 'deploy',
              AssumeRolePolicyDocument: trust(
                lets({ AWS: [`arn:aws:iam::${ACCOUNT}:root`, 'arn:aws:iam::444455556666:root'] }),
              ),
            },
            { RoleName: 'open', AssumeRolePolicyDocument: trust(lets('*')) },
            {
              RoleName: 'web',
              AssumeRolePolicyDocument: trust(lets({ Service: ['ec2.amazonaws.com', 'lambda.amazonaws.com'] })),
            },
            {
              RoleName: 'AWSServiceRoleForX',
              Path: '/aws-service-role/x.amazonaws.com/',
              AssumeRolePolicyDocument: trust(lets({ Service: 'x.amazonaws.com' })),
            },
          ],
        },
      ],
    );
    const found = findings.filter(({ finding }) => finding.startsWith('trust'));
    expect(found.map(({ finding, severity, about }) => [finding, severity, about.split('/').pop()])).toEqual([
      ['trust-everybody', 'critical', 'open'],
      ['trust-outside', 'high', 'deploy'],
      ['trust-unused', 'low', 'web'],
      ['trust-whole-account', 'low', 'deploy'],
    ]);
    expect(found[3]).toMatchObject({ events: 1, proven: 1, evidence: ['e1'] });
    expect(proposals.map(({ role: of, named, dropped }) => [of.split('/').pop(), named, dropped.length])).toEqual([
      ['deploy', [`arn:aws:iam::${ACCOUNT}:user/alice`], 2],
      ['open', [`arn:aws:iam::${ACCOUNT}:user/alice`], 1],
      ['web', [], 1],
    ]);
  });

  test('the intruder is no use of trust, and where reads are not recorded nobody is unseen', async () => {
    const deploy = [
      {
        roles: [
          { RoleName: 'deploy', AssumeRolePolicyDocument: trust(lets({ AWS: `arn:aws:iam::${ACCOUNT}:user/alice` })) },
        ],
      },
    ];
    const taken = assume(user('alice'), 'deploy', { eventTime: '2026-03-01T11:00:00Z' });
    const ran = await hardened([taken], deploy, { seed: KEY, compromisedAt: STOLEN });
    expect(ran.findings[0]).toMatchObject({ finding: 'trust-unused', evidence: ['e1'] });
    expect(ran.findings[0]?.detail).toContain('the intruder did once, which does not count');
    const writes = await hardened([record(user('alice'), 'iam', 'CreateUser', { readOnly: false })], deploy);
    expect(writes.findings.filter(({ finding }) => finding.startsWith('trust'))).toEqual([]);
    expect(writes.cannot.join('\n')).toContain('no read events were recorded');
  });

  test('a caller whom the records name by its account alone may be anybody of it, and a use that IAM tells and no record explains is no absence', async () => {
    const partner = 'arn:aws:iam::444455556666:role/partner';
    const lambda = trust(lets({ Service: 'lambda.amazonaws.com' }));
    const { findings } = await hardened(
      [
        assume({ type: 'AWSAccount', principalId: 'AROAPARTNEREXAMPLE:s', accountId: '444455556666' }, 'shared'),
        record(user('alice'), 's3', 'ListBuckets', { eventTime: '2026-03-01T07:00:00Z' }),
      ],
      [
        {
          roles: [
            { RoleName: 'shared', AssumeRolePolicyDocument: trust(lets({ AWS: partner })) },
            {
              RoleName: 'edge',
              AssumeRolePolicyDocument: lambda,
              RoleLastUsed: { LastUsedDate: '2026-03-01T08:00:00Z', Region: 'eu-west-1' },
            },
            { RoleName: 'idle', AssumeRolePolicyDocument: lambda },
          ],
        },
      ],
    );
    const found = findings.filter(({ finding }) => finding.startsWith('trust'));
    expect(found.map(({ finding, severity, about }) => [finding, severity, about.split('/').pop()])).toEqual([
      ['trust-outside', 'medium', 'shared'],
      ['trust-unused', 'low', 'idle'],
    ]);
    expect(found[0]?.detail).toContain('assumed once by 444455556666');
  });

  test('every right without MFA, keys, roles and passwords that nobody uses, and root', async () => {
    const old = { CreateDate: '2025-01-01T00:00:00Z' };
    const { findings } = await hardened(
      [
        record(user('alice'), 's3', 'ListBuckets'),
        record(user('carol', 'AKIACAROLCAROLEXAMPLE'), 's3', 'ListBuckets', { eventTime: '2025-08-01T00:00:00Z' }),
        record(
          {
            type: 'Root',
            principalId: ACCOUNT,
            arn: `arn:aws:iam::${ACCOUNT}:root`,
            accountId: ACCOUNT,
            accessKeyId: 'AKIAROOTROOTROEXAMPLE',
          },
          's3',
          'ListBuckets',
        ),
        record(role('used'), 's3', 'ListBuckets'),
      ],
      [
        {
          collectedAt: '2026-03-02T00:00:00Z',
          users: [{ UserName: 'alice', GroupList: ['admins'] }, 'carol'],
          groups: [{ GroupName: 'admins', GroupPolicyList: [{ PolicyName: 'all', PolicyDocument: star }] }],
          roles: [
            { RoleName: 'idle', ...old },
            { RoleName: 'used', ...old },
            { RoleName: 'young', CreateDate: '2026-02-01T00:00:00Z' },
          ],
          'access-keys': [
            { UserName: 'alice', AccessKeyId: KEY, ...old },
            { UserName: 'carol', AccessKeyId: 'AKIACAROLCAROLEXAMPLE', ...old },
            { UserName: 'carol', AccessKeyId: 'AKIADENIEDDENIEXAMPLE', ...old, AccessKeyLastUsed: null },
          ],
          'mfa-devices': [],
          'credential-report': [
            {
              user: 'carol',
              password_enabled: true,
              password_last_used: 'no_information',
              password_last_changed: '2025-01-01T00:00:00Z',
            },
          ],
        },
      ],
    );
    expect(
      findings.filter(({ finding }) => !finding.startsWith('trust')).map(({ finding, about }) => [finding, about]),
    ).toEqual([
      ['admin-without-mfa', `arn:aws:iam::${ACCOUNT}:user/alice`],
      ['root-used', `root of ${ACCOUNT}`],
      ['unused-key', 'AKIACAROLCAROLEXAMPLE'],
      ['unused-password', `arn:aws:iam::${ACCOUNT}:user/carol`],
      ['unused-role', `arn:aws:iam::${ACCOUNT}:role/idle`],
    ]);
    expect(findings.find(({ finding }) => finding === 'unused-key')).toMatchObject({
      evidence: ['e2'],
      proven: 1,
      stateOf: '2026-03-02T00:00:00Z',
    });
  });

  test('without a state of IAM it says what it cannot tell, and tells of keys that fell silent', async () => {
    const { findings, cannot } = await hardened([
      record(user('alice'), 's3', 'ListBuckets'),
      record(user('bob', 'AKIAI44QH8DHBEXAMPLE'), 's3', 'ListBuckets', { eventTime: '2025-08-01T00:00:00Z' }),
    ]);
    expect(findings.map(({ finding, about }) => [finding, about])).toEqual([['idle-key', 'AKIAI44QH8DHBEXAMPLE']]);
    expect(cannot[0]).toContain('no state of IAM is here');
    expect(cannot.join('\n')).toContain('objects of S3 (GetObject, PutObject, DeleteObject …)');
  });
});

test('hostile names, sources, ARNs and documents write no policy that allows more, and stop nothing', async () => {
  const alice = user('alice');
  const nasty = [
    '*',
    '?',
    `\${aws:username}`,
    '"',
    '\\',
    '../../x',
    '\u0000',
    '\u202e',
    'a"]}',
    '\n',
    'x'.repeat(5000),
    "'; DROP TABLE events; --",
    '$.x',
    '😀',
  ];
  const records = nasty.flatMap((text) => [
    record(alice, 's3', 'GetObject', { requestParameters: { bucketName: text, key: text } }),
    record(alice, 'dynamodb', 'Query', { requestParameters: { tableName: `t${text}`, indexName: text } }),
    record(alice, 'sts', 'AssumeRole', { requestParameters: { roleArn: `arn:aws:iam::${ACCOUNT}:role/${text}` } }),
    record(alice, 'kms', 'Decrypt', {
      resources: [{ ARN: `arn:aws:kms:eu-west-1:${ACCOUNT}:key/${text}`, type: 'AWS::KMS::Key' }],
    }),
    record(alice, 'lambda', 'CreateFunction20150331', {
      requestParameters: { role: `arn:aws:iam::${ACCOUNT}:role/${text}`, functionName: [text] },
      readOnly: false,
    }),
    record(alice, 's3', text),
    { ...record(alice, 's3', 'ListBuckets'), eventSource: text },
    { ...record(alice, 's3', 'ListBuckets'), eventSource: `${text}.amazonaws.com` },
    record({ ...alice, arn: `arn:aws:iam::${ACCOUNT}:user/${text}` }, 's3', 'ListBuckets'),
    record({ ...alice, arn: text }, 's3', 'ListBuckets', { requestParameters: text, resources: text }),
  ]);
  const trust = (Principal: unknown) => ({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }],
  });
  const documents = [
    ...nasty.map(trust),
    trust([1, null]),
    trust({ AWS: [{ a: 1 }, 7] }),
    { Statement: 'x' },
    { Statement: [1, null, []] },
    {},
  ];
  const roles = documents.map((AssumeRolePolicyDocument, index) => ({
    RoleName: `r${index}${nasty[index % nasty.length]?.slice(0, 50)}`,
    AssumeRolePolicyDocument,
  }));
  const { principals, trust: proposals } = await hardened(records, [
    { roles, users: nasty.map((name) => ({ UserName: name, Arn: name })) },
  ]);
  const statements = principals.flatMap(({ policies }) => policies.flatMap(({ document }) => document.Statement));
  expect(statements.length).toBeGreaterThan(0);
  for (const { Sid, Action, Resource } of statements) {
    expect(Sid).toMatch(/^[A-Za-z0-9]+$/);
    for (const action of Action) expect(action).toMatch(/^[a-z0-9-]+:[A-Za-z0-9]+$/);
    for (const on of Resource) expect(on).toMatch(/^(\*|arn:aws:[a-z0-9]+:[a-z0-9-]*:\d*:[\w+=,.@:/#-]+(\/\*)?)$/);
  }
  for (const { principal } of principals) expect(principal).toMatch(/^arn:aws:iam::\d{12}:user\/[\w+=,.@/-]+$/);
  expect(proposals).toEqual([]);
});

test.skipIf(motoIsAbsent)('an API of IAM takes every policy and every trust policy', async () => {
  const alice = user('alice');
  const bucket = { requestParameters: { bucketName: 'data', key: 'a', versionId: 'v' } };
  const roleArn = `arn:aws:iam::${ACCOUNT}:role/deploy`;
  const { principals, trust } = await hardened(
    [
      record(alice, 's3', 'GetObject', bucket),
      record(alice, 'kms', 'Decrypt', { userIdentity: { ...alice, invokedBy: 's3.amazonaws.com' } }),
      record(alice, 'secretsmanager', 'GetSecretValue', { requestParameters: { secretId: 'db' } }),
      record(alice, 'sts', 'AssumeRole', { requestParameters: { roleArn } }),
      ...Array.from({ length: 400 }, (_, n) => record(alice, 'ec2', `DescribeEveryKindOfThing${n}`)),
      record(role('deploy'), 'lambda', 'Invoke', { requestParameters: { functionName: 'f', qualifier: '$LATEST' } }),
    ],
    [
      {
        roles: [
          {
            RoleName: 'deploy',
            AssumeRolePolicyDocument: {
              Version: '2012-10-17',
              Statement: [
                { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: 'sts:AssumeRole' },
              ],
            },
          },
        ],
      },
    ],
  );
  const moto = await startMoto();
  const client = new IAMClient({
    endpoint: moto.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'AKIA', secretAccessKey: 'x' },
  });
  try {
    const policies = principals.flatMap((principal) => principal.policies);
    expect(policies.length).toBeGreaterThan(3);
    for (const { name, document } of policies) {
      const made = await client.send(
        new CreatePolicyCommand({ PolicyName: name, PolicyDocument: JSON.stringify(document) }),
      );
      expect(made.Policy?.PolicyName).toBe(name);
    }
    expect(trust).toHaveLength(1);
    for (const { document } of trust) {
      await client.send(
        new CreateRoleCommand({ RoleName: 'narrowed', AssumeRolePolicyDocument: JSON.stringify(document) }),
      );
    }
  } finally {
    client.destroy();
    await moto.stop();
  }
});
