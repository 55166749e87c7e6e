import { closeSync, openSync, readSync } from 'node:fs';
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
function complete(place: Place): ManifestEntry {
  // Each field by its name: to copy "the others" costs more than all the rest of a line.
  const { order, path, bucket, key, rest } = place;
  const { versionId, size, lastModified, storageClass, metadata, sha256, unavailable, file } = rest;
  const version = typeof versionId === 'string' ? versionId : null;
  // Where nothing tells versions apart there is but one.
  const latest = rest.isLatest !== false || version === null;
  const own = latest ? null : naturalPlace({ bucket, key, versionId: version, latest });
  const elsewhere = typeof file === 'string' && isOddPlace(file) ? file : own;
  return {
    order,
    path,
    bucket,
    key,
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

const NO_METADATA = Object.freeze({});

function isEmpty(value: object): boolean {
  for (const _ in value) return false;
  return true;
}

/** Names in lower case, as S3 has them. */
function parseMetadata(value: unknown): Metadata {
  if (!isRecord(value)) return null;
  if (isEmpty(value)) return NO_METADATA;
  const pairs = Object.entries(value).filter((pair): pair is [string, string] => typeof pair[1] === 'string');
  return Object.fromEntries(pairs.map(([name, text]) => [name.toLowerCase(), text]));
}

/** Line number from 1, and what is wrong with it. */
type OnBad = (line: number, why: string) => void;

/** The entries of a manifest as they come, a line in memory at a time. Bad lines are passed over, and told. */
export function* readManifest(file: string, onBad: OnBad = () => {}): Generator<ManifestEntry> {
  let number = 0;
  for (const line of lines(file)) {
    number += 1;
    const place = placeOf(line);
    if (typeof place === 'string') onBad(number, place);
    else if (place !== null) yield complete(place);
  }
}

/** Whether a manifest is in the order that a merge needs. */
export function isSorted(file: string): boolean {
  let last = '';
  for (const line of lines(file)) {
    const order = plainOrder(line) ?? orderOf(placeOf(line));
    if (order === null) continue;
    if (order < last) return false;
    last = order;
  }
  return true;
}

/** Bucket and key of a line as our own tools write it: what stands first in it, and needs no parser. */
const PLAIN = /^\{"bucket":"([\x20-\x21\x23-\x2e\x30-\x5b\x5d-\x7e]+)","key":"([\x20-\x21\x23-\x5b\x5d-\x7e]+)",/;

function plainOrder(line: string | null): string | null {
  const [start, bucket, key] = (line && PLAIN.exec(line)) ?? [];
  if (line === null || start === undefined || key === undefined) return null;
  // In a path an empty part is lost; and of two keys in one object the last would count.
  if (/^\/|\/\/|\/$|(?:^|\/)\.{1,2}(?:\/|$)/.test(key) || /"(?:key|bucket)"/.test(line.slice(start.length)))
    return null;
  return `${bucket}\0${key}`;
}

const orderOf = (place: Place | string | null) => (place === null || typeof place === 'string' ? null : place.order);

/** Null: an empty line. */
function placeOf(line: string | null): Place | string | null {
  if (line === null) return 'a line longer than any object needs';
  return line.trim() === '' ? null : parsePlace(line);
}

const CHUNK = 1 << 20;

/** Lines of UTF-8 text; null stands for one over the cap. */
function* lines(file: string): Generator<string | null> {
  const handle = openSync(file, 'r');
  const chunk = Buffer.allocUnsafeSlow(CHUNK);
  /** The beginning of a line whose end is not read yet. */
  let rest: Buffer[] = [];
  let length = 0;
  let first = true;
  const take = (end: Buffer) => {
    length += end.length;
    const line = length > LIMITS.lineBytes ? null : rest.length === 0 ? utf8(end) : utf8(Buffer.concat([...rest, end]));
    rest = [];
    length = 0;
    if (!first || line === null) return line;
    first = false;
    return line.replace(/^\ufeff/, '');
  };
  try {
    for (;;) {
      const count = readSync(handle, chunk, 0, CHUNK, null);
      if (count === 0) break;
      let from = 0;
      for (let to = chunk.indexOf(10); to !== -1 && to < count; to = chunk.indexOf(10, from)) {
        yield take(chunk.subarray(from, to));
        from = to + 1;
      }
      length += count - from;
      if (length <= LIMITS.lineBytes) rest.push(Buffer.from(chunk.subarray(from, count)));
    }
    if (length > 0) yield take(Buffer.alloc(0));
  } finally {
    closeSync(handle);
  }
}

const utf8 = (bytes: Buffer) => bytes.toString('utf8');
