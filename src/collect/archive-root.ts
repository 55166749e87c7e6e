import { existsSync, mkdirSync, readdirSync, realpathSync } from 'node:fs';
import { KeytrailError } from '../error.js';
import { COLLECTING } from '../source/archive-unfinished.js';
import { diskError } from './files.js';

const OF_AN_ARCHIVE = ['collection.json', 'objects.jsonl', COLLECTING];

/** An archive, or a place where one can be. @returns it without links */
export function archiveRoot(to: string): string {
  try {
    const names = existsSync(to) ? readdirSync(to) : [];
    if (names.length > 0 && !names.some((name) => OF_AN_ARCHIVE.includes(name))) {
      throw new KeytrailError('bad-argument', `'${to}' is not empty and is no archive`, 'give another folder');
    }
    mkdirSync(to, { recursive: true });
    return realpathSync.native(to);
  } catch (error) {
    throw diskError(error, to);
  }
}

/** Whether anything says yet that a folder is an archive. */
export const isNewArchive = (root: string): boolean => !readdirSync(root).some((name) => OF_AN_ARCHIVE.includes(name));
