import { createHash } from 'node:crypto';
import { closeSync, existsSync, fstatSync, openSync, readFileSync, readSync, writeSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { toIso } from '../clock.js';
import { VERSION } from '../package.js';
import { lockCase } from '../store/lock.js';

/** In the folder of an investigation: a line for every command that was run on its case. */
export const COMMANDS_FILE = 'commands.jsonl';
/** What the first line names as the hash of the one before. */
const FIRST = '0'.repeat(64);
const MOST_LINE = 16 * 1024 * 1024;
const NEWLINE = 10;

/** A line. */
export interface LoggedCommand {
  readonly at: string;
  readonly command: string;
  readonly arguments: readonly string[];
  readonly version: string;
  readonly exit: number;
  /** What it wrote: a path from the folder, or `-` for stdout; lower-case hex. */
  readonly results: readonly { readonly file: string; readonly sha256: string }[];
  /** Lower-case hex SHA-256 of the line before without its end. */
  readonly previous: string;
}

/** The folder of an investigation that a command works on: that of its case, or the one that it wrote. Null: none. */
export function investigationOf(command: string, values: Readonly<Record<string, unknown>>): string | null {
  const path = command === 'investigate' ? values.out : values.case;
  if (typeof path !== 'string' || command === 'ingest') return null;
  const folder = command === 'investigate' ? resolve(path) : dirname(resolve(path));
  return existsSync(join(folder, 'run.json')) ? folder : null;
}

/** Appends a line to the log of a folder. @throws whatever the file system says: whether that matters is the caller's business */
export function logCommand(
  folder: string,
  done: {
    command: string;
    arguments: readonly string[];
    exit: number;
    files: readonly string[];
    stdout: string | null;
  },
  now: Date,
): void {
  const path = join(folder, COMMANDS_FILE);
  const results = done.files
    .filter((file) => existsSync(file))
    .map((file) => ({ file: relative(folder, resolve(file)), sha256: hashOf(file) }));
  if (done.stdout !== null) results.push({ file: '-', sha256: done.stdout });
  const release = lockCase(path);
  try {
    const line: LoggedCommand = {
      at: toIso(now),
      command: done.command,
      arguments: done.arguments,
      version: VERSION,
      exit: done.exit,
      results,
      previous: lastHash(path),
    };
    const file = openSync(path, 'a');
    try {
      writeSync(file, `${JSON.stringify(line)}\n`);
    } finally {
      closeSync(file);
    }
  } finally {
    release();
  }
}

/** What is wrong with a log, a sentence each, and the hash of its last line. */
export function checkLog(text: string): { lines: number; last: string; objections: string[] } {
  const objections: string[] = [];
  let last = FIRST;
  const lines = text.split('\n');
  if (lines.pop() !== '') objections.push(`${COMMANDS_FILE}: its last line is not whole`);
  lines.forEach((line, index) => {
    let previous: unknown = null;
    try {
      previous = (JSON.parse(line) as { previous?: unknown } | null)?.previous;
    } catch {}
    if (previous !== last) objections.push(`${COMMANDS_FILE}: line ${index + 1} does not follow the one before`);
    last = sha256(line);
  });
  return { lines: lines.length, last, objections };
}

function lastHash(path: string): string {
  if (!existsSync(path)) return FIRST;
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const bytes = Buffer.alloc(Math.min(size, MOST_LINE));
    readSync(file, bytes, 0, bytes.length, size - bytes.length);
    if (size === 0) return FIRST;
    const end = bytes.at(-1) === NEWLINE ? bytes.length - 1 : bytes.length;
    return sha256(bytes.subarray(bytes.lastIndexOf(NEWLINE, end - 1) + 1, end));
  } finally {
    closeSync(file);
  }
}

const sha256 = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex');
const hashOf = (path: string) => sha256(readFileSync(path));
