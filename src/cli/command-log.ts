import { closeSync, constants, existsSync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { toIso } from '../clock.js';
import { KeytrailError } from '../error.js';
import { VERSION } from '../package.js';
import { lockCase } from '../store/lock.js';
import { safeJson } from '../text/escape.js';
import { hashOfFile, sha256 } from './file-hash.js';
import type { ReadInput } from './terminal.js';

/** In the folder of an investigation: a line for every command that was run on its case. */
export const COMMANDS_FILE = 'commands.jsonl';
/** What the first line names as the hash of the one before. */
export const FIRST = '0'.repeat(64);
const MOST_LINE = 16 * 1024 * 1024;
/** Characters of stdin that a line shows; the hash is of all of it. */
const MOST_INPUT = 10_000;
const NEWLINE = 10;
/** Another command that ends at this moment holds the log for a few milliseconds. */
const LOCK_TRIES = 100;
const LOCK_PAUSE_MS = 20;

/** A line. */
export interface LoggedCommand {
  /** When it ended. */
  readonly at: string;
  readonly begun: string;
  readonly command: string;
  readonly arguments: readonly string[];
  readonly version: string;
  /** As the process gave it: 0 and 1 came to a result, 2 failed, 130 was stopped. */
  readonly exit: number;
  /** What it wrote: a path from the folder, or `-` for stdout; lower-case hex. Empty where it came to no result. */
  readonly results: readonly { readonly file: string; readonly sha256: string }[];
  /** What it read from stdin; `text` is its beginning. */
  readonly stdin?: { readonly sha256: string; readonly bytes: number; readonly text: string };
  /** Lower-case hex SHA-256 of the line before without its end. */
  readonly previous: string;
}

/** What is known of a command when it ends. */
export interface DoneCommand {
  readonly command: string;
  readonly arguments: readonly string[];
  readonly begun: Date;
  readonly exit: number;
  readonly files: readonly string[];
  readonly stdout: string | null;
  readonly stdin: ReadInput | null;
}

/** Where the investigation would lie that a command works on: that of its case, the one that it writes, or the one that it is given. */
export function folderOf(
  command: string,
  positionals: readonly string[],
  values: Readonly<Record<string, unknown>>,
): string | null {
  const named: Readonly<Record<string, unknown>> = {
    investigate: values.out,
    demo: values.to ?? 'keytrail-demo',
    replay: positionals[0],
    package: positionals[0],
  };
  const path = command in named ? named[command] : values.case;
  if (typeof path !== 'string' || path === '') return null;
  return command in named ? resolve(path) : dirname(resolve(path));
}

/** Whether there is one. A run that did not come to its end left a case, and what was tried on it belongs into the log of the run that does. */
export function isInvestigation(folder: string, command: string): boolean {
  const begun = command === 'investigate' || command === 'demo' ? ['case.duckdb'] : [];
  return ['run.json', COMMANDS_FILE, ...begun].some((name) => existsSync(join(folder, name)));
}

/** Appends a line to the log of a folder. @throws whatever the file system says: whether that matters is the caller's business */
export function logCommand(folder: string, done: DoneCommand, now: Date): void {
  const path = join(folder, COMMANDS_FILE);
  // What failed wrote nothing whole: what lies there under that name is of an earlier command.
  const failed = done.exit !== 0 && done.exit !== 1;
  const results = (failed ? [] : done.files)
    .filter((file) => existsSync(file))
    .map((file) => ({ file: relative(folder, resolve(file)), sha256: hashOfFile(file) }));
  if (done.stdout !== null && !failed) results.push({ file: '-', sha256: done.stdout });
  const release = locked(path);
  try {
    const file = openLog(path);
    try {
      const { size } = fstatSync(file);
      const line: LoggedCommand = {
        at: toIso(now),
        begun: toIso(done.begun),
        command: done.command,
        arguments: done.arguments,
        version: VERSION,
        exit: done.exit,
        results,
        ...(done.stdin === null ? {} : { stdin: { ...done.stdin, text: done.stdin.text.slice(0, MOST_INPUT) } }),
        previous: lastHash(file, size),
      };
      append(file, size, Buffer.from(`${endsLine(file, size) ? '' : '\n'}${safeJson(line)}\n`));
    } finally {
      closeSync(file);
    }
  } finally {
    release();
  }
}

/** A folder that was unpacked may hold a link or a pipe under that name: neither is followed or waited for. */
function openLog(path: string): number {
  const file = openSync(
    path,
    constants.O_RDWR | constants.O_CREAT | constants.O_NONBLOCK | (constants.O_NOFOLLOW ?? 0),
    0o644,
  );
  if (fstatSync(file).isFile()) return file;
  closeSync(file);
  throw new KeytrailError('no-access', `${path} is no file`);
}

/** All of it or nothing: half a line would break the chain for good. */
function append(file: number, size: number, line: Buffer): void {
  try {
    for (let at = 0; at < line.length; ) at += writeSync(file, line, at, line.length - at, size + at);
  } catch (error) {
    ftruncateSync(file, size);
    throw error;
  }
}

/** A line that somebody cut off stays one line, and an objection. */
function endsLine(file: number, size: number): boolean {
  const byte = Buffer.alloc(1);
  return size === 0 || (readSync(file, byte, 0, 1, size - 1) === 1 && byte[0] === NEWLINE);
}

function locked(path: string): () => void {
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (let n = 1; ; n++) {
    try {
      return lockCase(path);
    } catch (error) {
      if (n === LOCK_TRIES || !(error instanceof KeytrailError) || error.code !== 'case-busy') throw error;
      // On the way out of the process nothing else waits for us.
      Atomics.wait(pause, 0, 0, LOCK_PAUSE_MS);
    }
  }
}

function lastHash(file: number, size: number): string {
  if (size === 0) return FIRST;
  const bytes = Buffer.alloc(Math.min(size, MOST_LINE));
  readSync(file, bytes, 0, bytes.length, size - bytes.length);
  const end = bytes.at(-1) === NEWLINE ? bytes.length - 1 : bytes.length;
  return sha256(bytes.subarray(bytes.lastIndexOf(NEWLINE, end - 1) + 1, end));
}
