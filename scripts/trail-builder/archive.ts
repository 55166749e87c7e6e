import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { md5, sha256 } from './gzip.js';
import type { StoredObject, Trail } from './trail.js';

/** Writes the archive layout: objects byte for byte, and beside them what S3 and CloudTrail say of them. */
export function writeArchive(trail: Trail, dir: string): void {
  const objects = sorted(trail);
  write(
    join(dir, 'collection.json'),
    pretty({
      schema: 'keytrail/collection/1',
      window: trail.window,
      collectedAt: trail.collectedAt,
      accounts: trail.accounts,
      regions: trail.regions,
      ...(trail.organizationId !== null && { organizationId: trail.organizationId }),
      buckets: [...new Set(objects.map((object) => object.bucket))],
      ...(trail.prefix !== null && { prefix: trail.prefix }),
      endpoint: null,
      tool: 'trail-builder',
      version: '1',
    }),
  );
  write(join(dir, 'objects.jsonl'), objects.map((object) => `${JSON.stringify(manifestLine(object))}\n`).join(''));
  for (const [region, keys] of trail.publicKeys) {
    write(join(dir, 'public-keys', `${region}.json`), pretty({ PublicKeyList: keys }));
  }
  write(join(dir, 'trails.json'), pretty({ trailList: trail.trails }));
  if (Object.keys(trail.trailStatus).length > 0) write(join(dir, 'trail-status.json'), pretty(trail.trailStatus));
  for (const object of objects) write(join(dir, 'buckets', object.bucket, object.key), object.bytes);
}

/** Writes the objects of each bucket as `aws s3 sync` would: no metadata, no manifest, no keys. */
export function writePlain(trail: Trail, dir: string): void {
  for (const object of sorted(trail)) write(join(dir, object.key), object.bytes);
}

/** A line of objects.jsonl. Without `metadata`: the copy lost it. */
export function manifestLine(object: StoredObject): Record<string, unknown> {
  return {
    bucket: object.bucket,
    key: object.key,
    size: object.bytes.length,
    etag: md5(object.bytes),
    lastModified: object.lastModified,
    storageClass: 'STANDARD',
    ...(object.metadata !== null && { metadata: object.metadata }),
    sha256: sha256(object.bytes),
  };
}

function sorted(trail: Trail): StoredObject[] {
  return [...trail.objects].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, object]) => object);
}

const pretty = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

function write(path: string, content: string | Buffer): void {
  const folder = dirname(path);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, content);
}
