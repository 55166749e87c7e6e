import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { KeytrailError } from '../error.js';
import type { JsonValue, Table } from '../model.js';
import { cellsOf, type Scalar } from './cells.js';
import { lockCase } from './lock.js';
import type { Resources } from './open.js';
import { SIGNAL_ABORT, SIGNAL_BYTES, SIGNAL_MESSAGES } from './slab.js';
import { packageSql } from './sql.js';
import type { Parameters } from './statement.js';
import type { WriterAnswer, WriterData, WriterRequest } from './writer-thread.js';

export type { Scalar } from './cells.js';

/** What a worker thread needs to be a producer of slabs. */
export interface ProducerEnd {
  readonly port: MessagePort;
  readonly returned: SharedArrayBuffer;
  readonly signal: SharedArrayBuffer;
}

type Ask =
  | { do: 'open' | 'close' }
  | { do: 'run' | 'select' | 'load'; sql: string; parameters?: Parameters }
  | { do: 'append'; table: string; columns: readonly (readonly Scalar[])[] };
/** Temporary tables that rows are appended to; each has its file below queries/_append/. */
export type Appended = 'listed' | 'results' | 'named_logs' | 'verdicts' | 'found_records' | 'read_digests';

/**
 * A case being written: requests to the thread that owns its DuckDB instance, one after another. `sql` names a file below queries/.
 */
export class CaseWriter {
  private readonly waiting = new Map<
    number,
    { resolve: (table: Table | null) => void; reject: (error: Error) => void }
  >();
  private next = 0;
  private failed = false;
  readonly opened: Promise<void>;

  private constructor(
    readonly path: string,
    private readonly thread: Worker,
    private readonly signal: SharedArrayBuffer,
    readonly producers: readonly ProducerEnd[],
    private readonly release: () => void,
  ) {
    thread.on('message', (answer: WriterAnswer) => {
      const asked = this.waiting.get(answer.id);
      this.waiting.delete(answer.id);
      if ('failed' in answer) {
        const { code, message, hint } = answer.failed;
        asked?.reject(new KeytrailError(code, message, hint));
      } else {
        asked?.resolve(answer.result);
      }
    });
    const lost = (cause?: unknown) => {
      for (const { reject } of this.waiting.values()) {
        reject(new KeytrailError('internal', 'the DuckDB thread ended unexpectedly', undefined, { cause }));
      }
      this.waiting.clear();
    };
    thread.on('error', lost);
    thread.on('exit', () => lost());
    this.opened = this.ask({ do: 'open' }).then(
      () => {},
      (error: Error) => {
        this.failed = true;
        throw error instanceof KeytrailError
          ? error
          : new KeytrailError('no-access', `${path}: cannot be opened (${error.message})`, undefined, { cause: error });
      },
    );
    // Heard by whoever awaits it, which may be later.
    this.opened.catch(() => {});
  }

  /**
   * Opens or creates the case file and locks it against other writers. Null: a case in memory, for one run. Statements may be given
   * before it is `opened`, which is rejected with KeytrailError no-access or bad-case.
   * @throws KeytrailError case-busy, no-access
   */
  static start(path: string | null, resources: Resources, producers: number): CaseWriter {
    const { file, temp, release } = path === null ? inMemory() : onDisk(path);
    const signal = new SharedArrayBuffer(SIGNAL_BYTES);
    const ends = Array.from({ length: producers }, () => {
      const { port1, port2 } = new MessageChannel();
      return { mine: port1, theirs: port2, returned: new SharedArrayBuffer(4) };
    });
    const data: WriterData = {
      path: file,
      temp,
      resources: { threads: resources.threads, memory: resources.memory },
      signal,
      producers: ends.map(({ theirs, returned }) => ({ port: theirs, returned })),
    };
    const thread = new Worker(new URL('./writer-thread.js', import.meta.url), {
      workerData: data,
      transferList: ends.map(({ theirs }) => theirs),
    });
    const producing = ends.map(({ mine, returned }) => ({ port: mine, returned, signal }));
    return new CaseWriter(file, thread, signal, producing, release);
  }

  async run(sql: string, parameters?: Parameters): Promise<void> {
    await this.statement('run', sql, parameters);
  }

