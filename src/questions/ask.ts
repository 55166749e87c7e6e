import { KeytrailError } from '../error.js';
import type { Answer, JsonValue, Question, Table, Window } from '../model.js';
import type { Case } from '../store/case.js';
import { packageSql } from '../store/sql.js';

/** What a question may refer to besides the tables. */
export interface Asked {
  /** Not null: `blast` was asked about it, and its tables are there. */
  readonly seed: string | null;
  readonly window: Window;
}

/**
 * Asks one question of a case. Questions about a radius need the tables that `blast` leaves in the same opened case.
 * @throws KeytrailError bad-query with the file, and the line where DuckDB names one
 */
export async function ask(opened: Case, question: Question, asked: Asked): Promise<Answer> {
  const parameters = { seed: asked.seed, since: asked.window.since, until: asked.window.until };
  let table: Table;
  try {
    table = await opened.select(question.sql, parameters);
  } catch (error) {
    throw explain(error, question);
  }
  const column = table.columns.indexOf('evidence');
  if (column < 0) {
    throw new KeytrailError(
      'bad-query',
      `${question.file}: the result has no column 'evidence'`,
      'add the event ids that each row rests on, e.g. list(event_id) AS evidence',
    );
  }
  return {
    question,
    table,
    integrity: await integrityOf(opened, evidenceIds(table, column, question), asked.seed !== null),
  };
}

function evidenceIds(table: Table, column: number, question: Question): string[] {
  const ids = new Set<string>();
  for (const row of table.rows) {
    const evidence: JsonValue = row[column] ?? [];
    if (!Array.isArray(evidence)) {
      throw new KeytrailError('bad-query', `${question.file}: column 'evidence' is no list`, 'make it VARCHAR[]');
    }
    for (const id of evidence as JsonValue[]) if (typeof id === 'string') ids.add(id);
  }
  return [...ids];
}

async function integrityOf(opened: Case, ids: readonly string[], spread: boolean): Promise<Record<string, number>> {
  if (ids.length === 0) return {};
  const sql = packageSql(spread ? '_questions/integrity_of_radius.sql' : '_questions/integrity.sql');
  const rows = await opened.objects<{ verdict: string; events: number }>(sql, { event_ids: ids });
  return Object.fromEntries(rows.map((row) => [row.verdict, row.events]));
}

function explain(error: unknown, question: Question): KeytrailError {
  if (error instanceof KeytrailError && error.code !== 'internal') return error;
  const text = error instanceof Error ? error.message : String(error);
  const line = /LINE (\d+):/.exec(text)?.[1];
  const missing = /Table with name (blast_\w+) does not exist/.exec(text)?.[1];
  return new KeytrailError(
    'bad-query',
    `${question.file}${line === undefined ? '' : `:${line}`}: ${text.split('\n')[0]}`,
    missing === undefined ? undefined : `${missing} belongs to a seed: give one with --seed`,
    { cause: error },
  );
}
