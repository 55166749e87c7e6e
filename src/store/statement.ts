import type { DuckDBConnection, DuckDBPreparedStatement } from '@duckdb/node-api';
import type { JsonValue } from '../model.js';
import { toDuckDB } from './values.js';

export type Parameters = Readonly<Record<string, JsonValue>>;

/** Prepares one statement and binds those of the named parameters that it mentions. The caller destroys it. */
export async function prepare(
  connection: DuckDBConnection,
  sql: string,
  parameters: Parameters = {},
): Promise<DuckDBPreparedStatement> {
  const statement = await connection.prepare(sql);
  const values: Record<string, ReturnType<typeof toDuckDB>> = {};
  for (let index = 1; index <= statement.parameterCount; index++) {
    const name = statement.parameterName(index);
    values[name] = toDuckDB(parameters[name] ?? null);
  }
  if (statement.parameterCount > 0) statement.bind(values);
  return statement;
}

/**
 * Runs one statement for what it does. One that names no parameter is run as it is: a prepared one is planned twice, and on a small case
 * planning is nearly all that a statement costs.
 */
export async function run(connection: DuckDBConnection, sql: string, parameters: Parameters = {}): Promise<void> {
  // Only what is one statement for certain: with a semicolon before its end it goes the slower way, which refuses a second one.
  if (!/\$\w|;\s*\S/.test(sql.replace(/^\s*--.*$/gm, ''))) {
    await connection.run(sql);
    return;
  }
  const statement = await prepare(connection, sql, parameters);
  try {
    await statement.run();
  } finally {
    statement.destroySync();
  }
}
