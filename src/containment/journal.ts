import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  lstatSync,
  openSync,
  readFileSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { toIso } from '../clock.js';
import { KeytrailError } from '../error.js';
import { type Plan, planHash } from '../plan/index.js';
import { believe } from './believe.js';
import { type Chain, mending, nextLine, readChain, sha256 } from './chain.js';
import { foldInto, OPEN, type StepState, statesOf } from './fold.js';
import type { Entry, Line } from './lines.js';
import { lock } from './lock.js';

/** Metadata of SAML providers are the largest thing in it. */
const LARGEST = 512 << 20;

/** What the journal says, or null where there is none. Nobody is locked out, and nothing is written. */
export function readJournal(file: string, plan: Plan): Chain | null {
  const { size, isThere } = journalAt(file);
  if (!isThere) return null;
  if (size > LARGEST) throw new KeytrailError('bad-argument', `${file}: larger than ${LARGEST >> 20} MiB`);
  const chain = readChain(readFileSync(file), planHash(plan), file);
  believe(chain.lines, plan, file);
  return chain;
}

/** A link would lead what is written to another place, and a pipe or a device keeps nothing. */
function journalAt(file: string): { readonly isThere: boolean; readonly size: number } {
  const stat = lstatSync(file, { throwIfNoEntry: false });
  if (stat === undefined || stat.isFile()) return { isThere: stat !== undefined, size: stat?.size ?? 0 };
  const what = stat.isSymbolicLink() ? 'a link' : stat.isDirectory() ? 'a folder' : 'no file';
  throw new KeytrailError(
    'bad-argument',
    `${file}: the journal has to be a file, and this is ${what}`,
    'see --journal',
  );
}

/** The journal of a run that executes: locked, appended to, and synced with every line. */
export class Journal {
  readonly #lines: Line[];
  readonly #states: Map<number, StepState>;
  #head: string;
  #size: number;

  private constructor(
    private readonly path: string,
    private readonly file: number,
    private readonly unlock: () => void,
    private readonly now: () => Date,
    chain: Chain,
    /** Whether the end was torn, and is mended. */
    readonly wasTorn: boolean,
  ) {
    this.#lines = [...chain.lines];
    this.#states = statesOf(chain.lines);
    this.#head = chain.head;
    this.#size = fstatSync(file).size;
  }

  /** @throws KeytrailError case-busy where another run holds it, bad-argument where it is not to be believed */
  static open(path: string, plan: Plan, now: () => Date): Journal {
    const unlock = lock(`${path}.lock`, path);
    let file: number | null = null;
    try {
      const isNew = !journalAt(path).isThere;
      const chain = readJournal(path, plan) ?? readChain(Buffer.alloc(0), planHash(plan), path);
      file = openSync(path, constants.O_RDWR | constants.O_APPEND | constants.O_CREAT | constants.O_NOFOLLOW, 0o600);
      if (isNew) syncFolder(dirname(path));
      if (chain.torn.length === 0) return new Journal(path, file, unlock, now, chain, false);
      write(file, mending(chain, toIso(now())), path);
      return new Journal(path, file, unlock, now, readJournal(path, plan) ?? chain, true);
    } catch (error) {
      if (file !== null) closeSync(file);
      unlock();
      throw error;
    }
  }

  get lines(): readonly Line[] {
    return this.#lines;
  }

  /** What became of a step so far. */
  state(step: number): StepState {
    return this.#states.get(step) ?? OPEN;
  }

  /** On the disk when this returns. A line that could not be written whole is taken out again. */
  append(entry: Entry): void {
    if (fstatSync(this.file).size !== this.#size) {
      throw new KeytrailError(
        'case-busy',
        `${this.path}: somebody else writes to it`,
        'let one run at a time work on a plan',
      );
    }
    const [seq, previous, at] = [this.#lines.length + 1, this.#head, toIso(this.now())];
    const bytes = nextLine(entry, seq, previous, at);
    try {
      write(this.file, bytes, this.path);
    } catch (error) {
      this.#cutBack();
      throw error;
    }
    const line = { seq, previous, at, ...entry };
    this.#lines.push(line);
    foldInto(this.#states, line);
    this.#head = sha256(bytes.subarray(0, -1));
    this.#size += bytes.length;
  }

  close(): void {
    closeSync(this.file);
    this.unlock();
  }

  #cutBack(): void {
    try {
      ftruncateSync(this.file, this.#size);
    } catch {
      // Then its end is torn, and the next run says so.
    }
  }
}

function write(file: number, bytes: Buffer, path: string): void {
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    fsyncSync(file);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    const full = code === 'ENOSPC' || code === 'EDQUOT';
    throw new KeytrailError(
      full ? 'no-space' : 'no-access',
      `${path}: the journal cannot be written (${code})`,
      full ? 'make room, then run the same command again' : 'run the same command again once it can be written',
      { cause: error },
    );
  }
}

/** So that the name of a new file outlives a power cut. Not every system can. */
function syncFolder(path: string): void {
  try {
    const folder = openSync(path, constants.O_RDONLY);
    fsyncSync(folder);
    closeSync(folder);
  } catch {
    // The file itself is synced.
  }
}
