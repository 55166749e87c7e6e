import { DENY_ALL_NAME, DENY_WAYS, type DenyWay, denyAllDocument } from '../plan/index.js';
import { idOrNull, isName } from './command.js';
import type { Done, Outcome } from './draft.js';
import type { Facts } from './facts.js';
import { bounded, ground, STOPS } from './ground.js';
import { at, LONGEST, latest, within } from './moments.js';
import type { Person } from './people.js';
import type { StatePrincipalRow } from './state-rows.js';
import { clip, listed } from './wording.js';

/** Characters of a user's inline policies, white space not counted; of attached policies; API reference, "IAM and AWS STS quotas". */
const INLINE_QUOTA = 2048;
const ATTACHED_QUOTA = 10;

/**
 * An unconditional Deny of everything on each user that the intruder had, has or may have a credential of: it is the one control that
 * reaches keys, sessions of GetSessionToken and GetFederationToken and the console alike.
 */
export function denyUsers(facts: Facts, people: readonly Person[]): Outcome {
  const steps: Outcome['steps'][number][] = [];
  const tasks: Outcome['tasks'][number][] = [];
  const done: Done[] = [];
  for (const person of people) {
    const { account, name, id } = person;
    const ended = endOf(facts, person);
    if (ended !== null) {
      done.push(ended);
      continue;
    }
    if (!isNeeded(facts, person)) {
      done.push(over(person));
      continue;
    }
    if (!facts.isRecorded(account)) continue;
    const base = ground(...person.causes);
    if (!isName(name)) {
      tasks.push({
        account,
        item: {
          kind: 'unnameable',
          about: clip(name),
          what: 'deny this user everything, by a policy of your own',
          reason: 'IAM has no such name: the record may be forged, or its name masked',
          command: null,
          ...base,
        },
      });
      continue;
    }
    steps.push({
      account,
      item: {
        kind: 'deny-user',
        user: name,
        userId: idOrNull(id),
        reason: clip(reason(facts, person)),
        ...base,
        stops: bounded(
          alive(person).map((one) => one.id),
          STOPS,
        ),
        policyName: DENY_ALL_NAME,
        document: denyAllDocument(),
        ways: ways(facts.state(account, 'user', name, id)),
        expect: { policy: null },
      },
    });
  }
  return { steps, tasks, done };
}

function alive(person: Person) {
  return person.credentials.filter((one) => one.alive !== false);
}

function born({ credentials, things }: Person): string | null {
  return latest(...credentials.map((one) => one.issuedAt ?? one.firstSeen), ...things.map((one) => one.last));
}

/** Gone, or denied by somebody already, and nothing of it was used after that. */
function endOf(facts: Facts, person: Person): Done | null {
  if (alive(person).length > 0) {
    // Of keys only: a snapshot that shows the denial is newer than any use of them.
    const state = facts.ends(person.account, 'user', person.name).find((end) => end.eventId === '');
    const used = latest(...person.credentials.map((one) => one.lastSeen), born(person));
    if (state === undefined || at(state.at) < at(used)) return null;
  }
  const ends = facts.ends(person.account, 'user', person.name);
  const end = ends.findLast(
    (one) => (one.status === 'deleted' && at(one.at) >= at(born(person))) || (one.status === 'denied' && !one.mine),
  );
  if (end === undefined) return null;
  const about = `user ${person.name} of ${person.account}`;
  const by = end.eventId === '' ? null : (end.actor ?? 'somebody');
  return { about, status: end.status, at: end.at, by, proven: end.eventId === '' ? null : end.proven };
}

/**
 * Whether anything of it is alive, or may be: a session lives for up to 36 hours after the last credential that could have issued it, and
 * whether a trail shows all of them nobody knows.
 */
function isNeeded(facts: Facts, person: Person): boolean {
  const { created, rearmed, credentials, things } = person;
  if (rearmed || alive(person).length > 0 || things.some((one) => one.alive !== false)) return true;
  if (credentials.length === 0) return !created;
  return (
    credentials.some((one) => one.statusProven === false || one.endedByRadius) ||
    within(LONGEST.user, lastEnd(person), facts.input.asOf)
  );
}

/** When the last of its credentials ended. */
function lastEnd({ credentials, things }: Person): string | null {
  return latest(
    ...credentials.map((one) => (one.status === 'expired' ? one.endsBy : one.statusAt)),
    ...things.map((one) => one.statusAt),
  );
}

function over(person: Person): Done {
  const hand = [...person.credentials, ...person.things].find((one) => one.endedBy !== null)?.endedBy ?? null;
  return {
    about: `every credential of user ${person.name} of ${person.account}`,
    status: hand === null ? 'expired' : 'ended',
    at: lastEnd(person),
    by: hand,
    proven: true,
  };
}

function reason(facts: Facts, person: Person): string {
  const said = person.causes.map(({ text }) => text);
  const causes = said.length > 6 ? [...said.slice(0, 6), `and ${said.length - 6} more reasons`] : said;
  const sessions = alive(person).filter((one) => one.kind !== 'access-key');
  const living =
    sessions.length > 0
      ? `; ${sessions.length === 1 ? '1 session' : `${sessions.length} sessions`} of it would outlive any deactivation`
      : lastEnd(person) !== null && alive(person).length === 0
        ? `; all that is known of it ended by ${lastEnd(person)}, and what was issued until then may live for 36 hours`
        : '';
  if (person.created) return `${causes.join('; ')}${living}; nobody else is known to use it`;
  const others = facts.otherKeys(person.account, person.name, person.id);
  const with_ =
    others.length > 0 ? `, and with it the use of its key ${listed(others)}, which is not of the radius` : '';
  return `${causes.join('; ')}${living}; its owner's legitimate use is denied too${with_}`;
}

/** Where there is room first. */
function ways(state: StatePrincipalRow | null): DenyWay[] {
  if (state === null) return [...DENY_WAYS];
  const full: DenyWay[] = [];
  // Our own policy of an earlier time is replaced, not added.
  const kept = state.inline.includes(DENY_ALL_NAME) ? 0 : state.size;
  if (kept + denyAllDocument().length > INLINE_QUOTA) full.push('inline');
  if (state.attached.length >= ATTACHED_QUOTA) full.push('attached');
  // Taking a boundary's place is undone by putting it back: the last way.
  return [...DENY_WAYS.filter((way) => !full.includes(way)), ...DENY_WAYS.filter((way) => full.includes(way))];
}