  /** `run` with many rows: the statement reads them from its parameter $rows, JSON text of an array of objects. */
  async add(sql: string, rows: readonly object[]): Promise<void> {
    for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
      for (const text of jsonTexts(rows.slice(at, at + ROWS_AT_ONCE))) await this.run(sql, { rows: text });
    }
  }

  /**
   * Appends rows, given by columns, to a temporary table: one array for each of its columns, in their order. Text goes into VARCHAR,
   * numbers into UINTEGER or DOUBLE, and whatever statement takes them from there casts them.
   */
  async append(table: Appended, columns: readonly (readonly Scalar[])[]): Promise<void> {
    const rows = columns[0]?.length ?? 0;
    for (let at = 0; at < rows; at += ROWS_AT_ONCE) {
      const text = cellsOf(columns, at, Math.min(rows, at + ROWS_AT_ONCE));
      if (text !== null) await this.run(`_append/${table}.sql`, { rows: text });
      else
        await this.ask({ do: 'append', table, columns: columns.map((values) => values.slice(at, at + ROWS_AT_ONCE)) });
    }
  }

  async objects<T = Record<string, JsonValue>>(sql: string, parameters?: Parameters): Promise<T[]> {
    const table = await this.statement('select', sql, parameters);
    const { columns, rows } = table!;
    return rows.map((row) => Object.fromEntries(columns.map((name, index) => [name, row[index]])) as T);
  }

  /** Runs a statement that reads slabs(), until every producer has ended its batch. */
  async load(sql: string): Promise<void> {
    await this.statement('load', sql);
  }

  /** Makes producers and a running `load` let go; the transaction has to be rolled back. */
  abort(): void {
    const signal = new Int32Array(this.signal);
    Atomics.store(signal, SIGNAL_ABORT, 1);
    Atomics.notify(signal, SIGNAL_MESSAGES);
    for (const { returned } of this.producers) Atomics.notify(new Int32Array(returned), 0);
  }

  async close(): Promise<void> {
    try {
      if (!this.failed) await this.ask({ do: 'close' });
    } finally {
      await this.thread.terminate();
      this.release();
    }
  }

  private async statement(
    what: 'run' | 'select' | 'load',
    file: string,
    parameters?: Parameters,
  ): Promise<Table | null> {
    try {
      return await this.ask({ do: what, sql: packageSql(file), ...(parameters && { parameters }) });
    } catch (error) {
      if (!(error instanceof KeytrailError) || error.code !== 'internal') throw error;
      throw new KeytrailError('internal', `${error.message} (queries/${file})`, error.hint, { cause: error });
    }
  }

  private ask(request: Ask): Promise<Table | null> {
    const id = this.next++;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.thread.postMessage({ id, ...request } as WriterRequest);
    });
  }
}

/** Rows as the columns that `append` takes. */
export function byColumns<Name extends string>(
  names: readonly Name[],
  rows: readonly Readonly<Record<Name, Scalar>>[],
): Scalar[][] {
  return names.map((name) => rows.map((row) => row[name]));
}

const ROWS_AT_ONCE = 10_000;
/** A half of a surrogate pair as JSON.stringify writes it: JSON to JavaScript, and none to DuckDB. */
const LONE_SURROGATE = /\\u[dD][89a-fA-F]/;

/** Rows as JSON text that DuckDB takes; several texts where one would be longer than a string can be. */
function* jsonTexts(rows: readonly object[]): Generator<string> {
  let text: string;
  try {
    text = JSON.stringify(rows);
  } catch (error) {
    if (!(error instanceof RangeError) || rows.length < 2) throw error;
    const half = rows.length >> 1;
    yield* jsonTexts(rows.slice(0, half));
    yield* jsonTexts(rows.slice(half));
    return;
  }
  if (!LONE_SURROGATE.test(text)) yield text;
  else
    yield JSON.stringify(rows, (_, value) => (typeof value === 'string' ? value.replace(/\p{Cs}/gu, '\ufffd') : value));
}

interface Place {
  readonly file: string;
  /** Where DuckDB spills what the memory limit does not hold. */
  readonly temp: string;
  release(): void;
}

function inMemory(): Place {
  const temp = mkdtempSync(join(tmpdir(), 'keytrail-spill-'));
  return { file: ':memory:', temp, release: () => rmSync(temp, { recursive: true, force: true }) };
}

function onDisk(path: string): Place {
  const file = resolve(path);
  const unlock = lockCase(file);
  // Beside the case: the system's temporary folder is often small. A crash may have left some.
  const temp = `${file}.spill`;
  const clear = () => rmSync(temp, { recursive: true, force: true });
  try {
    clear();
    mkdirSync(temp);
  } catch (error) {
    unlock();
    throw new KeytrailError('no-access', `${path}: cannot write here (${(error as Error).message})`);
  }
  const release = () => {
    clear();
    unlock();
  };
  return { file, temp, release };
}
