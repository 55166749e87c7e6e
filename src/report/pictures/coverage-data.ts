import type { CoverageSpanShape, HoursShape } from '../shapes.js';

// The coverage map: what is proven of every hour of every account and region, in cells of one or more hours.

/** `missing`: logs of it are missing, altered or could not be read. `off`: logging was off. `none`: nothing is listed of it. */
export type CellState = 'proven' | 'unproven' | 'missing' | 'off' | 'unknown' | 'none';

export interface CoverageRow {
  readonly account: string;
  readonly region: string;
  readonly hours: number;
  readonly covered: number;
  /** Events of the radius there. */
  readonly events: number;
  readonly cells: readonly CellState[];
}

export interface CoverageMap {
  /** Milliseconds since the epoch; null: nothing is known of any hour. */
  readonly from: number | null;
  readonly to: number | null;
  readonly hoursPerCell: number;
  readonly rows: readonly CoverageRow[];
  /** Accounts and regions without a row, and their hours. */
  readonly rowsLeft: number;
  readonly hoursLeft: number;
  readonly coveredLeft: number;
  /** Hours by state, of all rows that are drawn. */
  readonly sums: Readonly<Record<CellState, number>>;
}

export interface CoverageInput {
  readonly coverage: readonly CoverageSpanShape[];
  readonly hours: readonly HoursShape[];
  /** Where the radius acted. */
  readonly places: readonly { readonly account: string; readonly region: string; readonly events: number }[];
}

const HOUR = 3_600_000;
const ROWS = 60;
const CELLS = 240;
/** A cell of several hours shows the worst of them. */
const WORST: readonly CellState[] = ['none', 'proven', 'unproven', 'unknown', 'off', 'missing'];

export function coverageMap({ coverage, hours, places }: CoverageInput): CoverageMap {
  const sums = { proven: 0, unproven: 0, missing: 0, off: 0, unknown: 0, none: 0 };
  const spans = coverage.flatMap((span) => {
    const [from, to] = [Date.parse(span.from), Date.parse(span.to)];
    return Number.isFinite(from) && Number.isFinite(to) && from < to ? [{ ...span, first: from, last: to }] : [];
  });
  const [from, to] = [least(spans.map(({ first }) => first)), -least(spans.map(({ last }) => -last))];
  if (!Number.isFinite(from) || !Number.isFinite(to)) {
    return { from: null, to: null, hoursPerCell: 1, rows: [], rowsLeft: 0, hoursLeft: 0, coveredLeft: 0, sums };
  }
  const hoursPerCell = Math.max(1, Math.ceil((to - from) / HOUR / CELLS));
  const cells = Math.ceil((to - from) / HOUR / hoursPerCell);
  const nameOf = ({ account, region }: { account: string; region: string }) => `${account}\n${region}`;
  const acted = new Map(places.map((one) => [nameOf(one), one.events]));
  const sorted = [...hours].sort(
    (a, b) =>
      (acted.get(nameOf(b)) ?? 0) - (acted.get(nameOf(a)) ?? 0) ||
      b.hours - b.covered - (a.hours - a.covered) ||
      (nameOf(a) < nameOf(b) ? -1 : 1),
  );
  const drawn = new Map(sorted.slice(0, ROWS).map((one) => [nameOf(one), Array<CellState>(cells).fill('none')]));
  for (const span of spans) {
    const row = drawn.get(nameOf(span));
    if (!row) continue;
    const state = stateOf(span);
    sums[state] += span.hours;
    const end = Math.ceil((span.last - from) / HOUR / hoursPerCell);
    for (let cell = Math.floor((span.first - from) / HOUR / hoursPerCell); cell < end; cell++) {
      if (WORST.indexOf(state) > WORST.indexOf(row[cell] ?? 'none')) row[cell] = state;
    }
  }
  const left = sorted.slice(ROWS);
  return {
    from,
    to: from + cells * hoursPerCell * HOUR,
    hoursPerCell,
    rows: sorted.slice(0, ROWS).map((one) => ({
      account: one.account,
      region: one.region,
      hours: one.hours,
      covered: one.covered,
      events: acted.get(nameOf(one)) ?? 0,
      cells: drawn.get(nameOf(one)) ?? [],
    })),
    rowsLeft: left.length,
    hoursLeft: left.reduce((sum, one) => sum + one.hours, 0),
    coveredLeft: left.reduce((sum, one) => sum + one.covered, 0),
    sums,
  };
}

/** Proven is only what verification calls covered; that logs are there without a word about what is absent is less. */
export function stateOf({ result, logging, logs, digest }: CoverageSpanShape): CellState {
  if (result === 'covered') return 'proven';
  if (logs === 'some-missing' || logs === 'some-modified' || logs === 'some-unavailable') return 'missing';
  if (logging === 'no') return 'off';
  if (logs !== 'unknown') return 'unproven';
  return digest === 'missing' || digest === 'invalid' ? 'missing' : 'unknown';
}

const least = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
