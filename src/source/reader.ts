import type { ReaderSpec } from '../model.js';
import { FolderReader } from './folder-reader.js';
import type { Reader } from './interface.js';
import { S3Reader } from './s3-reader.js';

export type { Reader, Wanted } from './interface.js';

/** The reader of a source, from plain data: called inside worker threads. Opens nothing before the first read. */
export function openReader(spec: ReaderSpec): Reader {
  return spec.type === 'folder' ? new FolderReader(spec.root) : new S3Reader(spec);
}
