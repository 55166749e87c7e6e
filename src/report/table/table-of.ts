import type { JsonValue, Table } from '../../model.js';

/** Objects of JSON values as rows; the columns in the order in which they first appear, after those that are there even without rows. */
export function tableOf(objects: readonly object[], known: readonly string[] = []): Table {
  const columns = [...new Set([...known, ...objects.flatMap((object) => Object.keys(object))])];
  const row = (values: Readonly<Record<string, JsonValue>>) => columns.map((column) => values[column] ?? null);
  return { columns, rows: (objects as readonly Readonly<Record<string, JsonValue>>[]).map(row) };
}

const SHOWN = 4;

/** Long lists cut to their first entries and a number: a report shows what an answer rests on, the CSV beside it has all. */
export function shortLists(table: Table): Table {
  const short = (value: JsonValue): JsonValue =>
    Array.isArray(value) && value.length > SHOWN
      ? [...value.slice(0, SHOWN), `and ${(value.length - SHOWN).toLocaleString('en')} more`]
      : value;
  return { columns: table.columns, rows: table.rows.map((row) => row.map(short)) };
}
