import type { Listed } from '../model.js';
import { isOddPlace, naturalPlace, type Version } from '../source/archive-place.js';
import type { ObjectLine } from './types.js';

// Lines of objects.jsonl. Those of an archive that was there before may be anybody's.

/** What tells an earlier version from the current one. */
export const earlier = (object: Listed) => (object.latest === false ? { isLatest: false } : {});

/** What the listing says of an object, and more. */
export function lineOf(object: Listed, more: Partial<ObjectLine>): ObjectLine {
  return {
    bucket: object.bucket ?? '',
    key: object.key,
    ...(object.versionId !== null && { versionId: object.versionId }),
    size: object.size,
    ...(object.etag && { etag: object.etag }),
    ...(object.lastModified !== null && { lastModified: object.lastModified }),
    ...(object.storageClass !== null && { storageClass: object.storageClass }),
    ...more,
  };
}

/** Whether a bucket still has what was copied: nothing of it has to be fetched again. */
export function isSame(line: ObjectLine, object: Listed): boolean {
  const tags = line.etag === undefined || !object.etag || line.etag === object.etag;
  return tags && line.size === object.size && (line.lastModified ?? null) === object.lastModified;
}

export const versionOf = ({ bucket, key, versionId, isLatest }: ObjectLine): Version => ({
  bucket,
  key,
  versionId: versionId ?? null,
  latest: isLatest !== false,
});

/** Where the file of a line lies; null: nowhere. Of what a line states only what could be one of ours is taken. */
export function placeOf(line: ObjectLine): string | null {
  return line.file !== undefined && isOddPlace(line.file) ? line.file : naturalPlace(versionOf(line));
}

const TEXTS = [
  'versionId',
  'etag',
  'lastModified',
  'storageClass',
  'contentEncoding',
  'sse',
  'kmsKeyId',
  'sha256',
  'file',
  'unavailable',
] as const;

/** A line as it was written; a field that is not of its kind is left out, and null stands for what is no line. */
export function parseLine(text: string): ObjectLine | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const line = { ...(value as Record<string, unknown>) };
  if (typeof line.bucket !== 'string' || typeof line.key !== 'string' || line.key === '') return null;
  for (const name of TEXTS) if (typeof line[name] !== 'string') delete line[name];
  if (!Number.isSafeInteger(line.size)) line.size = 0;
  return line as unknown as ObjectLine;
}
