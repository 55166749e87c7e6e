import { cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { checkLog } from '../../src/cli/command-log.js';
import { hash, SEED } from '../support/demo-case.js';
import { fixture, keytrail, scratch } from '../support/run-cli.js';

const folder = scratch();
const run = (...words: string[]) => keytrail(words, { cwd: folder.path });
afterAll(folder.remove);

test('every command on the case is written down, packed and checked; where it cannot be, the command says so and works', async () => {
  cpSync(fixture('demo'), folder.join('archive'), { recursive: true });
  rmSync(folder.join('archive', 'truth.json'));
  await run('investigate', ...SEED, 'archive', '--out', 'incident');
  await run('sql', 'select 1', '--case', 'incident/case.duckdb');
  await run('sql', 'select 2', '--case', 'incident/case.duckdb', '--out', 'incident/mine.json');
  const text = readFileSync(folder.join('incident', 'commands.jsonl'), 'utf8');
  expect(checkLog(text)).toMatchObject({ lines: 3, objections: [] });
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.map(({ command }) => command)).toEqual(['investigate', 'sql', 'sql']);
  expect(lines[0].results[0]).toEqual({ file: 'SHA256SUMS', sha256: hash(folder.join('incident', 'SHA256SUMS')) });
  expect(lines[2].results).toEqual([{ file: 'mine.json', sha256: hash(folder.join('incident', 'mine.json')) }]);
  const made = await run('package', 'incident', '--out', 'incident.tar');
  expect([made.code, made.stderr]).toEqual([0, '']);
  expect(made.stdout).toContain(hash(folder.join('incident.tar')));
  const checked = await run('package', '--check', 'incident.tar');
  expect([checked.code, checked.stdout]).toEqual([0, expect.stringMatching(/^Whole: \d+ files .* 3 commands/)]);
  const twice = await run('package', 'incident', '--out', 'incident.tar');
  expect([twice.code, twice.stderr]).toEqual([2, expect.stringContaining('already there')]);
  const other = await run('package', '--check', 'archive/collection.json');
  expect([other.code, other.stdout]).toEqual([1, expect.stringContaining('wrong')]);
  rmSync(folder.join('incident', 'commands.jsonl'));
  mkdirSync(folder.join('incident', 'commands.jsonl'));
  const sql = await run('sql', 'select 42 as n', '--case', 'incident/case.duckdb');
  expect([sql.code, sql.stdout]).toEqual([0, expect.stringContaining('42')]);
  expect(sql.stderr).toContain('not written down in');
});
