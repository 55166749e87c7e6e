import { existsSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { LIMITS } from '../limits.js';
import type { Listed, OnNotice, ReaderSpec } from '../model.js';
import { type HistoryLine, historyFiles, historyLines } from './archive-history.js';
import { merge } from './archive-merge.js';
import { COLLECTING, JOURNAL, latestLines } from './archive-unfinished.js';
import { type Collection, originOf, parseCollection } from './collection.js';
import { FolderReader } from './folder-reader.js';
import { iamFolders } from './iam-archive.js';
import type { IamFolder } from './iam-snapshot.js';
import type { KeyCollection, ListFilter, Source, TrailStatus } from './interface.js';
import { joinKeys, parsePublicKeys, regionOfFile } from './keys.js';
import { isSorted, type ManifestEntry, readManifest } from './manifest.js';
import { Notices } from './notices.js';
import { inPages } from './pages.js';
import { fromText, toLocator } from './path-name.js';
import { parseTrailSettings, type TrailSettings } from './trail-settings.js';
import { parseTrailStatus } from './trail-status.js';

const MANIFEST = 'objects.jsonl';
const COLLECTION = 'collection.json';
/** What belongs to an archive and is no evidence object. */
const PARTS = new Set([
  COLLECTION,
  MANIFEST,
  'public-keys',
  'trails.json',
  'trail-status.json',
  'event-selectors.json',
  'event-history',
  'bucket-state.json',
  'iam',
  'buckets',
  'versions',
  'odd',
  COLLECTING,
]);

/** Whether a folder is an archive rather than a plain copy. */
export function isArchive(root: string): boolean {
  return [COLLECTION, MANIFEST, 'buckets', COLLECTING].some((name) => existsSync(join(root, name)));
}

const byOrder = (entries: ManifestEntry[]) =>
  entries.sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0));

/** A folder in the archive layout: `buckets/<bucket>/<key>`, and beside it what the copy would else have lost. */
export class ArchiveSource implements Source {
  readonly layout = 'archive';
  readonly endpoint = null;
  readonly reader: ReaderSpec;
  #iam: readonly IamFolder[] | null = null;
  #said: { readonly collection: Collection | null } | null = null;

  /** `root`: absolute, no links. */
  constructor(
    readonly name: string,
    private readonly root: string,
    private readonly onNotice: OnNotice,
  ) {
    this.reader = { type: 'folder', root };
  }

  async *list({ sizesAsSaid }: Partial<ListFilter> = {}): AsyncGenerator<readonly Listed[]> {
    const notices = new Notices(this.onNotice, this.name);
    for (const name of readdirSync(this.root).sort()) {
      if (!PARTS.has(name)) notices.add(`'${name}' is no part of an archive and is not read`);
    }
    const bad = new Notices(this.onNotice, `${this.name}: ${MANIFEST}`);
    const entries = await this.#entries(bad);
    yield* inPages(merge(fromText(this.root), entries, notices.add, sizesAsSaid));
    notices.end();
    bad.end();
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
    const collection = this.collection();
    const gone = [...(collection?.keyFiles?.keys() ?? [])].filter((name) => !files.includes(name));
    const notices: string[] = [];
    const absent = new Notices((text) => notices.push(text), join(this.name, 'public-keys'));
    for (const name of gone) absent.add(`'${name}' was collected, and is not there`);
    absent.end();
    return joinKeys([
      { keys: [], notices },
      ...files.map((name) => {
        const bytes = this.#bytes(`public-keys/${name}`);
        const file = join(this.name, 'public-keys', name);
        if (!Buffer.isBuffer(bytes)) return { keys: [], notices: [`${file}: ${bytes.unavailable}`] };
        return parsePublicKeys(bytes, file, regionOfFile(name), (sha256, region) =>
          originOf(collection, name, sha256, region),
        );
      }),
    ]);
  }

  collection(): Collection | null {
    this.#said ??= { collection: this.#readCollection() };
    return this.#said.collection;
  }

  trailSettings(): readonly TrailSettings[] {
    const text = (file: string) => {
      if (!existsSync(join(this.root, file))) return null;
      const bytes = this.#bytes(file);
      return Buffer.isBuffer(bytes) ? bytes.toString('utf8') : null;
    };
    const settings = parseTrailSettings(text('trails.json'), text('event-selectors.json'));
    if (settings === null) this.onNotice(`${this.name}: trails.json or event-selectors.json is no JSON; left aside`);
    return settings ?? [];
  }

  eventHistory(): Iterable<readonly HistoryLine[]> | null {
    if (historyFiles(this.root).length === 0) return null;
    const long = new Notices(this.onNotice, `${this.name}: event-history`);
    return historyLines(this.root, () => long.add('a line over the limit of a record; left out'));
  }

  iamState(): readonly IamFolder[] {
    if (this.#iam === null) {
      const notices = new Notices(this.onNotice, this.name);
      this.#iam = iamFolders(this.root, notices.add);
      notices.end();
    }
    return this.#iam;
  }

  async trailStatus(): Promise<readonly TrailStatus[]> {
    const file = 'trail-status.json';
    if (!existsSync(join(this.root, file))) return [];
    const bytes = this.#bytes(file);
    const status = Buffer.isBuffer(bytes) ? parseTrailStatus(bytes.toString('utf8')) : null;
    if (status === null) this.onNotice(`${join(this.name, file)}: cannot be read as the status of trails; left aside`);
    return status ?? [];
  }

  /** The manifest in the order of the merge, or null where there is none. */
  async #entries(bad: Notices): Promise<Iterable<ManifestEntry> | null> {
    const journal = join(this.root, JOURNAL);
    if (lstatSync(journal, { throwIfNoEntry: false })?.isFile()) return byOrder(await latestLines(journal));
    const file = join(this.root, MANIFEST);
    const stat = lstatSync(file, { throwIfNoEntry: false });
    if (!stat && !existsSync(join(this.root, 'buckets')) && this.iamState().length > 0) {
      this.onNotice(`${this.name}: no logs: IAM state alone, of which nothing is signed and nothing can be verified`);
      return null;
    }
    if (!stat?.isFile()) {
      const why = stat ? 'is not a regular file' : 'is not there';
      this.onNotice(`${this.name}: ${MANIFEST} ${why}: the metadata that signs digests is lost`);
      return null;
    }
    const entries = readManifest(file, (line, why) => bad.add(`line ${line}: ${why}; passed over`));
    if (isSorted(file)) return entries;
    // Our own tools write it sorted. Anything else is held in memory, some hundred bytes an object.
    this.onNotice(`${this.name}: ${MANIFEST} is not in the order of its keys; sorting it in memory`);
    return byOrder([...entries]);
  }

  #readCollection(): Collection | null {
    const unfinished = existsSync(join(this.root, COLLECTING));
    if (!existsSync(join(this.root, COLLECTION))) return unfinished ? parseCollection('{"complete":false}') : null;
    const bytes = this.#bytes(COLLECTION);
    const collection = Buffer.isBuffer(bytes) ? parseCollection(bytes.toString('utf8')) : null;
    if (collection === null) {
      this.onNotice(`${join(this.name, COLLECTION)}: cannot be read: who collected the keys, and when, is not known`);
    }
    return collection && unfinished ? { ...collection, complete: false } : collection;
  }

  #bytes(path: string): Buffer | { readonly unavailable: string } {
    const fetched = new FolderReader(this.root, LIMITS.digestBytes).read({
      locator: toLocator(fromText(path)),
      versionId: null,
      size: 1,
    });
    return 'bytes' in fetched ? fetched.bytes : fetched;
  }
}
