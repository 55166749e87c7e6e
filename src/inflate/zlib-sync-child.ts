import { crc32 } from 'node:zlib';
import zlibSync from 'zlib-sync';
import { headerEnd } from './gzip.js';
import type { ChildAnswer } from './interface.js';

const { Inflate, Z_STREAM_END, Z_SYNC_FLUSH } = zlibSync;
const GZIP_WINDOW = 15 + 16;
const LARGEST_STEP = 64 * 1024;

/**
 * The content of an object that is exactly one gzip member, else null. zlib-sync drops whatever follows the first member and calls
 * a truncated stream done, so the last byte goes in alone: the stream must not have ended before it and must have ended with it.
 * Every push is a sync flush whose result is taken at once; its accumulate mode overflows its buffer.
 */
function onlyMember(stored: Buffer, limit: number): Buffer | null {
  if (headerEnd(stored, 0) === null || stored.length < 18) return null;
  const inflate = new Inflate({ windowBits: GZIP_WINDOW, chunkSize: LARGEST_STEP });
  const parts: Buffer[] = [];
  let size = 0;
  for (let at = 0; at < stored.length; ) {
    const last = stored.length - 1;
    const to = at < last ? Math.min(at + LARGEST_STEP, last) : stored.length;
    inflate.push(stored.subarray(at, to), Z_SYNC_FLUSH);
    if (inflate.err < 0 || (inflate.err === Z_STREAM_END) !== (to === stored.length)) return null;
    const part = inflate.result as Buffer | null;
    if (part && part.length > 0) parts.push(part);
    size += part?.length ?? 0;
    if (size > limit) return null;
    at = to;
  }
  const content = Buffer.concat(parts);
  const trailer = stored.length - 8;
  const good =
    stored.readUInt32LE(trailer) === crc32(content) && stored.readUInt32LE(trailer + 4) === content.length % 2 ** 32;
  return good ? content : null;
}

process.on('message', ({ id, stored, limit }: { id: number; stored: Uint8Array; limit: number }) => {
  const answer: ChildAnswer = {
    id,
    content: onlyMember(Buffer.from(stored.buffer, stored.byteOffset, stored.byteLength), limit),
  };
  process.send!(answer);
});
