import { describe, expect, it } from 'vitest';
import { blast } from '../../src/blast/blast.js';
import { why } from '../../src/blast/why.js';
import { LIMITS } from '../../src/limits.js';
import { caseFromRecords } from '../support/case-from-records.js';
import { radius } from '../support/radius.js';
import {
  assumeRole,
  at,
  call,
  consoleLogin,
  createKey,
  event,
  type Rec,
  roleSession,
  user,
  userSession,
} from './records.js';

const mallory = user('mallory', 'AKIASEED');

describe('the closure', () => {
  it('ends where roles assume one another in a circle', async () => {
    const a1 = roleSession('a', 's', 'ASIAA', '10:00:00');
    const b1 = roleSession('b', 's', 'ASIAB', '10:05:00');
    const found = await radius(
      [
        assumeRole('to-a', '10:00:00', mallory, 'a', 's', 'ASIAA'),
        assumeRole('to-b', '10:05:00', a1, 'b', 's', 'ASIAB'),
        // The console hands a second role session the same keys again.
        event('rearm-seed', '10:10:00', 'iam', 'UpdateAccessKey', b1, {
          requestParameters: { userName: 'mallory', accessKeyId: 'AKIASEED', status: 'Active' },
        }),
        createKey('same-key', '10:11:00', b1, 'mallory', 'AKIATWO'),
        event('rearm-two', '10:12:00', 'iam', 'UpdateAccessKey', mallory, {
          requestParameters: { userName: 'mallory', accessKeyId: 'AKIATWO', status: 'Active' },
        }),
      ],
      'AKIASEED',
      { include: 'medium' },
    );
    expect(found.credentials.map((credential) => credential.id).sort()).toEqual([
      'AKIASEED',
      'AKIATWO',
      'ASIAA',
      'ASIAB',
    ]);
    expect(found.edges).toContainEqual(expect.objectContaining({ from: 'ASIAB', to: 'AKIASEED' }));
    expect(found.warnings).toEqual([]);
  });

  it('takes in what came of one of several calls, whichever it was, if all of them are its own', async () => {
    const second = user('mallory', 'AKIASECOND');
    const one = roleSession('a', 's', 'ASIAONE', '10:10:00');
    const two = roleSession('a', 's', 'ASIATWO', '10:10:00');
    const token = (id: string, time: string, identity: Rec) =>
      event(id, time, 'signin', 'GetSigninToken', identity, { responseElements: { GetSigninToken: 'Success' } });
    const fetched = (id: string, identity: Rec) =>
      event(id, '10:20:00', 'eks-auth', 'AssumeRoleForPodIdentity', identity, {
        requestParameters: { clusterName: 'shop' },
      });
    const early = roleSession('b', 's', 'ASIAEARLY', '10:11:00');
    const late = roleSession('b', 's', 'ASIALATE', '10:12:00');
    const mine = roleSession('c', 's', 'ASIAMINE', '10:11:00');
    const theirs = roleSession('c', 's', 'ASIATHEIRS', '10:12:00');
    const keyless = (identity: Rec): Rec => ({ ...identity, accessKeyId: undefined });
    const found = await radius(
      [
        createKey('second', '10:00:00', mallory, 'mallory', 'AKIASECOND'),
        // Two sessions of one name in one second, and a key that neither call issued.
        assumeRole('one', '10:10:00', mallory, 'a', 's', 'ASIAONE'),
        assumeRole('two', '10:10:00', second, 'a', 's', 'ASIATWO'),
        call('switched', '10:11:00', roleSession('a', 's', 'ASIASWITCHED', '10:10:00')),
        // Both of them fetch credentials for a pod of one cluster in one second.
        fetched('fetch-one', one),
        fetched('fetch-two', two),
        assumeRole(
          'pod',
          '10:20:00',
          { type: 'AWSService', invokedBy: 'pods.eks.amazonaws.com' },
          'pod',
          'p',
          'ASIAPOD',
          {
            requestParameters: { tags: [{ key: 'eks-cluster-name', value: 'shop' }] },
          },
        ),
        // Two logins within seconds, one by each of two sessions.
        assumeRole('early', '10:11:00', mallory, 'b', 's', 'ASIAEARLY'),
        assumeRole('late', '10:12:00', mallory, 'b', 's', 'ASIALATE'),
        token('token-early', '10:13:00', early),
        token('token-late', '10:13:00', late),
        consoleLogin('login-early', '10:14:00', keyless(early)),
        consoleLogin('login-late', '10:14:03', keyless(late)),
        call('click', '10:15:00', roleSession('b', 's', 'ASIACLICK', '10:14:02')),
        // A login that does not say by which of two tokens, and then one of which somebody else may have fetched the token.
        token('token-again', '10:43:00', early),
        token('token-once-more', '10:43:00', late),
        consoleLogin('login-again', '10:44:00', { ...keyless(late), sessionContext: undefined }),
        call('click-again', '10:45:00', roleSession('b', 's', 'ASIACLICKAGAIN', '10:44:01')),
        assumeRole('mine', '10:11:00', mallory, 'c', 's', 'ASIAMINE'),
        assumeRole('theirs', '10:12:00', user('alice', 'AKIAALICE'), 'c', 's', 'ASIATHEIRS'),
        token('token-mine', '10:43:00', mine),
        token('token-theirs', '10:43:00', theirs),
        consoleLogin('login-whose', '10:44:00', { ...keyless(theirs), sessionContext: undefined }),
        call('click-whose', '10:45:00', roleSession('c', 's', 'ASIAWHOSE', '10:44:01')),
      ],
      'AKIASEED',
    );
    expect(found.reached).toEqual([
      'AKIASECOND: KEY exact',
      'ASIACLICK: LOGIN high',
      'ASIACLICKAGAIN: LOGIN high',
      'ASIAEARLY: KEY exact',
      'ASIALATE: KEY exact',
      'ASIAMINE: KEY exact',
      'ASIAONE: KEY exact',
      'ASIAPOD: WORK high',
      'ASIASWITCHED: SESS high',
      'ASIATWO: KEY exact',
    ]);
    expect(found.eventIds.filter((id) => /whose|theirs/.test(id))).toEqual([]);
    expect(found.suspects).toContainEqual(expect.objectContaining({ method: 'LOGIN', confidence: 'medium' }));
  });

  it('says when the depth cap cut it', async () => {
    const records: Rec[] = [];
    let identity: Rec = mallory;
    const clock = (step: number) =>
      `10:${String(Math.floor(step / 60)).padStart(2, '0')}:${String(step % 60).padStart(2, '0')}`;
    for (let step = 0; step < LIMITS.blastDepth + 5; step++) {
      records.push(assumeRole(`step-${step}`, clock(step), identity, `r${step}`, 's', `ASIA${step}`));
      identity = roleSession(`r${step}`, 's', `ASIA${step}`, clock(step));
    }
    const found = await radius(records, 'AKIASEED');
    expect(Math.max(...found.credentials.map((credential) => credential.depth))).toBe(LIMITS.blastDepth);
    expect(found.warnings).toEqual([expect.stringMatching(/beyond a depth of 64 were not followed/)]);
  });

  it('does not depend on the order in which records came', async () => {
    const one = roleSession('one', 's', 'ASIAONE', '10:00:00');
    const records = [
      assumeRole('a', '10:00:00', mallory, 'one', 's', 'ASIAONE'),
      createKey('b', '10:05:00', one, 'bob', 'AKIABOB'),
      call('c', '10:06:00', user('bob', 'AKIABOB')),
    ];
    const forwards = await radius(records, 'AKIASEED');
    const backwards = await radius([...records].reverse(), 'AKIASEED');
    expect({ ...backwards }).toEqual({ ...forwards });
  });

  it('leaves out what happened before the key was stolen, and proposes moments where none is given', async () => {
    const records = [
      call('owner', '08:00:00', mallory, { sourceIPAddress: '198.51.100.1' }),
      assumeRole('owner-role', '08:30:00', mallory, 'one', 's', 'ASIAOWNER', { sourceIPAddress: '198.51.100.1' }),
      call('owner-use', '11:00:00', roleSession('one', 's', 'ASIAOWNER', '08:30:00')),
      call('thief', '10:00:00', mallory),
      createKey('thief-key', '10:01:00', mallory, 'mallory', 'AKIANEW'),
    ];
    const found = await radius(records, 'AKIASEED', { compromisedAt: at('09:00:00') });
    expect(found.eventIds).toEqual(['thief', 'thief-key']);
    expect(found.reached).toEqual(['AKIANEW: KEY exact']);
    expect(found.candidates).toEqual([]);
    const open = await radius(records, 'AKIASEED');
    expect(open.eventIds).toHaveLength(5);
    expect(open.candidates).toContainEqual(
      expect.objectContaining({ at: at('10:00:00'), value: '203.0.113.0/24', rank: 1, evidence: ['thief'] }),
    );
  });

  it('hides events outside the window, but follows keys that were issued before it', async () => {
    const records = [
      assumeRole('before', '08:00:00', mallory, 'one', 's', 'ASIAONE'),
      call('inside', '10:00:00', roleSession('one', 's', 'ASIAONE', '08:00:00')),
      createKey('after', '14:00:00', mallory, 'mallory', 'AKIALATE'),
    ];
    const found = await radius(records, 'AKIASEED', { window: { since: at('09:00:00'), until: at('12:00:00') } });
    expect(found.eventIds).toEqual(['inside']);
    expect(found.reached).toEqual(['ASIAONE: KEY exact']);
  });

  it('only suspects sessions of the same user whose issuer is not in the data', async () => {
    const records = [
      call('own', '10:00:00', mallory),
      call('other', '10:05:00', userSession('mallory', 'ASIAX', '09:00:00')),
    ];
    const found = await radius(records, 'AKIASEED');
    expect(found.eventIds).toEqual(['own']);
    expect(found.suspects).toMatchObject([
      { to: 'ASIAX', method: 'SAMEUSER', confidence: 'low', events: 1, evidence: ['other'] },
    ]);
    expect((await radius(records, 'AKIASEED', { include: 'medium' })).eventIds).toEqual(['own']);
    expect((await radius(records, 'AKIASEED', { include: 'low' })).eventIds).toEqual(['other', 'own']);
  });

  it('walks up from a temporary key to the long-term key at the root', async () => {
    const found = await radius(
      [
        assumeRole('to-one', '10:00:00', mallory, 'one', 's', 'ASIAONE'),
        assumeRole('to-two', '10:05:00', roleSession('one', 's', 'ASIAONE', '10:00:00'), 'two', 's', 'ASIATWO'),
        call('use', '10:06:00', roleSession('two', 's', 'ASIATWO', '10:05:00')),
      ],
      'ASIATWO',
    );
    expect(found.eventIds).toEqual(['use']);
    expect(found.upstream).toMatchObject([
      { id: 'ASIAONE', issued: 'ASIATWO', method: 'KEY', depth: 1, evidence: ['to-two'] },
      { id: 'AKIASEED', issued: 'ASIAONE', method: 'KEY', depth: 2, evidence: ['to-one'] },
    ]);
  });

  it('knows which keys are dead', async () => {
    const found = await radius(
      [
        createKey('k1', '10:00:00', mallory, 'mallory', 'AKIADELETED'),
        event('d1', '10:30:00', 'iam', 'DeleteAccessKey', user('admin', 'AKIAADMIN'), {
          requestParameters: { userName: 'mallory', accessKeyId: 'AKIADELETED' },
        }),
        createKey('k2', '10:00:00', mallory, 'mallory', 'AKIAINACTIVE'),
        event('d2', '10:30:00', 'iam', 'UpdateAccessKey', user('admin', 'AKIAADMIN'), {
          requestParameters: { userName: 'mallory', accessKeyId: 'AKIAINACTIVE', status: 'Inactive' },
        }),
        createKey('k3', '10:00:00', mallory, 'mallory', 'AKIALIVE'),
      ],
      'AKIASEED',
    );
    expect(Object.fromEntries(found.credentials.map((credential) => [credential.id, credential.alive]))).toEqual({
      AKIASEED: true,
      AKIADELETED: false,
      AKIAINACTIVE: false,
      AKIALIVE: true,
    });
  });

  it('refuses a seed that the case has never seen', async () => {
    await expect(radius([call('own', '10:00:00', mallory)], 'AKIANOBODY')).rejects.toMatchObject({
      code: 'not-found',
      hint: expect.stringContaining('AKIASEED'),
    });
  });
});

