import { accessKeyId, uuid } from '../identifiers.js';
import { consoleLogin } from '../records/console.js';
import { assumedRole, awsService, iamUserSession } from '../records/identity.js';
import { record } from '../records/record.js';
import { assumeRole, serviceAssumeRole } from '../records/sts.js';
import { HOUR, MINUTE, SECOND } from '../time.js';
import { another, BROWSER, bystander, INTRUDER, passes, type Tale, theirs } from './tale.js';

/** Somebody or something that has nothing to do with it, told once the intruder's part is known: nothing of it is ever his. */
export type Decoy = (tale: Tale, from: number) => void;

/** A shared exit: another user of the same VPN, with the same program, in the same minutes; he takes the same roles. */
function sameExit(tale: Tale, from: number): void {
  const { caller } = bystander(tale, tale.a, 'contractor', INTRUDER);
  passes(tale, caller, from + MINUTE, 5);
  for (const role of tale.roles[tale.a]!) {
    const issued = assumeRole(
      tale.rng,
      caller,
      { time: from + tale.rng.between(2, 90) * MINUTE + 17 * SECOND, region: tale.home },
      role,
      'deploy',
    );
    theirs(tale, ...issued.records);
    passes(tale, { ...caller, identity: issued.identity }, from + 100 * MINUTE, 2);
  }
}

/** Who answers to the attack names the intruder's keys and users in parameters; and shuts the seed. */
function responder(tale: Tale, from: number): void {
  const { caller, user } = bystander(tale, tale.a, 'security-oncall');
  const time = Math.max(from, tale.now) + 2 * HOUR;
  let n = 0;
  for (const key of tale.credentials) {
    n += 7;
    another(tale, caller, {
      time: time + n * SECOND,
      service: 'iam',
      name: 'GetAccessKeyLastUsed',
      request: { accessKeyId: key },
      response: { userName: user.name },
    });
    another(tale, caller, {
      time: time + (n + 2) * SECOND,
      service: 'sts',
      name: 'GetAccessKeyInfo',
      request: { accessKeyId: key },
      response: { account: tale.a },
    });
    if (key.startsWith('AKIA')) {
      another(tale, caller, {
        time: time + (n + 3) * SECOND,
        service: 'iam',
        name: 'UpdateAccessKey',
        request: { accessKeyId: key, status: 'Inactive' },
      });
      another(tale, caller, {
        time: time + (n + 5) * SECOND,
        service: 'iam',
        name: 'DeleteAccessKey',
        request: { accessKeyId: key },
      });
    }
  }
}

/** A service session that uses one key for everything it does. */
function serviceSession(tale: Tale, from: number): void {
  const role = { account: tale.a, name: 'AWSServiceRoleForConfig', id: 'AROACONFIGCONFIGCONFI' };
  const issued = serviceAssumeRole(tale.rng, 'config', { time: from, region: tale.home }, role, 'AWSConfig-Describe');
  theirs(tale, ...issued.records);
  const identity = { ...issued.identity, invokedBy: 'config.amazonaws.com' };
  passes(
    tale,
    { account: tale.a, identity, address: 'config.amazonaws.com', agent: 'config.amazonaws.com' },
    from + SECOND,
    25,
  );
  for (let n = 0; n < 4; n++) {
    const role = tale.rng.pick(tale.roles[tale.a]!);
    const identity = awsService('cloudtrail');
    const caller = {
      account: tale.a,
      identity,
      address: 'cloudtrail.amazonaws.com',
      agent: 'cloudtrail.amazonaws.com',
    };
    theirs(
      tale,
      ...assumeRole(tale.rng, caller, { time: from + n * 20 * MINUTE, region: tale.home }, role, 'deploy').records,
    );
  }
}

/** The id of one of the intruder's temporary keys, with another principal: a temporary id is unique only together with its token. */
function sameKeyId(tale: Tale, from: number): void {
  const { rng } = tale;
  const temporary = [...tale.credentials].filter((key) => key.startsWith('ASIA'));
  if (temporary.length === 0) return;
  const role = { account: tale.b, name: 'Unrelated', id: 'AROAUNRELATEDUNRELATE' };
  const identity = assumedRole({
    role,
    name: 'batch',
    accessKeyId: rng.pick(temporary),
    issuedAt: from - 40 * 24 * HOUR,
  });
  passes(tale, { account: tale.b, identity, address: '203.0.113.77', agent: 'Boto3/1.38.36' }, from, 3);
}

/** Keys masked by whoever exported the trail: equal masks are no equal keys. */
function masked(tale: Tale, from: number): void {
  for (const name of ['red', 'blue']) {
    const { caller, user } = bystander(tale, tale.a, name);
    const identity = iamUserSession(user, 'ASIA****************', from + 10 * MINUTE);
    passes(tale, { ...caller, identity }, from + 11 * MINUTE, 2);
    const issued = assumeRole(
      tale.rng,
      caller,
      { time: from + 12 * MINUTE, region: tale.home },
      tale.roles[tale.a]![1]!,
      name,
    );
    const hidden = { credentials: { accessKeyId: 'HIDDEN_DUE_TO_SECURITY_REASONS' } };
    theirs(tale, { ...issued.records[0]!, responseElements: hidden });
  }
}

/** The owner of the seed's user signs in with his password, and an unknown hand fails to. */
function ownerAtTheConsole(tale: Tale, from: number): void {
  const { rng, seed } = tale;
  const at = { address: '203.0.113.40', agent: BROWSER };
  const login = from + 45 * MINUTE;
  const done = consoleLogin(rng, seed.user!, { time: login, region: tale.home }, at, true);
  theirs(tale, done, { ...done, eventID: uuid(rng), responseElements: { ConsoleLogin: 'Failure' } });
  const identity = iamUserSession(seed.user!, accessKeyId(rng, 'ASIA', tale.a), login + SECOND, true);
  passes(tale, { account: tale.a, identity, ...at }, login + MINUTE, 3);
}

/** A role session of the intruder's roles whose issuing event is in no file. */
function orphan(tale: Tale, from: number): void {
  const role = tale.roles[tale.a]![0]!;
  const identity = assumedRole({
    role,
    name: 'deploy',
    accessKeyId: accessKeyId(tale.rng, 'ASIA', tale.a),
    issuedAt: from - 30 * MINUTE - 7 * SECOND,
  });
  passes(tale, { account: tale.a, identity, ...INTRUDER }, from + MINUTE, 2);
}

/** An AssumeRole that was refused, yet has an answer: no record of AWS's, but a trail is written by whoever holds it. */
function refusedWithAnswer(tale: Tale, from: number): void {
  const { caller } = bystander(tale, tale.a, 'somebody');
  const issued = assumeRole(
    tale.rng,
    caller,
    { time: from + 3 * MINUTE, region: tale.home },
    tale.roles[tale.a]![0]!,
    'x',
  );
  const lie = record(tale.rng, tale.seed.caller, {
    time: from + 2 * MINUTE,
    region: tale.home,
    service: 'sts',
    name: 'AssumeRole',
    error: { code: 'AccessDenied', message: 'no' },
  });
  theirs(tale, ...issued.records);
  tale.records.push({ ...lie, responseElements: issued.records[0]!.responseElements! });
  tale.radius.add(lie.eventID);
  passes(tale, { ...caller, identity: issued.identity }, from + 4 * MINUTE, 2);
}

export const DECOYS: readonly Decoy[] = [
  sameExit,
  responder,
  serviceSession,
  sameKeyId,
  masked,
  ownerAtTheConsole,
  orphan,
  refusedWithAnswer,
];
