import type { JsonValue } from '../model.js';
import type { Case } from '../store/case.js';
import { packageSql } from '../store/sql.js';

/**
 * Every event of the radius in the order of time, one object each: event_id, event_time, credential, depth, method, confidence,
 * integrity and the typed columns of `events`. After `blast` on the same opened case.
 */
export async function* blastEvents(opened: Case): AsyncIterable<Record<string, JsonValue>> {
  for await (const { columns, rows } of opened.stream(packageSql('_blast/answer/events.sql'))) {
    for (const row of rows) yield Object.fromEntries(columns.map((name, index) => [name, row[index] ?? null]));
  }
}
