import { closeSync, constants, fstatSync, openSync, readSync, realpathSync } from 'node:fs';
import { KeytrailError } from '../error.js';
import { LIMITS } from '../limits.js';
import type { Fetched } from '../model.js';
import type { Reader, Wanted } from './interface.js';
import { fromBytes, fromLocator, fromText, isAscii, toBytes } from './path-name.js';
import { reasonIn } from './unavailable.js';

const SMALLEST = 1024 * 1024;
/** Larger files are rare and get memory of their own. */
const LARGEST_KEPT = 32 * 1024 * 1024;

/** Reads the files of a folder, synchronously: one read a thread keeps a disk busy, and costs less than a promise. */
export class FolderReader implements Reader {
  readonly inFlight = 1;
  readonly #root: string;
  /** The folder that was last seen to lie where its path says. Neighbours share it. */
  #trusted = '';
  /** One for all reads: fresh memory for each object costs several times what reading a small one does. */
  #buffer = Buffer.alloc(0);

  /** `root`: absolute and without symbolic links, as `openSource` gives it. `most`: bytes of one file. */
  constructor(
    root: string,
    private readonly most: number = LIMITS.storedBytes,
  ) {
    this.#root = fromText(root);
  }

  read(object: Wanted): Fetched {
    // A name that ends in a slash is no file anywhere: S3 consoles leave such empty objects as folders.
    if (object.locator.endsWith('/') && object.size === 0) return { bytes: Buffer.alloc(0) };
    const reason = reasonIn(object.locator);
    if (reason !== null) return { unavailable: reason };
    const path = fromLocator(object.locator);
    if (path === null) return { unavailable: 'its key cannot be a path below the folder' };
    let handle: number | undefined;
    try {
      const full = `${this.#root === '/' ? '' : this.#root}/${path}`;
      if (!this.#withoutLinks(full.slice(0, full.lastIndexOf('/')) || '/')) return LINK;
      // O_NONBLOCK: a pipe in an evidence folder must not hang the run.
      handle = openSync(
        isAscii(full) ? full : toBytes(full),
        constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK,
      );
      return this.#readHandle(handle);
    } catch (error) {
      return explain(error as NodeJS.ErrnoException);
    } finally {
      if (handle !== undefined) closeSync(handle);
    }
  }

  close(): void {
    this.#trusted = '';
    this.#buffer = Buffer.alloc(0);
  }

  #readHandle(handle: number): Fetched {
    const stat = fstatSync(handle);
    if (stat.isDirectory()) return { unavailable: 'a folder that could not be listed' };
    if (!stat.isFile()) return { unavailable: 'not a regular file' };
    if (stat.size > this.most) return tooLarge(stat.size, this.most);
    const bytes = this.#room(stat.size);
    let filled = 0;
    while (filled < bytes.length) {
      const count = readSync(handle, bytes, filled, bytes.length - filled, null);
      if (count === 0) break;
      filled += count;
    }
    return { bytes: bytes.subarray(0, filled) };
  }

  #room(size: number): Buffer {
    if (size > LARGEST_KEPT) return Buffer.allocUnsafeSlow(size);
    if (this.#buffer.length < size) this.#buffer = Buffer.allocUnsafeSlow(Math.max(2 * size, SMALLEST));
    return this.#buffer.subarray(0, size);
  }

  /** O_NOFOLLOW guards the last name only: a folder on the way could be a link out of the root. */
  #withoutLinks(folder: string): boolean {
    if (folder === this.#trusted) return true;
    if (fromBytes(realpathSync.native(toBytes(folder), 'buffer')) !== folder) return false;
    this.#trusted = folder;
    return true;
  }
}

const LINK: Fetched = { unavailable: 'a symbolic link, which is not followed' };

/** What every reader says of an object over the cap. */
export function tooLarge(size: number, most: number): Fetched {
  return { unavailable: `${size} bytes, over the limit of ${most}`, tooLarge: true };
}

function explain(error: NodeJS.ErrnoException): Fetched {
  switch (error.code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return { unavailable: 'its file is not there', gone: true };
    case 'EACCES':
    case 'EPERM':
      return { unavailable: 'permission denied' };
    case 'ELOOP':
      return LINK;
    case 'EMFILE':
    case 'ENFILE':
    case 'ENOMEM':
      // The machine's trouble, not the file's: it must not be written down as the state of the evidence.
      throw new KeytrailError('internal', `cannot open files: ${error.message}`, 'raise the limit on open files');
    default:
      if (error.code === undefined) throw error;
      return { unavailable: `cannot be read: ${error.code}` };
  }
}
