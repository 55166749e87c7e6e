import { accessKeyId, principalId } from '../identifiers.js';
import { consoleLogin } from '../records/console.js';
import { createAccessKey, createLoginProfile, createUser } from '../records/iam.js';
import { assumedRole, awsAccount, iamUser, iamUserSession, type Principal, roleArn } from '../records/identity.js';
import { record } from '../records/record.js';
import { assumeRole } from '../records/sts.js';
import { HOUR, MINUTE, SECOND } from '../time.js';
import { logsIn } from './console.js';
import {
  BROWSER,
  bystander,
  does,
  gains,
  type Hand,
  INTRUDER,
  LIFE,
  mine,
  opens,
  passes,
  type Tale,
  theirs,
  wait,
} from './tale.js';
import type { Way } from './way.js';

const when = (tale: Tale) => ({ time: tale.now, region: tale.home });
const OUTSIDER = '905418337212';

/** A user of the intruder's own: a key, a password, or both; and the same name given to somebody else after it is gone. */
function ownUser(tale: Tale, hand: Hand): void {
  const made = createUser(tale.rng, hand.caller, when(tale), `svc-${tale.rng.int(9000)}`);
  mine(tale, made.record);
  tale.own.add(made.user.id);
  const { user } = made;
  const password = tale.rng.chance(0.6);
  if (!password || tale.rng.chance(0.5)) keyFor(tale, hand, user);
  if (password) {
    wait(tale, SECOND, 30 * SECOND);
    mine(tale, createLoginProfile(tale.rng, hand.caller, when(tale), user));
    logsIn(tale, user);
  }
  if (tale.rng.chance(0.4)) nameAgain(tale, hand, user);
}

function keyFor(tale: Tale, hand: Hand, user: Principal, itself = false): Hand {
  wait(tale, SECOND, MINUTE);
  const key = createAccessKey(tale.rng, hand.caller, when(tale), user, itself);
  mine(tale, key.record);
  const caller = { ...hand.caller, account: user.account, identity: iamUser(user, key.accessKeyId), ...INTRUDER };
  return gains(tale, { id: key.accessKeyId, kind: 'key', user, caller, life: LIFE.key });
}

/** The intruder deletes the user, or a defender does; an innocent gets the name, with an id, a key and a password of his own. */
function nameAgain(tale: Tale, hand: Hand, user: Principal): void {
  // What belongs to the deleted user is dead from here on.
  const gone = tale.hands.filter((one) => one.user?.id === user.id);
  for (const one of gone) tale.hands.splice(tale.hands.indexOf(one), 1);
  if (hand.user?.id === user.id) return;
  wait(tale, MINUTE, 5 * MINUTE);
  does(tale, hand, { service: 'iam', name: 'DeleteUser', request: { userName: user.name } });
  const admin = bystander(tale, user.account, 'it-admin');
  const later = tale.now + HOUR;
  const made = createUser(tale.rng, admin.caller, { time: later, region: tale.home }, user.name);
  const key = createAccessKey(tale.rng, admin.caller, { time: later + 5 * SECOND, region: tale.home }, made.user);
  const password = createLoginProfile(
    tale.rng,
    admin.caller,
    { time: later + 9 * SECOND, region: tale.home },
    made.user,
  );
  const login = later + 10 * MINUTE;
  theirs(tale, made.record, key.record, password);
  theirs(
    tale,
    consoleLogin(
      tale.rng,
      made.user,
      { time: login, region: tale.home },
      { address: '203.0.113.9', agent: BROWSER },
      false,
    ),
  );
  const identity = iamUserSession(made.user, accessKeyId(tale.rng, 'ASIA', user.account), login + SECOND);
  passes(tale, { ...admin.caller, identity }, login + MINUTE, 3);
  passes(tale, { ...admin.caller, identity: iamUser(made.user, key.accessKeyId) }, later + 20 * MINUTE, 3);
}

/** A second key for somebody else's user; his own key stays his. */
function keyOfAnother(tale: Tale, hand: Hand): void {
  const victim = bystander(tale, hand.caller.account, `dev-${tale.rng.int(9000)}`);
  passes(tale, victim.caller, tale.now - 2 * HOUR, 3);
  keyFor(tale, hand, victim.user);
  passes(tale, victim.caller, tale.now + MINUTE, 4);
}

/** An old key is made active again: the call shows no secret, so whoever knew it may use it, and that may be its owner. */
function oldKey(tale: Tale, hand: Hand): void {
  const victim = bystander(tale, hand.caller.account, `former-${tale.rng.int(9000)}`);
  passes(tale, victim.caller, tale.now - 3 * HOUR, 4);
  does(tale, hand, {
    service: 'iam',
    name: 'UpdateAccessKey',
    request: { userName: victim.user.name, accessKeyId: victim.key, status: 'Active' },
  });
  passes(tale, { ...victim.caller, ...INTRUDER }, wait(tale, MINUTE), 3);
  tale.suspects.push({ to: victim.key, method: 'KEY' });
}

