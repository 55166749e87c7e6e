import { GRAMMAR, type Task } from '../plan/index.js';
import { aws, idOrNull, isId, isName } from './command.js';
import type { Done, Draft, Outcome, Placed } from './draft.js';
import type { Facts } from './facts.js';
import { GROUNDLESS, ground } from './ground.js';
import { holderOf } from './holder.js';
import type { CredentialRow, Ground, ThingRow } from './input.js';
import { at, latest } from './moments.js';
import type { Person } from './people.js';
import { clip, sorted } from './wording.js';

const ACTIVE = { status: 'Active' } as const;

/** Keys and other credentials of users, made inactive: those of the radius, and whatever a user has that the intruder made. */
export function deactivate(facts: Facts, people: readonly Person[]): Outcome {
  const steps: Placed<Draft>[] = [];
  const tasks: Placed<Task>[] = [];
  const done: Done[] = [];
  const keys = facts.credentials.filter((one) => one.kind === 'access-key' && holderOf(one) !== 'root');
  for (const key of sorted(keys, (one) => [one.ofSeed ? 0 : 1, one.depth, one.issuedAt ?? '', one.id])) {
    if (key.alive === false) {
      if (key.status !== 'expired') done.push(ended(`access key ${key.id}`, key));
      continue;
    }
    if (key.account !== null && !facts.isRecorded(key.account)) continue;
    const found = keyStep(facts.input.seed, people, key);
    if ('kind' in found && found.kind === 'deactivate-access-key')
      steps.push({ account: key.account ?? '', item: found });
    else if (key.account !== null) tasks.push({ account: key.account, item: found as Task });
  }
  for (const row of facts.input.rearmed) {
    if (row.call !== 'UpdateAccessKey' || !row.shutBefore || row.shutSince || keys.some((key) => key.id === row.id))
      continue;
    if (!isName(row.userName) || !isId(row.id) || !facts.isRecorded(row.account)) continue;
    steps.push({
      account: row.account,
      item: {
        kind: 'deactivate-access-key',
        user: row.userName,
        userId: idOrNull(facts.idOf(row.account, 'user', row.userName, row.at)),
        reason: 'it was inactive, and the intruder made it active again',
        ...ground(row),
        stops: [row.id],
        accessKeyId: row.id,
        expect: ACTIVE,
      },
    });
  }
  const others = beside(facts);
  return {
    steps: [...steps, ...unrecorded(facts, people, keys), ...others.steps],
    tasks: [...tasks, ...others.tasks],
    done: [...done, ...others.done],
  };
}

export function ended(about: string, row: CredentialRow | ThingRow): Done {
  const byState = row.statusProven === null;
  return {
    about,
    status: row.status,
    at: row.statusAt,
    by: byState ? null : (row.endedBy ?? 'somebody'),
    proven: byState ? null : row.statusProven,
  };
}

function keyStep(seed: string, people: readonly Person[], key: CredentialRow): Draft | Task {
  const { account, userName, id } = key;
  const holder = people.find((person) => person.credentials.includes(key));
  if (account === null || !isName(userName) || !isId(id) || holder === undefined) {
    return {
      kind: 'unnameable',
      about: clip(id),
      what: 'find out whose key this is, and make it inactive',
      reason: `no record tells its user${account === null ? ' or its account' : ' by a name that IAM knows'}`,
      command: aws('iam', 'get-access-key-last-used', { 'access-key-id': id }),
      ...ground(key),
    };
  }
  return {
    kind: 'deactivate-access-key',
    user: userName,
    userId: idOrNull(holder.id),
    reason: clip(
      key.ofSeed
        ? `${id === seed ? 'the key that leaked' : `a key that ${seed} stands for`}; its sessions are stopped by the denial, not by this`
        : `got by the intruder: ${key.edge === 'PRIN' ? 'a key of a user of his own' : `a key that ${key.parent ?? 'the radius'} led to`}`,
    ),
    ...ground(key),
    stops: [id],
    accessKeyId: id,
    expect: ACTIVE,
  };
}

