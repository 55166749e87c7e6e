import { accessKeyId, uuid } from '../identifiers.js';
import { awsAccount, iamUser, type Principal } from '../records/identity.js';
import { type JsonObject, record } from '../records/record.js';
import { assumeRole, getFederationToken, getSessionToken } from '../records/sts.js';
import { localeTime, MINUTE, SECOND } from '../time.js';
import { does, gains, type Hand, LIFE, mine, type Tale, theirs, wait } from './tale.js';
import type { Way } from './way.js';

const when = (tale: Tale) => ({ time: tale.now, region: tale.home });

/** AssumeRole by the intruder; both copies where it goes into another account. */
export function assumes(tale: Tale, hand: Hand, role: Principal, name: string, tries = true): Hand {
  const issued = assumeRole(tale.rng, hand.caller, when(tale), role, name);
  mine(tale, ...issued.records);
  const caller = { ...hand.caller, account: role.account, identity: issued.identity };
  return gains(tale, { id: issued.accessKeyId, kind: 'role', caller, life: LIFE.role }, tries);
}

const anyRole = (tale: Tale, account: string): Principal => tale.rng.pick(tale.roles[account]!);
const sessionName = (tale: Tale): string => tale.rng.pick(['deploy', 'ops', 'terraform', 'botocore-session-1772441']);
const elsewhere = (tale: Tale, hand: Hand): string => (hand.caller.account === tale.a ? tale.b : tale.a);

/** Where the copy of the caller's account has lost the answer, the owner's copy alone has the key: SHARED. */
function acrossWithoutAnswer(tale: Tale, hand: Hand): void {
  const role = anyRole(tale, elsewhere(tale, hand));
  const issued = assumeRole(tale.rng, hand.caller, when(tale), role, sessionName(tale));
  const [caller, owner] = issued.records;
  mine(tale, { ...caller!, responseElements: null }, owner!);
  gains(tale, {
    id: issued.accessKeyId,
    kind: 'role',
    caller: { ...hand.caller, account: role.account, identity: issued.identity },
    life: LIFE.role,
  });
}

/** The owner's copy alone names a principal and no key: a suspect, for the principal may have had another key. */
function acrossUnseen(tale: Tale): void {
  // The seed's user: whatever a user of the intruder's own did is the intruder's.
  const hand = tale.seed;
  const role = anyRole(tale, elsewhere(tale, hand));
  const issued = assumeRole(tale.rng, hand.caller, when(tale), role, `unseen-${tale.rng.int(9000)}`);
  theirs(tale, issued.records[1]!);
  theirs(
    tale,
    record(
      tale.rng,
      { ...hand.caller, account: role.account, identity: issued.identity },
      {
        time: wait(tale, 5 * SECOND),
        region: tale.home,
        service: 'sts',
        name: 'GetCallerIdentity',
      },
    ),
  );
  tale.suspects.push({ to: issued.accessKeyId, method: 'KEY' });
}

/** A assumes B, B assumes A again, under the same session name. */
function circle(tale: Tale, hand: Hand): void {
  const [first, second] = tale.rng.shuffle([...tale.roles[tale.a]!]);
  let last = assumes(tale, hand, first!, 'circle');
  for (let round = 0; round < 2; round++) {
    wait(tale, 30 * SECOND, 3 * MINUTE);
    last = assumes(tale, last, second!, 'circle', false);
    wait(tale, 30 * SECOND, 3 * MINUTE);
    last = assumes(tale, last, first!, 'circle', round === 1);
  }
}

function sessionToken(tale: Tale, hand: Hand): void {
  const issued = getSessionToken(tale.rng, hand.caller, when(tale), hand.user!);
  mine(tale, ...issued.records);
  gains(tale, {
    id: issued.accessKeyId,
    kind: 'token',
    user: hand.user!,
    caller: { ...hand.caller, identity: issued.identity },
    life: LIFE.token,
  });
}

