import { open } from 'node:fs/promises';
import { LIMITS } from '../limits.js';
import type { Metadata } from '../model.js';
import { archivePath, isOddPlace, naturalPlace } from './archive-place.js';
import { isRecord, toInstant } from './json.js';
import { fromText } from './path-name.js';

/** One line of an archive's objects.jsonl. */
export interface ManifestEntry {
  /** Bucket and key as byte strings with NUL between: the order of the merge with the files. */
  readonly order: string;
  /** Where its file lies below buckets/, as a byte string; null: its key cannot be a path. */
  readonly path: string | null;
  readonly bucket: string;
  readonly key: string;
  readonly versionId: string | null;
  readonly size: number;
  readonly lastModified: string | null;
  readonly storageClass: string | null;
  /** Null: the line says nothing of it. `{}`: the object had none. */
  readonly metadata: Metadata;
  /** Lower-case hex, of the stored bytes when they were collected. */
  readonly sha256: string | null;
  readonly latest: boolean;
  readonly deleteMarker: boolean;
  /** Where it lies if not below buckets/, as a byte string below the archive: an earlier version, or a key without a place. */
  readonly elsewhere: string | null;
  /** Why it was listed and not copied; null: it was, or was not there any more. */
  readonly unavailable: string | null;
}

interface Place extends Pick<ManifestEntry, 'order' | 'path' | 'bucket' | 'key'> {
  readonly rest: Readonly<Record<string, unknown>>;
}

/** Where a line's object lies, or in a few words what is wrong with the line. */
function parsePlace(line: string): Place | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return 'not JSON';
  }
  if (!isRecord(value)) return 'not a JSON object';
  const { bucket, key } = value;
  if (typeof bucket !== 'string' || bucket === '' || typeof key !== 'string' || key === '') return 'no bucket or key';
  const path = archivePath(bucket, key);
  const place = path?.slice(bucket.length + 1) ?? key;
  return {
    order: `${fromText(bucket)}\0${fromText(place)}`,
    path: path === null ? null : fromText(path),
    bucket,
    key,
    rest: value,
  };
}

/** A bad optional field is lost, never the line. */
function complete({ rest, ...place }: Place): ManifestEntry {
  const { versionId, size, lastModified, storageClass, metadata, sha256, unavailable, file } = rest;
  const latest = rest.isLatest !== false;
  const version = typeof versionId === 'string' ? versionId : null;
  const own = latest ? null : naturalPlace({ ...place, versionId: version, latest });
  const elsewhere = typeof file === 'string' && isOddPlace(file) ? file : own;
  return {
    ...place,
    versionId: version,
    sha256: typeof sha256 === 'string' && /^[0-9a-f]{64}$/i.test(sha256) ? sha256.toLowerCase() : null,
    latest,
    deleteMarker: rest.deleteMarker === true,
    elsewhere: elsewhere === null ? null : fromText(elsewhere),
    unavailable: typeof unavailable === 'string' && rest.gone !== true ? unavailable.slice(0, 500) : null,
    size: Number.isSafeInteger(size) && (size as number) >= 0 ? (size as number) : 0,
    lastModified: toInstant(lastModified),
    storageClass: typeof storageClass === 'string' ? storageClass : null,
    metadata: parseMetadata(metadata),
  };
}

/** Names in lower case, as S3 has them. */
function parseMetadata(value: unknown): Metadata {
  if (!isRecord(value)) return null;
  const pairs = Object.entries(value).filter((pair): pair is [string, string] => typeof pair[1] === 'string');
  return Object.fromEntries(pairs.map(([name, text]) => [name.toLowerCase(), text]));
}

/** Line number from 1, and what is wrong with it. */
type OnBad = (line: number, why: string) => void;

/** The entries of a manifest as they come, a line in memory at a time. Bad lines are passed over. */
export async function* readManifest(file: string): AsyncGenerator<ManifestEntry> {
  for await (const place of places(file, () => {})) yield complete(place);
}

/** Whether a manifest is in the order that a merge needs; bad lines are told here, once. */
export async function isSorted(file: string, onBad: OnBad): Promise<boolean> {
  let sorted = true;
  let last = '';
  for await (const { order } of places(file, onBad)) {
    if (order < last) sorted = false;
    last = order;
  }
  return sorted;
}

async function* places(file: string, onBad: OnBad): AsyncGenerator<Place> {
  let number = 0;
  for await (const line of lines(file)) {
    number += 1;
    if (line === null) {
      onBad(number, 'a line longer than any object needs');
    } else if (line.trim() !== '') {
      const place = parsePlace(line);
      if (typeof place === 'string') onBad(number, place);
      else yield place;
    }
  }
}

/** Lines of UTF-8 text; null stands for one over the cap. */
async function* lines(file: string): AsyncGenerator<string | null> {
  const handle = await open(file, 'r');
  let rest: Buffer[] = [];
  let length = 0;
  const take = () => {
    const line =
      length > LIMITS.lineBytes
        ? null
        : Buffer.concat(rest)
            .toString('utf8')
            .replace(/^\ufeff/, '');
    rest = [];
    length = 0;
    return line;
  };
  for await (const chunk of handle.createReadStream({ highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let to = chunk.indexOf(10); to !== -1; to = chunk.indexOf(10, from)) {
      rest.push(chunk.subarray(from, to));
      length += to - from;
      yield take();
      from = to + 1;
    }
    const tail = chunk.subarray(from);
    length += tail.length;
    if (length <= LIMITS.lineBytes) rest.push(tail);
  }
  if (length > 0) yield take();
}
