import { closeSync } from 'node:fs';
import { join } from 'node:path';
import { KeytrailError } from '../error.js';
import type { Resources } from '../store/open.js';
import { hashOfOpened } from './file-hash.js';
import { firstDifference } from './first-difference.js';
import { openInside, recordedSums } from './recorded-run.js';

const CASE = 'case.duckdb';
const SUMS = 'SHA256SUMS';

/** What is said of one output: `same-contents` of the case alone, whose bytes differ at every run. */
export interface Compared {
  readonly file: string;
  readonly result: 'identical' | 'same-contents' | 'differs' | 'missing' | 'not-replayed' | 'additional';
  /** Where it begins to differ, or what else is wrong. */
  readonly where: string | null;
  readonly recorded: string | null;
  readonly replayed: string | null;
}

/** Every output of two runs: the folder that was kept, and the one that was made again. */
export async function compareFolders(kept: string, again: string, resources: Resources): Promise<Compared[]> {
  const [recorded, replayed] = [recordedSums(kept), recordedSums(again)];
  const compared: Compared[] = [];
  for (const name of new Set([...recorded.keys(), ...replayed.keys()])) {
    if (!replayed.has(name)) compared.push(said(name, 'not-replayed', 'this run does not write it'));
    else if (!recorded.has(name)) compared.push(said(name, 'additional', 'SHA256SUMS of the folder does not name it'));
    else if (name === CASE) compared.push(await compareCases(kept, again, recorded.get(name) ?? '', resources));
    else compared.push(compareFile(kept, again, name, recorded.get(name) ?? ''));
  }
  compared.push(compareSums(recorded, replayed));
  return compared;
}

function compareFile(kept: string, again: string, name: string, sum: string): Compared {
  const a = openInside(kept, name);
  const b = openInside(again, name);
  try {
    if (a === null || b === null) return said(name, 'missing', `it is not in ${a === null ? kept : again}`);
    const found = firstDifference(a, b);
    const touched = hashOfOpened(a) === sum ? '' : 'it is not as SHA256SUMS says, so changed since it was written';
    if (found === null && touched === '') return said(name, 'identical', null);
    const where = [found?.where ?? '', touched].filter((text) => text !== '').join('; ');
    return { ...said(name, 'differs', where), recorded: found?.recorded ?? null, replayed: found?.replayed ?? null };
  } finally {
    for (const file of [a, b]) if (file !== null) closeSync(file);
  }
}

/** Line by line; that of the case is the business of its contents. */
function compareSums(recorded: ReadonlyMap<string, string>, replayed: ReadonlyMap<string, string>): Compared {
  const lines = (sums: ReadonlyMap<string, string>) =>
    [...sums].filter(([name]) => name !== CASE).map(([name, hash]) => `${hash}  ${name}`);
  const [a, b] = [lines(recorded), lines(replayed)];
  const at = a.findIndex((line, index) => line !== b[index]);
  if (at < 0 && a.length === b.length) return said(SUMS, 'identical', `but for the line of ${CASE}`);
  const nth = at < 0 ? a.length : at;
  return {
    ...said(SUMS, 'differs', `entry ${nth + 1}`),
    recorded: a[nth] ?? '(its end)',
    replayed: b[nth] ?? '(its end)',
  };
}

async function compareCases(kept: string, again: string, sum: string, resources: Resources): Promise<Compared> {
  const file = openInside(kept, CASE);
  if (file === null) return said(CASE, 'missing', `it is not in ${kept}`);
  const touched = hashOfOpened(file) === sum ? '' : '; it is not as SHA256SUMS says, so changed since it was written';
  closeSync(file);
  const [a, b] = [await contents(join(kept, CASE), resources), await contents(join(again, CASE), resources)];
  if (typeof a === 'string') return said(CASE, 'differs', `it cannot be read: ${a}${touched}`);
  if (typeof b === 'string') throw new KeytrailError('internal', `the replayed case cannot be read: ${b}`);
  const tables = [...new Set([...a.keys(), ...b.keys()])];
  const odd = tables.find((name) => a.get(name)?.hash !== b.get(name)?.hash);
  if (odd === undefined && touched === '')
    return said(CASE, 'same-contents', `every row of ${tables.length} tables with rows`);
  if (odd === undefined) return said(CASE, 'differs', `same contents${touched}`);
  const rows = (of: typeof a) => `${of.get(odd)?.rows ?? 0} rows`;
  return { ...said(CASE, 'differs', `table ${odd}${touched}`), recorded: rows(a), replayed: rows(b) };
}

/** A row a table; a text: why it cannot be read. */
async function contents(path: string, resources: Resources) {
  const [{ openCase }, { packageSql }] = await Promise.all([import('../store/case.js'), import('../store/sql.js')]);
  try {
    const opened = await openCase(path, resources);
    try {
      const tables = await opened.objects<{ name: string; rows: number; hash: string }>(
        packageSql('_replay/contents.sql'),
      );
      return new Map(tables.map((table) => [table.name, table]));
    } finally {
      await opened.close();
    }
  } catch (error) {
    if (error instanceof KeytrailError && error.code !== 'no-space') return error.message;
    throw error;
  }
}

function said(file: string, result: Compared['result'], where: string | null): Compared {
  return { file, result, where, recorded: null, replayed: null };
}
