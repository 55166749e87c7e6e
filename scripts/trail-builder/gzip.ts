import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzipSync, gzip as gzipAsync, gzipSync, type ZlibOptions } from 'node:zlib';

/** One gzip member as Java's writer makes it: no name, time 0, operating system 0. Same bytes for the same content. */
export const gzip = (content: Buffer | string, level = 6): Buffer => plainHeader(gzipSync(content, { level }));

/** The same on a thread of Node's pool. */
export const gzipLater = async (content: Buffer, level: number): Promise<Buffer> =>
  plainHeader(await promisify<Buffer, ZlibOptions, Buffer>(gzipAsync)(content, { level }));

function plainHeader(bytes: Buffer): Buffer {
  bytes.fill(0, 4, 8);
  bytes[9] = 0;
  return bytes;
}

export const gunzip = (bytes: Buffer): Buffer => gunzipSync(bytes);

/** Lower-case hex. */
export const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');
export const md5 = (bytes: Buffer): string => createHash('md5').update(bytes).digest('hex');
