import { renameSync, rmSync } from 'node:fs';
import type { DuckDBConnection } from '@duckdb/node-api';
import { duckdb } from './duckdb.js';
import { explain } from './open.js';

/** What DuckDB takes over from a result that goes to another file: no settings are needed to copy rows. */
const MODEST = { threads: '1', memory_limit: '512MiB' };

/**
 * Copies tables of a connection into a new DuckDB file, whatever was there before. Rows go by way of this process: an opened case is
 * locked down and writes no file. Names are the package's own; types are those of the result.
 * @throws KeytrailError no-access, no-space
 */
export async function copyTables(from: DuckDBConnection, tables: readonly string[], path: string): Promise<void> {
  const part = `${path}.part`;
  remove(part);
  try {
    const instance = await duckdb().DuckDBInstance.create(part, MODEST);
    const to = await instance.connect();
    try {
      for (const table of tables) await copyTable(from, to, table);
    } finally {
      to.closeSync();
      instance.closeSync();
    }
    renameSync(part, path);
  } catch (error) {
    remove(part);
    throw explain(error, path);
  }
}

async function copyTable(from: DuckDBConnection, to: DuckDBConnection, table: string): Promise<void> {
  const result = await from.stream(`FROM ${quoted(table)}`);
  const types = result.columnTypes();
  const columns = result
    .deduplicatedColumnNames()
    .map((name, index) => `${quoted(name)} ${types[index]?.alias ?? types[index]}`);
  await to.run(['CREATE TABLE', quoted(table), `(${columns.join(', ')})`].join(' '));
  const appender = await to.createAppender(table);
  for (;;) {
    const chunk = await result.fetchChunk();
    if (!chunk || chunk.rowCount === 0) break;
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

function remove(path: string): void {
  for (const end of ['', '.wal']) rmSync(path + end, { force: true });
}
