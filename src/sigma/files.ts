import { closeSync, fstatSync, openSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { KeytrailError } from '../error.js';
import { LIMITS } from '../limits.js';

export interface RuleFile {
  readonly file: string;
  /** Null: it could not be read, for `problem`. */
  readonly text: string | null;
  readonly problem: string | null;
}

/**
 * The rule files below these paths, in the order given, those of a folder in the order of their names. Links out of a folder are not
 * followed.
 * @throws KeytrailError not-found where a path is not there or holds no rule file
 */
export function* ruleFiles(paths: readonly string[]): Generator<RuleFile> {
  const seen = new Set<string>();
  for (const path of paths) {
    let found = 0;
    for (const file of below(path)) {
      found++;
      if (seen.has(file)) continue;
      seen.add(file);
      yield read(file);
    }
    if (found > 0) continue;
    throw new KeytrailError(
      'not-found',
      `${path}: no .yml or .yaml file in it`,
      'give Sigma rules, or folders of them',
    );
  }
}

function* below(path: string): Generator<string> {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat)
    throw new KeytrailError('not-found', `${path}: no such file or folder`, 'give Sigma rules, or folders of them');
  if (!stat.isDirectory()) {
    yield path;
    return;
  }
  const folders = [path];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      if (entry.isFile() && ['.yml', '.yaml'].includes(extname(entry.name))) yield join(folder, entry.name);
    }
    for (const entry of entries.reverse()) {
      if (entry.isDirectory() && !entry.name.startsWith('.')) folders.push(join(folder, entry.name));
    }
  }
}

function read(file: string): RuleFile {
  try {
    const descriptor = openSync(file, 'r');
    try {
      // Of the opened file and not of its name: a name can change hands between two calls.
      const stat = fstatSync(descriptor);
      if (!stat.isFile()) return { file, text: null, problem: 'is no file' };
      if (stat.size > LIMITS.sigmaFileBytes) {
        return { file, text: null, problem: `${stat.size} bytes, over the limit of ${LIMITS.sigmaFileBytes}` };
      }
      return { file, text: readFileSync(descriptor, 'utf8'), problem: null };
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    return { file, text: null, problem: `cannot be read: ${(error as Error).message.split('\n')[0]}` };
  }
}
