import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { KeytrailError } from '../error.js';

// POSIX.1-1988 ustar, regular files alone, every field that says who and when at zero: the same files give the same bytes. Nothing is extracted here.

const BLOCK = 512;
/** The size has 11 octal digits. */
const MOST_BYTES = 8 ** 11 - 1;
const MOST_ENTRIES = 200_000;
const PIECE = 1024 * 1024;

/** The head of an entry. @throws KeytrailError bad-argument: the name or the size does not fit into one */
export function tarHeader(name: string, bytes: number): Buffer {
  const [prefix, rest] = splitName(name);
  if (bytes > MOST_BYTES)
    throw new KeytrailError('bad-argument', `${name} is larger than a tar of this kind takes (8 GiB)`);
  const head = Buffer.alloc(BLOCK);
  head.write(rest, 0);
  head.write('0000444\0', 100);
  for (const at of [108, 116]) head.write('0000000\0', at);
  head.write(`${bytes.toString(8).padStart(11, '0')}\0`, 124);
  head.write(`${'0'.repeat(11)}\0`, 136);
  head.write('0', 156);
  head.write('ustar\u000000', 257);
  head.write(prefix, 345);
  head.write(`${checksum(head).toString(8).padStart(6, '0')}\0 `, 148);
  return head;
}

/** Zeros up to the next block. */
export const tarPadding = (bytes: number): Buffer => Buffer.alloc((BLOCK - (bytes % BLOCK)) % BLOCK);
/** What an archive ends with. */
export const TAR_END = Buffer.alloc(2 * BLOCK);

/** The name in 100 bytes, or with a beginning of 155 before a slash. */
function splitName(name: string): [string, string] {
  if (Buffer.byteLength(name) <= 100) return ['', name];
  for (let at = name.indexOf('/'); at > 0; at = name.indexOf('/', at + 1)) {
    const [prefix, rest] = [name.slice(0, at), name.slice(at + 1)];
    if (Buffer.byteLength(prefix) <= 155 && Buffer.byteLength(rest) <= 100) return [prefix, rest];
  }
  throw new KeytrailError('bad-argument', `${name}: the name is too long for a tar of this kind`);
}

/** The sum of the bytes of a head, its own field taken as blanks. */
function checksum(head: Buffer): number {
  let sum = 0;
  for (let at = 0; at < BLOCK; at++) sum += at >= 148 && at < 156 ? 32 : (head[at] ?? 0);
  return sum;
}

/** Reads an archive that may be anybody's: each entry's name, then its bytes in pieces (`done` behind the last). @throws Error with what is wrong with it */
export function readTar(path: string, entry: (name: string, bytes: number) => (piece: Buffer | null) => void): void {
  // A pipe without a writer would hold us for ever.
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const about = fstatSync(file);
    if (!about.isFile()) throw new Error('it is no file');
    const whole = about.size;
    let at = 0;
    for (let n = 0; ; n++) {
      if (n > MOST_ENTRIES) throw new Error(`it has more than ${MOST_ENTRIES} entries`);
      const head = take(file, at, BLOCK);
      if (head.length < BLOCK) throw new Error('it is cut off');
      if (head.every((byte) => byte === 0)) break;
      const { name, bytes } = parseHead(head);
      at += BLOCK;
      if (at + bytes > whole) throw new Error('it is cut off');
      const put = entry(name, bytes);
      for (let done = 0; done < bytes; ) {
        const piece = take(file, at + done, Math.min(PIECE, bytes - done));
        if (piece.length === 0) throw new Error('it is cut off');
        put(piece);
        done += piece.length;
      }
      put(null);
      const padding = tarPadding(bytes).length;
      if (take(file, at + bytes, padding).some((byte) => byte !== 0)) throw new Error('it has bytes between its files');
      at += bytes + padding;
    }
    const end = take(file, at, TAR_END.length + 1);
    if (end.length !== TAR_END.length || end.some((byte) => byte !== 0))
      throw new Error('it does not end where its files do');
  } finally {
    closeSync(file);
  }
}

function parseHead(head: Buffer): { name: string; bytes: number } {
  const text = (from: number, length: number) => {
    const field = head.subarray(from, from + length);
    const end = field.indexOf(0);
    return field.toString('utf8', 0, end < 0 ? length : end);
  };
  const octal = (from: number, length: number) => {
    const digits = text(from, length).trim();
    return /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number.NaN;
  };
  if (text(257, 6) !== 'ustar' || octal(148, 8) !== checksum(head)) throw new Error('it is no tar that keytrail wrote');
  if (text(156, 1) !== '0') throw new Error('it has an entry that is no file');
  const bytes = octal(124, 12);
  if (Number.isNaN(bytes)) throw new Error('it has an entry without a size');
  const prefix = text(345, 155);
  const name = prefix === '' ? text(0, 100) : `${prefix}/${text(0, 100)}`;
  // Whatever else a head can say (a mode, an owner, a link, a longer name behind a NUL, another way to write a size), programs read differently.
  if (!isOurs(head, name, bytes)) throw new Error('it has an entry that keytrail did not write');
  return { name, bytes };
}

function isOurs(head: Buffer, name: string, bytes: number): boolean {
  try {
    return tarHeader(name, bytes).equals(head);
  } catch {
    return false;
  }
}

function take(file: number, from: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  let at = 0;
  for (;;) {
    const read = at === length ? 0 : readSync(file, bytes, at, length - at, from + at);
    if (read === 0) return bytes.subarray(0, at);
    at += read;
  }
}
