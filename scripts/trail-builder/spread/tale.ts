import { accessKeyId, principalId } from '../identifiers.js';
import { type Random, random } from '../random.js';
import type { Principal } from '../records/identity.js';
import { READS } from '../records/reads.js';
import { type Call, type Caller, type CloudTrailRecord, type JsonObject, record } from '../records/record.js';
import { HOUR, MINUTE, SECOND } from '../time.js';

/** What a credential may do next: STS and IAM refuse some calls to some kinds (IAM User Guide, "Comparing STS API operations"). */
export type HandKind = 'key' | 'role' | 'token' | 'federated' | 'console' | 'root' | 'workload' | 'login';

/** A credential in the intruder's hand. */
export interface Hand {
  readonly id: string;
  readonly kind: HandKind;
  readonly caller: Caller;
  /** The IAM user behind it, where there is one. */
  readonly user?: Principal;
  /** When it dies, in milliseconds. */
  readonly until: number;
}

/** An edge that has to be told and must not be followed by itself. */
export interface ToldSuspect {
  /** The credential or session that it leads to. */
  readonly to: string;
  readonly method: string;
}

/** A tale while it is told: the records so far, and what is true of them. */
export interface Tale {
  readonly rng: Random;
  readonly records: CloudTrailRecord[];
  readonly a: string;
  readonly b: string;
  readonly home: string;
  readonly seed: Hand;
  /** Everybody's roles, by account. */
  readonly roles: Readonly<Record<string, readonly Principal[]>>;
  readonly hands: Hand[];
  /** Event ids: all that was done with what the seed led to, and nothing else. */
  readonly radius: Set<string>;
  /** Key ids that the seed led to, the seed included. */
  readonly credentials: Set<string>;
  readonly suspects: ToldSuspect[];
  /** Ids of users and roles of the intruder's own: whoever uses them. */
  readonly own: Set<string>;
  /** Key id → the event that handed it out, where no credential made that call: evidence of the edge, not an event of the radius. */
  readonly openings: Map<string, string>;
  /** The names of the ways that were drawn, in their order. */
  readonly told: string[];
  /** Milliseconds since the epoch. */
  now: number;
}

export const INTRUDER = {
  address: '192.0.2.77',
  agent: 'aws-cli/2.15.30 Python/3.11.8 Linux/6.6.9-amd64 exe/x86_64.kali.2024 prompt/off',
} as const;

export const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0';

export function newTale(seed: string, accounts: readonly [string, string], start: number): Tale {
  const rng = random(seed);
  const [a, b] = accounts;
  const user = person(rng, a, 'ci-deploy');
  const key = accessKeyId(rng, 'AKIA', a);
  const roles = (account: string, ...names: string[]): Principal[] =>
    names.map((name) => ({ account, name, id: principalId(rng, 'AROA', account) }));
  const hand: Hand = {
    id: key,
    kind: 'key',
    user,
    until: Number.POSITIVE_INFINITY,
    caller: { account: a, identity: longTerm(user, key), ...INTRUDER },
  };
  return {
    rng,
    records: [],
    a,
    b,
    home: 'us-east-1',
    seed: hand,
    roles: {
      [a]: roles(a, 'DeployRole', 'DataAdmin', 'web-role'),
      [b]: roles(b, 'OpsRole', 'AuditRole', 'batch-role'),
    },
    hands: [hand],
    radius: new Set(),
    credentials: new Set([key]),
    suspects: [],
    openings: new Map(),
    own: new Set(),
    told: [],
    now: start,
  };
}

const longTerm = (user: Principal, accessKey: string): JsonObject => ({
  type: 'IAMUser',
  principalId: user.id,
  arn: `arn:aws:iam::${user.account}:user/${user.name}`,
  accountId: user.account,
  accessKeyId: accessKey,
  userName: user.name,
});

export function person(rng: Random, account: string, name: string): Principal {
  return { account, name, id: principalId(rng, 'AIDA', account) };
}

