import { closeSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { KeytrailError } from '../error.js';
import { isAlive } from '../process.js';

const FRESH_MS = 2_000;

/**
 * Takes `<case>.lock`, which holds our process id. Opening a DuckDB file twice in one process is not refused and loses rows, so the
 * lock is our own. A lock whose process is gone was left by a crash and is taken over.
 * @returns the function that gives it back
 * @throws KeytrailError case-busy, no-access
 */
export function lockCase(path: string): () => void {
  const lock = `${path}.lock`;
  for (let attempt = 0; ; attempt++) {
    try {
      const file = openSync(lock, 'wx');
      writeSync(file, `${process.pid}\n`);
      closeSync(file);
      return () => rmSync(lock, { force: true });
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code !== 'EEXIST') {
        throw new KeytrailError(
          'no-access',
          `${path}: cannot write here (${message})`,
          'give another place with --case FILE',
        );
      }
      const owner = holder(lock);
      if (attempt > 0 || (owner === null ? isFresh(lock) : isAlive(owner))) {
        throw new KeytrailError(
          'case-busy',
          `${path} is being written by process ${owner ?? 'unknown'}`,
          `wait for it, or delete ${lock} if no such process runs`,
        );
      }
      rmSync(lock, { force: true });
    }
  }
}

/** Somebody has just made it and did not come to write into it yet. */
function isFresh(lock: string): boolean {
  const made = statSync(lock, { throwIfNoEntry: false })?.mtimeMs;
  return made !== undefined && Math.abs(Date.now() - made) < FRESH_MS;
}

function holder(lock: string): number | null {
  try {
    const id = Number.parseInt(readFileSync(lock, 'utf8'), 10);
    return Number.isInteger(id) && id > 0 ? id : null;
  } catch {
    return null;
  }
}
