import { describe, expect, it } from 'vitest';
import { radius } from '../support/radius.js';
import {
  ACCOUNT,
  assumeRole,
  at,
  call,
  consoleLogin,
  createKey,
  createRole,
  createUser,
  event,
  OTHER_ACCOUNT,
  roleSession,
  user,
  userSession,
} from './records.js';

const mallory = user('mallory', 'AKIASEED');

describe('KEY', () => {
  it('follows issued keys to any depth', async () => {
    const one = roleSession('one', 's', 'ASIAONE', '10:00:00');
    const two = roleSession('two', 's', 'ASIATWO', '10:05:00');
    const found = await radius(
      [
        call('use-two', '10:06:00', two),
        assumeRole('to-two', '10:05:00', one, 'two', 's', 'ASIATWO'),
        assumeRole('to-one', '10:00:00', mallory, 'one', 's', 'ASIAONE'),
        call('stranger', '10:06:00', roleSession('two', 'other', 'ASIAOTHER', '10:05:30')),
      ],
      'AKIASEED',
    );
    expect(found.reached).toEqual(['ASIAONE: KEY exact', 'ASIATWO: KEY exact']);
    expect(found.eventIds).toEqual(['to-one', 'to-two', 'use-two']);
    expect(found.credentials.find((credential) => credential.id === 'ASIATWO')).toMatchObject({
      kind: 'temporary-key',
      parent: 'ASIAONE',
      depth: 2,
      issuedAt: at('10:05:00'),
      expiresAt: at('23:00:00'),
      alive: true,
    });
    expect(found.edges).toContainEqual({
      from: 'ASIAONE',
      to: 'ASIATWO',
      method: 'KEY',
      confidence: 'exact',
      evidence: ['to-two'],
      proven: true,
    });
  });

  it('lists keys that were never used, and makes no edge of a denied call', async () => {
    const found = await radius(
      [
        createKey('made', '10:00:00', mallory, 'mallory', 'AKIANEW', { requestParameters: null }),
        createKey('denied', '10:01:00', mallory, 'bob', 'AKIANEVER', { errorCode: 'AccessDenied' }),
      ],
      'AKIASEED',
    );
    expect(found.reached).toEqual(['AKIANEW: KEY exact']);
    expect(found.credentials[1]).toMatchObject({ kind: 'access-key', events: 0, alive: true });
  });

  it('covers GetSessionToken, GetFederationToken and AssumeRoot', async () => {
    const found = await radius(
      [
        event('session', '10:00:00', 'sts', 'GetSessionToken', mallory, {
          requestParameters: { durationSeconds: 3600 },
          responseElements: { credentials: { accessKeyId: 'ASIASESSION' } },
        }),
        call('by-session', '10:01:00', userSession('mallory', 'ASIASESSION', '10:00:00')),
        event('federation', '10:02:00', 'sts', 'GetFederationToken', mallory, {
          responseElements: {
            credentials: { accessKeyId: 'ASIAFED', expiration: 'Mar 1, 2026 10:30:00\u202fAM' },
            federatedUser: { arn: `arn:aws:sts::${ACCOUNT}:federated-user/f`, federatedUserId: `${ACCOUNT}:f` },
          },
        }),
        call('by-federation', '10:03:00', {
          type: 'FederatedUser',
          principalId: `${ACCOUNT}:f`,
          arn: `arn:aws:sts::${ACCOUNT}:federated-user/f`,
          accountId: ACCOUNT,
          accessKeyId: 'ASIAFED',
          sessionContext: { attributes: { creationDate: at('10:02:00') } },
        }),
        event('root', '10:04:00', 'sts', 'AssumeRoot', mallory, {
          requestParameters: { targetPrincipal: OTHER_ACCOUNT, taskPolicyArn: { arn: 'arn:aws:iam::aws:policy/x' } },
          responseElements: { credentials: { accessKeyId: 'ASIAROOT' } },
        }),
        call('by-root', '10:05:00', {
          type: 'Root',
          principalId: OTHER_ACCOUNT,
          arn: `arn:aws:iam::${OTHER_ACCOUNT}:root`,
          accountId: OTHER_ACCOUNT,
          accessKeyId: 'ASIAROOT',
          sessionContext: { assumedRoot: 'true', attributes: { creationDate: at('10:04:00') } },
        }),
      ],
      'AKIASEED',
    );
    expect(found.reached).toEqual(['ASIAFED: KEY exact', 'ASIAROOT: KEY exact', 'ASIASESSION: KEY exact']);
    expect(found.eventIds).toEqual(['by-federation', 'by-root', 'by-session', 'federation', 'root', 'session']);
    const expiry = Object.fromEntries(found.credentials.map((credential) => [credential.id, credential.expiresAt]));
    expect(expiry).toMatchObject({
      ASIASESSION: at('11:00:00'),
      ASIAFED: at('10:30:00'),
      ASIAROOT: at('10:19:00'),
    });
    expect(found.accounts.map((account) => account.id)).toEqual([ACCOUNT, OTHER_ACCOUNT]);
  });

  it('suspects a key that was made active again, from that moment on: nobody was shown its secret', async () => {
    const bob = user('bob', 'AKIABOB');
    const records = [
      call('before', '09:00:00', bob),
      event('rearm', '10:00:00', 'iam', 'UpdateAccessKey', mallory, {
        requestParameters: { userName: 'bob', accessKeyId: 'AKIABOB', status: 'Active' },
      }),
      call('after', '10:01:00', bob),
      assumeRole('earlier', '09:30:00', bob, 'one', 's', 'ASIAEARLIER'),
    ];
    const found = await radius(records, 'AKIASEED');
    expect(found.reached).toEqual([]);
    expect(found.eventIds).toEqual(['rearm']);
    expect(found.suspects).toContainEqual(
      expect.objectContaining({ to: 'AKIABOB', method: 'KEY', confidence: 'medium', evidence: ['rearm'] }),
    );
    const included = await radius(records, 'AKIASEED', { include: 'medium' });
    expect(included.reached).toEqual(['AKIABOB: KEY medium']);
    expect(included.eventIds).toEqual(['after', 'rearm']);
  });

  it('takes the same key id with another principal or creation date for another session', async () => {
    const found = await radius(
      [
        assumeRole('to-one', '10:00:00', mallory, 'one', 's', 'ASIAONE'),
        call('mine', '10:01:00', roleSession('one', 's', 'ASIAONE', '10:00:00')),
        call('later-session', '15:01:00', roleSession('one', 's', 'ASIAONE', '15:00:00')),
        call('other-principal', '10:01:00', roleSession('two', 's', 'ASIAONE', '10:00:00')),
      ],
      'AKIASEED',
    );
    expect(found.eventIds).toEqual(['mine', 'to-one']);
  });
});

