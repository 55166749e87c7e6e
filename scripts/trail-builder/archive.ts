import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { md5, sha256 } from './gzip.js';
import type { PastVersion, StoredObject, Trail } from './trail.js';

/** Writes the archive layout: objects byte for byte, and beside them what S3 and CloudTrail say of them. */
export function writeArchive(trail: Trail, dir: string): void {
  const objects = sorted(trail);
  write(
    join(dir, 'collection.json'),
    pretty({
      schema: 'keytrail/collection/1',
      window: trail.window,
      scopes: [{ window: trail.window, accounts: [], regions: [] }],
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
  write(join(dir, 'objects.jsonl'), manifest(objects, trail.past ?? []));
  for (const [region, keys] of trail.publicKeys) {
    write(join(dir, 'public-keys', `${region}.json`), pretty({ PublicKeyList: keys }));
  }
  write(join(dir, 'trails.json'), pretty({ trailList: trail.trails }));
  if (Object.keys(trail.trailStatus).length > 0) write(join(dir, 'trail-status.json'), pretty(trail.trailStatus));
  for (const { bucket, key, bytes, unavailable, lost } of objects) {
    if (unavailable === undefined && !lost) write(join(dir, 'buckets', bucket, key), bytes);
  }
  for (const { bucket, key, versionId, object } of trail.past ?? []) {
    if (object !== null) write(join(dir, 'versions', bucket, key, `versionId=${versionId}`), object.bytes);
  }
}

/** Sorted by key; of one key the current version comes first. */
function manifest(objects: readonly StoredObject[], past: readonly PastVersion[]): string {
  const lines = [
    ...objects.map((object) => ({ ...object, rank: '1', line: manifestLine(object) })),
    ...past.map((version) => ({
      ...version,
      rank: version.latest ? '0' : `2 ${version.lastModified}`,
      line: pastLine(version),
    })),
  ];
  const order = ({ bucket, key, rank }: (typeof lines)[number]) => `${bucket}\0${key}\0${rank}`;
  lines.sort((a, b) => (order(a) < order(b) ? -1 : 1));
  return lines.map(({ line }) => `${JSON.stringify(line)}\n`).join('');
}

function pastLine({ bucket, key, versionId, lastModified, latest, object }: PastVersion): Record<string, unknown> {
  if (object !== null) return { ...manifestLine({ ...object, versionId }), isLatest: false };
  return { bucket, key, versionId, isLatest: latest, deleteMarker: true, size: 0, lastModified };
}

/** Writes the objects of each bucket as `aws s3 sync` would: no metadata, no manifest, no keys. */
export function writePlain(trail: Trail, dir: string): void {
  for (const object of sorted(trail)) write(join(dir, object.key), object.bytes);
}

/** A line of objects.jsonl. Without `metadata`: the copy lost it. */
export function manifestLine(object: StoredObject): Record<string, unknown> {
  const bytes = object.collected ?? object.bytes;
  return {
    bucket: object.bucket,
    key: object.key,
    ...(object.versionId !== undefined && { versionId: object.versionId }),
    size: bytes.length,
    etag: object.etag ?? md5(bytes),
    lastModified: object.lastModified,
    storageClass: object.unavailable?.includes('Glacier') ? 'GLACIER' : 'STANDARD',
    ...(object.metadata !== null && { metadata: object.metadata }),
    ...(object.unavailable === undefined ? { sha256: sha256(bytes) } : { unavailable: object.unavailable }),
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
