import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { DuckDBConnection, DuckDBInstance, DuckDBValue } from '@duckdb/node-api';
import type { KeytrailError } from '../error.js';
import type { Table } from '../model.js';
import { duckdb } from './duckdb.js';
import { createInstance, explain, type Resources, settings } from './open.js';
import { SlabReader } from './slab-reader.js';
import { packageSql } from './sql.js';
import { type Parameters, prepare } from './statement.js';
import { toJson } from './values.js';

// The thread that owns the one writable DuckDB instance. One request at a time, in order.

export interface WriterData {
  readonly path: string;
  readonly temp: string;
  readonly resources: Resources;
  readonly producers: readonly { readonly port: MessagePort; readonly returned: SharedArrayBuffer }[];
  readonly signal: SharedArrayBuffer;
}

export type WriterRequest = { readonly id: number } & (
  | { readonly do: 'open' | 'close' }
  | { readonly do: 'run' | 'select' | 'load'; readonly sql: string; readonly parameters?: Parameters }
  | { readonly do: 'append'; readonly table: string; readonly columns: readonly (readonly DuckDBValue[])[] }
);

export type WriterAnswer =
  | { readonly id: number; readonly result: Table | null }
  | {
      readonly id: number;
      readonly failed: { code: KeytrailError['code']; message: string; hint?: string | undefined };
    };

const CHUNK_ROWS = 2048;

const data = workerData as WriterData;
const slabs = new SlabReader(
  data.producers.map(({ port, returned }) => ({ port, returned: new Int32Array(returned) })),
  new Int32Array(data.signal),
);
let instance: DuckDBInstance;
let connection: DuckDBConnection;

async function open(): Promise<void> {
  instance = await createInstance(':memory:', settings(data.temp, data.resources));
  connection = await instance.connect();
  // The one statement that is put together here: ATTACH takes no parameter, and only ATTACH takes the row group size. The small
  // groups bound memory while zstd packs them; the storage version is the first that has zstd.
  await connection.run(
    `ATTACH '${data.path.replaceAll("'", "''")}' AS case_file (STORAGE_VERSION 'v1.2.0', ROW_GROUP_SIZE 30720)`,
  );
  await connection.run('USE case_file');
  connection.registerTableFunction(slabs.tableFunction(data.resources.threads));
  await connection.run(packageSql('_case/session.sql'));
}

async function select(sql: string, parameters?: Parameters): Promise<Table> {
  const statement = await prepare(connection, sql, parameters);
  try {
    const reader = await statement.runAndReadAll();
    return { columns: reader.deduplicatedColumnNames(), rows: reader.convertRows(toJson) as Table['rows'] };
  } finally {
    statement.destroySync();
  }
}

/** Rows by columns into a temporary table: a third of the cost of the same rows as JSON. */
async function append(table: string, columns: readonly (readonly DuckDBValue[])[]): Promise<void> {
  const appender = await connection.createAppender(table, 'main', 'temp');
  const types = columns.map((_, index) => appender.columnType(index));
  const total = columns[0]?.length ?? 0;
  for (let at = 0; at < total; at += CHUNK_ROWS) {
    const chunk = duckdb().DuckDBDataChunk.create(types, Math.min(CHUNK_ROWS, total - at));
    chunk.setColumns(columns.map((values) => values.slice(at, at + CHUNK_ROWS)));
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}

async function answer(request: WriterRequest): Promise<Table | null> {
  switch (request.do) {
    case 'open':
      await open();
      return null;
    case 'select':
      return select(request.sql, request.parameters);
    case 'load':
      slabs.begin();
      await select(request.sql, request.parameters);
      return null;
    case 'run':
      // Without parameters a file may hold several statements.
      if (request.parameters === undefined) await connection.run(request.sql);
      else await select(request.sql, request.parameters);
      return null;
    case 'append':
      await append(request.table, request.columns);
      return null;
    case 'close':
      connection.closeSync();
      instance.closeSync();
      return null;
  }
}

let queue: Promise<void> = Promise.resolve();
parentPort!.on('message', (request: WriterRequest) => {
  queue = queue.then(async () => {
    let reply: WriterAnswer;
    try {
      reply = { id: request.id, result: await answer(request) };
    } catch (error) {
      const { code, message, hint } = explain(error, data.path);
      reply = { id: request.id, failed: { code, message, hint } };
    }
    parentPort!.postMessage(reply);
  });
});
