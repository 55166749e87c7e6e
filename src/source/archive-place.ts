import { createHash } from 'node:crypto';

// Where the objects of an archive lie in it. Keys are the attacker's: no path made of one leaves the archive.

/** What tells the versions of an object apart. */
export interface Version {
  readonly bucket: string;
  readonly key: string;
  readonly versionId: string | null;
  /** False: an earlier version. */
  readonly latest: boolean;
}

/**
 * The path of an object below buckets/: `<bucket>/<key>`, in which a file system loses the empty parts of a key
 * (`logs//AWSLogs` lies in `logs/AWSLogs`). Null where a part would lead elsewhere. Whoever writes an archive uses it too.
 */
export function archivePath(bucket: string, key: string): string | null {
  const parts = key.split('/').filter((part) => part !== '');
  const unsafe = (part: string) => part === '.' || part === '..' || part.includes('\0');
  if (parts.length === 0 || bucket === '' || bucket.includes('/')) return null;
  return unsafe(bucket) || parts.some(unsafe) ? null : `${bucket}/${parts.join('/')}`;
}

/** Where an object lies by its name, below the archive: the current one in buckets/, an earlier one in versions/; null: nowhere. */
export function naturalPlace({ bucket, key, versionId, latest }: Version): string | null {
  const path = archivePath(bucket, key);
  if (path === null) return null;
  if (latest) return `buckets/${path}`;
  return versionId !== null && VERSION_ID.test(versionId) ? `versions/${path}/versionId=${versionId}` : null;
}

/** S3 makes them of characters that need no escaping in a URL. */
const VERSION_ID = /^[\w.-]{1,200}$/;

/** Where an object lies that its name allows no place, or whose place is taken: under the hash of its name. */
export function oddPlace({ bucket, key, versionId }: Version): string {
  const hash = createHash('sha256').update(JSON.stringify([bucket, key, versionId]));
  return `odd/${hash.digest('hex')}`;
}

/** Of what a manifest states as a place only this is taken: nothing else could be one of ours. */
export function isOddPlace(text: string): boolean {
  return /^odd\/[0-9a-f]{64}$/.test(text);
}

/** The object whose earlier version lies there: what `naturalPlace` makes of it. Null for any other path. */
export function versionAt(place: string): Version | null {
  const [, bucket, key, versionId] = /^versions\/([^/]+)\/(.+)\/versionId=([\w.-]+)$/s.exec(place) ?? [];
  if (bucket === undefined || key === undefined || versionId === undefined) return null;
  return { bucket, key, versionId, latest: false };
}
