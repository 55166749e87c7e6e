import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';

const PIECE = 1024 * 1024;

/** Lower-case hex. */
export const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Of an opened file, from its beginning, whatever its size. Lower-case hex. */
export function hashOfOpened(file: number): string {
  const hash = createHash('sha256');
  const piece = Buffer.alloc(PIECE);
  for (let at = 0; ; ) {
    const read = readSync(file, piece, 0, piece.length, at);
    if (read === 0) return hash.digest('hex');
    hash.update(piece.subarray(0, read));
    at += read;
  }
}

/** The same of a path. @throws whatever the file system says */
export function hashOfFile(path: string): string {
  const file = openSync(path, 'r');
  try {
    return hashOfOpened(file);
  } finally {
    closeSync(file);
  }
}
