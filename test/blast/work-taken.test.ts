import { describe, expect, it } from 'vitest';
import { radius } from '../support/radius.js';
import { ACCOUNT, assumeRole, call, event, OTHER_ACCOUNT, type Rec, roleSession, user } from './records.js';

const mallory = user('mallory', 'AKIASEED');
const service = (name: string) => ({ type: 'AWSService', invokedBy: `${name}.amazonaws.com` });

describe('workloads that were there before', () => {
  /** source, call, parameters for an instance. */
  const onInstances: readonly (readonly [string, string, (instance: string) => Rec])[] = [
    ['ec2', 'ModifyInstanceAttribute', (instanceId) => ({ instanceId, userData: '<sensitiveDataRemoved>' })],
    ['ec2', 'GetPasswordData', (instanceId) => ({ instanceId })],
    ['ec2', 'AttachVolume', (instanceId) => ({ instanceId, volumeId: 'vol-1' })],
    ['ssm', 'SendCommand', (instance) => ({ instanceIds: [instance], documentName: 'AWS-RunShellScript' })],
    ['ssm', 'StartSession', (target) => ({ target })],
    ['ssm', 'CreateAssociation', (instanceId) => ({ instanceId, name: 'd' })],
    ['ec2-instance-connect', 'SendSSHPublicKey', (instanceId) => ({ instanceId, instanceOSUser: 'root' })],
    ['ec2-instance-connect', 'OpenTunnel', (instanceId) => ({ instanceId })],
  ];

  it('are suspects from the moment on in which an instance was reached', async () => {
    const found = await radius(
      [
        ...onInstances.flatMap(([source, name, request], index) => [
          event(`reach-${index}`, '10:00:00', source, name, mallory, {
            requestParameters: request(`i-0${index}`),
            readOnly: name.startsWith('Get'),
          }),
          // The session began before and went on; the one that was over by then is nobody's concern.
          call(`on-${index}`, '09:00:00', roleSession('web', `i-0${index}`, `ASIAON${index}`, '08:00:00')),
          call(`on-later-${index}`, '10:30:00', roleSession('web', `i-0${index}`, `ASIAON${index}`, '08:00:00')),
          call(`over-${index}`, '07:00:00', roleSession('web', `i-0${index}`, `ASIAOVER${index}`, '02:00:00')),
        ]),
        call('same-profile', '10:30:00', roleSession('web', 'i-0x', 'ASIAOTHER', '10:05:00')),
        // Neither is a way in: another attribute, and a call that was refused.
        event('attribute', '10:00:00', 'ec2', 'ModifyInstanceAttribute', mallory, {
          requestParameters: { instanceId: 'i-0x', disableApiTermination: { value: false } },
        }),
        event('refused', '10:00:00', 'ec2', 'GetPasswordData', mallory, {
          errorCode: 'Client.UnauthorizedOperation',
          requestParameters: { instanceId: 'i-0x' },
        }),
      ],
      'AKIASEED',
    );
    expect(found.reached).toEqual([]);
    expect(found.suspects.map(({ to, method, confidence }) => [to, method, confidence])).toEqual(
      onInstances.map((_row, index) => [`ASIAON${index}`, 'WORK', 'medium']),
    );
    expect(found.suspects[3]).toMatchObject({
      evidence: ['reach-3'],
      reason: expect.stringMatching(/^an instance that was there before/),
    });
  });

  it('count from then on where they are taken in', async () => {
    const found = await radius(
      [
        event('send', '10:00:00', 'ssm', 'SendCommand', mallory, { requestParameters: { instanceIds: ['i-0a'] } }),
        call('before', '09:00:00', roleSession('web', 'i-0a', 'ASIAWEB', '08:00:00')),
        call('after', '10:30:00', roleSession('web', 'i-0a', 'ASIAWEB', '08:00:00')),
      ],
      'AKIASEED',
      { include: 'medium' },
    );
    expect(found.reached).toEqual(['ASIAWEB: WORK medium']);
    expect(found.eventIds).toEqual(['after', 'send']);
  });

  it('are functions too, by name, role and region', async () => {
    const arn = `arn:aws:lambda:us-east-1:${ACCOUNT}:function:pay`;
    const found = await radius(
      [
        event('update', '10:00:00', 'lambda', 'UpdateFunctionCode20150331v2', mallory, {
          requestParameters: { functionName: arn },
          responseElements: { functionName: 'pay', role: `arn:aws:iam::${ACCOUNT}:role/service/pays` },
        }),
        call('runs', '10:05:00', roleSession('pays', 'pay', 'ASIAPAY', '10:01:00')),
        call('other-role', '10:05:00', roleSession('other', 'pay', 'ASIAROLE', '10:01:00')),
        assumeRole('elsewhere', '10:03:00', service('lambda'), 'pays', 'pay', 'ASIAELSEWHERE', {
          awsRegion: 'eu-west-1',
        }),
        // A URL for another: no role in the record, so the event that opened the session has to say that it is Lambda's.
        event('url', '10:00:00', 'lambda', 'CreateFunctionUrlConfig', mallory, {
          requestParameters: { functionName: 'mail' },
        }),
        assumeRole('mail', '10:01:00', service('lambda'), 'mails', 'mail', 'ASIAMAIL'),
        call('mail-orphan', '10:05:00', roleSession('mails', 'mail', 'ASIAORPHAN', '10:02:00')),
      ],
      'AKIASEED',
    );
    expect(found.reached).toEqual([]);
    expect(found.suspects.map((suspect) => suspect.to)).toEqual(['ASIAMAIL', 'ASIAPAY']);
  });

  it('are tasks too', async () => {
    const task = `arn:aws:ecs:us-east-1:${ACCOUNT}:task/c/0123456789abcdef`;
    const found = await radius(
      [
        event('exec', '10:00:00', 'ecs', 'ExecuteCommand', mallory, { requestParameters: { task } }),
        call('task', '10:05:00', roleSession('task', '0123456789abcdef', 'ASIATASK', '09:00:00')),
        call('other', '10:05:00', roleSession('task', 'fedcba9876543210', 'ASIAOTHER', '09:00:00')),
      ],
      'AKIASEED',
    );
    expect(found.suspects.map(({ to, confidence }) => [to, confidence])).toEqual([['ASIATASK', 'medium']]);
  });
});

