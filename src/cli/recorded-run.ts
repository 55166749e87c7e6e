import { closeSync, constants, fstatSync, openSync, readFileSync, realpathSync } from 'node:fs';
import { join, sep } from 'node:path';
import { KeytrailError } from '../error.js';
import { RUN_SCHEMA } from '../report/investigation/run-record.js';
import { systemError } from '../system-error.js';

/** Bytes of run.json and of SHA256SUMS that are read; both may be anybody's. */
const MOST = 16 * 1024 * 1024;
/** What run.json may hold: the options of `investigate` that shape a result. */
const SHAPING = new Set([
  'since',
  'until',
  'account',
  'region',
  'public-keys',
  'pin-keys',
  'max-object',
  'max-content',
  'max-record',
  'max-digest',
  'compromised-at',
  'include',
  'as-of',
  'contain-role',
  'queries',
]);

/** What the folder of an investigation says of how it was made. */
export interface RecordedRun {
  readonly version: string;
  readonly seed: string;
  readonly sources: readonly string[];
  /** Option → its values. */
  readonly options: Readonly<Record<string, readonly string[]>>;
}

/** @throws KeytrailError not-found, bad-argument: it was not made by `investigate`, or not to its end, or somebody changed it */
export function recordedRun(folder: string): RecordedRun {
  const wrong = (what: string) =>
    new KeytrailError('bad-argument', `${folder}: run.json ${what}`, 'give a folder that keytrail investigate wrote');
  const run = parsed(readSmall(folder, 'run.json'));
  if (!isRecord(run) || run.schema !== RUN_SCHEMA) throw wrong('is none of keytrail investigate');
  const { version, seed, sources, options } = run;
  if (typeof version !== 'string' || typeof seed !== 'string' || seed.trim() === '') throw wrong('tells no seed');
  if (!Array.isArray(sources) || sources.length === 0 || !sources.every((source) => typeof source === 'string'))
    throw wrong('tells no sources');
  if (!Array.isArray(options)) throw wrong('tells no options');
  const values = new Map<string, string[]>();
  for (const entry of options) {
    if (!isRecord(entry) || typeof entry.option !== 'string' || typeof entry.value !== 'string')
      throw wrong('has an option without name or value');
    if (!SHAPING.has(entry.option)) throw wrong(`has an option that shapes no result: ${entry.option.slice(0, 80)}`);
    values.set(entry.option, [...(values.get(entry.option) ?? []), entry.value]);
  }
  if (!values.has('as-of')) throw wrong('tells no clock (as-of)');
  return { version, seed, sources, options: Object.fromEntries(values) };
}

/** Name → lower-case hex SHA-256, in the order of SHA256SUMS. */
export function recordedSums(folder: string): Map<string, string> {
  return parseSums(readSmall(folder, 'SHA256SUMS'), `${folder}: SHA256SUMS`);
}

/** The same of the text of such a list; `list` is what errors call it. */
export function parseSums(text: string, list: string): Map<string, string> {
  const sums = new Map<string, string>();
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const [, escaped, hash, name] = /^(\\?)([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
    if (hash === undefined || name === undefined) {
      throw new KeytrailError('bad-argument', `${list} has a line that is none: ${line.slice(0, 80)}`);
    }
    const plain =
      escaped === '' ? name : name.replace(/\\([\\nr])/g, (_, c) => (c === 'n' ? '\n' : c === 'r' ? '\r' : '\\'));
    if (!isInside(plain)) {
      throw new KeytrailError('bad-argument', `${list} names what is not in it: ${plain.slice(0, 80)}`);
    }
    if (sums.has(plain)) throw new KeytrailError('bad-argument', `${list} names ${plain.slice(0, 80)} twice`);
    sums.set(plain, hash);
  }
  return sums;
}

/** Whether a name with slashes stays in its folder, on every system. */
export function isInside(name: string): boolean {
  return !/[\\\0:]/.test(name) && name.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}

/** Opens a file of a folder for reading; null: it is not there, is no file, or a link leads out of the folder. */
export function openInside(folder: string, name: string): number | null {
  try {
    const path = realpathSync(join(folder, ...name.split('/')));
    if (!path.startsWith(realpathSync(folder) + sep)) return null;
    // A pipe without a writer would hold us for ever.
    const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    if (fstatSync(file).isFile()) return file;
    closeSync(file);
    return null;
  } catch (error) {
    const known = systemError(error, `cannot read ${join(folder, name)}`);
    if (known?.code === 'not-found') return null;
    throw known ?? error;
  }
}

function readSmall(folder: string, name: string): string {
  const file = openInside(folder, name);
  if (file === null) {
    throw new KeytrailError(
      'not-found',
      `${folder} has no ${name}: it does not say how it was made, or was not made to its end`,
      'replay is for a folder that keytrail investigate wrote; run that again into a new folder',
    );
  }
  try {
    if (fstatSync(file).size > MOST) throw new KeytrailError('bad-argument', `${folder}: ${name} is too large`);
    return readFileSync(file, 'utf8');
  } finally {
    closeSync(file);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
