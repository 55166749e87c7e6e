import type { Facts } from './facts.js';
import { ground } from './ground.js';
import { holderOf } from './holder.js';
import type { CredentialRow, Ground, ThingRow } from './input.js';
import { listed } from './wording.js';

/** Why a user is the intruder's to use. */
interface Cause extends Ground {
  readonly text: string;
}

/** A user whose credentials the intruder has. */
export interface Person {
  readonly account: string;
  readonly name: string;
  readonly id: string | null;
  /** The intruder made it: nobody else uses it. */
  readonly created: boolean;
  readonly ofSeed: boolean;
  readonly credentials: readonly CredentialRow[];
  readonly things: readonly ThingRow[];
  /** Made active again by the intruder, and not shut since. */
  readonly rearmed: boolean;
  readonly causes: readonly Cause[];
}

interface Draft {
  account: string;
  name: string;
  id: string | null;
  created: boolean;
  rearmed: boolean;
  credentials: CredentialRow[];
  things: ThingRow[];
  causes: Cause[];
}

/** What of a user lets somebody in, apart from keys; an MFA device alone lets nobody in. */
const DOORS: Readonly<Record<string, string>> = {
  user: 'the intruder made it',
  password: 'the intruder set its password',
  'service-credential': 'the intruder made a service-specific credential for it',
  'ssh-key': 'the intruder uploaded an SSH key for it',
  certificate: 'the intruder uploaded a certificate for it',
};

export function peopleOf(facts: Facts): Person[] {
  const people = new Map<string, Draft>();
  const person = (account: string, name: string, id: string | null): Draft => {
    const key = `${account} ${name} ${id}`;
    let found = people.get(key);
    if (!found) {
      found = { account, name, id, created: false, rearmed: false, credentials: [], things: [], causes: [] };
      people.set(key, found);
    }
    return found;
  };
  for (const credential of facts.credentials) {
    const { account, userName, principalId, issuedAt, firstSeen } = credential;
    if (holderOf(credential) !== 'user' || account === null || userName === null) continue;
    const id = principalId?.startsWith('AIDA')
      ? principalId
      : facts.idOf(account, 'user', userName, issuedAt ?? firstSeen);
    person(account, userName, id).credentials.push(credential);
  }
  for (const thing of facts.things) {
    const text = DOORS[thing.kind];
    if (text === undefined || thing.account === null || thing.subject === null) continue;
    const id = facts.idOf(thing.account, 'user', thing.subject, thing.last);
    const one = person(thing.account, thing.subject, id);
    one.things.push(thing);
    one.created ||= thing.kind === 'user';
    one.causes.push({ text, ...ground(thing) });
  }
  for (const row of facts.input.rearmed) {
    if (!row.shutBefore || row.shutSince || row.userName === null) continue;
    const one = person(row.account, row.userName, facts.idOf(row.account, 'user', row.userName, row.at));
    one.rearmed = true;
    one.causes.push({ text: `the intruder made its ${row.id} active again`, ...ground(row) });
  }
  for (const row of facts.input.names) {
    // A user that the seed names, whatever is seen of it.
    if (row.sort === 'user' && (row.id === facts.input.seed || row.arn === facts.input.seed)) {
      person(row.account, row.name, row.id);
    }
  }
  return merged([...people.values()]).map((one) => finished(one, facts.input.seed));
}

/** Where the id is not told and one user of the name is known, it is that one. */
function merged(people: readonly Draft[]): Draft[] {
  return people.filter((one) => {
    if (one.id !== null) return true;
    const others = people.filter(
      ({ account, name, id }) => account === one.account && name === one.name && id !== null,
    );
    const [only] = others;
    if (only === undefined || others.length > 1) return true;
    only.created ||= one.created;
    only.rearmed ||= one.rearmed;
    only.credentials.push(...one.credentials);
    only.things.push(...one.things);
    only.causes.push(...one.causes);
    return false;
  });
}

function finished(draft: Draft, seed: string): Person {
  const { credentials } = draft;
  const seeds = credentials.filter((one) => one.ofSeed);
  const keys = credentials.filter((one) => one.kind === 'access-key' && !one.ofSeed);
  const sessions = credentials.filter((one) => one.kind !== 'access-key' && !one.ofSeed);
  const causes: Cause[] = [];
  if (seeds.length > 0)
    causes.push({
      text: `${listed(seeds.map(({ id }) => id))} ${seeds.length === 1 ? 'is' : 'are'} its own`,
      ...ground(...seeds),
    });
  const made = draft.causes.filter(({ text }) => text === DOORS.user);
  causes.push(...made, ...draft.causes.filter((cause) => !made.includes(cause)));
  if (keys.length > 0 && !draft.created) {
    causes.push({ text: `the intruder got ${listed(keys.map(({ id }) => id))} of it`, ...ground(...keys) });
  } else if (keys.length > 0) {
    causes.push({ text: `with ${listed(keys.map(({ id }) => id))}`, ...ground(...keys) });
  }
  if (sessions.length > 0) {
    causes.push({ text: `he had sessions of it (${listed(sessions.map(({ id }) => id))})`, ...ground(...sessions) });
  }
  if (causes.length === 0) causes.push({ text: `${seed} names it`, evidence: [], proven: null });
  const ofSeed = seeds.length > 0 || causes.length === 1;
  return { ...draft, ofSeed, causes };
}
