import { LIMITS } from '../limits.js';
import { inflateGzip } from './gzip.js';
import type { Inflater } from './interface.js';
import { openZlibSync } from './zlib-sync.js';

export type { Inflated } from './gzip.js';
export type { Inflater } from './interface.js';

export const BACK_ENDS = ['node', 'zlib-sync'] as const;
export type BackEnd = (typeof BACK_ENDS)[number];

/** `limit`: bytes of content of one object. @throws KeytrailError bad-argument when the optional back end is not installed */
export function openInflater(backEnd: BackEnd, limit: number = LIMITS.contentBytes): Inflater {
  if (backEnd === 'zlib-sync') return openZlibSync(limit);
  return { inflate: (stored) => inflateGzip(stored, limit), close() {} };
}