describe('SESS', () => {
  const switched = [
    assumeRole('to-one', '10:00:00', userSession('mallory', 'ASIASEED', '09:00:00'), 'one', 'mallory', 'ASIAISSUED', {
      sourceIPAddress: 'AWS Internal',
    }),
    event('switch', '10:00:00', 'signin', 'SwitchRole', roleSession('one', 'mallory', null, '10:00:00'), {
      eventType: 'AwsConsoleSignIn',
      responseElements: { SwitchRole: 'Success' },
    }),
    call('console', '10:01:00', roleSession('one', 'mallory', 'ASIAMINTED', '10:00:00')),
  ];

  it('finds the console key after a role switch, which is not the issued key', async () => {
    const found = await radius(switched, 'ASIASEED');
    expect(found.reached).toEqual(['ASIAISSUED: KEY exact', 'ASIAMINTED: SESS high']);
    expect(found.eventIds).toEqual(['console', 'switch', 'to-one']);
    expect(found.credentials.find((credential) => credential.id === 'ASIAMINTED')).toMatchObject({
      parent: 'ASIASEED',
      depth: 1,
    });
  });

  it('never runs sideways to a sibling key that was issued by another event', async () => {
    const found = await radius(
      [
        assumeRole('mine', '10:00:00', mallory, 'one', 's', 'ASIAMINE'),
        assumeRole(
          'agent',
          '10:00:00',
          { type: 'AWSService', invokedBy: 'ec2.amazonaws.com' },
          'one',
          's',
          'ASIAAGENT',
        ),
        call('use', '10:01:00', roleSession('one', 's', 'ASIAMINE', '10:00:00')),
        call('agent-use', '10:01:00', roleSession('one', 's', 'ASIAAGENT', '10:00:00')),
      ],
      'AKIASEED',
    );
    expect(found.eventIds).toEqual(['mine', 'use']);
    expect(found.suspects).toMatchObject([{ from: 'ASIAMINE', to: 'ASIAAGENT', method: 'SESS', confidence: 'medium' }]);
  });

  it('is a suspect where two callers opened such a session in the same second', async () => {
    const records = [
      assumeRole('mine', '10:00:00', mallory, 'one', 's', 'ASIAMINE'),
      assumeRole('theirs', '10:00:00', user('bob', 'AKIABOB'), 'one', 's', 'ASIATHEIRS'),
      call('whose', '10:01:00', roleSession('one', 's', 'ASIAMINTED', '10:00:00')),
    ];
    const found = await radius(records, 'AKIASEED');
    expect(found.reached).toEqual(['ASIAMINE: KEY exact']);
    expect(found.suspects).toMatchObject([
      { from: 'AKIASEED', to: 'ASIAMINTED', method: 'SESS', confidence: 'medium', events: 1, evidence: ['mine'] },
    ]);
    const included = await radius(records, 'AKIASEED', { include: 'medium' });
    expect(included.reached).toEqual(['ASIAMINE: KEY exact', 'ASIAMINTED: SESS medium']);
    expect(included.eventIds).toEqual(['mine', 'whose']);
  });

  it('leaves other users of the same role alone', async () => {
    const found = await radius(
      [
        assumeRole('mine', '10:00:00', mallory, 'one', 's', 'ASIAMINE'),
        call('other', '10:01:00', roleSession('one', 's', 'ASIAOTHER', '08:00:00')),
      ],
      'AKIASEED',
    );
    expect(found.eventIds).toEqual(['mine']);
    expect(found.orphans).toMatchObject([{ id: 'ASIAOTHER', events: 1 }]);
  });
});

