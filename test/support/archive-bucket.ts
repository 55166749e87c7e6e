import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KeyEntry } from './validate-logs.js';

/** What lies in an archive, as S3 would have it: the versions that are not the latest are not in the bucket. */
export interface ArchivedObject {
  readonly bucket: string;
  readonly key: string;
  readonly metadata: Record<string, string>;
  readonly bytes: Buffer;
}

interface Line {
  readonly bucket: string;
  readonly key: string;
  readonly metadata?: Record<string, string>;
  readonly isLatest?: boolean;
  readonly deleteMarker?: boolean;
}

export function archivedObjects(archive: string): ArchivedObject[] {
  const lines = readFileSync(join(archive, 'objects.jsonl'), 'utf8').trim().split('\n');
  return lines
    .map((line) => JSON.parse(line) as Line)
    .filter(({ isLatest, deleteMarker }) => isLatest !== false && deleteMarker !== true)
    .flatMap(({ bucket, key, metadata = {} }) => {
      const path = join(archive, 'buckets', bucket, key);
      return existsSync(path) ? [{ bucket, key, metadata, bytes: readFileSync(path) }] : [];
    });
}

export function archivedKeys(archive: string): ReadonlyMap<string, readonly KeyEntry[]> {
  const folder = join(archive, 'public-keys');
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return new Map(
    names.map((name) => [
      name.replace(/\.json$/, ''),
      (JSON.parse(readFileSync(join(folder, name), 'utf8')) as { PublicKeyList: KeyEntry[] }).PublicKeyList,
    ]),
  );
}
