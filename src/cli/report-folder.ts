import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { systemError } from '../system-error.js';
import type { Terminal } from './terminal.js';

/** A file that this run wrote, or found done. */
export interface WrittenFile {
  /** Path below the folder, with slashes. */
  readonly name: string;
  readonly what: string;
  /** Null: they say nothing, because they differ between two runs that found the same. */
  readonly bytes: number | null;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** The folder that an investigation leaves: remembers the bytes and the hash of everything that is written into it. */
export class ReportFolder {
  private readonly written = new Map<string, WrittenFile>();

  constructor(
    readonly path: string,
    private readonly terminal: Terminal,
  ) {
    makeFolder(path);
  }

  /** Where a file of that name lies. */
  file(name: string): string {
    return join(this.path, ...name.split('/'));
  }

  get files(): readonly WrittenFile[] {
    return [...this.written.values()];
  }

  /** Removes files that an earlier run left. */
  discard(...names: readonly string[]): void {
    for (const name of names) rmSync(this.file(name), { force: true });
  }

  async write(name: string, what: string, content: string | AsyncIterable<string>): Promise<void> {
    const file = this.open(name, what);
    if (typeof content === 'string') await file.write(content);
    else for await (const text of content) await file.write(text);
    await file.finish();
  }

  /** A file that is written piece by piece, beside others. It appears when it is finished. */
  open(name: string, what: string): { write(text: string): Promise<void>; finish(): Promise<void> } {
    const path = this.file(name);
    makeFolder(dirname(path));
    const output = this.terminal.output(path);
    const hash = createHash('sha256');
    let bytes = 0;
    return {
      write: async (text) => {
        hash.update(text);
        bytes += Buffer.byteLength(text);
        await output.write(text);
      },
      finish: async () => {
        await output.finish();
        this.written.set(name, { name, what, bytes, sha256: hash.digest('hex') });
      },
    };
  }

  /** Takes in a file that another room wrote; `varies`: its bytes are not the same at every run. */
  async adopt(name: string, what: string, varies = false): Promise<void> {
    const path = this.file(name);
    const hash = createHash('sha256');
    let bytes = 0;
    try {
      for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
        hash.update(chunk as Buffer);
        bytes += (chunk as Buffer).length;
      }
    } catch (error) {
      throw systemError(error, `cannot read ${path}`) ?? error;
    }
    this.written.set(name, { name, what, bytes: varies ? null : bytes, sha256: hash.digest('hex') });
  }
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    throw systemError(error, `cannot write ${path}`) ?? error;
  }
}