describe('LOGIN', () => {
  const fed = (key: string | null, created: string) => ({
    type: 'FederatedUser',
    principalId: `${ACCOUNT}:f`,
    arn: `arn:aws:sts::${ACCOUNT}:federated-user/f`,
    accountId: ACCOUNT,
    ...(key === null ? {} : { accessKeyId: key }),
    sessionContext: { attributes: { creationDate: at(created) } },
  });

  it('goes from an API key over a sign-in token to the keys that the console mints', async () => {
    const found = await radius(
      [
        event('federation', '10:00:00', 'sts', 'GetFederationToken', mallory, {
          responseElements: {
            credentials: { accessKeyId: 'ASIAFED' },
            federatedUser: { arn: `arn:aws:sts::${ACCOUNT}:federated-user/f`, federatedUserId: `${ACCOUNT}:f` },
          },
        }),
        event('token', '10:01:00', 'signin', 'GetSigninToken', fed('ASIAFED', '10:00:00'), {
          responseElements: { credentials: { accessKeyId: 'ASIA****' }, GetSigninToken: 'Success' },
        }),
        consoleLogin('login', '10:02:00', { ...fed(null, '10:00:00'), sessionContext: undefined }),
        call('click-1', '10:03:00', fed('ASIACONSOLEA', '10:02:03')),
        call('click-2', '10:04:00', fed('ASIACONSOLEB', '10:02:03')),
        call('another-day', '18:00:00', fed('ASIALATER', '17:00:00')),
      ],
      'AKIASEED',
    );
    expect(found.reached).toEqual(['ASIACONSOLEA: LOGIN high', 'ASIACONSOLEB: LOGIN high', 'ASIAFED: KEY exact']);
    expect(found.eventIds).toEqual(['click-1', 'click-2', 'federation', 'login', 'token']);
    expect(found.credentials.filter((credential) => credential.edge === 'LOGIN')).toMatchObject([
      { parent: 'ASIAFED', depth: 2 },
      { parent: 'ASIAFED', depth: 2 },
    ]);
    expect(found.edges.find((edge) => edge.to === 'ASIACONSOLEB')).toMatchObject({
      from: 'ASIAFED',
      evidence: ['login', 'token'],
    });
  });

  it('leads up from a console key to the login that it was minted for', async () => {
    const found = await radius(
      [
        consoleLogin('login', '10:00:00', user('mallory', null)),
        call('click', '10:01:00', userSession('mallory', 'ASIACONSOLE', '10:00:01')),
      ],
      'ASIACONSOLE',
    );
    expect(found.eventIds).toEqual(['click']);
    expect(found.upstream).toMatchObject([
      {
        id: `AIDAMALLORY@${at('10:00:00')}`,
        kind: 'session',
        issued: 'ASIACONSOLE',
        method: 'LOGIN',
        evidence: ['login'],
      },
    ]);
  });

  it('takes a failed login for none', async () => {
    const found = await radius(
      [
        event('token', '10:01:00', 'signin', 'GetSigninToken', fed('ASIAFED', '10:00:00'), {
          responseElements: { GetSigninToken: 'Success' },
        }),
        consoleLogin('login', '10:02:00', { ...fed(null, '10:00:00'), sessionContext: undefined }, 'Failure'),
        call('click', '10:03:00', fed('ASIACONSOLE', '10:02:03')),
      ],
      'ASIAFED',
    );
    expect(found.reached).toEqual([]);
  });

  it('suspects the login of an existing user whose password was set', async () => {
    const found = await radius(
      [
        event('profile', '10:00:00', 'iam', 'UpdateLoginProfile', mallory, { requestParameters: { userName: 'bob' } }),
        consoleLogin('login', '10:02:00', user('bob', null)),
        call('click', '10:03:00', userSession('bob', 'ASIABOB', '10:02:00')),
      ],
      'AKIASEED',
    );
    expect(found.eventIds).toEqual(['profile']);
    expect(found.suspects).toMatchObject([{ method: 'LOGIN', confidence: 'medium', evidence: ['login', 'profile'] }]);
  });
});

