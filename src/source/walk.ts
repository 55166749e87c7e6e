import { type Dirent, lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { fromBytes, toBytes, toText } from './path-name.js';

/** One thing to be read below a folder. Paths are byte strings, relative to the walk's root, with `/` separators. */
export interface Found {
  /** Where it was met. */
  readonly path: string;
  /** What has to be opened: differs from `path` for a link to another file of the same folder. */
  readonly target: string;
  /** Bytes; 0 where it is not known. */
  readonly size: number;
}

/**
 * Every file below `root`/`below`, depth first, in the byte order of whole paths: what ListObjectsV2 gives for the same
 * names. What cannot be looked into (a folder without permission, a link that leaves the root) is found like a file, so
 * that reading it says why: evidence that is not seen is still named. No link is ever followed out of the root.
 */
export function* walk(
  root: string,
  below: string,
  onSkip: (text: string) => void,
  sizes: (path: string) => number = (path) => sizeOf(root, path),
): Generator<Found> {
  let entries: Dirent<Buffer>[];
  try {
    entries = readdirSync(toBytes(below === '' ? root : `${root}/${below}`), {
      encoding: 'buffer',
      withFileTypes: true,
    }) as Dirent<Buffer>[];
  } catch {
    yield { path: below, target: below, size: 0 };
    return;
  }
  // A folder sorts as its name with the separator behind it: 'a.b' < 'a/x', as in S3.
  const sorted = entries.map((entry) => ({
    sort: fromBytes(entry.name) + (entry.isDirectory() ? '/' : ''),
    path: (below === '' ? '' : `${below}/`) + fromBytes(entry.name),
    entry,
  }));
  sorted.sort((a, b) => (a.sort < b.sort ? -1 : 1));
  for (const { entry, path } of sorted) {
    if (entry.isDirectory()) yield* walk(root, path, onSkip, sizes);
    else if (entry.isFile()) yield { path, target: path, size: sizes(path) };
    else if (entry.isSymbolicLink()) yield* link(root, path, onSkip);
    else onSkip(`${toText(path)}: neither a file nor a folder; skipped`);
  }
}

function* link(root: string, path: string, onSkip: (text: string) => void): Generator<Found> {
  const unreadable = { path, target: path, size: 0 };
  let target: string;
  try {
    target = fromBytes(realpathSync.native(toBytes(`${root}/${path}`), 'buffer'));
    if (!target.startsWith(root === '/' ? root : `${root}/`)) {
      yield unreadable;
      return;
    }
    const stat = statSync(toBytes(target));
    if (stat.isDirectory()) {
      onSkip(`${toText(path)}: a link to a folder of the same source, whose files are read where they lie`);
    } else {
      yield { path, target: target.slice(root === '/' ? 1 : root.length + 1), size: stat.size };
    }
  } catch {
    yield unreadable;
  }
}

/** Of the file itself, in bytes; 0 where it cannot be seen. */
export function sizeOf(root: string, path: string): number {
  try {
    return lstatSync(toBytes(`${root}/${path}`)).size;
  } catch {
    return 0;
  }
}
