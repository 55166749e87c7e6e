import { afterAll, describe, expect, it } from 'vitest';
import { caseFromRecords } from '../support/case-from-records.js';
import { radius, radiusIn } from '../support/radius.js';
import {
  ACCOUNT,
  assumeRole,
  at,
  call,
  consoleLogin,
  createKey,
  createUser,
  event,
  OTHER_ACCOUNT,
  type Rec,
  roleSession,
  user,
} from './records.js';

// Who writes or deletes a record may want an innocent to be accused, or a culprit to go free. Side by side in one case, under one seed; the
// ids of the events of each attempt begin with its name. What must not be in the radius of anybody but himself is called `innocent`.

const mallory = user('mallory', 'AKIASEED');
const bob = user('bob', 'AKIABOB');
const service = (name: string): Rec => ({ type: 'AWSService', invokedBy: `${name}.amazonaws.com` });
const launch = (id: string, time: string, instance: string, identity = mallory): Rec =>
  event(id, time, 'ec2', 'RunInstances', identity, {
    requestParameters: { iamInstanceProfile: { name: 'web' } },
    responseElements: {
      instancesSet: {
        items: [
          {
            instanceId: instance,
            iamInstanceProfile: { arn: `arn:aws:iam::${ACCOUNT}:instance-profile/web`, id: 'AIPAWEB' },
          },
        ],
      },
    },
  });
const federate = (id: string, time: string, identity: Rec, name: string, key: string): Rec =>
  event(id, time, 'sts', 'GetFederationToken', identity, {
    responseElements: {
      credentials: { accessKeyId: key },
      federatedUser: { arn: `arn:aws:sts::${ACCOUNT}:federated-user/${name}`, federatedUserId: `${ACCOUNT}:${name}` },
    },
  });
const federated = (name: string, key: string | null, created: string): Rec => ({
  type: 'FederatedUser',
  principalId: `${ACCOUNT}:${name}`,
  arn: `arn:aws:sts::${ACCOUNT}:federated-user/${name}`,
  accountId: ACCOUNT,
  ...(key === null ? {} : { accessKeyId: key }),
  sessionContext: { attributes: { creationDate: at(created) } },
});
const signinToken = (id: string, time: string, identity: Rec): Rec =>
  event(id, time, 'signin', 'GetSigninToken', identity, {
    responseElements: { credentials: { accessKeyId: 'ASIA****' }, GetSigninToken: 'Success' },
  });

