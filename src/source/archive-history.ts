import { closeSync, lstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { LIMITS } from '../limits.js';
import { isRegion } from './region.js';

/** A line of Event history as an archive has it. */
export interface HistoryLine {
  readonly account: string;
  readonly region: string;
  /** A record of CloudTrail, JSON; nothing of it was checked. */
  readonly raw: string;
}

const FOLDER = 'event-history';
const AT_ONCE = 2_000;
const CHUNK = 1 << 20;

/** The files event-history/<account>/<region>.jsonl of an archive; links and other names are passed by. */
export function historyFiles(root: string): readonly { account: string; region: string; path: string }[] {
  return names(join(root, FOLDER)).flatMap((account) => {
    if (!/^\d{12}$/.test(account)) return [];
    return names(join(root, FOLDER, account)).flatMap((name) => {
      const region = name.replace(/\.jsonl$/, '');
      const path = join(root, FOLDER, account, name);
      return region !== name && isRegion(region) && isFile(path) ? [{ account, region, path }] : [];
    });
  });
}

/** Their lines, in pages. A line over the limit of a record is left out, and counted to `onLong`. */
export function* historyLines(root: string, onLong: () => void): Generator<readonly HistoryLine[]> {
  let page: HistoryLine[] = [];
  for (const { account, region, path } of historyFiles(root)) {
    for (const raw of lines(path, onLong)) {
      page.push({ account, region, raw });
      if (page.length === AT_ONCE) {
        yield page;
        page = [];
      }
    }
  }
  if (page.length > 0) yield page;
}

function* lines(path: string, onLong: () => void): Generator<string> {
  const file = openSync(path, 'r');
  try {
    const chunk = Buffer.allocUnsafe(CHUNK);
    let rest: Buffer[] = [];
    let held = 0;
    for (;;) {
      const read = readSync(file, chunk, 0, CHUNK, null);
      if (read === 0) break;
      let from = 0;
      for (let end = chunk.indexOf(0x0a); end >= 0 && end < read; end = chunk.indexOf(0x0a, from)) {
        const line = Buffer.concat([...rest, chunk.subarray(from, end)])
          .toString('utf8')
          .trim();
        if (held + end - from > LIMITS.recordBytes) onLong();
        else if (line !== '') yield line;
        [rest, held, from] = [[], 0, end + 1];
      }
      held += read - from;
      // Of a line that is too long no more than its length is kept.
      if (held <= LIMITS.recordBytes) rest.push(Buffer.from(chunk.subarray(from, read)));
      else rest = [];
    }
    const last = Buffer.concat(rest).toString('utf8').trim();
    if (held > LIMITS.recordBytes) onLong();
    else if (last !== '') yield last;
  } finally {
    closeSync(file);
  }
}

function names(folder: string): string[] {
  try {
    return lstatSync(folder).isDirectory() ? readdirSync(folder).sort() : [];
  } catch {
    return [];
  }
}

function isFile(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
