import { parentPort, workerData } from 'node:worker_threads';
import { KeytrailError } from '../error.js';
import { openInflater } from '../inflate/index.js';
import { LIMITS } from '../limits.js';
import { openReader } from '../source/reader.js';
import { SlabWriter } from '../store/slab-writer.js';
import type { Batch, Job, ReadResult, WorkerData, WorkerMessage } from './job.js';
import { notRead, readObject, tooLarge, unread } from './read-object.js';

// One of the worker threads: takes objects by a shared cursor, reads, inflates, hashes and splits them, and fills slabs.

const RESULTS_AT_ONCE = 64;

const data = workerData as WorkerData;
const readers = data.readers.map(openReader);
const inflater = openInflater(data.backEnd);
const { port, signal, returned } = data.producer;
const aborted = new Int32Array(signal);
const slabs = new SlabWriter(port, aborted, new Int32Array(returned));
const tell = (message: WorkerMessage) => parentPort!.postMessage(message);

async function one(job: Job): Promise<ReadResult> {
  if (job.kind === 'other') return notRead(job);
  if (job.size > LIMITS.storedBytes) {
    return tooLarge(job, `${job.size} bytes, over the limit of ${LIMITS.storedBytes}`);
  }
  const reading = readers[job.source]!.read(job);
  const fetched = reading instanceof Promise ? await reading : reading;
  if ('unavailable' in fetched) {
    return fetched.tooLarge === true
      ? tooLarge(job, fetched.unavailable)
      : unread(job, fetched.unavailable, fetched.gone === true);
  }
  const inflating = inflater.inflate(fetched.bytes);
  const inflated = inflating instanceof Promise ? await inflating : inflating;
  return readObject(job, fetched.bytes, inflated, fetched.metadata, data.mode, (bytes, index) =>
    slabs.write(bytes, job.objectId, index),
  );
}

async function work({ jobs, cursor }: Batch): Promise<void> {
  const next = new Int32Array(cursor);
  let results: ReadResult[] = [];
  let bytes = 0;
  const send = () => {
    if (results.length > 0) tell({ results, bytes });
    results = [];
    bytes = 0;
  };
  const lane = async () => {
    for (;;) {
      const job = jobs[Atomics.add(next, 0, 1)];
      if (job === undefined || Atomics.load(aborted, 1) === 1) return;
      const result = await one(job);
      results.push(result);
      bytes += job.size;
      if (results.length >= RESULTS_AT_ONCE || bytes > 4 * 1024 * 1024) send();
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
