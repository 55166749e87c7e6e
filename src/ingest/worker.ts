import { parentPort, workerData } from 'node:worker_threads';
import { KeytrailError } from '../error.js';
import { type Inflated, openInflater } from '../inflate/index.js';
import { openReader } from '../source/reader.js';
import { SIGNAL_ABORT } from '../store/slab.js';
import { SlabWriter } from '../store/slab-writer.js';
import type { Batch, Fed, Job, ReadResult, WorkerData } from './job.js';
import { notRead, readObject, tooLarge, unread } from './read-object.js';
import { RecordedHashes } from './recorded-hashes.js';
import { addLater, addResult, noResults, type WorkerMessage } from './results.js';
import { inTurn, LARGE_CONTENT, LARGE_STORED, MOST_INFLATION } from './turn.js';

// One of the worker threads: takes objects by a shared cursor, reads, inflates, hashes and splits them, and fills slabs.

const RESULTS_AT_ONCE = 256;
/** Stored bytes after which progress is told, however few objects they are. */
const RESULT_BYTES_AT_ONCE = 4 * 1024 * 1024;

const data = workerData as WorkerData;
const readers = data.readers.map((spec) => openReader(spec, data.limits.storedBytes));
const { contentBytes } = data.limits;
const inflater = openInflater(data.backEnd, Math.min(contentBytes, LARGE_CONTENT));
const largeInflater = openInflater('node-plain', contentBytes);
const turn = new Int32Array(data.turn);
const { port, signal, returned } = data.producer;
const aborted = new Int32Array(signal);
const slabs = new SlabWriter(port, aborted, new Int32Array(returned));
const tell = (message: WorkerMessage) => parentPort!.postMessage(message);

type TakeRecordOf = (bytes: Uint8Array, index: number, job: Job) => void;

/** @returns null where an object has to wait, see readObject */
function one(job: Job, recorded: RecordedHashes | null, take: TakeRecordOf): Promise<ReadResult | null> {
  const reading = () => read(job, recorded, take);
  return job.kind !== 'other' && job.size > LARGE_STORED ? inTurn(turn, stopped, reading) : reading();
}

async function read(job: Job, recorded: RecordedHashes | null, take: TakeRecordOf): Promise<ReadResult | null> {
  if (job.kind === 'other') return notRead(job);
  const reading = readers[job.source]!.read(job);
  const fetched = reading instanceof Promise ? await reading : reading;
  if ('unavailable' in fetched) {
    return fetched.tooLarge === true
      ? tooLarge(job, `${fetched.unavailable} (--max-object)`)
      : unread(job, fetched.unavailable, fetched.gone === true);
  }
  // While an inflater is waited for, another lane reads into the same memory.
  const stored = inflater.synchronous ? fetched.bytes : Buffer.from(fetched.bytes);
  const inflating = inflater.inflate(stored);
  const inflated = inflating instanceof Promise ? await inflating : inflating;
  const taken = (bytes: Uint8Array, index: number) => take(bytes, index, job);
  const { metadata } = fetched;
  if (!mayBeLarge(stored, inflated)) return readObject(job, stored, inflated, metadata, data, taken, recorded);
  // Again what another lane may read into.
  const own = job.size > LARGE_STORED ? stored : Buffer.from(stored);
  const large = () => readObject(job, own, largeInflater.inflate(own) as Inflated, metadata, data, taken, recorded);
  return job.size > LARGE_STORED ? large() : inTurn(turn, stopped, large);
}

/** Whether the limit of small objects alone may be what is wrong with it. */
function mayBeLarge(stored: Buffer, { container }: Inflated): boolean {
  if (container === 'gzip' || container === 'plain' || contentBytes <= LARGE_CONTENT) return false;
  return stored.length * MOST_INFLATION > LARGE_CONTENT;
}

const toSlabs: TakeRecordOf = (bytes, index, job) => slabs.write(bytes, job.objectId, index);

const lanes = Math.max(1, ...readers.map((reader) => reader.inFlight));
const stopped = () => Atomics.load(aborted, SIGNAL_ABORT) === 1;

async function work({ jobs, cursor }: Batch): Promise<void> {
  const next = new Int32Array(cursor);
  const sender = new Sender();
  const lane = async () => {
    for (;;) {
      const job = jobs[Atomics.add(next, 0, 1)];
      if (job === undefined || stopped()) return;
      addResult(sender.results, job, (await one(job, null, toSlabs))!);
      sender.sendIfFull();
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  sender.send();
}

/** Results on their way to the main thread. */
class Sender {
  results = noResults();

  sendIfFull(): void {
    if (this.results.objects >= RESULTS_AT_ONCE || this.results.bytes > RESULT_BYTES_AT_ONCE) this.send();
  }

  send(): void {
    if (this.results.objects > 0) tell({ results: this.results });
    this.results = noResults();
  }
}

const fed: { readonly queue: Job[]; next: number; running: number; recorded: RecordedHashes | null } = {
  queue: [],
  next: 0,
  running: 0,
  recorded: null,
};
const feeding = new Sender();

/** Takes jobs in, and sees to it that as many lanes run as there is work for. */
function feed({ feed: jobs, recorded }: Fed): void {
  if (fed.recorded?.shared !== recorded) fed.recorded = new RecordedHashes(recorded);
  for (const job of jobs) fed.queue.push(job);
  while (fed.running < Math.min(lanes, fed.queue.length - fed.next)) {
    fed.running++;
    fedLane()
      .catch(fail)
      .finally(() => {
        fed.running--;
      });
  }
}

async function fedLane(): Promise<void> {
  while (fed.next < fed.queue.length) {
    const job = fed.queue[fed.next++]!;
    if (fed.next === fed.queue.length) {
      fed.queue.length = 0;
      fed.next = 0;
    }
    const take: TakeRecordOf = (bytes, index) =>
      feeding.results.found.push({ object_id: job.objectId, record_index: index, raw: asText(bytes) });
    const result = stopped() ? null : await one(job, fed.recorded, take);
    if (result === null) addLater(feeding.results, job);
    else addResult(feeding.results, job, result);
    if (fed.queue.length === 0) feeding.send();
    else feeding.sendIfFull();
  }
}

const asText = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');

function fail(error: unknown): void {
  const known = error instanceof KeytrailError;
  const { code, message, hint } = known
    ? error
    : new KeytrailError('internal', (error as Error).stack ?? String(error));
  tell({ failed: { code, message, hint } });
}

parentPort!.on('message', (message: Batch | Fed | { close: true }) => {
  if ('close' in message) {
    inflater.close();
    largeInflater.close();
    for (const reader of readers) reader.close();
    parentPort!.close();
    return;
  }
  if ('feed' in message) feed(message);
  else
    work(message)
      .then(() => tell({ done: true }))
      .catch(fail)
      .finally(() => slabs.end());
});
