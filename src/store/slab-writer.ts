import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import {
  LENGTH_AT,
  OBJECT_ID_AT,
  RECORD_INDEX_AT,
  SIGNAL_ABORT,
  SIGNAL_MESSAGES,
  SLAB_BYTES,
  SLAB_HEADER,
  SLAB_ROWS,
  SLABS_IN_FLIGHT,
  START_AT,
} from './slab.js';

/** The producer's end: fills slabs with records and hands them to the thread that owns DuckDB. Blocks while two are under way. */
export class SlabWriter {
  private buffer: ArrayBuffer | null = null;
  private numbers = new Uint32Array(0);
  private bytes = new Uint8Array(0);
  private rows = 0;
  private used = 0;
  private made = 0;

  /** `returned` counts the slabs that came back to this producer. */
  constructor(
    private readonly port: MessagePort,
    private readonly signal: Int32Array,
    private readonly returned: Int32Array,
  ) {}

  write(record: Uint8Array, objectId: number, recordIndex: number): void {
    if (this.buffer !== null && (this.rows === SLAB_ROWS || this.used + record.length > this.bytes.length))
      this.flush();
    if (this.buffer === null) this.take(record.length);
    if (this.buffer === null) return;
    this.bytes.set(record, this.used);
    this.numbers[START_AT / 4 + this.rows] = SLAB_HEADER + this.used;
    this.numbers[LENGTH_AT / 4 + this.rows] = record.length;
    this.numbers[OBJECT_ID_AT / 4 + this.rows] = objectId;
    this.numbers[RECORD_INDEX_AT / 4 + this.rows] = recordIndex;
    this.used += record.length;
    this.rows++;
  }

  /** Hands over what is left and says that the batch is over. */
  end(): void {
    if (this.rows > 0) this.flush();
    this.post({ end: true });
  }

  private flush(): void {
    if (this.buffer === null) return;
    this.post({ buffer: this.buffer, rows: this.rows }, [this.buffer]);
    this.buffer = null;
    this.rows = 0;
    this.used = 0;
  }

  private post(message: object, transfer: ArrayBuffer[] = []): void {
    this.port.postMessage(message, transfer);
    Atomics.add(this.signal, SIGNAL_MESSAGES, 1);
    Atomics.notify(this.signal, SIGNAL_MESSAGES);
  }

  /** An empty buffer: a new one, or one that came back. Stays null when the run was aborted. */
  private take(recordBytes: number): void {
    let buffer: ArrayBuffer | null = null;
    if (this.made < SLABS_IN_FLIGHT) {
      this.made++;
    } else {
      buffer = this.await();
      if (buffer === null) return;
    }
    const size = SLAB_HEADER + Math.max(SLAB_BYTES, recordBytes);
    // A slab that was made for one large record is not kept.
    if (buffer === null || buffer.byteLength !== size) buffer = new ArrayBuffer(size);
    this.buffer = buffer;
    this.numbers = new Uint32Array(buffer, 0, SLAB_HEADER / 4);
    this.bytes = new Uint8Array(buffer, SLAB_HEADER);
  }

  private await(): ArrayBuffer | null {
    for (;;) {
      const seen = Atomics.load(this.returned, 0);
      const message = receiveMessageOnPort(this.port) as { message: ArrayBuffer } | undefined;
      if (message) return message.message;
      if (Atomics.load(this.signal, SIGNAL_ABORT) === 1) return null;
      // The time-out is for an abort that nobody wakes us for.
      Atomics.wait(this.returned, 0, seen, 500);
    }
  }
}