const records: readonly Rec[] = [
  call('own', '09:00:00', mallory),

  // Equal masks are no equal keys, however they are written.
  ...['REDACTED', 'XXXXXXXXXXXXXXXXXXXX', 'ASIAXXXXXXXXXXXXXXXX', 'AKIA0000000000000000', '***'].flatMap((mask, n) => [
    createKey(`mask-key-${n}`, '10:00:00', mallory, `victim${n}`, mask),
    call(`mask-innocent-key-${n}`, '10:05:00', user(`masked${n}`, mask)),
    assumeRole(`mask-role-${n}`, '10:00:00', mallory, `hidden${n}`, 's', mask),
    call(`mask-innocent-role-${n}`, '10:05:00', {
      ...roleSession('elsewhere', 's', mask, '10:05:00'),
      principalId: undefined,
      sessionContext: undefined,
    }),
  ]),
  // Nor are equal masks of a session one session.
  ...['HIDDEN_DUE_TO_SECURITY_REASONS', 'REDACTED'].flatMap((mask, n) => [
    assumeRole(`session-mask-${n}`, `10:1${n}:00`, mallory, 'masked', 's', 'ASIA****', {
      responseElements: { credentials: { accessKeyId: mask }, assumedRoleUser: { assumedRoleId: mask, arn: mask } },
    }),
    call(`session-mask-innocent-${n}`, `10:1${n}:30`, {
      ...roleSession('innocent', 's', `ASIAMASKED${n}`, `10:1${n}:00`),
      principalId: mask,
    }),
  ]),

  // A key that was in use before it is said to have been created.
  call('old-key-innocent-before', '08:00:00', user('carol', 'AKIACAROL')),
  createKey('old-key-claim', '10:00:00', mallory, 'carol', 'AKIACAROL'),
  call('old-key-innocent-after', '10:05:00', user('carol', 'AKIACAROL')),

  // Somebody's session is named after an instance of the intruder's.
  launch('name-launch', '10:00:00', 'i-0name'),
  assumeRole('name-issue', '10:01:00', service('ec2'), 'web', 'i-0name', 'ASIAINSTANCE'),
  call('name-use', '10:02:00', roleSession('web', 'i-0name', 'ASIAINSTANCE', '10:01:00')),
  assumeRole('name-innocent-issue', '10:03:00', bob, 'ops', 'i-0name', 'ASIANAMESAKE'),
  call('name-innocent', '10:04:00', roleSession('ops', 'i-0name', 'ASIANAMESAKE', '10:03:00')),

  // Another federated session of the same name signs in while the intruder's token lives; its own token is in no file.
  federate('token-federation', '10:00:00', mallory, 'help', 'ASIAHELP'),
  signinToken('token-mine', '10:01:00', federated('help', 'ASIAHELP', '10:00:00')),
  consoleLogin('token-innocent-login', '10:02:00', federated('help', null, '08:00:00')),
  call('token-innocent', '10:03:00', federated('help', 'ASIAHELPOTHER', '10:02:00')),

  // Two sessions of one name sign in within seconds, each by a token of its own; one by its own token alone.
  federate('two-federation', '10:00:00', mallory, 'desk', 'ASIADESK'),
  signinToken('two-mine', '10:01:00', federated('desk', 'ASIADESK', '10:00:00')),
  consoleLogin('two-mine-login', '10:02:00', federated('desk', null, '10:00:00')),
  consoleLogin('two-innocent-login', '10:02:03', federated('desk', null, '09:00:00')),
  call('two-innocent', '10:03:00', federated('desk', 'ASIADESKB', '10:02:01')),
  call('two-innocent-b', '10:03:00', federated('desk', 'ASIADESKC', '10:02:03')),

  // Every key of the account is "made active", which it was: nothing is handed out.
  call('rearm-innocent-before', '08:00:00', user('hugo', 'AKIAHUGO')),
  event('rearm-claim', '10:00:00', 'iam', 'UpdateAccessKey', mallory, {
    requestParameters: { userName: 'hugo', accessKeyId: 'AKIAHUGO', status: 'Active' },
  }),
  call('rearm-innocent', '11:00:00', user('hugo', 'AKIAHUGO')),

  // The owner's copy of a call says whatever caller it says; so does anybody's record with that id.
  assumeRole(
    'shared-target',
    '10:00:00',
    { type: 'AWSAccount', principalId: 'AIDABOB', accountId: ACCOUNT },
    'far',
    'bob',
    'ASIAFARBOB',
    { sharedEventID: 'shared-x', recipientAccountId: OTHER_ACCOUNT },
    OTHER_ACCOUNT,
  ),
  call('shared-mine', '10:00:00', mallory, { sharedEventID: 'shared-x' }),
  assumeRole(
    'shared-other-time',
    '09:00:00',
    mallory,
    'far',
    'bob',
    '',
    { sharedEventID: 'shared-x', responseElements: null },
    OTHER_ACCOUNT,
  ),
  call('shared-innocent', '10:01:00', roleSession('far', 'bob', 'ASIAFARBOB', '10:00:00', OTHER_ACCOUNT)),

  // Times before the parent's.
  createUser('early-created', '10:00:00', mallory, 'erin'),
  call('early-innocent', '09:30:00', user('erin', 'AKIAERIN')),
  call('early-use', '10:30:00', user('erin', 'AKIAERIN')),

  // Names and fields that are no credentials.
  event('garbage-1', '10:00:00', 'sts', 'AssumeRole', mallory, { responseElements: { credentials: 'ASIAGARBAGE' } }),
  event('garbage-2', '10:00:00', 'sts', 'AssumeRole', mallory, {
    responseElements: [{ credentials: { accessKeyId: 'ASIAGARBAGE' } }],
  }),
  event('garbage-3', '10:00:00', 'sts', 'AssumeRole', mallory, {
    responseElements: { credentials: { accessKeyId: { x: 1 } } },
  }),
  event('garbage-4', '10:00:00', 'evil', 'AssumeRole', mallory, {
    responseElements: { credentials: { accessKeyId: 'ASIAGARBAGE' } },
  }),
  event('garbage-5', '10:00:00', 'iam', 'CreateUser', mallory, {
    responseElements: { user: { userId: '', arn: null } },
  }),
  event('garbage-6', '10:00:00', 'iam', 'CreateUser', mallory, { responseElements: { user: { userId: ACCOUNT } } }),
  call('garbage-innocent', '10:05:00', roleSession('x', 's', 'ASIAGARBAGE', '10:00:00')),
  call('garbage-innocent-root', '10:05:00', {
    type: 'Root',
    principalId: ACCOUNT,
    arn: `arn:aws:iam::${ACCOUNT}:root`,
    accountId: ACCOUNT,
    accessKeyId: 'AKIAROOT',
  }),
  call('garbage-innocent-null', '10:05:00', { type: 'IAMUser', principalId: '', accessKeyId: '' }),

  // A culprit: the session's clock is a second off, and nobody shows the key.
  assumeRole('skew-mine', '10:00:00', mallory, 'skew', 's', 'ASIA****'),
  call('skew-use', '10:01:00', roleSession('skew', 's', 'ASIASKEW', '09:59:59')),

  // A time that cannot be read.
  assumeRole('time-issue', '10:00:00', mallory, 'timeless', 's', 'ASIATIMELESS', { eventTime: 'some time' }),
  call('time-use', '10:01:00', roleSession('timeless', 's', 'ASIATIMELESS', '10:00:00')),

  // So many instances at once that CloudTrail leaves the answer out; and one that somebody else launches in that minute.
  event('many-launch', '10:00:00', 'ec2', 'RunInstances', mallory, {
    requestParameters: {
      iamInstanceProfile: { name: 'miner' },
      instancesSet: { items: [{ minCount: 500, maxCount: 500 }] },
    },
    responseElements: { reason: 'responseElements too large', omitted: 'true', originalSize: '149893' },
  }),
  assumeRole('many-issue', '10:01:00', service('ec2'), 'miner', 'i-0many', 'ASIAMANY'),
  call('many-whose', '10:02:00', roleSession('miner', 'i-0many', 'ASIAMANY', '10:01:00')),
  launch('many-bob-launch', '10:00:30', 'i-0bobs', bob),
  assumeRole('many-bob-issue', '10:01:00', service('ec2'), 'miner', 'i-0bobs', 'ASIABOBS'),
  call('many-innocent', '10:02:00', roleSession('miner', 'i-0bobs', 'ASIABOBS', '10:01:00')),

  // A password for a user, who then gets another name.
  event('rename-password', '10:00:00', 'iam', 'UpdateLoginProfile', mallory, {
    requestParameters: { userName: 'olga' },
  }),
  event('rename-user', '10:01:00', 'iam', 'UpdateUser', mallory, {
    requestParameters: { userName: 'olga', newUserName: 'petra' },
  }),
  consoleLogin('rename-whose', '10:02:00', user('petra', null)),

  // The user that the intruder made is said to have been made before, by somebody else, in a record that nothing proves.
  createUser('claimed-created', '10:00:00', mallory, 'frank'),
  call('claimed-use', '10:05:00', user('frank', 'AKIAFRANK')),
  createUser('claimed-forged', '06:00:00', bob, 'frank'),
];

