import { createHash } from 'node:crypto';
import { closeSync, fstatSync, readFileSync, readSync, writeSync } from 'node:fs';
import { KeytrailError } from '../error.js';
import { sha256sums } from '../report/investigation/sums.js';
import { type CheckedLog, checkLog } from './check-log.js';
import { clashingNames } from './clashing-names.js';
import { COMMANDS_FILE } from './command-log.js';
import { hashOfFile, sha256 } from './file-hash.js';
import { isInside, openInside, parseSums, recordedSums } from './recorded-run.js';
import { readTar, TAR_END, tarHeader, tarPadding } from './tar.js';

/** In front of every name in it: unpacked, it makes one folder. */
const TOP = 'evidence/';
/** Of everything in the package but itself. */
const MANIFEST = 'MANIFEST.sha256';
const SUMS = 'SHA256SUMS';
const NEEDED = [SUMS, 'run.json', 'report.html', 'case.duckdb'];
/** Bytes of what is held to be read. */
const HELD = { [MANIFEST]: 16 * 1024 * 1024, [SUMS]: 16 * 1024 * 1024, [COMMANDS_FILE]: 256 * 1024 * 1024 };

export interface Packed {
  readonly files: number;
  readonly sha256: string;
  /** Null: the folder has no log. */
  readonly commands: CheckedLog | null;
}

/** Writes the package of an investigation to an opened file. @throws KeytrailError: the folder is not as it was written */
export function pack(folder: string, into: number): Packed {
  const whole = createHash('sha256');
  const put = (bytes: Buffer) => {
    whole.update(bytes);
    for (let at = 0; at < bytes.length; ) at += writeSync(into, bytes, at);
  };
  const manifest: { name: string; sha256: string }[] = [];
  const add = (name: string, expected: string | null) => {
    const file = openInside(folder, name);
    if (file === null) throw odd(folder, `${name} is missing`);
    try {
      const { size } = fstatSync(file);
      put(tarHeader(TOP + name, size));
      const hash = createHash('sha256');
      const piece = Buffer.alloc(1024 * 1024);
      for (let at = 0; at < size; ) {
        const read = readSync(file, piece, 0, Math.min(piece.length, size - at), at);
        if (read === 0) throw odd(folder, `${name} changes while it is read`);
        hash.update(piece.subarray(0, read));
        put(piece.subarray(0, read));
        at += read;
      }
      put(tarPadding(size));
      const sum = hash.digest('hex');
      if (expected !== null && sum !== expected) throw odd(folder, `${name} is not as ${SUMS} says`);
      manifest.push({ name, sha256: sum });
    } finally {
      closeSync(file);
    }
  };
  const addText = (name: string, text: Buffer) => {
    for (const bytes of [tarHeader(TOP + name, text.length), text, tarPadding(text.length)]) put(bytes);
    manifest.push({ name, sha256: sha256(text) });
  };
  const sums = recordedSums(folder);
  const [clash] = clashingNames([...sums.keys(), SUMS, COMMANDS_FILE, MANIFEST]);
  if (clash !== undefined) throw odd(folder, clash);
  for (const [name, sum] of sums) add(name, sum);
  add(SUMS, null);
  const log = openInside(folder, COMMANDS_FILE);
  let commands: CheckedLog | null = null;
  if (log !== null) {
    // Once: another command may write into it meanwhile.
    const text = readFileSync(log);
    closeSync(log);
    commands = checkLog(text.toString('utf8'));
    const [objection] = [...commands.objections, ...otherRun(commands, manifest.at(-1)?.sha256)];
    if (objection !== undefined) throw odd(folder, objection);
    addText(COMMANDS_FILE, text);
  }
  addText(MANIFEST, Buffer.from(sha256sums(manifest)));
  put(TAR_END);
  return { files: manifest.length, sha256: whole.digest('hex'), commands };
}

/** The log has the hash of the list of sums, and the list those of all files: whoever kept the hash of its last line has kept them all. */
function otherRun({ sums }: CheckedLog, list: string | undefined): string[] {
  return sums === null || sums === list
    ? []
    : [`${COMMANDS_FILE}: the last run that it tells of wrote another ${SUMS} (${sums})`];
}

export interface Checked {
  readonly files: number;
  /** Of the archive itself. */
  readonly sha256: string;
  /** Null: it has no log. */
  readonly commands: CheckedLog | null;
  /** Empty: whole. */
  readonly objections: readonly string[];
}

/** Everything that a package says of itself, without extracting anything. */
export function checkPackage(path: string): Checked {
  const hashes = new Map<string, string>();
  const texts = new Map<string, string>();
  const objections: string[] = [];
  try {
    readTar(path, (entry, bytes) => {
      const name = entry.startsWith(TOP) ? entry.slice(TOP.length) : '';
      if (!isInside(name)) throw new Error(`it has a name that leads elsewhere: ${entry.slice(0, 80)}`);
      if (hashes.has(name)) throw new Error(`it has ${name} twice`);
      const most = Object.hasOwn(HELD, name) ? HELD[name as keyof typeof HELD] : null;
      if (most !== null && bytes > most) throw new Error(`${name} is too large`);
      const hash = createHash('sha256');
      const held: Buffer[] = [];
      hashes.set(name, '');
      return (piece) => {
        if (piece === null) {
          hashes.set(name, hash.digest('hex'));
          if (most !== null) texts.set(name, Buffer.concat(held).toString('utf8'));
          return;
        }
        hash.update(piece);
        if (most !== null) held.push(piece);
      };
    });
    objections.push(...compare(hashes, texts.get(MANIFEST), MANIFEST, [MANIFEST]));
    objections.push(...compare(hashes, texts.get(SUMS), SUMS, [MANIFEST, SUMS, COMMANDS_FILE]));
    objections.push(...clashingNames(hashes.keys()));
    for (const name of NEEDED) if (!hashes.has(name)) objections.push(`${name} is missing`);
  } catch (error) {
    // The tar's own words; what the file system says is the caller's.
    if (error instanceof KeytrailError || (error instanceof Error && !('code' in error)))
      objections.push(error.message);
    else throw error;
  }
  const log = texts.get(COMMANDS_FILE);
  const commands = log === undefined ? null : checkLog(log);
  if (commands !== null) objections.push(...commands.objections, ...otherRun(commands, hashes.get(SUMS)));
  return { files: hashes.size, sha256: hashOfFile(path), commands, objections };
}

/** What a list of sums says against what is there; `besides` need not be in it. */
function compare(
  hashes: ReadonlyMap<string, string>,
  text: string | undefined,
  list: string,
  besides: readonly string[],
): string[] {
  if (text === undefined) return [`${list} is missing`];
  const sums = parseSums(text, list);
  return [
    ...[...sums]
      .filter(([name, hash]) => hashes.get(name) !== hash)
      .map(([name]) => `${name} is ${hashes.has(name) ? `not as ${list} says` : `missing, and ${list} names it`}`),
    ...[...hashes.keys()]
      .filter((name) => !sums.has(name) && !besides.includes(name))
      .map((name) => `${list} does not name ${name}`),
  ];
}

function odd(folder: string, what: string): KeytrailError {
  return new KeytrailError(
    'bad-argument',
    `${folder}: ${what}`,
    'keytrail replay says what differs; investigate writes the folder anew',
  );
}
