import { expect, test } from 'vitest';
import { caseFromRecords } from '../support/case-from-records.js';
import { radius, radiusIn } from '../support/radius.js';
import {
  ACCOUNT,
  assumeRole,
  call,
  createKey,
  createUser,
  event,
  type Rec,
  roleSession,
  user,
  userSession,
} from './records.js';

// One intrusion, and what defenders did against it by noon: status, what survives the deactivation of the key, and what stops it.

const mallory = user('mallory', 'AKIASEED');
const defender = user('oncall', 'AKIADEFENDER');
const iam = (id: string, time: string, name: string, request: Rec, by = defender) =>
  event(id, time, 'iam', name, by, { requestParameters: request });
const document = (statement: Rec) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny', Action: ['*'], Resource: ['*'], ...statement }],
  });
const role = (name: string, key: string, time = '09:30:00', more: Rec = {}) =>
  assumeRole(`to-${key}`, time, mallory, name, 's', key, more);
const until = (expiration: string, key: string) => ({
  responseElements: {
    credentials: { accessKeyId: key, expiration },
    assumedRoleUser: { assumedRoleId: 'AROAOLD:s', arn: `arn:aws:sts::${ACCOUNT}:assumed-role/old/s` },
  },
});
const open = roleSession('open', 's', 'ASIAOPEN', '09:30:00');

const found = await radius(
  [
    // Keys.
    createKey('k1', '09:10:00', mallory, 'mallory', 'AKIAOFF'),
    iam('off', '11:00:00', 'UpdateAccessKey', { accessKeyId: 'AKIAOFF', status: 'Inactive', userName: 'mallory' }),
    createKey('k2', '09:11:00', mallory, 'mallory', 'AKIADEL'),
    iam('del', '11:00:00', 'DeleteAccessKey', { accessKeyId: 'AKIADEL', userName: 'mallory' }),
    createKey('k3', '09:12:00', mallory, 'mallory', 'AKIAUSED'),
    iam('said-off', '10:00:00', 'UpdateAccessKey', {
      accessKeyId: 'AKIAUSED',
      status: 'Inactive',
      userName: 'mallory',
    }),
    call('used-after', '11:30:00', user('mallory', 'AKIAUSED')),
    createKey('k4', '09:13:00', mallory, 'mallory', 'AKIANEW'),
    event('off-denied', '11:00:00', 'iam', 'UpdateAccessKey', defender, {
      requestParameters: { accessKeyId: 'AKIANEW', status: 'Inactive' },
      errorCode: 'AccessDenied',
    }),
    // After the time of the report.
    iam('too-late', '12:30:00', 'DeleteAccessKey', { accessKeyId: 'AKIANEW', userName: 'mallory' }),
    // Sessions of roles.
    role('open', 'ASIAOPEN'),
    assumeRole('to-ASIACHAIN', '09:40:00', open, 'chained', 's', 'ASIACHAIN'),
    role('old', 'ASIAOLD', '09:00:30', until('Mar 1, 2026, 10:00:00\u202fAM', 'ASIAOLD')),
    role('gone', 'ASIAGONE'),
    iam('gone-role', '11:00:00', 'DeleteRole', { roleName: 'gone' }),
    iam('earlier-role', '08:00:00', 'DeleteRole', { roleName: 'again' }),
    role('again', 'ASIAAGAIN'),
    role('shut', 'ASIASHUT'),
    iam('shut-role', '11:00:00', 'PutRolePolicy', { roleName: 'shut', policyName: 'no', policyDocument: document({}) }),
    role('undone', 'ASIAUNDONE'),
    iam('deny', '10:00:00', 'PutRolePolicy', { roleName: 'undone', policyName: 'no', policyDocument: document({}) }),
    iam('undeny', '10:30:00', 'DeleteRolePolicy', { roleName: 'undone', policyName: 'no' }),
    role('cond', 'ASIACOND'),
    iam('some', '11:00:00', 'PutRolePolicy', {
      roleName: 'cond',
      policyName: 'no',
      policyDocument: document({ Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } } }),
    }),
    role('revoked', 'ASIABEFORE'),
    assumeRole('to-ASIAAFTER', '11:00:00', mallory, 'revoked', 't', 'ASIAAFTER'),
    iam('revoke', '10:30:00', 'PutRolePolicy', {
      roleName: 'revoked',
      policyName: 'AWSRevokeOlderSessions',
      policyDocument: document({ Condition: { DateLessThan: { 'aws:TokenIssueTime': '2026-03-01T10:30:00.000Z' } } }),
    }),
    // Sessions of the user.
    event('token', '09:20:00', 'sts', 'GetSessionToken', mallory, {
      responseElements: { credentials: { accessKeyId: 'ASIATOKEN', expiration: 'Mar 2, 2026, 9:20:00 PM' } },
    }),
    call('by-token', '09:21:00', userSession('mallory', 'ASIATOKEN', '09:20:00')),
    // No keys.
    createUser('bob', '09:50:00', mallory, 'bob'),
    iam('bob-password', '09:51:00', 'CreateLoginProfile', { userName: 'bob' }, mallory),
    iam('bob-no-password', '11:00:00', 'DeleteLoginProfile', { userName: 'bob' }),
    createUser('eve', '09:52:00', mallory, 'eve'),
    iam('eve-gone', '11:00:00', 'DeleteUser', { userName: 'eve' }),
    event('bedrock', '09:53:00', 'iam', 'CreateServiceSpecificCredential', mallory, {
      requestParameters: { userName: 'bob', serviceName: 'bedrock.amazonaws.com' },
      responseElements: { serviceSpecificCredential: { serviceSpecificCredentialId: 'ACCABEDROCK', userName: 'bob' } },
    }),
    iam('trust', '09:54:00', 'UpdateAssumeRolePolicy', { roleName: 'open', policyDocument: '{}' }, mallory),
    iam('trust-2', '09:55:00', 'UpdateAssumeRolePolicy', { roleName: 'cond', policyDocument: '{}' }, mallory),
    iam('trust-back', '11:00:00', 'UpdateAssumeRolePolicy', { roleName: 'cond', policyDocument: '{}' }),
    ...['i-0aaaaaaaaaaaaaaa1', 'i-0aaaaaaaaaaaaaaa2'].map((instanceId, n) =>
      event(`run-${n}`, '09:56:00', 'ec2', 'RunInstances', mallory, {
        requestParameters: { iamInstanceProfile: { name: 'p' } },
        responseElements: { instancesSet: { items: [{ instanceId }] } },
      }),
    ),
    event('terminate', '11:00:00', 'ec2', 'TerminateInstances', defender, {
      requestParameters: { instancesSet: { items: [{ instanceId: 'i-0aaaaaaaaaaaaaaa1' }] } },
    }),
  ],
  'AKIASEED',
);
const credential = (id: string) => found.credentials.find((one) => one.id === id);
const thing = (kind: string, id: string) => found.alive.find((one) => one.kind === kind && one.id.endsWith(id));

