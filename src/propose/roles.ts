import { APPLIED_AT, DENY_ALL_NAME, denyAllDocument, REVOKE_NAME, revokeDocument, type Task } from '../plan/index.js';
import { idOrNull, isName } from './command.js';
import type { Done, Draft, Outcome, Placed } from './draft.js';
import type { Facts } from './facts.js';
import { bounded, ground, STOPS } from './ground.js';
import { holderOf, roleHolder } from './holder.js';
import type { CredentialRow, ThingRow } from './input.js';
import { at, LONGEST, latest, within } from './moments.js';
import type { Widened } from './trust.js';
import { clip, counted, grouped, listed } from './wording.js';

/** A role that the intruder had sessions of, made, or opened to others. */
export interface Role {
  readonly account: string;
  readonly name: string;
  readonly id: string | null;
  readonly sessions: readonly CredentialRow[];
  readonly created: ThingRow | null;
  readonly widened: Widened | null;
}

/** A name that was given again is another role: sessions tell them apart by the id. */
export function rolesOf(facts: Facts, widened: readonly Widened[]): Role[] {
  const sessions = facts.credentials.filter((one) => holderOf(one) === 'role' && one.account !== null);
  const idOfSession = (one: CredentialRow) =>
    one.principalId?.startsWith('AROA') ? (one.principalId.split(':')[0] ?? null) : null;
  const roles = grouped(sessions, (one) => `${one.account} ${one.roleName} ${idOfSession(one)}`);
  const found: Role[] = [...roles.values()].flatMap((held) => {
    const [first] = held;
    if (first?.account == null || first.roleName === null) return [];
    return [
      {
        account: first.account,
        name: first.roleName,
        id: idOfSession(first),
        sessions: held,
        created: null,
        widened: null,
      },
    ];
  });
  const add = (account: string, name: string, id: string | null, more: Partial<Role>) => {
    const index = found.findIndex(
      (one) => one.account === account && one.name === name && (id === null || one.id === id),
    );
    const role = found[index] ?? { account, name, id, sessions: [], created: null, widened: null };
    found.splice(index < 0 ? found.length : index, 1, { ...role, ...more });
  };
  for (const thing of facts.things) {
    if (thing.kind !== 'role' || thing.account === null || thing.subject === null) continue;
    const id = facts.idOf(thing.account, 'role', thing.subject, thing.last);
    add(thing.account, thing.subject, id, { created: thing });
  }
  for (const one of widened) {
    add(one.account, one.role, facts.idOf(one.account, 'role', one.role, one.last.at), { widened: one });
  }
  return found;
}

/** Roles of the intruder's own are denied everything; of everybody's the sessions issued until then. */
export function shutRoles(facts: Facts, roles: readonly Role[]): Outcome {
  const steps: Placed<Draft>[] = [];
  const tasks: Placed<Task>[] = [];
  const done: Done[] = [];
  for (const role of roles) {
    const { account, name } = role;
    const end = endOf(facts, role);
    if (end !== null) {
      done.push(end);
      continue;
    }
    const living = role.sessions.filter((one) => one.alive !== false);
    const open = living.length > 0 ? null : opening(facts, role);
    if (role.created === null && living.length === 0 && open === null) {
      if (role.sessions.length > 0) done.push(over(role));
      continue;
    }
    if (roleHolder(name) !== 'role' || !facts.isRecorded(account)) continue;
    const base = ground(...role.sessions, ...(role.created === null ? [] : [role.created]), ...changes(role));
    if (!isName(name)) {
      tasks.push({ account, item: { ...UNNAMEABLE, about: clip(name), ...base } });
      continue;
    }
    const stops = bounded(
      living.map(({ id }) => id),
      STOPS,
    );
    const target = { role: name, roleId: idOrNull(role.id), ...base, stops, expect: { policy: null } } as const;
    steps.push({
      account,
      item:
        role.created !== null
          ? {
              kind: 'deny-role',
              ...target,
              reason: clip(`the intruder made it at ${role.created.at}: nobody else is known to use it`),
              policyName: DENY_ALL_NAME,
              document: denyAllDocument(),
            }
          : {
              kind: 'revoke-role-sessions',
              ...target,
              reason: clip(reason(living, open)),
              policyName: REVOKE_NAME,
              document: revokeDocument(APPLIED_AT),
            },
    });
  }
  return { steps, tasks, done };
}

const UNNAMEABLE = {
  kind: 'unnameable',
  what: 'revoke the sessions of this role',
  reason: 'IAM has no such name: the record may be forged, or its name masked',
  command: null,
} as const;

