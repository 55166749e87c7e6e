import { parentPort, workerData } from 'node:worker_threads';
import { KeytrailError } from '../error.js';
import { openInflater } from '../inflate/index.js';
import { overLimit } from '../limits.js';
import { openReader } from '../source/reader.js';
import { SIGNAL_ABORT } from '../store/slab.js';
import { SlabWriter } from '../store/slab-writer.js';
import type { Batch, Job, ReadResult, WorkerData } from './job.js';
import { notRead, readObject, tooLarge, unread } from './read-object.js';
import { addResult, noResults, type WorkerMessage } from './results.js';

// One of the worker threads: takes objects by a shared cursor, reads, inflates, hashes and splits them, and fills slabs.

const RESULTS_AT_ONCE = 256;
/** Stored bytes after which progress is told, however few objects they are. */
const RESULT_BYTES_AT_ONCE = 4 * 1024 * 1024;

const data = workerData as WorkerData;
const readers = data.readers.map((spec) => openReader(spec, data.limits.storedBytes));
const inflater = openInflater(data.backEnd, data.limits.contentBytes);
const { port, signal, returned } = data.producer;
const aborted = new Int32Array(signal);
const slabs = new SlabWriter(port, aborted, new Int32Array(returned));
const tell = (message: WorkerMessage) => parentPort!.postMessage(message);

async function one(job: Job): Promise<ReadResult> {
  if (job.kind === 'other') return notRead(job);
  if (job.size > data.limits.storedBytes) return tooLarge(job, overLimit(job.size, data.limits, 'storedBytes'));
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
  return readObject(job, stored, inflated, fetched.metadata, data, (bytes, index) =>
    slabs.write(bytes, job.objectId, index),
  );
}

async function work({ jobs, cursor }: Batch): Promise<void> {
  const next = new Int32Array(cursor);
  let results = noResults();
  const send = () => {
    if (results.objects > 0) tell({ results });
    results = noResults();
  };
  const lane = async () => {
    for (;;) {
      const job = jobs[Atomics.add(next, 0, 1)];
      if (job === undefined || Atomics.load(aborted, SIGNAL_ABORT) === 1) return;
      addResult(results, job, await one(job));
      if (results.objects >= RESULTS_AT_ONCE || results.bytes > RESULT_BYTES_AT_ONCE) send();
    }
  };
  const lanes = Math.max(1, ...readers.map((reader) => reader.inFlight));
  await Promise.all(Array.from({ length: lanes }, lane));
  send();
}

parentPort!.on('message', (message: Batch | { close: true }) => {
  if ('close' in message) {
    inflater.close();
    for (const reader of readers) reader.close();
    parentPort!.close();
    return;
  }
  work(message)
    .then(() => tell({ done: true }))
    .catch((error: unknown) => {
      const {
        code,
        message: text,
        hint,
      } = error instanceof KeytrailError
        ? error
        : new KeytrailError('internal', (error as Error).stack ?? String(error));
      tell({ failed: { code, message: text, hint } });
    })
    .finally(() => slabs.end());
});