/** Lets time pass; whole seconds. */
export function wait(tale: Tale, low: number, high = low): number {
  tale.now += tale.rng.between(Math.round(low / SECOND), Math.round(high / SECOND)) * SECOND;
  return tale.now;
}

/** Records of the intruder's doing. */
export function mine(tale: Tale, ...records: readonly CloudTrailRecord[]): void {
  for (const one of records) {
    tale.records.push(one);
    tale.radius.add(one.eventID);
  }
}

/** Records of somebody else's doing, or of what only a person can judge: never in the radius by themselves. */
export function theirs(tale: Tale, ...records: readonly CloudTrailRecord[]): void {
  tale.records.push(...records);
}

/** One call of the intruder's, now. */
export function does(
  tale: Tale,
  hand: Hand,
  call: Omit<Call, 'time' | 'region'> & { readonly region?: string },
): CloudTrailRecord {
  const one = record(tale.rng, hand.caller, { region: tale.home, ...call, time: tale.now });
  mine(tale, one);
  return one;
}

/** A call of somebody else's, now or when it is said. */
export function another(
  tale: Tale,
  caller: Caller,
  call: Omit<Call, 'time' | 'region'> & { readonly region?: string; readonly time?: number },
): CloudTrailRecord {
  const one = record(tale.rng, caller, { region: tale.home, time: tale.now, ...call });
  theirs(tale, one);
  return one;
}

/** What no credential asked for: a service on behalf of a workload, a caller from outside. */
export function opens(tale: Tale, key: string, record: CloudTrailRecord): void {
  tale.records.push(record);
  tale.openings.set(key, record.eventID);
}

/** A credential that the intruder has now; he tries it at once, or keeps it. */
export function gains(tale: Tale, hand: Omit<Hand, 'until'> & { readonly life: number }, tries = true): Hand {
  const gained = { ...hand, until: tale.now + hand.life };
  tale.credentials.add(hand.id);
  tale.hands.push(gained);
  if (tries) works(tale, gained, tale.rng.between(1, 4));
  return gained;
}

/** Everyday reads by the intruder, some of them refused. */
export function works(tale: Tale, hand: Hand, calls: number): void {
  for (let n = 0; n < calls; n++) {
    wait(tale, SECOND, 20 * SECOND);
    does(tale, hand, reads(tale, hand.caller));
  }
}

/** The same by somebody else, from `time` on. */
export function passes(tale: Tale, caller: Caller, time: number, calls: number): void {
  for (let n = 0; n < calls; n++) {
    another(tale, caller, { ...reads(tale, caller), time: time + n * tale.rng.between(1, 9) * SECOND });
  }
}

function reads(tale: Tale, caller: Caller): Omit<Call, 'time' | 'region'> {
  const read = tale.rng.pick(READS)(tale.rng, caller.account, tale.home);
  return tale.rng.chance(0.1)
    ? { ...read, error: { code: 'AccessDenied', message: `not authorized to perform: ${read.service}:${read.name}` } }
    : read;
}

export const LIFE = {
  role: HOUR,
  token: 12 * HOUR,
  console: 12 * HOUR,
  root: 15 * MINUTE,
  key: Number.POSITIVE_INFINITY,
} as const;

/** A person with a long-term key of his own who has nothing to do with it, at an address of his own unless it is said. */
export function bystander(
  tale: Tale,
  account: string,
  name: string,
  from: Partial<Pick<Caller, 'address' | 'agent'>> = {},
): { user: Principal; key: string; caller: Caller } {
  const user = person(tale.rng, account, name);
  const key = accessKeyId(tale.rng, 'AKIA', account);
  const caller = {
    account,
    identity: longTerm(user, key),
    address: `203.0.113.${tale.rng.between(2, 200)}`,
    agent: 'Boto3/1.38.36 md/Botocore#1.38.36 ua/2.1 os/linux#6.8.0',
    ...from,
  };
  return { user, key, caller };
}
