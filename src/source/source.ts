import { accessSync, constants, lstatSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { KeytrailError } from '../error.js';
import type { OnNotice } from '../model.js';
import { ArchiveSource, isArchive } from './archive.js';
import { PlainSource } from './folder.js';
import type { Source } from './interface.js';
import { fromText } from './path-name.js';
import { walk } from './walk.js';

export type {
  CollectedScope,
  Collection,
  HistoryLine,
  IamFolder,
  IamSnapshot,
  KeyCollection,
  ListFilter,
  Source,
  TrailSettings,
  TrailStatus,
} from './interface.js';

export interface OpenOptions {
  /** What is skipped, and what a copy lost: one line each. Default: nobody is told. */
  readonly onNotice?: OnNotice;
}

/**
 * Opens `s3://bucket[/prefix]`, a folder or a single file. Throws KeytrailError: `bad-argument` for another scheme,
 * `not-found` where nothing is or lies, `no-access` where we may not look.
 */
export async function openSource(text: string, options: OpenOptions = {}): Promise<Source> {
  const onNotice = options.onNotice ?? (() => {});
  if (/^s3:\/\//i.test(text)) {
    // The SDK is loaded by those who need it: it costs more than the rest of the program together.
    const { openS3Source } = await import('./s3.js');
    return openS3Source(text, onNotice);
  }
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) {
    throw new KeytrailError(
      'bad-argument',
      `'${text}' is not a source`,
      'give s3://bucket[/prefix], a folder or a file',
    );
  }
  const { path, folder, size } = look(text);
  if (!folder) return new PlainSource(text, dirname(path), { file: basename(path), size }, onNotice);
  const source = isArchive(path)
    ? new ArchiveSource(text, path, onNotice)
    : new PlainSource(text, path, null, onNotice);
  if (await isEmpty(source, path)) {
    throw new KeytrailError('not-found', `'${text}' holds no evidence`, 'it has no files; give the folder that has');
  }
  return source;
}

/** The user may name the source itself by a link: what must not lead out is what lies in it. */
function look(text: string): { path: string; folder: boolean; size: number } {
  try {
    const path = realpathSync.native(text);
    const stat = statSync(path);
    if (stat.isDirectory()) accessSync(path, constants.R_OK | constants.X_OK);
    if (stat.isDirectory() || stat.isFile()) return { path, folder: stat.isDirectory(), size: stat.size };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      throw new KeytrailError('not-found', `'${text}' is not there`, 'give s3://bucket[/prefix], a folder or a file');
    }
    throw new KeytrailError('no-access', `'${text}' cannot be opened: ${code ?? String(error)}`);
  }
  throw new KeytrailError('bad-argument', `'${text}' is neither a folder nor a file`);
}

async function isEmpty(source: PlainSource | ArchiveSource, path: string): Promise<boolean> {
  if (source.iamState().length > 0) return false;
  const manifest = lstatSync(`${path}/objects.jsonl`, { throwIfNoEntry: false });
  if (manifest && manifest.size > 0) return false;
  const below = source.layout === 'archive' ? 'buckets' : '';
  if (below !== '' && !lstatSync(`${path}/${below}`, { throwIfNoEntry: false })?.isDirectory()) return true;
  return walk(fromText(path), below, () => {}).next().done === true;
}