describe('access to data under another name', () => {
  it('is tied by the session name that Lake Formation tells', async () => {
    const found = await radius(
      [
        event('asked', '10:00:00', 'lakeformation', 'GetDataAccess', mallory, {
          readOnly: true,
          additionalEventData: { lakeFormationRoleSessionName: 'AWSLF-00-GL-111122223333-abc' },
        }),
        call('mine', '10:00:05', roleSession('lake', 'AWSLF-00-GL-111122223333-abc', 'ASIALAKE', '10:00:01')),
        call('theirs', '10:00:05', roleSession('lake', 'AWSLF-00-GL-111122223333-xyz', 'ASIATHEIRS', '10:00:01')),
      ],
      'AKIASEED',
    );
    expect(found.reached).toEqual(['ASIALAKE: WORK high']);
    expect(found.eventIds).toEqual(['asked', 'mine']);
  });

  it('is suspected of S3 Access Grants, which do not show the key', async () => {
    const found = await radius(
      [
        event('asked', '10:00:00', 's3', 'GetDataAccess', mallory, { requestParameters: { target: 's3://b/*' } }),
        assumeRole('then', '10:00:01', service('access-grants.s3'), 'location', 'access-grants-1', 'ASIAGRANT'),
        assumeRole('later', '10:05:00', service('access-grants.s3'), 'location', 'access-grants-2', 'ASIALATER'),
      ],
      'AKIASEED',
    );
    expect(found.reached).toEqual([]);
    expect(found.suspects).toMatchObject([{ to: 'ASIAGRANT', confidence: 'medium', evidence: ['asked', 'then'] }]);
  });
});

describe('outsiders', () => {
  const outside = (key: string): Rec => ({
    type: 'AWSAccount',
    principalId: `AIDA${key}`,
    accountId: OTHER_ACCOUNT,
    accessKeyId: key,
  });
  const read = (id: string, time: string, who: Rec, bucket: string) =>
    event(id, time, 's3', 'GetObject', who, {
      eventCategory: 'Data',
      recipientAccountId: ACCOUNT,
      requestParameters: { bucketName: bucket, key: 'k' },
      resources: [{ ARN: `arn:aws:s3:::${bucket}/k` }],
    });

  it('that used what they were given are suspects; what they did elsewhere, or before, is not', async () => {
    const found = await radius(
      [
        event('grant', '10:00:00', 's3', 'PutBucketPolicy', mallory, {
          requestParameters: {
            bucketName: 'books',
            bucketPolicy: { Statement: { Effect: 'Allow', Principal: { AWS: OTHER_ACCOUNT }, Action: '*' } },
          },
        }),
        read('used', '10:05:00', outside('ASIAUSED'), 'books'),
        read('elsewhere', '10:05:00', outside('ASIAELSEWHERE'), 'books-archive'),
        read('before', '09:05:00', outside('ASIABEFORE'), 'books'),
        read('another', '10:05:00', { ...outside('ASIATHIRD'), accountId: '777788889999' }, 'books'),
      ],
      'AKIASEED',
    );
    expect(found.reached).toEqual([]);
    expect(found.suspects).toMatchObject([
      { to: 'ASIAUSED', method: 'TRUST', confidence: 'medium', evidence: ['grant', 'used'] },
    ]);
  });
});
