import { LIMITS } from '../limits.js';
import { inflateGzip } from './gzip.js';
import type { Inflater } from './interface.js';
import { openOneStream } from './one-stream.js';
import { openZlibSync } from './zlib-sync.js';

export type { Inflated } from './gzip.js';
export type { Inflater } from './interface.js';

/** `node`: node:zlib, one state for all objects where it can be had. `node-plain`: the documented calls alone. */
export const BACK_ENDS = ['node', 'node-plain', 'zlib-sync'] as const;
export type BackEnd = (typeof BACK_ENDS)[number];

/** `limit`: bytes of content of one object. @throws KeytrailError bad-argument when the optional back end is not installed */
export function openInflater(backEnd: BackEnd, limit: number = LIMITS.contentBytes): Inflater {
  if (backEnd === 'zlib-sync') return openZlibSync(limit);
  const plain: Inflater = { synchronous: true, inflate: (stored) => inflateGzip(stored, limit), close() {} };
  return backEnd === 'node-plain' ? plain : (openOneStream(limit) ?? plain);
}
