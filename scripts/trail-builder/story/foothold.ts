import { accessKeyId } from '../identifiers.js';
import { consoleLogin, switchRole } from '../records/console.js';
import { createAccessKey, createLoginProfile, createUser } from '../records/iam.js';
import { assumedRole, iamUser, iamUserSession, type Principal, userArn } from '../records/identity.js';
import type { Caller } from '../records/record.js';
import { assumeRole, getFederationToken, getSessionToken } from '../records/sts.js';
import { MINUTE, SECOND } from '../time.js';
import { type Deed, does, gained, type Hand, isDenied, issues } from './hand.js';
import { INTRUDER_ADDRESSES, readSecret } from './intrusion.js';
import type { Ledger } from './ledger.js';
import type { Stage } from './stage.js';

/** Secrets, and a user of the intruder's own with a key and a password. */
export function settle(stage: Stage, book: Ledger, dataAdmin: Hand, at: number): { user: Principal; key: Hand } {
  const { rng, home, global, a } = stage;
  for (const [n, name] of ['prod/db/master-Qe81Zk', 'prod/payment/api-p0Xw4s', 'ci/deploy-ssh-7dGmKa'].entries()) {
    const secret = `arn:aws:secretsmanager:${home}:${a}:secret:${name}`;
    does(stage, book, dataAdmin, at + n * 40 * SECOND, home, readSecret(secret));
  }
  const time = at + 6 * MINUTE;
  const when = (seconds: number): { time: number; region: string } => ({
    time: time + seconds * SECOND,
    region: global,
  });
  const created = createUser(rng, dataAdmin.caller, when(0), 'svc-backup-agent');
  issues(stage, book, created.record);
  const { user } = created;
  book.principals.push({
    id: user.id,
    kind: 'user',
    name: user.name,
    account: a,
    parent: dataAdmin.id,
    depth: dataAdmin.depth + 1,
  });
  does(stage, book, dataAdmin, time + 5 * SECOND, global, {
    service: 'iam',
    name: 'AttachUserPolicy',
    request: { userName: user.name, policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
    readOnly: false,
  });
  const key = createAccessKey(rng, dataAdmin.caller, when(9), user);
  issues(stage, book, key.record);
  issues(stage, book, createLoginProfile(rng, dataAdmin.caller, when(14), user));
  const caller = {
    ...dataAdmin.caller,
    account: a,
    identity: iamUser(user, key.accessKeyId),
    address: INTRUDER_ADDRESSES[1],
  };
  return { user, key: gained(book, dataAdmin, key.accessKeyId, 'long-term', 'KEY', caller) };
}

/** More ways to stay: a second key for the leaked user, a session token, a federated session. */
export function multiply(stage: Stage, book: Ledger, seed: Hand, at: number): Hand {
  const { rng, home, other, global, ci, a } = stage;
  const second = createAccessKey(rng, seed.caller, { time: at, region: global }, ci, true);
  issues(stage, book, second.record);
  const secondKey = gained(book, seed, second.accessKeyId, 'long-term', 'KEY', {
    ...seed.caller,
    identity: iamUser(ci, second.accessKeyId),
    address: INTRUDER_ADDRESSES[2],
  });

  const token = getSessionToken(rng, seed.caller, { time: at + 15 * MINUTE, region: home }, ci);
  issues(stage, book, token.records[0]!);
  const session = gained(book, seed, token.accessKeyId, 'session-token', 'KEY', {
    ...seed.caller,
    identity: token.identity,
  });
  for (let n = 0; n < 7; n++) {
    does(stage, book, session, at + 16 * MINUTE + n * 50 * SECOND, home, {
      service: 's3',
      name: 'ListObjects',
      request: { bucketName: `backups-${a}`, Host: `backups-${a}.s3.amazonaws.com`, prefix: `2026/0${n + 1}/` },
      readOnly: true,
      category: 'Data',
    });
  }
  isDenied(stage, book, session, at + 24 * MINUTE, global, { service: 'iam', name: 'ListUsers' });

  const federation = getFederationToken(rng, seed.caller, { time: at + 30 * MINUTE, region: home }, ci, 'support');
  issues(stage, book, federation.records[0]!);
  const federated = gained(book, seed, federation.accessKeyId, 'federation-token', 'KEY', {
    ...seed.caller,
    identity: federation.identity,
  });
  does(stage, book, federated, at + 31 * MINUTE, home, { service: 'sts', name: 'GetCallerIdentity' });
  for (const region of [home, other]) {
    does(stage, book, federated, at + 33 * MINUTE, region, {
      service: 'ec2',
      name: 'DescribeInstances',
      request: { maxResults: 1000, instancesSet: {}, filterSet: {} },
    });
  }
  isDenied(stage, book, federated, at + 35 * MINUTE, global, { service: 'iam', name: 'ListAccessKeys' });
  return secondKey;
}

/**
 * The new user signs in at the console, which mints keys of its own, and switches to a role there: the key that STS issued is never
 * used, another one is, for the same session.
 */
export function useConsole(stage: Stage, book: Ledger, user: Principal, at: number): Hand {
  const { rng, home, other, global, roles, a } = stage;
  const browser = {
    address: INTRUDER_ADDRESSES[1],
    agent: 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
  };
  issues(stage, book, consoleLogin(rng, user, { time: at, region: global }, browser, false));
  const principal = book.principals[0]!;
  const minted = [1, 1, 3, 4].map((seconds) => {
    const key = accessKeyId(rng, 'ASIA', a);
    const identity = iamUserSession(user, key, at + seconds * SECOND);
    return gained(book, principal, key, 'console', 'LOGIN', { account: a, identity, ...browser });
  });
  for (let n = 0; n < 22; n++) {
    const hand = minted[n % minted.length]!;
    does(stage, book, hand, at + 20 * SECOND + n * 29 * SECOND, n % 5 === 0 ? other : home, {
      ...rng.pick(CONSOLE_READS),
      fromConsole: n % 3 !== 0,
    });
  }

  const time = at + 20 * MINUTE;
  const hand = minted[2]!;
  const inside: Caller = {
    account: a,
    identity: { ...hand.caller.identity, invokedBy: 'AWS Internal' },
    address: 'AWS Internal',
    agent: 'AWS Internal',
  };
  const issued = assumeRole(rng, inside, { time, region: home }, roles.dataAdmin, user.name);
  for (const one of issued.records) issues(stage, book, one);
  gained(book, hand, issued.accessKeyId, 'role-session', 'KEY', inside);
  const from = { ...browser, arn: userArn(user) };
  issues(stage, book, switchRole(rng, from, { time, region: global }, roles.dataAdmin, user.name));
  const used = accessKeyId(rng, 'ASIA', a);
  const identity = assumedRole({ ...issued.session, accessKeyId: used });
  return gained(book, hand, used, 'role-session', 'SESS', { account: a, identity, ...browser });
}

const CONSOLE_READS: readonly Deed[] = [
  { service: 'ec2', name: 'DescribeInstances', request: { maxResults: 50, instancesSet: {}, filterSet: {} } },
  { service: 'ec2', name: 'DescribeAccountAttributes', request: { accountAttributeNameSet: {}, filterSet: {} } },
  { service: 'health', name: 'DescribeEventAggregates', request: { aggregateField: 'eventTypeCategory' } },
  {
    service: 'ec2',
    name: 'DescribeImages',
    request: { executableBySet: {}, imagesSet: {}, ownersSet: {}, filterSet: {} },
  },
  { service: 'ec2', name: 'DescribeKeyPairs', request: { keySet: {}, filterSet: {} } },
  { service: 'kms', name: 'ListAliases', request: { limit: 100 } },
];
