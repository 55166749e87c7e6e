import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { archivePath } from '../source/archive-place.js';
import { JOURNAL } from '../source/archive-unfinished.js';
import { fromText } from '../source/path-name.js';
import { diskError } from './files.js';
import { parseLine } from './lines.js';
import type { ObjectLine } from './types.js';

const CHUNK = 1 << 20;

/**
 * What was copied so far: a line for each version of an object, appended as soon as its file is there, so that a run that was killed
 * knows what it has. In memory only where each line stands: some 250 bytes an object.
 */
export class Journal {
  readonly #at = new Map<string, number>();
  readonly #seen = new Set<string>();
  #end = 0;

  private constructor(private readonly file: number) {}

  /** Opens that of an unfinished run, or begins one with what the archive holds already. `root`: the archive. */
  static open(root: string): Journal {
    const path = join(root, JOURNAL);
    const manifest = join(root, 'objects.jsonl');
    if (!existsSync(path) && existsSync(manifest)) {
      copyFileSync(manifest, `${path}.part`, constants.COPYFILE_FICLONE);
      renameSync(`${path}.part`, path);
    }
    const journal = new Journal(openSync(path, constants.O_RDWR | constants.O_CREAT, 0o666));
    journal.#load();
    return journal;
  }

  /** The line of a version, or null. */
  find(bucket: string, key: string, versionId: string | null): ObjectLine | null {
    const at = this.#at.get(nameOf({ bucket, key, versionId }));
    return at === undefined ? null : this.#read(at);
  }

  /** A later line of the same version counts instead of an earlier one. */
  append(line: ObjectLine): void {
    const bytes = Buffer.from(`${JSON.stringify(line)}\n`);
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(this.file, bytes, at, bytes.length - at, this.#end + at);
    } catch (error) {
      throw diskError(error, JOURNAL);
    }
    this.#at.set(nameOf({ ...line, versionId: line.versionId ?? null }), this.#end);
    this.#end += bytes.length;
  }

  /** Notes that the bucket still has it. */
  see(bucket: string, key: string, versionId: string | null): void {
    this.#seen.add(nameOf({ bucket, key, versionId }));
  }

  /** Lines that nobody has seen this time. */
  *unseen(): Generator<ObjectLine> {
    for (const [name, at] of this.#at) if (!this.#seen.has(name)) yield this.#read(at)!;
  }

  /** All lines in the order of the manifest: by bucket, place and version, in byte order. */
  *sorted(): Generator<string> {
    for (const name of [...this.#at.keys()].sort()) yield this.#bytes(this.#at.get(name)!).toString('utf8');
  }

  close(): void {
    closeSync(this.file);
  }

  /** Whatever is no line is passed over; an end that was being written when the run was killed is cut off. */
  #load(): void {
    const { size } = fstatSync(this.file);
    while (this.#end < size) {
      const bytes = this.#bytes(this.#end, size);
      const { length } = bytes;
      if (this.#end + length >= size) {
        ftruncateSync(this.file, this.#end);
        break;
      }
      const line = parseLine(bytes.toString('utf8'));
      if (line) this.#at.set(nameOf({ ...line, versionId: line.versionId ?? null }), this.#end);
      this.#end += length + 1;
    }
  }

  #read(at: number): ObjectLine | null {
    return parseLine(this.#bytes(at).toString('utf8'));
  }

  /** The text from there to the end of its line. */
  #bytes(at: number, size = this.#end): Buffer {
    const parts: Buffer[] = [];
    for (let from = at; from < size; ) {
      const chunk = Buffer.allocUnsafe(Math.min(parts.length === 0 ? 2048 : CHUNK, size - from));
      const count = readSync(this.file, chunk, 0, chunk.length, from);
      if (count === 0) break;
      const end = chunk.subarray(0, count).indexOf(10);
      parts.push(chunk.subarray(0, end === -1 ? count : end));
      if (end !== -1) break;
      from += count;
    }
    return Buffer.concat(parts);
  }
}

/** As a byte string, whose order is that of the manifest: bucket, place, and then what tells apart what has one place. */
function nameOf({ bucket, key, versionId }: { bucket: string; key: string; versionId: string | null }): string {
  const path = archivePath(bucket, key);
  const place = path === null ? key : path.slice(bucket.length + 1);
  return fromText([bucket, place, place === key ? '' : key, versionId ?? ''].join('\0'));
}
