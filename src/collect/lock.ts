import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { KeytrailError } from '../error.js';
import { isAlive } from '../process.js';
import { COLLECTING } from '../source/archive-unfinished.js';

/** Two runs must not write one archive. @returns what releases it; a run that was killed leaves a lock that nobody holds */
export function lockArchive(root: string): () => void {
  mkdirSync(join(root, COLLECTING), { recursive: true });
  const path = join(root, COLLECTING, 'lock');
  for (let attempt = 0; ; attempt += 1) {
    try {
      const file = openSync(path, 'wx');
      writeSync(file, String(process.pid));
      closeSync(file);
      return () => rmSync(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || attempt > 1) throw error;
    }
    const holder = Number(readFileSync(path, 'utf8'));
    if (holder !== process.pid && isAlive(holder)) {
      throw new KeytrailError('case-busy', `${root} is being collected by process ${holder}`, 'wait for it to end');
    }
    rmSync(path, { force: true });
  }
}
