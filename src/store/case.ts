import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { KeytrailError } from '../error.js';
import type { JsonValue, Table } from '../model.js';
import { copyTables } from './copy-tables.js';
import { createInstance, explain, explainQuery, type Resources, SCHEMA_VERSION, settings } from './open.js';
import { packageSql } from './sql.js';
import { type Parameters, prepare, run } from './statement.js';
import { jsonRows } from './values.js';

export interface Chunk {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly JsonValue[])[];
}

/** An opened, sealed case: read-only and locked down (no files, no network, no extensions, times in UTC). */
export interface Case {
  readonly path: string;
  /** Runs one statement; temporary tables live until `close`, the case itself never changes. */
  run(sql: string, parameters?: Parameters): Promise<void>;
  /** Rows as JSON values, see `toJson`. */
  select(sql: string, parameters?: Parameters): Promise<Table>;
  /** The same, a row an object. */
  objects<T = Record<string, JsonValue>>(sql: string, parameters?: Parameters): Promise<T[]>;
  /** A large result, a chunk of at most some thousand rows at a time; at least one chunk, so that the columns are known. */
  stream(sql: string, parameters?: Parameters): AsyncIterable<Chunk>;
  /** Copies temporary tables into a new DuckDB file, which the `duckdb` shell can attach beside the case. */
  copy(tables: readonly string[], path: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens a case for analysis.
 * @throws KeytrailError not-found, bad-case (another version, unfinished ingest), case-busy
 */
export async function openCase(path: string, resources: Resources): Promise<Case> {
  if (!existsSync(path)) {
    throw new KeytrailError(
      'not-found',
      `${path}: no such case`,
      'make one with keytrail ingest <source…> --case FILE',
    );
  }
  const temp = mkdtempSync(join(tmpdir(), 'keytrail-'));
  const clean = () => rmSync(temp, { recursive: true, force: true });
  try {
    const instance = await createInstance(path, {
      ...settings(temp, resources),
      access_mode: 'READ_ONLY',
      enable_external_access: 'false',
    });
    const connection = await instance.connect();
    await connection.run(packageSql('_case/session.sql'));
    await checkVersion(connection, path);
    await connection.run(packageSql('_case/lock_down.sql'));
    return new OpenCase(path, instance, connection, clean);
  } catch (error) {
    clean();
    throw explain(error, path);
  }
}

async function checkVersion(connection: DuckDBConnection, path: string): Promise<void> {
  const found = (await connection.runAndReadAll(packageSql('_case/tables.sql'))).getRows();
  if (found.length === 0) {
    throw new KeytrailError('bad-case', `${path} is a DuckDB file, but no keytrail case`);
  }
  const [version, tool, sealed] = (await connection.runAndReadAll(packageSql('_case/info.sql'))).getRows()[0] ?? [];
  if (version !== SCHEMA_VERSION) {
    throw new KeytrailError(
      'bad-case',
      `${path} was made by keytrail ${String(tool)} in layout ${String(version)}; this version reads layout ${SCHEMA_VERSION}`,
      'ingest the sources again into a new case',
    );
  }
  if (sealed !== true) {
    throw new KeytrailError(
      'bad-case',
      `${path}: its ingest did not finish`,
      'run the same keytrail ingest again; it goes on',
    );
  }
}

class OpenCase implements Case {
  constructor(
    readonly path: string,
    private readonly instance: DuckDBInstance,
    private readonly connection: DuckDBConnection,
    private readonly clean: () => void,
  ) {}

  async run(sql: string, parameters?: Parameters): Promise<void> {
    try {
      await run(this.connection, sql, parameters);
    } catch (error) {
      throw explainQuery(error, this.path);
    }
  }

  async select(sql: string, parameters?: Parameters): Promise<Table> {
    let columns: readonly string[] = [];
    const rows: (readonly JsonValue[])[] = [];
    for await (const chunk of this.stream(sql, parameters)) {
      columns = chunk.columns;
      for (const row of chunk.rows) rows.push(row);
    }
    return { columns, rows };
  }

  async objects<T>(sql: string, parameters?: Parameters): Promise<T[]> {
    const { columns, rows } = await this.select(sql, parameters);
    return rows.map((row) => Object.fromEntries(columns.map((name, index) => [name, row[index]])) as T);
  }

  async *stream(sql: string, parameters?: Parameters): AsyncIterable<Chunk> {
    const statement = await this.prepare(sql, parameters);
    try {
      const result = await statement.stream();
      const columns = result.deduplicatedColumnNames();
      const types = result.columnTypes();
      let any = false;
      for (;;) {
        const chunk = await result.fetchChunk();
        if (!chunk || chunk.rowCount === 0) break;
        any = true;
        yield { columns, rows: jsonRows(chunk, types) };
      }
      if (!any) yield { columns, rows: [] };
    } catch (error) {
      throw explainQuery(error, this.path);
    } finally {
      statement.destroySync();
    }
  }

  private async prepare(sql: string, parameters?: Parameters) {
    try {
      return await prepare(this.connection, sql, parameters);
    } catch (error) {
      throw explainQuery(error, this.path);
    }
  }

  copy(tables: readonly string[], path: string): Promise<void> {
    return copyTables(this.connection, tables, path);
  }

  async close(): Promise<void> {
    this.connection.closeSync();
    this.instance.closeSync();
    this.clean();
  }
}
