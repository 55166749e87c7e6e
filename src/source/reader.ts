import { LIMITS } from '../limits.js';
import type { ReaderSpec } from '../model.js';
import { FolderReader } from './folder-reader.js';
import type { Reader } from './interface.js';
import { S3Reader } from './s3-reader.js';

export type { Reader, Wanted } from './interface.js';

/**
 * The reader of a source, from plain data: called inside worker threads. Opens nothing before the first read. `most`: bytes of one
 * object as stored.
 */
export function openReader(spec: ReaderSpec, most: number = LIMITS.storedBytes): Reader {
  return spec.type === 'folder' ? new FolderReader(spec.root, most) : new S3Reader(spec, most);
}
