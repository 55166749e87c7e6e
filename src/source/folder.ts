import type { Listed, OnNotice, ReaderSpec } from '../model.js';
import type { KeyCollection, Source, TrailStatus } from './interface.js';
import { Notices } from './notices.js';
import { inPages } from './pages.js';
import { fromText, toLocator, toText } from './path-name.js';
import { type Found, walk } from './walk.js';

/** A folder that says nothing of where its files came from, or a single file. Its objects have no bucket. */
export class PlainSource implements Source {
  readonly layout = 'plain';
  readonly endpoint = null;
  readonly reader: ReaderSpec;

  /** `root`: absolute, no links. `only`: the one file of it that was named. */
  constructor(
    readonly name: string,
    private readonly root: string,
    private readonly only: { readonly file: string; readonly size: number } | null,
    private readonly onNotice: OnNotice,
  ) {
    this.reader = { type: 'folder', root };
  }

  list(): AsyncIterable<readonly Listed[]> {
    return inPages(this.#objects());
  }

  async publicKeys(): Promise<KeyCollection> {
    return { keys: [], notices: [] };
  }

  collection(): null {
    return null;
  }

  trailSettings(): readonly [] {
    return [];
  }

  iamState(): readonly [] {
    return [];
  }

  eventHistory(): null {
    return null;
  }

  async trailStatus(): Promise<readonly TrailStatus[]> {
    return [];
  }

  *#objects(): Generator<Listed> {
    if (this.only) {
      const path = fromText(this.only.file);
      yield toListed({ path, target: path, size: this.only.size });
      return;
    }
    const notices = new Notices(this.onNotice, this.name);
    for (const found of walk(fromText(this.root), '', notices.add)) yield toListed(found);
    notices.end();
  }
}

/** The time of a copied file is when it was copied, or what the copier chose to set: it is not passed on as S3's. */
function toListed(found: Found): Listed {
  return {
    locator: toLocator(found.target),
    bucket: null,
    key: toText(found.path),
    versionId: null,
    size: found.size,
    lastModified: null,
    storageClass: null,
    metadata: null,
  };
}