/** A role that trusts an account of the intruder's own, and is assumed from there: the call is in the owner's logs alone. */
function ownRole(tale: Tale, hand: Hand): void {
  const { account } = hand.caller;
  const role = { account, name: `SupportRole${tale.rng.int(900)}`, id: principalId(tale.rng, 'AROA', account) };
  tale.own.add(role.id);
  const trust = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${OUTSIDER}:root` }, Action: 'sts:AssumeRole' }],
  });
  does(tale, hand, {
    service: 'iam',
    name: 'CreateRole',
    request: { roleName: role.name, assumeRolePolicyDocument: trust },
    response: {
      role: {
        path: '/',
        roleName: role.name,
        roleId: role.id,
        arn: roleArn(role),
        assumeRolePolicyDocument: encodeURIComponent(trust),
      },
    },
  });
  const outside = {
    account: OUTSIDER,
    identity: iamUser({ account: OUTSIDER, name: 'x', id: 'AIDAOUTSIDEROUTSIDER1' }, 'AKIAOUTSIDEROUTSIDER'),
    ...INTRUDER,
  };
  wait(tale, MINUTE, 20 * MINUTE);
  const issued = assumeRole(tale.rng, outside, when(tale), role, 'support');
  opens(tale, issued.accessKeyId, issued.records[1]!);
  gains(tale, {
    id: issued.accessKeyId,
    kind: 'role',
    caller: { ...outside, account, identity: issued.identity },
    life: LIFE.role,
  });
  // The name again, after the role is gone: another id, and nothing to do with it.
  const again = { ...role, id: principalId(tale.rng, 'AROA', account) };
  const innocent = assumedRole({
    role: again,
    name: 'support',
    accessKeyId: accessKeyId(tale.rng, 'ASIA', account),
    issuedAt: tale.now + 4 * HOUR,
  });
  passes(tale, { ...outside, account, identity: innocent }, tale.now + 4 * HOUR + MINUTE, 3);
}

/** A password for a user who was there before: who logs in afterwards may be its owner. */
function passwordOfAnother(tale: Tale, hand: Hand): void {
  const victim = bystander(tale, hand.caller.account, `mgr-${tale.rng.int(9000)}`);
  mine(tale, {
    ...createLoginProfile(tale.rng, hand.caller, when(tale), victim.user),
    eventName: 'UpdateLoginProfile',
    responseElements: null,
  });
  const login = wait(tale, MINUTE, 20 * MINUTE);
  theirs(
    tale,
    consoleLogin(
      tale.rng,
      victim.user,
      { time: login, region: tale.home },
      { address: INTRUDER.address, agent: BROWSER },
      false,
    ),
  );
  const key = accessKeyId(tale.rng, 'ASIA', victim.user.account);
  theirs(
    tale,
    record(
      tale.rng,
      { ...victim.caller, identity: iamUserSession(victim.user, key, login + SECOND) },
      { time: login + MINUTE, region: tale.home, service: 'ec2', name: 'DescribeInstances' },
    ),
  );
  tale.suspects.push({ to: `${victim.user.id}@${new Date(login).toISOString().replace('.000', '')}`, method: 'LOGIN' });
}

/** A role that was there before now trusts an account outside; whoever comes from there is to be looked at. */
function trustWidened(tale: Tale, hand: Hand): void {
  const role = tale.rng.pick(tale.roles[hand.caller.account]!);
  does(tale, hand, {
    service: 'iam',
    name: 'UpdateAssumeRolePolicy',
    request: {
      roleName: role.name,
      policyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${OUTSIDER}:root` }, Action: 'sts:AssumeRole' }],
      }),
    },
  });
  const outside = { account: OUTSIDER, identity: awsAccount('AIDAOUTSIDEROUTSIDER1', OUTSIDER), ...INTRUDER };
  const time = wait(tale, MINUTE, 20 * MINUTE);
  const issued = assumeRole(tale.rng, { ...outside, account: OUTSIDER }, { time, region: tale.home }, role, 'visitor');
  theirs(tale, issued.records[1]!);
  passes(tale, { ...outside, account: role.account, identity: issued.identity }, time + MINUTE, 3);
  tale.suspects.push({ to: issued.accessKeyId, method: 'TRUST' });
}

const all = ['key', 'role', 'console', 'workload'] as const;

export const IAM: readonly Way[] = [
  { name: 'own user', by: all, tell: ownUser },
  { name: 'key of another user', by: all, tell: keyOfAnother },
  { name: 'second key for itself', by: ['key'], tell: (tale, hand) => void keyFor(tale, hand, hand.user!, true) },
  { name: 'old key made active', by: all, tell: oldKey },
  { name: 'own role', by: all, tell: ownRole },
  { name: 'password of another user', by: all, tell: passwordOfAnother },
  { name: 'trust widened', by: all, tell: trustWidened },
];
