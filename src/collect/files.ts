import { createHash } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { KeytrailError } from '../error.js';
import { naturalPlace, oddPlace, type Version } from '../source/archive-place.js';
import { COLLECTING } from '../source/archive-unfinished.js';

/** That a path cannot be made as it is asked for: another name is tried. Everything else is the disk's trouble. */
const NO_PLACE = new Set(['EEXIST', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG', 'EINVAL', 'EILSEQ', 'ENOTEMPTY', 'ELOOP']);

/** The files of an archive. A file is under its name only when it is whole, and no name leads out of the archive. */
export class ArchiveFiles {
  #count = 0;
  /** The folder that was made or looked at last. Neighbours share it. */
  #folder = '';

  /** `root`: absolute, without links. */
  constructor(private readonly root: string) {}

  /**
   * Writes the bytes of an object where its name says, or, where that cannot be or is taken, under the hash of its name. `own`: what
   * lies there is an older copy of this very version. @returns the place below the archive
   */
  put(version: Version, bytes: Buffer, own: boolean): string {
    this.#count += 1;
    const temporary = join(this.root, COLLECTING, `part-${process.pid}-${this.#count}`);
    writeWhole(temporary, bytes);
    const natural = version.key.endsWith('/') && version.latest ? null : naturalPlace(version);
    if (natural !== null && this.#settle(temporary, natural, bytes, own)) return natural;
    const odd = oddPlace(version);
    this.#makeFolder('odd');
    attempt(odd, () => renameSync(temporary, join(this.root, odd)));
    return odd;
  }

  /** Whether a file of that size lies there. */
  has(place: string, size: number): boolean {
    try {
      const stat = lstatSync(join(this.root, place), { throwIfNoEntry: false });
      return stat?.isFile() === true && stat.size === size;
    } catch {
      return false;
    }
  }

  /** Puts a file into another place, for it has become an earlier version. @returns where it lies now */
  move(from: string, version: Version): string {
    const natural = naturalPlace(version);
    for (const place of [natural, oddPlace(version)]) {
      if (place === null || !this.#makeFolder(place.slice(0, place.lastIndexOf('/')))) continue;
      try {
        renameSync(join(this.root, from), join(this.root, place));
        return place;
      } catch (error) {
        if (!NO_PLACE.has(codeOf(error))) throw diskError(error, place);
      }
    }
    return from;
  }

  #settle(temporary: string, place: string, bytes: Buffer, own: boolean): boolean {
    if (!this.#makeFolder(place.slice(0, place.lastIndexOf('/')))) return false;
    const path = join(this.root, place);
    try {
      if (own) renameSync(temporary, path);
      else {
        // A link, unlike a rename, never takes the place of another file: on some file systems 'A' and 'a' are one name.
        linkSync(temporary, path);
        rmSync(temporary);
      }
      return true;
    } catch (error) {
      const code = codeOf(error);
      if (code === 'EPERM' || code === 'ENOTSUP' || code === 'ENOSYS') return this.#withoutLinks(temporary, path);
      if (!NO_PLACE.has(code)) throw diskError(error, place);
      // A run that was killed between writing the file and its line has left it there.
      if (code !== 'EEXIST' || !sameBytes(path, bytes)) return false;
      rmSync(temporary);
      return true;
    }
  }

  /** Some file systems have no links. */
  #withoutLinks(temporary: string, path: string): boolean {
    if (lstatSync(path, { throwIfNoEntry: false })) return false;
    attempt(path, () => renameSync(temporary, path));
    return true;
  }

  /** Folder by folder, so that no link on the way is followed. False: something else lies in the way. */
  #makeFolder(folder: string): boolean {
    if (folder === this.#folder) return true;
    let path = this.root;
    try {
      for (const part of folder.split('/')) {
        path = join(path, part);
        const stat = lstatSync(path, { throwIfNoEntry: false });
        if (stat && !stat.isDirectory()) return false;
        if (!stat) mkdirSync(path);
      }
    } catch (error) {
      if (NO_PLACE.has(codeOf(error))) return false;
      throw diskError(error, folder);
    }
    this.#folder = folder;
    return true;
  }
}

/** Writes a file so that it is there whole or not at all, and on the disk before anything that relies on it. */
export function writeAtomic(path: string, text: string | Buffer): void {
  const temporary = `${path}.${process.pid}.part`;
  writeWhole(temporary, typeof text === 'string' ? Buffer.from(text) : text, true);
  attempt(path, () => renameSync(temporary, path));
}

function writeWhole(path: string, bytes: Buffer, sync = false): void {
  attempt(path, () => {
    const file = openSync(path, 'w');
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
      if (sync) fsyncSync(file);
    } finally {
      closeSync(file);
    }
  });
}

function sameBytes(path: string, bytes: Buffer): boolean {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (!stat?.isFile() || stat.size !== bytes.length) return false;
  const hash = (data: Buffer) => createHash('sha256').update(data).digest('hex');
  return hash(readFileSync(path)) === hash(bytes);
}

function attempt<T>(place: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw diskError(error, place);
  }
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code ?? '';

/** What stops the whole copy: it can be resumed when the disk is well again. */
export function diskError(error: unknown, place: string): unknown {
  const code = codeOf(error);
  if (error instanceof KeytrailError || code === '') return error;
  const full = code === 'ENOSPC' || code === 'EDQUOT';
  return new KeytrailError(
    full ? 'no-space' : 'no-access',
    `${place}: cannot be written: ${full ? 'the disk is full' : code}`,
    'make room or give another folder, then run the same command again: it goes on where it was',
    { cause: error },
  );
}
