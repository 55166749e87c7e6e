import type { BlastShape, CredentialShape, NamedRow } from '../shapes.js';
import { foldWords } from './fold-words.js';
import { chosen, folds, type Placed, placedTree } from './graph-fold.js';
import { ownerIn } from './graph-words.js';
import { TACTICS } from './tactics.js';
import type { Activity } from './types.js';

// What the timeline shows: rows of cells, and moments across all of them.

export interface TimelineRow {
  /** Leads to its events; null: it is nobody's alone. */
  readonly credential: string | null;
  readonly name: string;
  readonly detail: string;
  readonly alive: boolean;
  readonly seed: boolean;
  readonly indent: number;
  /** Events by cell. */
  readonly cells: readonly number[];
  readonly events: number;
  /** RFC 3339: from its first to its last event, and the moment that ended it. */
  readonly first: string | null;
  readonly last: string | null;
  readonly stop: Stop | null;
}

export interface Stop {
  readonly at: string;
  readonly what: string;
}

/** A stretch of which the evidence is not complete. */
export interface Gap {
  readonly finding: string;
  readonly account: string;
  readonly region: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly explained: string | null;
}

export interface Timeline {
  readonly activity: Activity;
  readonly compromisedAt: string | null;
  readonly tactics: readonly TimelineRow[];
  readonly credentials: readonly TimelineRow[];
  readonly rowsLeft: number;
  readonly gaps: readonly Gap[];
  /** Accounts and regions of which there is no digest at all. */
  readonly withoutDigests: number;
  readonly stops: readonly Stop[];
}

/** Rows of credentials. */
const ROWS = 80;

/** What the data tells of the end of a credential other than that its time was up: somebody's hand. */
const ENDED: Readonly<Record<string, string>> = {
  inactive: 'deactivated',
  deleted: 'deleted',
  denied: 'denied everything',
  revoked: 'sessions revoked',
};

export function timelineData(blast: BlastShape, activity: Activity): Timeline {
  const cellsOf = new Map<string, number[]>();
  for (const { credential, cell, events } of activity.credentials)
    add(cellsOf, credential, cell, events, activity.cells);
  const rows = credentialRows(blast, activity, cellsOf);
  return {
    activity,
    compromisedAt: blast.compromisedAt,
    tactics: tacticRows(activity),
    credentials: rows.slice(0, ROWS),
    rowsLeft: Math.max(0, rows.length - ROWS),
    gaps: gaps(blast.coverage),
    withoutDigests: blast.coverage.filter(({ finding }) => finding === 'no-digests').length,
    stops: stops(blast),
  };
}

/** When somebody ended a credential, in the order of time. */
export function stops({ credentials }: Pick<BlastShape, 'credentials'>): Stop[] {
  return credentials
    .flatMap((credential) => stopOf(credential) ?? [])
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

function stopOf({ id, status, statusAt }: CredentialShape): Stop | null {
  const what = ENDED[status];
  return what === undefined || statusAt === null ? null : { at: statusAt, what: `${id} ${what}` };
}

function credentialRows(
  blast: BlastShape,
  activity: Activity,
  cellsOf: ReadonlyMap<string, readonly number[]>,
): TimelineRow[] {
  const placed = placedTree(blast);
  const kept = chosen(placed);
  const home = blast.credentials.find(({ edge }) => edge === null)?.account ?? null;
  const empty: readonly number[] = Array(activity.cells).fill(0);
  const rows: { at: number; row: TimelineRow }[] = [];
  for (const at of kept) {
    const item = placed[at]?.item;
    if (!item || !('credential' in item)) continue;
    const { credential, indent } = item;
    const row = {
      credential: credential.id,
      name: credential.id,
      detail: ownerIn(credential.principal ?? '', home),
      alive: credential.alive === true,
      seed: credential.edge === null,
      indent,
      cells: cellsOf.get(credential.id) ?? empty,
      events: credential.events,
      first: credential.firstSeen,
      last: credential.lastSeen,
      stop: stopOf(credential),
    };
    rows.push({ at, row });
  }
  for (const { members } of folds(placed, kept)) {
    const row = foldRow(
      members.map((one) => placed[one] as Placed),
      cellsOf,
      activity.cells,
    );
    if (row !== null) rows.push({ at: members[0] ?? 0, row });
  }
  return rows.sort((a, b) => a.at - b.at).map(({ row }) => row);
}

function foldRow(
  members: readonly Placed[],
  cellsOf: ReadonlyMap<string, readonly number[]>,
  cells: number,
): TimelineRow | null {
  const credentials = members.flatMap(({ item }) => ('credential' in item ? [item.credential] : []));
  if (credentials.length === 0) return null;
  const { what, whose, below } = foldWords(members);
  const sum = Array<number>(cells).fill(0);
  for (const { id } of credentials) {
    for (const [at, n] of (cellsOf.get(id) ?? []).entries()) sum[at] = (sum[at] ?? 0) + n;
  }
  const times = credentials.flatMap(({ firstSeen, lastSeen }) => [firstSeen, lastSeen]).filter((time) => time !== null);
  times.sort();
  return {
    credential: null,
    name: below === 0 ? what : `${what} + ${below.toLocaleString('en')}`,
    detail: whose,
    alive: credentials.some(({ alive }) => alive === true),
    seed: false,
    indent: members[0]?.item.indent ?? 0,
    cells: sum,
    events: credentials.reduce((all, { events }) => all + events, 0),
    first: times[0] ?? null,
    last: times.at(-1) ?? null,
    stop: null,
  };
}

function tacticRows(activity: Activity): TimelineRow[] {
  const cellsOf = new Map<string, number[]>();
  for (const { section, cell, events } of activity.tactics) add(cellsOf, section, cell, events, activity.cells);
  return Object.entries(TACTICS).flatMap(([section, name]) => {
    const cells = cellsOf.get(section);
    if (!cells) return [];
    const events = cells.reduce((a, b) => a + b, 0);
    const none = { credential: null, alive: false, seed: false, indent: 0, first: null, last: null, stop: null };
    return [{ ...none, name, detail: '', cells, events }];
  });
}

function add(cellsOf: Map<string, number[]>, name: string, cell: number, events: number, cells: number): void {
  let row = cellsOf.get(name);
  if (!row) {
    row = Array<number>(cells).fill(0);
    cellsOf.set(name, row);
  }
  if (cell >= 0 && cell < cells) row[cell] = (row[cell] ?? 0) + events;
}

const BOUNDED = new Set(['gap', 'hole', 'truncated-tail', 'inconsistent-time']);

/** What verification found about the time of the radius, as far as it has a beginning. */
function gaps(coverage: readonly NamedRow[]): Gap[] {
  const textOf = (value: unknown) => (typeof value === 'string' ? value : null);
  const timeOf = (value: unknown) => (typeof value === 'string' && Number.isFinite(Date.parse(value)) ? value : null);
  return coverage.flatMap((row) => {
    const finding = textOf(row.finding) ?? '';
    if (!BOUNDED.has(finding)) return [];
    const [from, to] = [timeOf(row.from), timeOf(row.to)];
    const [account, region] = [textOf(row.account) ?? '', textOf(row.region) ?? ''];
    return [{ finding, account, region, from, to, explained: textOf(row.explained) }];
  });
}