export function federates(tale: Tale, hand: Hand, name: string): Hand {
  const issued = getFederationToken(tale.rng, hand.caller, when(tale), hand.user!, name);
  mine(tale, ...issued.records);
  return gains(tale, {
    id: issued.accessKeyId,
    kind: 'federated',
    caller: { ...hand.caller, identity: issued.identity },
    life: LIFE.token,
  });
}

/** AssumeRoot into the second account: a quarter of an hour as its root user. */
function root(tale: Tale, hand: Hand): void {
  const key = accessKeyId(tale.rng, 'ASIA', tale.b);
  const shared = uuid(tale.rng);
  const call = {
    service: 'sts',
    name: 'AssumeRoot',
    request: {
      targetPrincipal: tale.b,
      taskPolicyArn: { arn: 'arn:aws:iam::aws:policy/root-task/S3UnlockBucketPolicy' },
      durationSeconds: 900,
    },
    response: {
      credentials: { accessKeyId: key, sessionToken: 'REDACTED', expiration: localeTime(tale.now + LIFE.root, true) },
    },
    sharedEventId: shared,
  };
  does(tale, hand, call);
  const seen = { ...hand.caller, identity: awsAccount(String(hand.caller.identity.principalId), tale.a) };
  mine(tale, record(tale.rng, seen, { ...call, ...when(tale), recipient: tale.b }));
  const identity: JsonObject = {
    type: 'Root',
    principalId: tale.b,
    arn: `arn:aws:iam::${tale.b}:root`,
    accountId: tale.b,
    accessKeyId: key,
    sessionContext: {
      assumedRoot: 'true',
      attributes: { creationDate: new Date(tale.now).toISOString().replace('.000', ''), mfaAuthenticated: 'false' },
    },
  };
  gains(tale, { id: key, kind: 'root', caller: { ...hand.caller, account: tale.b, identity }, life: LIFE.root });
}

/** What anybody who is refused leaves behind: no edge. */
function refused(tale: Tale, hand: Hand): void {
  does(tale, hand, {
    service: 'sts',
    name: 'AssumeRole',
    error: {
      code: 'AccessDenied',
      message: 'User is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::1:role/x',
    },
  });
}

/** The owner of the seed's user has a second key, and uses it. */
function otherKey(tale: Tale): void {
  const hand = tale.seed;
  const user = hand.user!;
  const caller = {
    ...hand.caller,
    identity: iamUser(user, accessKeyId(tale.rng, 'AKIA', user.account)),
    address: '203.0.113.40',
  };
  const issued = assumeRole(tale.rng, caller, when(tale), anyRole(tale, user.account), 'build-17');
  theirs(tale, ...issued.records);
  theirs(tale, record(tale.rng, caller, { ...when(tale), service: 's3', name: 'ListBuckets' }));
}

const all = ['key', 'role', 'token', 'console', 'workload'] as const;

export const STS: readonly Way[] = [
  {
    name: 'role',
    by: all,
    tell: (tale, hand) => void assumes(tale, hand, anyRole(tale, hand.caller.account), sessionName(tale)),
  },
  {
    name: 'role across',
    by: all,
    tell: (tale, hand) => void assumes(tale, hand, anyRole(tale, elsewhere(tale, hand)), sessionName(tale)),
  },
  { name: 'role across, answer lost', by: ['key', 'role'], tell: acrossWithoutAnswer },
  { name: 'role across, caller not in the data', by: ['key'], tell: acrossUnseen },
  { name: 'circle', by: ['key', 'role'], tell: circle },
  { name: 'session token', by: ['key'], tell: sessionToken },
  {
    name: 'federation token',
    by: ['key'],
    tell: (tale, hand) => void federates(tale, hand, `support-${tale.rng.int(900)}`),
  },
  {
    name: 'root',
    by: ['key', 'role'],
    tell: (tale, hand) => (hand.caller.account === tale.a ? root(tale, hand) : refused(tale, hand)),
  },
  { name: 'refused', by: all, tell: refused },
  { name: 'other key of the user', by: ['key'], tell: otherKey },
];