function changes(role: Role) {
  const item = role.widened?.step?.item ?? role.widened?.task?.item;
  return item === undefined ? [] : [{ evidence: item.evidence, proven: item.proven }];
}

function reason(living: readonly CredentialRow[], open: string | null): string {
  const first =
    living.length > 0
      ? `the intruder assumed it: ${counted(living.length, 'session')} alive or maybe so (${listed(living.map(({ id }) => id))}), which outlive the key`
      : `${open}: a session that no record here shows may be alive`;
  return `${first}; sessions of others that are older than the step end too, and begin anew`;
}

function born({ sessions, created, widened }: Role): string | null {
  return latest(
    ...sessions.map((one) => one.issuedAt ?? one.firstSeen),
    created?.last ?? null,
    widened?.last.at ?? null,
  );
}

/** Gone, or denied everything by somebody, and none of its sessions used after that. */
function endOf(facts: Facts, role: Role): Done | null {
  const used = latest(
    ...role.sessions.filter((one) => one.alive !== false).map((one) => one.lastSeen ?? one.issuedAt),
    born(role),
  );
  const living = role.sessions.some((one) => one.alive !== false);
  const end = facts
    .ends(role.account, 'role', role.name)
    .findLast(
      (one) =>
        ((one.status === 'denied' && !one.mine) || one.status === 'deleted') &&
        at(one.at) >= at(one.eventId === '' ? used : one.status === 'deleted' ? born(role) : null) &&
        (one.eventId === '' || !living),
    );
  if (end === undefined) return null;
  const byState = end.eventId === '';
  return {
    about: `role ${role.name} of ${role.account}`,
    status: end.status,
    at: end.at,
    by: byState ? null : (end.actor ?? 'somebody'),
    proven: byState ? null : end.proven,
  };
}

/**
 * Why there may be a session that no record shows, where all that are known have ended: what it was assumed with may be alive, or ended so
 * lately that a session of it lives on. Null: nothing of the kind.
 */
function opening(facts: Facts, { sessions, widened }: Role): string | null {
  const { asOf } = facts.input;
  if (widened !== null) {
    if (widened.done === null) return 'the intruder opened it to others';
    if (within(LONGEST.role, widened.done.at, asOf)) return `the intruder opened it to others until ${widened.done.at}`;
  }
  for (const session of sessions) {
    const workload = facts.things.find(
      (thing) => thing.kind === 'workload' && thing.alive !== false && runs(thing, session),
    );
    if (workload) return `${workload.id}, which the intruder started, is given new sessions of it`;
    const made = facts.input.taken.find(
      (row) => row.made && session.edge === 'WORK' && row.evidence.some((id) => session.evidence.includes(id)),
    );
    if (made) return `${made.name ?? made.call}, which the intruder made, is given new sessions of it`;
    if (session.ofSeed)
      return 'the leaked credential is a session of it, and whoever took it may have taken a newer one';
    const parent = facts.credentials.find(({ id }) => id === session.parent);
    if (parent === undefined) {
      const thing = facts.things.find(({ id }) => id === session.parent);
      if (thing === undefined || thing.alive !== false) return `${session.parent} can open a session of it again`;
      if (within(LONGEST.role, thing.statusAt, asOf))
        return `${thing.id} could open a session of it until ${thing.statusAt}`;
      continue;
    }
    if (parent.alive !== false) return `${parent.id} can assume it again`;
    const until = parent.status === 'expired' ? parent.endsBy : parent.statusAt;
    const hours = holderOf(parent) === 'role' ? LONGEST.chained : LONGEST.role;
    if (until === null || within(hours, until, asOf))
      return `${parent.id} could assume it until ${until ?? 'it ended'}`;
  }
  return null;
}

/** A session is named after the workload that it is for; where it is not, its maker tells. */
function runs(thing: ThingRow, session: CredentialRow): boolean {
  const name = session.principalId?.split(':').at(-1);
  return (
    session.edge === 'WORK' && (thing.madeBy === session.parent || thing.id === name || thing.id.endsWith(`/${name}`))
  );
}

function over(role: Role): Done {
  const last = latest(...role.sessions.map((one) => (one.status === 'expired' ? one.endsBy : one.statusAt)));
  const hand = role.sessions.find(({ endedBy }) => endedBy !== null)?.endedBy ?? null;
  return {
    about: `every session of role ${role.name} of ${role.account}`,
    status: 'expired',
    at: last,
    by: hand,
    proven: true,
  };
}
