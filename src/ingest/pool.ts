import { Worker } from 'node:worker_threads';
import { KeytrailError } from '../error.js';
import type { ProducerEnd } from '../store/writer.js';
import { Feed } from './feed.js';
import type { Batch, Job, WorkerData } from './job.js';
import type { Results, WorkerMessage } from './results.js';

/** The worker threads, one per producer end. They share each batch by a cursor: whoever is free takes the next object. */
export class Pool {
  private readonly workers: readonly Worker[];
  private readonly dead = new Map<Worker, Error>();

  /** `common`: what is the same for all of them. */
  constructor(producers: readonly ProducerEnd[], common: Omit<WorkerData, 'index' | 'producer' | 'turn'>) {
    const turn = new SharedArrayBuffer(4);
    this.workers = producers.map((producer, index) => {
      const data: WorkerData = { ...common, index, producer, turn };
      const worker = new Worker(new URL('./worker.js', import.meta.url), {
        workerData: data,
        transferList: [producer.port],
      });
      // A worker that cannot even start says so before anybody listens; `read` reports it.
      worker.on('error', (cause) => this.dead.set(worker, cause));
      return worker;
    });
  }

  /**
   * Reads a batch. `take` gets results as they come.
   * @throws KeytrailError when a worker cannot go on; the others have stopped by then
   */
  async read(jobs: readonly Job[], take: (results: Results) => void): Promise<void> {
    const batch: Batch = { jobs, cursor: new SharedArrayBuffer(4) };
    const ends = await Promise.allSettled(this.workers.map((worker) => this.one(worker, batch, take)));
    const failed = ends.find((end) => end.status === 'rejected');
    if (failed) throw failed.reason;
  }

  private one(worker: Worker, batch: Batch, take: (results: Results) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = (end: () => void) => {
        worker.off('message', hear);
        worker.off('error', fail);
        worker.off('exit', lost);
        end();
      };
      const hear = (message: WorkerMessage) => {
        if ('results' in message) take(message.results);
        else if ('done' in message) settle(resolve);
        else {
          const { code, message: text, hint } = message.failed;
          // One worker that cannot go on ends the batch: nobody takes another object.
          Atomics.store(new Int32Array(batch.cursor), 0, batch.jobs.length);
          settle(() => reject(new KeytrailError(code as KeytrailError['code'], text, hint)));
        }
      };
      const fail = (cause: Error) =>
        settle(() =>
          reject(new KeytrailError('internal', `a worker thread failed: ${cause.message}`, undefined, { cause })),
        );
      const lost = () => settle(() => reject(new KeytrailError('internal', 'a worker thread ended unexpectedly')));
      const cause = this.dead.get(worker);
      if (cause) return fail(cause);
      worker.on('message', hear);
      worker.on('error', fail);
      worker.on('exit', lost);
      worker.postMessage(batch);
    });
  }

  /** Jobs as they come, see Feed. */
  feed(shared: () => SharedArrayBuffer, take: (results: Results) => void): Feed {
    const cause = [...this.dead.values()][0];
    if (cause) throw new KeytrailError('internal', `a worker thread failed: ${cause.message}`, undefined, { cause });
    return new Feed(this.workers, shared, take);
  }

  async close(): Promise<void> {
    const alive = this.workers.filter((worker) => !this.dead.has(worker));
    for (const worker of alive) worker.postMessage({ close: true });
    const all = Promise.all(
      alive.map((worker) => new Promise<void>((resolve) => worker.once('exit', () => resolve()))),
    );
    const late = new Promise<'late'>((resolve) => setTimeout(resolve, 2_000, 'late').unref());
    if ((await Promise.race([all, late])) === 'late')
      await Promise.all(this.workers.map((worker) => worker.terminate()));
  }
}
