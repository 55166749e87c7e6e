import type { JsonValue, Table } from '../model.js';

/** Objects of JSON values as rows; the columns in the order in which they first appear, after those that are there even without rows. */
export function tableOf(objects: readonly object[], known: readonly string[] = []): Table {
  const columns = [...new Set([...known, ...objects.flatMap((object) => Object.keys(object))])];
  const row = (values: Readonly<Record<string, JsonValue>>) => columns.map((column) => values[column] ?? null);
  return { columns, rows: (objects as readonly Readonly<Record<string, JsonValue>>[]).map(row) };
}