test.each([
  ['AKIASEED', 'active', true, []],
  ['AKIAOFF', 'inactive', false, ['off']],
  ['AKIADEL', 'deleted', false, ['del']],
  ['AKIANEW', 'active', true, []],
  ['ASIAOPEN', 'active', true, []],
  ['ASIAOLD', 'expired', false, []],
  ['ASIAGONE', 'deleted', false, ['gone-role']],
  ['ASIAAGAIN', 'active', true, []],
  ['ASIASHUT', 'denied', false, ['shut-role']],
  ['ASIAUNDONE', 'active', true, []],
  ['ASIACOND', 'active', true, []],
  ['ASIABEFORE', 'revoked', false, ['revoke']],
  ['ASIAAFTER', 'active', true, []],
  ['ASIATOKEN', 'active', true, []],
])('%s is %s', (id, status, alive, statusEvidence) => {
  expect(credential(id)).toMatchObject({ status, alive, statusEvidence });
  // Nothing that is dead survives, and of what is alive only the key itself goes with its deactivation.
  expect(credential(id)?.survives).toBe(alive && id !== 'AKIASEED');
});

test('a record that a use contradicts decides nothing', () => {
  expect(credential('AKIAUSED')).toMatchObject({
    ...{ status: 'unknown', alive: null, survives: true, statusEvidence: ['said-off', 'used-after'] },
  });
});

