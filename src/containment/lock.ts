import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { KeytrailError } from '../error.js';
import { isAlive } from '../process.js';

/** Those of this process: its number alone says nothing where every process of a container has the same. */
const held = new Set<string>();
/** A lock is made a moment before its holder is written into it. */
const MOMENT = 10_000;

/** Two runs must not work on one journal. @returns what releases it; a run that was killed leaves a lock that nobody holds */
export function lock(path: string, what: string): () => void {
  const busy = (holder: string) =>
    new KeytrailError('case-busy', `${what} is in use by ${holder}`, `wait for it to end; if it did, remove ${path}`);
  if (held.has(path)) throw busy('this process');
  for (let attempt = 0; ; attempt += 1) {
    if (made(path)) break;
    const holder = holderOf(path);
    if (holder === 'being made') throw busy('another run');
    const isLeft = holder === null || holder === process.pid || !isAlive(holder);
    if (attempt > 2 || !isLeft || !setAside(path, holder)) throw busy(`process ${holder ?? 'of somebody'}`);
  }
  held.add(path);
  return () => {
    held.delete(path);
    rmSync(path, { force: true });
  };
}

function made(path: string): boolean {
  try {
    const file = openSync(path, 'wx', 0o600);
    writeSync(file, String(process.pid));
    closeSync(file);
    return true;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    throw new KeytrailError(
      'no-access',
      `${path}: cannot be made (${code})`,
      'the journal lies beside the plan: see --journal',
    );
  }
}

/** Null: nobody's. */
function holderOf(path: string): number | 'being made' | null {
  try {
    const text = readFileSync(path, 'utf8').slice(0, 20);
    if (text === '' && Date.now() - statSync(path).mtimeMs < MOMENT) return 'being made';
    return /^\d+$/.test(text) ? Number(text) : null;
  } catch {
    return null;
  }
}

/**
 * Takes away what nobody holds. By its name: of two runs that find the same dead lock one moves it, and the other finds it gone, or
 * moves the new one of the first: then it puts that back. @returns false: it is somebody's after all
 */
function setAside(path: string, holder: number | null): boolean {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return true;
  }
  if (holderOf(aside) !== holder) {
    renameSync(aside, path);
    return false;
  }
  rmSync(aside, { force: true });
  return true;
}