const opened = await caseFromRecords(records, [], ['claimed-forged']);
const found = await radiusIn(opened, 'AKIASEED');
afterAll(() => opened.close());

const of = (attempt: string): string[] =>
  found.eventIds.filter((id) => id.startsWith(`${attempt}-`)).map((id) => id.slice(attempt.length + 1));

describe('an innocent is not accused', () => {
  it('by a key, a session or a principal that is masked', () => {
    expect(of('mask').filter((id) => id.includes('innocent'))).toEqual([]);
    expect(of('session-mask').filter((id) => id.includes('innocent'))).toEqual([]);
  });

  it('by a record that says his key was created long after he used it', () => {
    expect(of('old-key')).toEqual(['claim']);
    expect(found.suspects).toContainEqual(
      expect.objectContaining({
        to: 'AKIACAROL',
        method: 'KEY',
        confidence: 'medium',
        reason: expect.stringMatching(/before/),
      }),
    );
  });

  it('by a session named after an instance', () => {
    expect(of('name')).not.toContain('innocent');
    expect(of('name')).toContain('use');
  });

  it('by a sign-in token for another session of the same name', () => {
    expect(of('token')).toEqual(['federation', 'mine']);
  });

  it('by signing in seconds after another session of his name', () => {
    expect(of('two')).toEqual(['federation', 'mine', 'mine-login']);
    expect(found.suspects).toContainEqual(
      expect.objectContaining({ to: 'ASIADESKB', method: 'LOGIN', confidence: 'medium' }),
    );
  });

  it('by making active a key that was active', () => {
    expect(of('rearm')).toEqual(['claim']);
    expect(found.suspects).toContainEqual(
      expect.objectContaining({ to: 'AKIAHUGO', method: 'KEY', confidence: 'medium' }),
    );
  });

  it('by a sharedEventID that is not his', () => {
    expect(of('shared')).toEqual(['mine', 'other-time']);
  });

  it('by what was done before there was anything to do it with', () => {
    expect(of('early')).toEqual(['created', 'use']);
  });

  it('by fields that are not what they should be', () => {
    expect(of('garbage').filter((id) => id.startsWith('innocent'))).toEqual([]);
  });

  it('by anything at all', () => {
    expect(found.eventIds.filter((id) => id.includes('innocent'))).toEqual([]);
  });
});