/** Active keys and other credentials of users that the intruder made, which a snapshot shows and no record does. */
function unrecorded(facts: Facts, people: readonly Person[], keys: readonly CredentialRow[]): Placed<Draft>[] {
  const own = people.filter((person) => person.created && isName(person.name) && facts.isRecorded(person.account));
  return own.flatMap((person) => {
    const base = {
      user: person.name,
      userId: idOrNull(person.id),
      ...GROUNDLESS,
      expect: ACTIVE,
    };
    const reason = (time: string) =>
      `IAM state of ${time} shows it at a user that the intruder made; no record tells of its making`;
    const isIts = (row: { account: string; userName: string; status: string }) =>
      row.account === person.account && row.userName === person.name && row.status === 'Active';
    return [
      ...facts.input.stateKeys
        .filter((row) => isIts(row) && isId(row.id) && !keys.some((key) => key.id === row.id))
        .map(({ id, at: time }) => ({
          account: person.account,
          item: { kind: 'deactivate-access-key' as const, ...base, reason: reason(time), stops: [id], accessKeyId: id },
        })),
      ...facts.input.stateCredentials
        .filter((row) => isIts(row) && isId(row.id) && !facts.things.some((thing) => thing.id === row.id))
        .map((row) => ({
          account: person.account,
          item: ofKind(row.kind, row.id, { ...base, reason: reason(row.at), stops: [row.id] }),
        })),
    ];
  });
}

const KINDS: Readonly<Record<string, 'service-specific' | 'ssh-public-key' | 'signing-certificate'>> = {
  'service-credential': 'service-specific',
  'ssh-key': 'ssh-public-key',
  certificate: 'signing-certificate',
};
const WORDS = {
  'service-specific': 'service-specific credential',
  'ssh-public-key': 'SSH key',
  'signing-certificate': 'certificate',
} as const;

interface OfUser extends Ground {
  readonly user: string;
  readonly userId: string | null;
  readonly reason: string;
  readonly stops: readonly string[];
  readonly expect: { readonly status: 'Active' };
}

function ofKind(kind: 'service-specific' | 'ssh-public-key' | 'signing-certificate', id: string, base: OfUser): Draft {
  if (kind === 'service-specific') return { kind: 'deactivate-service-credential', ...base, credentialId: id };
  if (kind === 'ssh-public-key') return { kind: 'deactivate-ssh-key', ...base, sshPublicKeyId: id };
  return { kind: 'deactivate-certificate', ...base, certificateId: id };
}

/** What the intruder gave a user besides keys. */
function beside(facts: Facts): Outcome {
  const steps: Placed<Draft>[] = [];
  const tasks: Placed<Task>[] = [];
  const done: Done[] = [];
  for (const thing of facts.things) {
    const kind = KINDS[thing.kind];
    if (kind === undefined || thing.account === null) continue;
    const { account, subject, id } = thing;
    const state = facts.input.stateCredentials.find((row) => row.account === account && row.id === id);
    const shut = state !== undefined && state.status !== 'Active' && at(state.at) > at(latest(thing.last));
    if (thing.alive === false || shut) {
      const row = shut && state ? { ...thing, status: 'inactive', statusAt: state.at, statusProven: null } : thing;
      done.push(ended(`${WORDS[kind]} ${id}`, row));
      continue;
    }
    if (!facts.isRecorded(account)) continue;
    if (!isName(subject) || !GRAMMAR.id.test(id)) {
      tasks.push({
        account,
        item: {
          kind: 'unnameable',
          about: clip(id),
          what: `make the ${WORDS[kind]} of ${clip(subject ?? 'a user', 200)} inactive`,
          reason: 'the record does not name it as IAM would',
          command: null,
          ...ground(thing),
        },
      });
      continue;
    }
    steps.push({
      account,
      item: ofKind(kind, id, {
        user: subject,
        userId: idOrNull(facts.idOf(account, 'user', subject, thing.last)),
        reason: `made by ${thing.madeBy} with ${thing.call}; no key of the user has to be there for its use`,
        ...ground(thing),
        stops: [id],
        expect: ACTIVE,
      }),
    });
  }
  return { steps, tasks, done };
}
