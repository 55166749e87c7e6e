import { readSync } from 'node:fs';

/** Bytes read of each file at a time. */
const PIECE = 1024 * 1024;
/** Bytes shown from the first that differs, and before it. */
const SHOWN = 100;
const BEFORE = 24;
/** A longer line is not parsed to name its field. */
const LINE = 1024 * 1024;
const NEWLINE = 10;

/** Where two files begin to differ. */
export interface Difference {
  /** e.g. `line 12, column 40`, with the field of a line that is a JSON object. */
  readonly where: string;
  readonly recorded: string;
  readonly replayed: string;
}

/** Null: they have the same bytes. Lines and columns count from 1, columns in bytes. */
export function firstDifference(recorded: number, replayed: number): Difference | null {
  const [a, b] = [Buffer.alloc(PIECE), Buffer.alloc(PIECE)];
  let line = 1;
  let lineStart = 0;
  for (let start = 0; ; ) {
    const [have, has] = [fill(recorded, a, start), fill(replayed, b, start)];
    const most = Math.min(have, has);
    let at = 0;
    while (at < most && a[at] === b[at]) {
      if (a[at] === NEWLINE) {
        line++;
        lineStart = start + at + 1;
      }
      at++;
    }
    if (at < most || have !== has) return told(recorded, replayed, start + at, line, lineStart);
    if (most === 0) return null;
    start += most;
  }
}

function told(recorded: number, replayed: number, at: number, line: number, lineStart: number): Difference {
  const field = differingField(lineAt(recorded, lineStart), lineAt(replayed, lineStart));
  const from = Math.max(lineStart, at - BEFORE);
  return {
    where: `line ${line}, column ${at - lineStart + 1}${field === null ? '' : `, field ${field}`}`,
    recorded: excerpt(recorded, from),
    replayed: excerpt(replayed, from),
  };
}

/** Of two lines that are JSON objects, the first field that differs. */
function differingField(recorded: string | null, replayed: string | null): string | null {
  const [a, b] = [objectOf(recorded), objectOf(replayed)];
  if (a === null || b === null) return null;
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return names.find((name) => JSON.stringify(a[name]) !== JSON.stringify(b[name])) ?? null;
}

function objectOf(line: string | null): Record<string, unknown> | null {
  if (!line?.startsWith('{')) return null;
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return null;
  }
}

function lineAt(file: number, start: number): string | null {
  const bytes = Buffer.alloc(LINE);
  const read = fill(file, bytes, start);
  const end = bytes.subarray(0, read).indexOf(NEWLINE);
  return end < 0 && read === LINE ? null : bytes.toString('utf8', 0, end < 0 ? read : end);
}

function excerpt(file: number, from: number): string {
  const bytes = Buffer.alloc(BEFORE + SHOWN);
  const text = bytes.toString('utf8', 0, fill(file, bytes, from));
  return text === '' ? '(its end)' : (text.split('\n')[0] ?? '');
}

/** As many bytes as the buffer takes: a single read may give fewer. */
function fill(file: number, into: Buffer, from: number): number {
  let at = 0;
  for (;;) {
    const read = readSync(file, into, at, into.length - at, from + at);
    at += read;
    if (read === 0 || at === into.length) return at;
  }
}