test('why it survives, and what stops it, by the kind of its life', () => {
  expect(credential('ASIATOKEN')).toMatchObject({
    life: 'session-token',
    control: expect.stringContaining('on the user'),
  });
  expect(credential('ASIAOPEN')).toMatchObject({ life: 'role-session', control: 'AWSRevokeOlderSessions on the role' });
  expect(credential('ASIACHAIN')).toMatchObject({ life: 'chained-session', why: expect.stringContaining('an hour') });
  expect(credential('AKIANEW')).toMatchObject({ life: 'access-key', why: expect.stringContaining('of its own') });
  expect(credential('AKIASEED')).toMatchObject({ why: null, control: 'UpdateAccessKey: Inactive' });
  expect(credential('ASIAGONE')).toMatchObject({ why: null, control: null });
});

test.each([
  ['user', 'bob', 'active', []],
  ['password', 'bob', 'deleted', ['bob-no-password']],
  ['user', 'eve', 'deleted', ['eve-gone']],
  ['service-credential', 'ACCABEDROCK', 'active', []],
  ['trust', 'open', 'active', []],
  ['trust', 'cond', 'inactive', ['trust-back']],
  ['workload', 'i-0aaaaaaaaaaaaaaa1', 'deleted', ['terminate']],
  ['workload', 'i-0aaaaaaaaaaaaaaa2', 'active', []],
])('the %s %s is %s', (kind, id, status, statusEvidence) => {
  expect(thing(kind, id)).toMatchObject({ status, statusEvidence, madeBy: 'AKIASEED', alive: status === 'active' });
  expect(thing(kind, id)?.why === null).toBe(status !== 'active');
});

test('a Deny of everything on the user stops its keys and its sessions, and no session of a role', async () => {
  const shut = await radius(
    [
      call('use', '09:00:00', mallory),
      event('token', '09:20:00', 'sts', 'GetSessionToken', mallory, {
        responseElements: { credentials: { accessKeyId: 'ASIATOKEN', expiration: 'Mar 2, 2026, 9:20:00 PM' } },
      }),
      call('by-token', '09:21:00', userSession('mallory', 'ASIATOKEN', '09:20:00')),
      role('open', 'ASIAOPEN'),
      iam('all', '11:00:00', 'AttachUserPolicy', {
        userName: 'mallory',
        policyArn: 'arn:aws:iam::aws:policy/AWSDenyAll',
      }),
      // Another account's user of the same name is another user.
      iam('other', '11:00:00', 'DeleteUser', { userName: 'mallory' }, user('oncall', 'AKIAOTHER', '444455556666')),
    ],
    'AKIASEED',
  );
  expect(shut.credentials.map(({ id, status }) => [id, status])).toEqual([
    ['AKIASEED', 'denied'],
    ['ASIATOKEN', 'denied'],
    ['ASIAOPEN', 'active'],
  ]);
});

test('a record that somebody had a hand on ends nothing', async () => {
  const opened = await caseFromRecords([
    call('use', '09:00:00', mallory),
    createKey('k1', '09:10:00', mallory, 'mallory', 'AKIAONE'),
    createKey('k2', '09:11:00', mallory, 'mallory', 'AKIATWO'),
    iam('planted', '11:00:00', 'DeleteAccessKey', { accessKeyId: 'AKIAONE', userName: 'mallory' }),
    iam('real', '10:00:00', 'UpdateAccessKey', { accessKeyId: 'AKIATWO', status: 'Inactive', userName: 'mallory' }),
    iam('planted-2', '11:00:00', 'UpdateAccessKey', { accessKeyId: 'AKIATWO', status: 'Active', userName: 'mallory' }),
    createUser('bob', '09:50:00', mallory, 'bob'),
    iam('planted-3', '11:00:00', 'DeleteUser', { userName: 'bob' }),
  ]);
  await opened.run("UPDATE events SET integrity = 'unlisted' WHERE starts_with(event_id, 'planted')");
  const planted = await radiusIn(opened, 'AKIASEED');
  await opened.close();
  expect(planted.credentials.find(({ id }) => id === 'AKIAONE')).toMatchObject({
    ...{ status: 'unknown', alive: null, statusEvidence: ['planted'], statusProven: false, survives: true },
  });
  expect(planted.credentials.find(({ id }) => id === 'AKIATWO')).toMatchObject({
    status: 'inactive',
    statusEvidence: ['real'],
  });
  expect(planted.alive).toMatchObject([{ kind: 'user', status: 'unknown', alive: null, why: expect.any(String) }]);
});
