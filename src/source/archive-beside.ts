import { lstatSync } from 'node:fs';
import type { Listed } from '../model.js';
import { versionAt } from './archive-place.js';
import type { ManifestEntry } from './manifest.js';
import { toBytes, toLocator, toText } from './path-name.js';
import { type Found, walk } from './walk.js';

/** What of an archive does not lie below buckets/: earlier versions, delete markers, and objects whose key has no place there. */
export class Beside {
  readonly #named = new Set<string>();

  /** `root`: a byte string. */
  constructor(private readonly root: string) {}

  owns(entry: ManifestEntry): boolean {
    return entry.deleteMarker || !entry.latest || entry.elsewhere !== null;
  }

  /** The file of a line, or null where it is not there. */
  find(entry: ManifestEntry): Pick<Found, 'target' | 'size'> | null {
    const { elsewhere } = entry;
    if (elsewhere === null || entry.deleteMarker) return null;
    this.#named.add(elsewhere);
    try {
      const stat = lstatSync(toBytes(`${this.root}/${elsewhere}`), { throwIfNoEntry: false });
      return stat ? { target: elsewhere, size: stat.size } : null;
    } catch {
      // A name that is too long for the file system is not there.
      return null;
    }
  }

  /** Files that no line names: an earlier version says in its path what it is one of. */
  *unnamed(notice: (text: string) => void): Generator<Listed> {
    let unnamed = 0;
    for (const folder of ['versions', 'odd']) {
      if (!lstatSync(toBytes(`${this.root}/${folder}`), { throwIfNoEntry: false })?.isDirectory()) continue;
      for (const found of walk(this.root, folder, notice)) {
        if (this.#named.has(found.path)) continue;
        unnamed += 1;
        yield fromFile(found);
      }
    }
    if (unnamed > 0) notice(`${unnamed} files below versions/ and odd/ are not in objects.jsonl: no metadata for them`);
  }
}

function fromFile({ path, target, size }: Found): Listed {
  const place = toText(path);
  const version = versionAt(place);
  return {
    locator: toLocator(target),
    bucket: version?.bucket ?? null,
    key: version?.key ?? place,
    versionId: version?.versionId ?? null,
    size,
    lastModified: null,
    storageClass: null,
    metadata: null,
    latest: version === null,
  };
}
