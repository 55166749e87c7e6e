import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import type { DuckDBTableFunction } from '@duckdb/node-api';
import { bindings, duckdb } from './duckdb.js';
import {
  LENGTH_AT,
  OBJECT_ID_AT,
  RECORD_INDEX_AT,
  SIGNAL_ABORT,
  SIGNAL_MESSAGES,
  type Slab,
  type SlabMessage,
  START_AT,
} from './slab.js';

// DuckDB's end of the slabs: slabs() is a table function (raw, object_id, record_index) that one INSERT … SELECT reads as it runs.
// The low-level bindings write whole columns at once: 0.5 µs a row, where the documented vectors take 1.3 to 1.8, on a thread that all
// records of a load pass through.

const CHUNK_ROWS = 2048;

export interface Producer {
  readonly port: MessagePort;
  readonly returned: Int32Array;
}

export class SlabReader {
  private readonly bindings = bindings();
  private slab: Slab | null = null;
  private from: Producer | null = null;
  private numbers = new Uint32Array(0);
  private at = 0;
  private ended = 0;

  constructor(
    private readonly producers: readonly Producer[],
    private readonly signal: Int32Array,
  ) {}

  /** Call before each statement that reads slabs(). */
  begin(): void {
    this.ended = 0;
  }

  tableFunction(threads: number): DuckDBTableFunction {
    const { DuckDBTableFunction, UINTEGER, VARCHAR } = duckdb();
    return DuckDBTableFunction.create({
      name: 'slabs',
      bindFunction: (info) => {
        info.addResultColumn('raw', VARCHAR);
        info.addResultColumn('object_id', UINTEGER);
        info.addResultColumn('record_index', UINTEGER);
      },
      initFunction: (info) => info.setMaxThreads(threads),
      mainFunction: (_info, output) => this.fill(output.chunk),
    });
  }

  private fill(chunk: Parameters<ReturnType<typeof bindings>['data_chunk_get_vector']>[0]): void {
    const slab = this.current();
    if (slab === null) {
      this.bindings.data_chunk_set_size(chunk, 0);
      return;
    }
    const { numbers } = this;
    const rows = Math.min(CHUNK_ROWS, slab.rows - this.at);
    const raw = this.bindings.data_chunk_get_vector(chunk, 0);
    for (let row = 0; row < rows; row++) {
      const start = numbers[START_AT / 4 + this.at + row]!;
      const length = numbers[LENGTH_AT / 4 + this.at + row]!;
      this.bindings.vector_assign_string_element_len(raw, row, new Uint8Array(slab.buffer, start, length));
    }
    const offset = this.at * 4;
    this.bindings.copy_data_to_vector(
      this.bindings.data_chunk_get_vector(chunk, 1),
      0,
      slab.buffer,
      OBJECT_ID_AT + offset,
      rows * 4,
    );
    this.bindings.copy_data_to_vector(
      this.bindings.data_chunk_get_vector(chunk, 2),
      0,
      slab.buffer,
      RECORD_INDEX_AT + offset,
      rows * 4,
    );
    this.bindings.data_chunk_set_size(chunk, rows);
    this.at += rows;
  }

  /** The slab with rows left in it, or null at the end of the batch. */
  private current(): Slab | null {
    if (this.slab !== null && this.at < this.slab.rows) return this.slab;
    this.giveBack();
    this.slab = this.next();
    this.at = 0;
    if (this.slab !== null) this.numbers = new Uint32Array(this.slab.buffer, 0, RECORD_INDEX_AT / 2);
    return this.slab;
  }

  private giveBack(): void {
    if (this.slab === null || this.from === null) return;
    this.from.port.postMessage(this.slab.buffer, [this.slab.buffer]);
    Atomics.add(this.from.returned, 0, 1);
    Atomics.notify(this.from.returned, 0);
    this.slab = null;
  }

  private next(): Slab | null {
    for (;;) {
      const seen = Atomics.load(this.signal, SIGNAL_MESSAGES);
      for (const producer of this.producers) {
        const received = receiveMessageOnPort(producer.port) as { message: SlabMessage } | undefined;
        if (!received) continue;
        if ('end' in received.message) {
          this.ended++;
          continue;
        }
        this.from = producer;
        return received.message;
      }
      if (this.ended >= this.producers.length) return null;
      if (Atomics.load(this.signal, SIGNAL_ABORT) === 1) return null;
      // Blocks this thread, never the main one: Ctrl-C and the progress bar live there.
      Atomics.wait(this.signal, SIGNAL_MESSAGES, seen, 500);
    }
  }
}