describe('why', () => {
  it('gives the edges from the seed to an event', async () => {
    const opened = await caseFromRecords([
      assumeRole('to-one', '10:00:00', mallory, 'one', 's', 'ASIAONE'),
      assumeRole('to-two', '10:05:00', roleSession('one', 's', 'ASIAONE', '10:00:00'), 'two', 's', 'ASIATWO'),
      call('use', '10:06:00', roleSession('two', 's', 'ASIATWO', '10:05:00')),
      call('elsewhere', '10:06:00', user('bob', 'AKIABOB')),
    ]);
    await blast(opened, {
      seed: 'AKIASEED',
      compromisedAt: null,
      window: { since: null, until: null },
      include: null,
      asOf: at('12:00:00'),
      questions: [],
    });
    const answer = await why(opened, 'use');
    expect(answer.radius).toMatchObject({ credential: 'ASIATWO', depth: 2, method: 'KEY', confidence: 'exact' });
    expect(answer.chain).toMatchObject([
      { from: 'AKIASEED', to: 'ASIAONE', method: 'KEY', evidence: ['to-one'], at: at('10:00:00') },
      { from: 'ASIAONE', to: 'ASIATWO', method: 'KEY', evidence: ['to-two'], at: at('10:05:00') },
    ]);
    expect(answer.proof.integrity).toBe('valid');
    expect((await why(opened, 'elsewhere')).radius).toBeNull();
    await expect(why(opened, 'nothing')).rejects.toMatchObject({ code: 'not-found' });
    await opened.close();
  });
});
