import { expect, it } from 'vitest';
import { radius } from '../support/radius.js';
import { assumeRole, call, event, type Rec, user } from './records.js';

const here = { sourceIPAddress: '198.51.100.66' };
const mallory = user('mallory', 'AKIASEED');

/** source, call, parameters of what may hold a credential. */
const reads: readonly (readonly [string, string, Rec, Rec])[] = [
  ['secretsmanager', 'GetSecretValue', { secretId: 'deploy' }, {}],
  ['ssm', 'GetParameter', { name: '/ci/key', withDecryption: true }, {}],
  ['ec2', 'DescribeInstanceAttribute', { instanceId: 'i-0a', attribute: 'userData' }, {}],
  ['lambda', 'GetFunctionConfiguration20150331v2', { functionName: 'fn' }, {}],
  ['s3', 'GetObject', { bucketName: 'b', key: 'prod/terraform.tfstate' }, { eventCategory: 'Data' }],
  ['ec2', 'CreateSnapshot', { volumeId: 'vol-1' }, {}],
];

it('suggests a key that was first used from the same address after each kind of read, and follows none', async () => {
  const at = (index: number) => `1${index}:00:00`;
  const found = await radius(
    [
      ...reads.flatMap(([source, name, request, more], index) => [
        event(`read-${index}`, at(index), source, name, mallory, { requestParameters: request, ...here, ...more }),
        call(`then-${index}`, `1${index}:10:00`, user(`u${index}`, `AKIATHEN${index}`), here),
      ]),
    ],
    'AKIASEED',
    { include: 'low' },
  );
  expect(found.reached).toEqual([]);
  expect(found.suspects.map(({ to, method, confidence, evidence }) => [to, method, confidence, evidence])).toEqual(
    reads.map((_row, index) => [`AKIATHEN${index}`, 'READ', 'low', [`read-${index}`, `then-${index}`].sort()]),
  );
  expect(found.suspects[0]?.reason).toBe(
    'first used from the same address after GetSecretValue of deploy, which may have held a credential',
  );
});

it('says nothing of keys that were there before, came from elsewhere, or whose issuer is known', async () => {
  const alice = user('alice', 'AKIAALICE');
  const rare = { userAgent: 'rclone/v1.68-kali' };
  const found = await radius(
    [
      call('colleague-before', '09:00:00', alice, here),
      event('read', '10:00:00', 'secretsmanager', 'GetSecretValue', mallory, {
        requestParameters: { secretId: 'deploy' },
        ...here,
        ...rare,
      }),
      event('denied', '10:00:00', 'secretsmanager', 'GetSecretValue', user('bob', 'AKIABOB'), {
        errorCode: 'AccessDenied',
      }),
      call('colleague-after', '10:05:00', alice, here),
      call('elsewhere', '10:05:00', user('carol', 'AKIACAROL')),
      // Of another principal's making, from the same address.
      assumeRole('issued', '10:06:00', alice, 'one', 's', 'ASIAISSUED', here),
      call(
        'issued-use',
        '10:07:00',
        { ...user('one', 'ASIAISSUED'), type: 'AssumedRole', principalId: 'AROAONE:s' },
        here,
      ),
      // By the same rare agent from elsewhere: the first use of the key, and a later one of a key that was in use before.
      call('agent', '10:08:00', user('dave', 'AKIADAVE'), rare),
      call('erin-before', '09:08:00', user('erin', 'AKIAERIN')),
      call('erin-after', '10:08:00', user('erin', 'AKIAERIN'), rare),
    ],
    'AKIASEED',
  );
  expect(found.suspects.map(({ to, method }) => [to, method])).toEqual([['AKIADAVE', 'READ']]);
  expect(found.suspects[0]?.reason).toMatch(/same agent/);
});
