import { createHash } from 'node:crypto';
import { KeytrailError } from '../error.js';
import { Wrong } from '../plan/fields.js';
import { asLine, type Entry, type Line } from './lines.js';

/** What the bytes of a journal say. */
export interface Chain {
  readonly lines: readonly Line[];
  /** What the next line has to name as `previous`. */
  readonly head: string;
  /** Bytes at the end that are no line: the last run was cut off while it wrote. They stay, and the next line says so. */
  readonly torn: Buffer;
  /** Lines of the file, torn ones included: where a person finds a thing. */
  readonly places: number;
}

const NEWLINE = 10;

/**
 * Follows the chain from the hash of the plan. What does not chain was written by somebody else, and nothing is believed then.
 * Only the end may be torn: what a run could not finish had not been acted upon, for it is synced before.
 * @throws KeytrailError bad-argument with the number of the line
 */
export function readChain(bytes: Buffer, plan: string, file: string): Chain {
  const lines: Line[] = [];
  let head = plan;
  let torn: Buffer[] = [];
  let place = 0;
  let tornAt = 0;
  for (const { line: source, ended } of split(bytes)) {
    place += 1;
    const value = ended ? parsed(source) : undefined;
    if (value === undefined) {
      if (lines.length === 0 && torn.length === 0 && !isBeginOfFirst(source, plan)) throw noJournal(file);
      if (torn.length === 0) tornAt = place;
      torn.push(ended ? Buffer.concat([source, Buffer.from('\n')]) : source);
      continue;
    }
    const line = checked(value, file, place);
    if (line.previous !== head || line.seq !== lines.length + 1) {
      const isFirst = lines.length === 0 && torn.length === 0 && line.seq === 1;
      throw isFirst ? ofAnotherPlan(file) : broken(file, place, 'does not chain to the line before');
    }
    const lost = Buffer.concat(torn);
    const accounted = line.type === 'torn' && line.bytes === lost.length && line.sha256 === sha256(lost);
    if (torn.length > 0 ? !accounted : line.type === 'torn')
      throw broken(file, tornAt || place, 'is no line of a journal');
    if (line.type === 'begin' && line.plan !== plan) throw ofAnotherPlan(file);
    torn = [];
    lines.push(line);
    head = sha256(source);
  }
  return { lines, head, torn: Buffer.concat(torn), places: place };
}

/**
 * The bytes of the next line, its end included.
 * @throws KeytrailError internal where it could not be read again: better no act than one that cannot be taken back
 */
export function nextLine(entry: Entry, seq: number, previous: string, at: string): Buffer {
  const text = JSON.stringify({ seq, previous, at, ...entry });
  try {
    asLine(JSON.parse(text));
  } catch (error) {
    if (!(error instanceof Wrong)) throw error;
    throw new KeytrailError('internal', `what AWS says does not fit into the journal: ${error.message}`);
  }
  return Buffer.from(`${text}\n`);
}

/** What accounts for a torn end: the newline that closes it, and the line that says what it was. */
export function mending({ torn, lines, head }: Chain, at: string): Buffer {
  // A line that lacks nothing but its end would be one with it.
  const isWhole = parsed(torn.subarray(torn.lastIndexOf(NEWLINE) + 1)) !== undefined;
  const end = Buffer.from(isWhole ? ' torn\n' : '\n');
  const closed = torn.at(-1) === NEWLINE ? torn : Buffer.concat([torn, end]);
  const entry = { type: 'torn', bytes: closed.length, sha256: sha256(closed) } as const;
  return Buffer.concat([closed.subarray(torn.length), nextLine(entry, lines.length + 1, head, at)]);
}

export function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function* split(bytes: Buffer): Generator<{ readonly line: Buffer; readonly ended: boolean }> {
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(NEWLINE, at);
    yield { line: bytes.subarray(at, end === -1 ? bytes.length : end), ended: end !== -1 };
    at = end === -1 ? bytes.length : end + 1;
  }
}

/** Where nothing chains yet, only what a first line begins with can be one that was cut off: any other text is somebody's file. */
function isBeginOfFirst(source: Buffer, plan: string): boolean {
  const begin = Buffer.from(`{"seq":1,"previous":"${plan}"`);
  const length = Math.min(begin.length, source.length);
  return length > 0 && begin.subarray(0, length).equals(source.subarray(0, length));
}

/** Undefined: no JSON, so no line that was finished. */
function parsed(source: Buffer): unknown {
  try {
    return JSON.parse(source.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}

function checked(value: unknown, file: string, place: number): Line {
  try {
    return asLine(value);
  } catch (error) {
    if (error instanceof Wrong) throw broken(file, place, `is no line of a journal: ${error.message}`);
    throw error;
  }
}

function broken(file: string, place: number, what: string): KeytrailError {
  const hint =
    'it was changed by hand or damaged: compare the live state with the plan (verify --journal with another file)';
  return new KeytrailError('bad-argument', `${file}: line ${place} ${what}`, hint);
}

function noJournal(file: string): KeytrailError {
  return new KeytrailError('bad-argument', `${file}: is no journal of this plan`, 'name another file with --journal');
}

function ofAnotherPlan(file: string): KeytrailError {
  return new KeytrailError('bad-argument', `${file}: the journal of another plan`, 'name another file with --journal');
}
