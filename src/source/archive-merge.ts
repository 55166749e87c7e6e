import { type Dirent, lstatSync, readdirSync } from 'node:fs';
import type { Listed } from '../model.js';
import { Beside } from './archive-beside.js';
import type { ManifestEntry } from './manifest.js';
import { fromBytes, toBytes, toLocator, toText } from './path-name.js';
import { unavailableLocator } from './unavailable.js';
import { type Found, sizeOf, walk } from './walk.js';

/** The size of a file that was not looked at. */
const UNSEEN = -1;

/** A file below buckets/, in the order of the manifest. */
interface Stored {
  readonly order: string;
  readonly bucket: string | null;
  readonly found: Found;
}

/**
 * The files of an archive, each with its line of the manifest: both come sorted by bucket and key, so neither is held in
 * memory. A file without a line is listed without metadata, a line without a file as an object that reading finds gone.
 */
export function* merge(
  root: string,
  entries: Iterable<ManifestEntry> | null,
  notice: (text: string) => void,
  sizesAsSaid = false,
): Generator<Listed> {
  const sizes = (path: string) => sizeOf(root, path);
  // A reader looks at the size itself: where nothing else depends on it, a look at every file before that is one too many.
  const files = stored(root, notice, sizesAsSaid ? () => UNSEEN : sizes);
  let file = files.next();
  let unnamed = 0;
  const beside = new Beside(root);
  for (const whole of groups(entries ?? [])) {
    const group = whole.filter((entry) => !beside.owns(entry));
    for (const entry of whole) if (beside.owns(entry)) yield fromEntry(entry, beside.find(entry));
    if (group.length === 0) continue;
    const { order } = group[0]!;
    for (; !file.done && file.value.order < order; file = files.next()) {
      unnamed += 1;
      yield unlistedFile(file.value, sizes);
    }
    if (!file.done && file.value.order === order) {
      yield* together(file.value, group, sizes);
      file = files.next();
    } else {
      for (const entry of group) yield fromEntry(entry, null);
    }
  }
  for (; !file.done; file = files.next()) {
    unnamed += 1;
    yield unlistedFile(file.value, sizes);
  }
  if (entries && unnamed > 0) notice(`${unnamed} files below buckets/ are not in objects.jsonl: no metadata for them`);
  yield* beside.unnamed(notice);
}

/** Bucket after bucket: as a path 'a-b/' sorts before 'a/', as a bucket 'a' comes first. */
function* stored(root: string, notice: (text: string) => void, sizes: (path: string) => number): Generator<Stored> {
  let buckets: Dirent<Buffer>[];
  try {
    // A link instead of the folder would lead the whole walk elsewhere.
    if (!lstatSync(toBytes(`${root}/buckets`)).isDirectory()) throw new Error('not a folder');
    const options = { encoding: 'buffer', withFileTypes: true } as const;
    buckets = readdirSync(toBytes(`${root}/buckets`), options) as Dirent<Buffer>[];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') notice(`buckets/ cannot be listed: ${String(error)}`);
    return;
  }
  const names = buckets.map((entry) => ({ name: fromBytes(entry.name), folder: entry.isDirectory() }));
  names.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { name, folder } of names) {
    const path = `buckets/${name}`;
    if (!folder) {
      yield { order: name, bucket: null, found: { path, target: path, size: 0 } };
      continue;
    }
    for (const found of walk(root, path, notice, sizes)) {
      const key = found.path.slice(path.length + 1);
      yield { order: `${name}\0${key}`, bucket: toText(name), found };
    }
  }
}

const nameOf = ({ versionId, key }: ManifestEntry) => `${versionId ?? ''}\0${key}`;

/** Lines of one path: usually one; several where there were versions, or keys that a file system cannot tell apart. */
function* groups(entries: Iterable<ManifestEntry>): Generator<ManifestEntry[]> {
  let group: ManifestEntry[] = [];
  const seen = new Set<string>();
  for (const entry of entries) {
    if (group.length > 0 && group[0]!.order !== entry.order) {
      yield group;
      group = [];
      if (seen.size > 0) seen.clear();
    }
    if (group.length === 0) {
      group.push(entry);
      continue;
    }
    if (seen.size === 0) seen.add(nameOf(group[0]!));
    if (!seen.has(nameOf(entry))) group.push(entry);
    seen.add(nameOf(entry));
  }
  if (group.length > 0) yield group;
}

/** The file belongs to the line that has its size; what the other lines name is not in the archive. */
function* together(
  { found }: Stored,
  group: readonly ManifestEntry[],
  sizes: (path: string) => number,
): Generator<Listed> {
  const size = group.length > 1 && found.size === UNSEEN ? sizes(found.target) : found.size;
  const owner = group.find((entry) => entry.size === size) ?? group[0]!;
  for (const entry of group) yield entry === owner ? fromEntry(entry, found) : overwritten(entry);
}

function fromEntry(entry: ManifestEntry, found: Pick<Found, 'target' | 'size'> | null): Listed {
  return {
    locator: found ? toLocator(found.target) : absent(entry),
    bucket: entry.bucket,
    key: entry.key,
    versionId: entry.versionId,
    size: found === null || found.size === UNSEEN ? entry.size : found.size,
    lastModified: entry.lastModified,
    storageClass: entry.storageClass,
    metadata: entry.metadata,
    latest: entry.latest,
    manifestSha256: entry.sha256,
    ...(entry.deleteMarker && { deleteMarker: true }),
  };
}

/** A path below a file, where nothing can be: the bytes of one version must not be read as those of another. */
function overwritten(entry: ManifestEntry): Listed {
  const version = (entry.versionId ?? 'null').replace(/[^\w.-]/g, '_');
  return { ...fromEntry(entry, null), locator: `${absent(entry).replace(/\/$/, '')}/versionId=${version}` };
}

/**
 * The locator of a line whose file is not there. A key that cannot be a path stays one that the reader refuses, an empty
 * object whose key ends in a slash is read as what it is.
 */
function absent(entry: ManifestEntry): string {
  const slash = entry.key.endsWith('/') ? '/' : '';
  const place = entry.elsewhere ?? (entry.path === null || !entry.latest ? null : `buckets/${entry.path}`);
  if (entry.unavailable !== null) return unavailableLocator(entry.unavailable, entry.key);
  return place === null ? '' : toLocator(place) + slash;
}

function unlistedFile({ bucket, found }: Stored, sizes: (path: string) => number): Listed {
  const below = bucket === null ? 'buckets/'.length : found.path.indexOf('/', 'buckets/'.length) + 1;
  return {
    locator: toLocator(found.target),
    bucket,
    key: toText(found.path.slice(below)),
    versionId: null,
    size: found.size === UNSEEN ? sizes(found.target) : found.size,
    lastModified: null,
    storageClass: null,
    metadata: null,
  };
}
