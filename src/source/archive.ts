import { existsSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { LIMITS } from '../limits.js';
import type { Listed, OnNotice, ReaderSpec } from '../model.js';
import { merge } from './archive-merge.js';
import { FolderReader } from './folder-reader.js';
import type { KeyCollection, Source, TrailStatus } from './interface.js';
import { joinKeys, parsePublicKeys, regionOfFile } from './keys.js';
import { isSorted, type ManifestEntry, readManifest } from './manifest.js';
import { Notices } from './notices.js';
import { inPages } from './pages.js';
import { fromText, toLocator } from './path-name.js';
import { parseTrailStatus } from './trail-status.js';

const MANIFEST = 'objects.jsonl';
/** What belongs to an archive and is no evidence object. */
const PARTS = new Set([
  'collection.json',
  MANIFEST,
  'public-keys',
  'trails.json',
  'trail-status.json',
  'iam',
  'buckets',
]);

/** Whether a folder is an archive rather than a plain copy. */
export function isArchive(root: string): boolean {
  return ['collection.json', MANIFEST, 'buckets'].some((name) => existsSync(join(root, name)));
}

/** A folder in the archive layout: `buckets/<bucket>/<key>`, and beside it what the copy would else have lost. */
export class ArchiveSource implements Source {
  readonly layout = 'archive';
  readonly endpoint = null;
  readonly reader: ReaderSpec;

  /** `root`: absolute, no links. */
  constructor(
    readonly name: string,
    private readonly root: string,
    private readonly onNotice: OnNotice,
  ) {
    this.reader = { type: 'folder', root };
  }

  list(): AsyncIterable<readonly Listed[]> {
    return inPages(this.#objects());
  }

  async publicKeys(): Promise<KeyCollection> {
    const folder = join(this.root, 'public-keys');
    let names: string[];
    try {
      names = lstatSync(folder).isDirectory() ? readdirSync(folder).sort() : [];
    } catch {
      names = [];
    }
    const files = names.filter((name) => /\.json$/i.test(name));
    return joinKeys(
      files.map((name) => {
        const text = this.#text(`public-keys/${name}`);
        const file = join(this.name, 'public-keys', name);
        if (typeof text !== 'string') return { keys: [], notices: [`${file}: ${text.unavailable}`] };
        return parsePublicKeys(text, file, regionOfFile(name));
      }),
    );
  }

  async trailStatus(): Promise<readonly TrailStatus[]> {
    const file = 'trail-status.json';
    if (!existsSync(join(this.root, file))) return [];
    const text = this.#text(file);
    const status = typeof text === 'string' ? parseTrailStatus(text) : null;
    if (status === null) this.onNotice(`${join(this.name, file)}: cannot be read as the status of trails; left aside`);
    return status ?? [];
  }

  async *#objects(): AsyncGenerator<Listed> {
    const notices = new Notices(this.onNotice, this.name);
    for (const name of readdirSync(this.root).sort()) {
      if (!PARTS.has(name)) notices.add(`'${name}' is no part of an archive and is not read`);
    }
    yield* merge(fromText(this.root), await this.#entries(), notices.add);
    notices.end();
  }

  /** The manifest in the order of the merge, or null where there is none. */
  async #entries(): Promise<AsyncIterable<ManifestEntry> | Iterable<ManifestEntry> | null> {
    const file = join(this.root, MANIFEST);
    const stat = lstatSync(file, { throwIfNoEntry: false });
    if (!stat?.isFile()) {
      const why = stat ? 'is not a regular file' : 'is not there';
      this.onNotice(`${this.name}: ${MANIFEST} ${why}: the metadata that signs digests is lost`);
      return null;
    }
    const bad = new Notices(this.onNotice, `${this.name}: ${MANIFEST}`);
    const sorted = await isSorted(file, (line, why) => bad.add(`line ${line}: ${why}; passed over`));
    bad.end();
    const entries = readManifest(file);
    if (sorted) return entries;
    // Our own tools write it sorted. Anything else is held in memory, some hundred bytes an object.
    this.onNotice(`${this.name}: ${MANIFEST} is not in the order of its keys; sorting it in memory`);
    const all: ManifestEntry[] = [];
    for await (const entry of entries) all.push(entry);
    return all.sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0));
  }

  #text(path: string): string | { readonly unavailable: string } {
    const fetched = new FolderReader(this.root, LIMITS.digestBytes).read({
      locator: toLocator(fromText(path)),
      versionId: null,
      size: 1,
    });
    return 'bytes' in fetched ? fetched.bytes.toString('utf8') : fetched;
  }
}
