import { isSure } from './ground.js';
import { holderOf } from './holder.js';
import type { CredentialRow, EndRow, PlanInput, ThingRow } from './input.js';
import { at, latest } from './moments.js';
import type { Sort, StatePrincipalRow } from './state-rows.js';
import { grouped } from './wording.js';

/** The rows as the steps need them: with what IAM state knows better, and only what was followed without being asked. */
export interface Facts {
  readonly input: PlanInput;
  /** Of exact or high confidence. */
  readonly credentials: readonly CredentialRow[];
  /** Of medium or low confidence, in the radius because somebody asked for it. */
  readonly doubtful: readonly CredentialRow[];
  readonly things: readonly ThingRow[];
  /** The id of a user or role that bore the name at a time; null: not told, or more than one can be meant. */
  idOf(account: string, sort: Sort, name: string, time: string | null): string | null;
  arnOf(account: string, sort: Sort, name: string, id: string | null): string | null;
  /** Keys of a user that are at work and not of the radius. */
  otherKeys(account: string, name: string, id: string | null): readonly string[];
  ends(account: string, sort: Sort, name: string): readonly EndRow[];
  state(account: string, sort: Sort, name: string, id: string | null): StatePrincipalRow | null;
  isRecorded(account: string): boolean;
}

const place = (account: string, sort: string, name: string) => `${account} ${sort} ${name}`;

export function factsOf(input: PlanInput): Facts {
  const names = grouped(input.names, (row) => place(row.account, row.sort, row.name));
  const ends = grouped([...input.ends, ...stateEnds(input)], (row) => place(row.account, row.sort, row.name));
  const principals = new Map(input.statePrincipals.map((row) => [place(row.account, row.sort, row.name), row]));
  const recorded = new Set(input.accounts.filter((row) => row.recorded).map((row) => row.account));
  const credentials = withUsers(input.credentials).map(stateOfKey(input));
  const known = (account: string, sort: Sort, name: string) => names.get(place(account, sort, name)) ?? [];
  return {
    input,
    credentials: credentials.filter(({ confidence }) => isSure(confidence)),
    doubtful: credentials.filter(({ confidence }) => !isSure(confidence)),
    things: input.things.filter(({ confidence }) => isSure(confidence)),
    idOf(account, sort, name, time) {
      const bearers = known(account, sort, name);
      if (bearers.length === 1) return bearers[0]?.id ?? null;
      const then = bearers.filter((row) => time !== null && at(row.first) <= at(time));
      return then.at(-1)?.id ?? null;
    },
    arnOf: (account, sort, name, id) =>
      known(account, sort, name).find((row) => id === null || row.id === id)?.arn ?? null,
    otherKeys: (account, name, id) =>
      known(account, 'user', name)
        .filter((row) => id === null || row.id === id)
        .flatMap((row) => row.keys),
    ends: (account, sort, name) => ends.get(place(account, sort, name)) ?? [],
    state(account, sort, name, id) {
      const row = principals.get(place(account, sort, name));
      return row === undefined || (id !== null && row.id !== null && row.id !== id) ? null : row;
    },
    isRecorded: (account) => recorded.has(account),
  };
}

/** A federated session that was never used names nobody: it is of the user whose credential asked for it. */
function withUsers(rows: readonly CredentialRow[]): CredentialRow[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return rows.map((row) => {
    if (row.life !== 'federation-token' || row.userName !== null) return row;
    const seen = new Set<CredentialRow>();
    for (let above = byId.get(row.parent ?? ''); above && !seen.has(above); above = byId.get(above.parent ?? '')) {
      seen.add(above);
      if (above.userName !== null && above.account === row.account) return { ...row, userName: above.userName };
    }
    return row;
  });
}

/** Denials that a snapshot shows, whoever made them. */
function stateEnds({ statePrincipals }: PlanInput): EndRow[] {
  return statePrincipals.flatMap((row) => {
    const inline = row.shutting.map((nth) => `inline ${row.inline[nth - 1]}`);
    const attached = [...row.attached, row.boundary ?? ''].filter((arn) => arn.endsWith(':aws:policy/AWSDenyAll'));
    const [policy] = [...inline, ...attached];
    if (policy === undefined) return [];
    return [
      {
        account: row.account,
        sort: row.sort,
        name: row.name,
        status: 'denied' as const,
        policy,
        before: null,
        eventId: '',
        at: row.at,
        actor: null,
        proven: false,
        mine: false,
      },
    ];
  });
}

/** A snapshot knows better what became of a key than an older record. */
function stateOfKey({ stateKeys, snapshots }: PlanInput): (row: CredentialRow) => CredentialRow {
  const held = new Map(stateKeys.map((row) => [row.id, row]));
  const asked = new Map(snapshots.filter(({ part }) => part === 'access-keys').map((row) => [row.account, row]));
  return (row) => {
    // A root user's keys are in no list.
    const listing = row.kind === 'access-key' && holderOf(row) !== 'root' ? asked.get(row.account ?? '') : undefined;
    if (listing === undefined || at(listing.at) < at(latest(row.statusAt, row.issuedAt, row.lastSeen))) return row;
    const status = held.get(row.id)?.status ?? (listing.whole ? 'deleted' : null);
    if (status === null) return row;
    const time = listing.at;
    if (status !== 'Active') {
      if (row.alive === false) return row;
      const ended = { alive: false, statusAt: time, statusProven: null, endedBy: null, endedByRadius: false };
      return { ...row, ...ended, status: status === 'deleted' ? status : 'inactive' };
    }
    const shut = row.status === 'inactive' || row.status === 'deleted';
    return shut || row.alive === null ? { ...row, alive: true, status: 'active', statusAt: null } : row;
  };
}
