import { toIso } from '../clock.js';
import { COMMANDS_FILE, FIRST } from './command-log.js';
import { sha256 } from './file-hash.js';

/** What a log says of itself. */
export interface CheckedLog {
  readonly lines: number;
  /** Lower-case hex SHA-256 of the last line; that of the line before the first where there is none. */
  readonly last: string;
  /** When the first line and the last were written, by the clocks of the machines that did. */
  readonly from: string | null;
  readonly to: string | null;
  /** SHA-256 of the list of sums that the last run of the folder to its end left. */
  readonly sums: string | null;
  /** What is wrong, a sentence each. */
  readonly objections: readonly string[];
}

/** Reads a log that may be anybody's. */
export function checkLog(text: string): CheckedLog {
  const objections: string[] = [];
  let last = FIRST;
  let sums: string | null = null;
  const times: string[] = [];
  const lines = text.split('\n');
  if (lines.pop() !== '') objections.push(`${COMMANDS_FILE}: its last line is not whole`);
  lines.forEach((line, index) => {
    const read = lineOf(line);
    if (read === null) objections.push(`${COMMANDS_FILE}: line ${index + 1} is no command`);
    else if (read.previous !== last)
      objections.push(`${COMMANDS_FILE}: line ${index + 1} does not follow the one before`);
    if (read !== null) times.push(read.at);
    sums = read?.sums ?? sums;
    last = sha256(line);
  });
  return { lines: lines.length, last, from: times[0] ?? null, to: times.at(-1) ?? null, sums, objections };
}

function lineOf(line: string): { at: string; previous: unknown; sums: string | null } | null {
  try {
    const { at, command, previous, results } = JSON.parse(line) as Record<string, unknown>;
    const time = typeof at === 'string' ? new Date(at) : null;
    if (time === null || Number.isNaN(time.getTime()) || typeof command !== 'string') return null;
    const whole = command === 'investigate' || command === 'demo' ? results : [];
    const found = (Array.isArray(whole) ? whole : []).find((one) => one?.file === 'SHA256SUMS');
    return { at: toIso(time), previous, sums: typeof found?.sha256 === 'string' ? found.sha256 : null };
  } catch {
    return null;
  }
}