describe('WORK', () => {
  const service = (name: string) => ({ type: 'AWSService', invokedBy: `${name}.amazonaws.com` });

  it('goes from a launched instance to the session of its role', async () => {
    const launch = event('launch', '10:00:00', 'ec2', 'RunInstances', mallory, {
      requestParameters: { iamInstanceProfile: { name: 'profile' } },
      responseElements: { instancesSet: { items: [{ instanceId: 'i-0a' }, { instanceId: 'i-0b' }] } },
    });
    const bare = event('bare', '10:00:00', 'ec2', 'RunInstances', mallory, {
      requestParameters: {},
      responseElements: { instancesSet: { items: [{ instanceId: 'i-0c' }] } },
    });
    const found = await radius(
      [
        launch,
        bare,
        assumeRole('issue-a', '10:01:00', service('ec2'), 'web', 'i-0a', 'ASIAINSTANCEA'),
        call('use-a', '10:02:00', roleSession('web', 'i-0a', 'ASIAINSTANCEA', '10:01:00')),
        assumeRole('issue-b', '10:01:00', service('ec2'), 'web', 'i-0b', 'ASIAINSTANCEB'),
        call('not-launched', '10:02:00', roleSession('web', 'i-0d', 'ASIAINSTANCED', '10:01:00')),
        call('no-role-passed', '10:02:00', roleSession('web', 'i-0c', 'ASIAINSTANCEC', '10:01:00')),
      ],
      'AKIASEED',
    );
    expect(found.reached).toEqual(['ASIAINSTANCEA: WORK high', 'ASIAINSTANCEB: WORK high']);
    expect(found.eventIds).toEqual(['bare', 'launch', 'use-a']);
  });

  it('goes from a created function to its sessions, of the role that was passed', async () => {
    const found = await radius(
      [
        event('create', '10:00:00', 'lambda', 'CreateFunction20150331', mallory, {
          requestParameters: { functionName: 'fn', role: `arn:aws:iam::${ACCOUNT}:role/one` },
          responseElements: { functionName: 'fn', role: `arn:aws:iam::${ACCOUNT}:role/one` },
        }),
        call('runs', '10:02:00', roleSession('one', 'fn', 'ASIAFN', '10:01:00')),
        call('other-role', '10:02:00', roleSession('two', 'fn', 'ASIAFNTWO', '10:01:00')),
        call('earlier-function', '09:02:00', roleSession('one', 'fn', 'ASIAFNOLD', '09:01:00')),
      ],
      'AKIASEED',
    );
    expect(found.reached).toEqual(['ASIAFN: WORK high']);
    expect(found.eventIds).toEqual(['create', 'runs']);
  });
});