describe('what rests on unproven records alone', () => {
  it('is told', async () => {
    const there = [
      assumeRole('real', '10:00:00', mallory, 'one', 's', 'ASIAONE'),
      call('real-use', '10:01:00', roleSession('one', 's', 'ASIAONE', '10:00:00')),
      assumeRole('forged', '10:00:00', mallory, 'two', 's', 'ASIATWO'),
      call('innocent', '10:01:00', roleSession('two', 's', 'ASIATWO', '10:00:00')),
      createKey('further', '10:02:00', roleSession('two', 's', 'ASIATWO', '10:00:00'), 'ines', 'AKIAINES'),
      call('innocent-too', '10:03:00', user('ines', 'AKIAINES')),
    ];
    expect((await radius(there, 'AKIASEED')).warnings).toEqual([]);
    const doubtful = await caseFromRecords(there, [], ['forged']);
    const { warnings, edges } = await radiusIn(doubtful, 'AKIASEED');
    await doubtful.close();
    expect(warnings).toEqual([
      '1 of 3 edges of the radius rest on a record that nothing proves: 3 of its events, of 2 credentials, are in it by such edges alone',
    ]);
    expect(edges.map((edge) => [edge.to, edge.proven])).toEqual([
      ['ASIAONE', true],
      ['ASIATWO', false],
      ['AKIAINES', true],
    ]);
  });
});

describe('a culprit does not go free', () => {
  it('by a clock that is a second off', () => {
    expect(of('skew')).toEqual(['mine', 'use']);
  });

  it('by an unproven record that says somebody else made his user before', () => {
    expect(of('claimed')).toEqual(['created', 'use']);
  });

  it('by a time that cannot be read', () => {
    expect(of('time')).toEqual(['issue', 'use']);
  });

  it('by launching so much that the answer is left out', () => {
    expect(of('many')).toEqual(['launch']);
    expect(found.suspects).toContainEqual(
      expect.objectContaining({
        to: 'ASIAMANY',
        method: 'WORK',
        confidence: 'medium',
        reason: expect.stringMatching(/left out/),
      }),
    );
    expect(found.suspects.filter((suspect) => suspect.to === 'ASIABOBS')).toEqual([]);
  });

  it('by giving a user another name', () => {
    expect(of('rename')).toEqual(['password', 'user']);
    expect(found.suspects).toContainEqual(
      expect.objectContaining({ to: `AIDAPETRA@${at('10:02:00')}`, method: 'LOGIN', confidence: 'medium' }),
    );
  });

  it('by a record from the end of time that would end every question', async () => {
    const times = [
      'infinity',
      '-infinity',
      '294246-12-31T23:59:59Z',
      '290309-12-21 (BC) 00:00:00Z',
      '294247-01-10T04:00:54+14:00',
    ];
    const ends = times.flatMap((time, n) => [
      assumeRole(`end-${n}`, '10:00:00', mallory, `end${n}`, 's', `ASIAEND${n}`, { eventTime: time }),
      consoleLogin(`end-login-${n}`, '10:00:00', {
        ...user('mallory', null),
        sessionContext: { attributes: { creationDate: time } },
      }),
      call(`end-use-${n}`, '10:05:00', {
        ...roleSession(`end${n}`, 's', `ASIAEND${n}`, '10:00:00'),
        sessionContext: { attributes: { creationDate: time } },
      }),
    ]);
    const { eventIds } = await radius([call('own', '09:00:00', mallory), ...ends], 'AKIASEED', { include: 'low' });
    expect(eventIds).toEqual(expect.arrayContaining(['own', ...times.flatMap((_, n) => [`end-${n}`, `end-use-${n}`])]));
  });
});
