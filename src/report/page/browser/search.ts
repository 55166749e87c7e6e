import type { EventTable } from './table.js';

/** Columns that a search without a name looks through. */
const SEARCHED = [
  'event_name',
  'event_source',
  'credential',
  'source_ip',
  'aws_region',
  'user_agent',
  'error_code',
  'account',
  'integrity',
  'kind',
];

export interface Query {
  /** Words that must all be found, anywhere in a row. */
  readonly words: string;
  /** Column → the value that it must have. */
  readonly only: ReadonlyMap<string, string>;
}

/**
 * The rows that a query leaves, in the order in which they were. A word is looked for once in each value that occurs, not in each row:
 * fifty thousand events have a few hundred addresses and calls.
 */
export function find(table: EventTable, query: Query): Uint32Array {
  const words = query.words
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const tests = words.map((word) => wordTest(table, word));
  for (const [column, value] of query.only) {
    const wanted = table.values(column).indexOf(value);
    tests.push((row) => table.code(row, column) === wanted);
  }
  const rows = new Uint32Array(table.length);
  let found = 0;
  for (let row = 0; row < table.length; row++) if (tests.every((test) => test(row))) rows[found++] = row;
  return rows.subarray(0, found);
}

function wordTest(table: EventTable, word: string): (row: number) => boolean {
  const hits = SEARCHED.map((column) => ({
    column,
    codes: new Set(table.values(column).flatMap((value, code) => (value.toLowerCase().includes(word) ? [code] : []))),
  })).filter(({ codes }) => codes.size > 0);
  return (row) =>
    hits.some(({ column, codes }) => codes.has(table.code(row, column))) ||
    table.text(row, 'time').toLowerCase().includes(word) ||
    table.text(row, 'id').includes(word);
}

/** Sorted by a column; rows that are alike in it stay in the order of time. */
export function sort(table: EventTable, rows: Uint32Array, column: string, descending: boolean): Uint32Array {
  const sign = descending ? -1 : 1;
  if (column === 'time') {
    // The table is in the order of time already.
    const sorted = rows.slice().sort();
    return descending ? sorted.reverse() : sorted;
  }
  const values = table.values(column);
  const order = values.map((_, code) => code).sort((a, b) => compare(values[a] ?? '', values[b] ?? ''));
  const rank = new Int32Array(values.length);
  order.forEach((code, place) => {
    rank[code] = place;
  });
  const rankOf = (row: number) => rank[table.code(row, column)] ?? -1;
  return rows.slice().sort((a, b) => sign * (rankOf(a) - rankOf(b)) || a - b);
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