describe('PRIN', () => {
  it('follows a created user through password, login and console keys', async () => {
    const found = await radius(
      [
        createUser('created', '10:00:00', mallory, 'eve'),
        event('profile', '10:01:00', 'iam', 'CreateLoginProfile', mallory, { requestParameters: { userName: 'eve' } }),
        createKey('key', '10:01:30', mallory, 'eve', 'AKIAEVE'),
        consoleLogin('login', '10:02:00', user('eve', null)),
        call('click', '10:03:00', userSession('eve', 'ASIAEVE', '10:02:00')),
        createKey('by-key', '10:04:00', user('eve', 'AKIAEVE'), 'eve', 'AKIAEVETWO'),
      ],
      'AKIASEED',
    );
    expect(found.principals).toMatchObject([
      { id: 'AIDAEVE', kind: 'user', parent: 'AKIASEED', edge: 'PRIN', confidence: 'exact', depth: 1 },
    ]);
    expect(found.reached.map((text) => text.split(':')[0])).toEqual(['AKIAEVE', 'AKIAEVETWO', 'ASIAEVE']);
    expect(found.reached).toContain('AKIAEVE: KEY exact');
    expect(found.eventIds).toEqual(['by-key', 'click', 'created', 'key', 'login', 'profile']);
  });

  it('goes by id: a role of the same name made again is another role', async () => {
    const found = await radius(
      [
        createRole('created', '10:00:00', mallory, 'one', 'AROAFIRST'),
        call('by-second', '12:00:00', roleSession('one', 's', 'ASIASECOND', '11:59:00')),
      ],
      'AKIASEED',
    );
    expect(found.eventIds).toEqual(['created']);
    expect(found.credentials.map((credential) => credential.id)).toEqual(['AKIASEED']);
  });

  it('counts the sessions of a created role, whoever assumed it', async () => {
    const found = await radius(
      [
        createRole('created', '10:00:00', mallory, 'one'),
        assumeRole(
          'from-outside',
          '11:00:00',
          { type: 'AWSAccount', principalId: 'AIDAOUTSIDE', accountId: OTHER_ACCOUNT },
          'one',
          's',
          'ASIAONE',
        ),
        call('use', '11:01:00', roleSession('one', 's', 'ASIAONE', '11:00:00')),
      ],
      'AKIASEED',
    );
    expect(found.eventIds).toEqual(['created', 'use']);
    expect(found.reached).toEqual(['ASIAONE: PRIN exact']);
  });

  it('takes a principal as the seed', async () => {
    const records = [
      call('by-key', '10:00:00', mallory),
      call('by-session', '10:01:00', userSession('mallory', 'ASIAMALLORY', '09:00:00')),
      assumeRole('to-one', '10:02:00', mallory, 'one', 's', 'ASIAONE'),
    ];
    for (const seed of ['AIDAMALLORY', `arn:aws:iam::${ACCOUNT}:user/mallory`]) {
      const found = await radius(records, seed);
      expect(found.eventIds).toEqual(['by-key', 'by-session', 'to-one']);
      expect(found.reached).toEqual(['AKIASEED: PRIN exact', 'ASIAMALLORY: PRIN exact', 'ASIAONE: KEY exact']);
      expect(found.principals).toMatchObject([{ id: 'AIDAMALLORY', depth: 0, events: 3 }]);
    }
  });
});

describe('SHARED', () => {
  const target = assumeRole(
    'target-copy',
    '10:00:00',
    { type: 'AWSAccount', principalId: 'AIDAMALLORY', accountId: ACCOUNT },
    'far',
    's',
    'ASIAFAR',
    { sharedEventID: 'shared-1', recipientAccountId: OTHER_ACCOUNT },
    OTHER_ACCOUNT,
  );
  const use = call('use', '10:01:00', roleSession('far', 's', 'ASIAFAR', '10:00:00', OTHER_ACCOUNT));

  it('takes in the other account’s copy of an event', async () => {
    const found = await radius(
      [
        assumeRole(
          'caller-copy',
          '10:00:00',
          mallory,
          'far',
          's',
          'ASIAFAR',
          { sharedEventID: 'shared-1' },
          OTHER_ACCOUNT,
        ),
        target,
        use,
      ],
      'AKIASEED',
    );
    expect(found.eventIds).toEqual(['caller-copy', 'target-copy', 'use']);
    expect(found.reached).toEqual(['ASIAFAR: KEY exact']);
    expect(found.suspects).toEqual([]);
  });

  it('reads the issued key in the target’s copy where the caller’s copy has lost it', async () => {
    const cut = assumeRole('caller-copy', '10:00:00', mallory, 'far', 's', 'ASIAFAR', {
      sharedEventID: 'shared-1',
      responseElements: null,
    });
    const found = await radius([cut, target, use], 'AKIASEED');
    expect(found.reached).toEqual(['ASIAFAR: SHARED exact']);
    expect(found.eventIds).toEqual(['caller-copy', 'target-copy', 'use']);
  });

  it('only suspects the target’s copy alone: it names a principal, not a key', async () => {
    const found = await radius([call('own', '09:00:00', mallory), target, use], 'AKIASEED');
    expect(found.eventIds).toEqual(['own']);
    expect(found.suspects).toMatchObject([
      { to: 'ASIAFAR', method: 'KEY', confidence: 'medium', evidence: ['target-copy'] },
    ]);
    const included = await radius([call('own', '09:00:00', mallory), target, use], 'AKIASEED', { include: 'medium' });
    expect(included.eventIds).toEqual(['own', 'use']);
  });
});
