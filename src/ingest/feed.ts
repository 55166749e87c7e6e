import type { Worker } from 'node:worker_threads';
import { KeytrailError } from '../error.js';
import type { Job } from './job.js';
import type { Results, WorkerMessage } from './results.js';

/** What a worker may have before it: enough that it never waits, little enough that memory does not grow. */
const MOST_OBJECTS = 512;
const MOST_BYTES = 16 * 1024 * 1024;
/** A message to a worker: many small objects, or a few large ones, so that both workers end together. */
const CHUNK_OBJECTS = 128;
const CHUNK_BYTES = 512 * 1024;

interface Load {
  readonly worker: Worker;
  objects: number;
  bytes: number;
}

/** Jobs to the worker threads as they come, not by the batch: reading begins before everything is listed. */
export class Feed {
  private readonly loads: readonly Load[];
  private readonly stopListening: (() => void)[] = [];
  private failure: Error | null = null;
  private wake: (() => void)[] = [];

  /** `shared`: what the workers look into, see RecordedHashes. `take` gets results as they come. */
  constructor(
    workers: readonly Worker[],
    private readonly shared: () => SharedArrayBuffer,
    private readonly take: (results: Results) => void,
  ) {
    this.loads = workers.map((worker) => ({ worker, objects: 0, bytes: 0 }));
    for (const load of this.loads) this.listen(load);
  }

  /** Resolves when there is room for more. @throws KeytrailError when a worker cannot go on */
  async give(jobs: readonly Job[]): Promise<void> {
    for (let from = 0; from < jobs.length; ) {
      let to = from;
      let bytes = 0;
      while (to < jobs.length && to - from < CHUNK_OBJECTS && bytes < CHUNK_BYTES) bytes += jobs[to++]!.size;
      const load = await this.free();
      load.objects += to - from;
      load.bytes += bytes;
      load.worker.postMessage({ feed: jobs.slice(from, to), recorded: this.shared() });
      from = to;
    }
  }

  /** Resolves when everything that was given has been read. @throws KeytrailError */
  async idle(): Promise<void> {
    while (this.loads.some(({ objects }) => objects > 0)) await this.change();
    if (this.failure) throw this.failure;
  }

  close(): void {
    for (const stop of this.stopListening) stop();
  }

  private async free(): Promise<Load> {
    for (;;) {
      if (this.failure) throw this.failure;
      const [least] = [...this.loads].sort((a, b) => a.objects - b.objects || a.bytes - b.bytes);
      if (least!.objects < MOST_OBJECTS && least!.bytes < MOST_BYTES) return least!;
      await this.change();
    }
  }

  private async change(): Promise<void> {
    if (this.failure) throw this.failure;
    await new Promise<void>((resolve) => this.wake.push(resolve));
  }

  private hear(load: Load, message: WorkerMessage): void {
    if ('results' in message) {
      load.objects -= message.results.objects;
      load.bytes -= message.results.bytes;
      this.take(message.results);
      this.changed();
    } else if ('failed' in message) {
      const { code, message: text, hint } = message.failed;
      this.fail(new KeytrailError(code as KeytrailError['code'], text, hint));
    }
  }

  private fail(error: Error): void {
    this.failure ??= error;
    this.changed();
  }

  private changed(): void {
    const waiting = this.wake;
    this.wake = [];
    for (const resolve of waiting) resolve();
  }

  private listen(load: Load): void {
    const hear = (message: WorkerMessage) => this.hear(load, message);
    const fail = (cause: Error) =>
      this.fail(new KeytrailError('internal', `a worker thread failed: ${cause.message}`, undefined, { cause }));
    const lost = () => this.fail(new KeytrailError('internal', 'a worker thread ended unexpectedly'));
    load.worker.on('message', hear).on('error', fail).on('exit', lost);
    this.stopListening.push(() => load.worker.off('message', hear).off('error', fail).off('exit', lost));
  }
}
