import { createHash } from 'node:crypto';
import { closeSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Writable } from 'node:stream';
import { systemError } from './system-error.js';

const GONE = new Set(['EPIPE', 'ERR_STREAM_DESTROYED', 'ECONNRESET']);

/** Where a result goes. */
export interface Output {
  write(text: string): Promise<void>;
  /** The reader went away (`| head`): nothing that is written arrives any more. */
  readonly closed: boolean;
  /** Makes the result complete. A file appears under its name only now. */
  finish(): Promise<void>;
  /** Leaves nothing behind. Synchronous: also used on the way out of the process. */
  abandon(): void;
}

/** stdout. A closed pipe is no error (`keytrail sql … | head -1`); a full disk behind a redirection is one. */
export class StreamOutput implements Output {
  closed = false;
  private readonly hash = createHash('sha256');
  private any = false;

  constructor(private readonly stream: Writable) {
    // The callback of the write says the same; without a listener the process would die of it.
    stream.on('error', () => undefined);
  }

  write(text: string): Promise<void> {
    if (this.closed || text === '') return Promise.resolve();
    this.hash.update(text);
    this.any = true;
    // Waiting for each chunk keeps a slow reader from filling our memory.
    return new Promise((resolve, reject) => {
      this.stream.write(text, (error: (Error & { code?: string }) | null | undefined) => {
        if (error && !GONE.has(error.code ?? '')) {
          reject(systemError(error, 'cannot write the result') ?? error);
          return;
        }
        if (error) this.closed = true;
        resolve();
      });
    });
  }

  /** Lower-case hex of everything that was written; null: nothing was. */
  sha256(): string | null {
    return this.any ? this.hash.copy().digest('hex') : null;
  }

  async finish(): Promise<void> {}
  abandon(): void {}
}

/** A file that is either there whole or not there: written beside its name and renamed at the end. */
export class FileOutput implements Output {
  readonly closed = false;
  private readonly temporary: string;
  private descriptor: number | null;

  constructor(private readonly path: string) {
    this.temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
    this.descriptor = this.attempt(() => {
      // Found out now and not after minutes of work: a rename onto a folder fails.
      if (statSync(path, { throwIfNoEntry: false })?.isDirectory())
        throw Object.assign(new Error(), { code: 'EISDIR' });
      return openSync(this.temporary, 'w');
    });
  }

  async write(text: string): Promise<void> {
    const { descriptor } = this;
    if (descriptor === null) return;
    const bytes = Buffer.from(text);
    this.attempt(() => {
      for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
    });
  }

  async finish(): Promise<void> {
    const { descriptor } = this;
    if (descriptor === null) return;
    this.attempt(() => {
      closeSync(descriptor);
      this.descriptor = null;
      renameSync(this.temporary, this.path);
    });
  }

  abandon(): void {
    if (this.descriptor === null) return;
    closeSync(this.descriptor);
    this.descriptor = null;
    rmSync(this.temporary, { force: true });
  }

  /** The person named the file and not the temporary one: errors speak of that. */
  private attempt<T>(act: () => T): T {
    try {
      return act();
    } catch (error) {
      throw systemError(error, `cannot write ${this.path}`) ?? error;
    }
  }
}
