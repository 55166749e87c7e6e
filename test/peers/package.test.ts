import { cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { checkLog } from '../../src/cli/check-log.js';
import { hash, SEED } from '../support/demo-case.js';
import { fixture, keytrail, scratch } from '../support/run-cli.js';

const folder = scratch();
const run = (...words: string[]) => keytrail(words, { cwd: folder.path });
const readLog = () => readFileSync(folder.join('incident', 'commands.jsonl'), 'utf8');
const logged = () =>
  readLog()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
const last = () => logged().at(-1);
afterAll(folder.remove);

test('every command on the case is written down, packed and checked; where it cannot be, the command says so and works', async () => {
  cpSync(fixture('demo'), folder.join('archive'), { recursive: true });
  rmSync(folder.join('archive', 'truth.json'));
  await run('investigate', ...SEED, 'archive', '--out', 'incident');
  await run('sql', 'select 1', '--case', 'incident/case.duckdb');
  await run('sql', 'select 2', '--case', 'incident/case.duckdb', '--out', 'incident/mine.json');
  expect(checkLog(readLog())).toMatchObject({ lines: 3, objections: [] });
  const lines = logged();
  expect(lines.map(({ command }) => command)).toEqual(['investigate', 'sql', 'sql']);
  expect(lines[0].results[0]).toEqual({ file: 'SHA256SUMS', sha256: hash(folder.join('incident', 'SHA256SUMS')) });
  expect(lines[2].results).toEqual([{ file: 'mine.json', sha256: hash(folder.join('incident', 'mine.json')) }]);
  const made = await run('package', 'incident', '--out', 'incident.tar');
  expect([made.code, made.stderr]).toEqual([0, '']);
  expect(made.stdout).toContain(hash(folder.join('incident.tar')));
  const checked = await run('package', '--check', 'incident.tar');
  expect([checked.code, checked.stdout]).toEqual([
    0,
    expect.stringMatching(/^Whole: \d+ files, .*\nThe log has 3 commands, /),
  ]);
  expect(checked.stdout).toContain(hash(folder.join('incident.tar')));
  expect(last()).toMatchObject({
    ...{ command: 'package', results: [{ file: '../incident.tar', sha256: hash(folder.join('incident.tar')) }, {}] },
  });
  const twice = await run('package', 'incident', '--out', 'incident.tar');
  expect([twice.code, twice.stderr]).toEqual([2, expect.stringContaining('already there')]);
  const other = await run('package', '--check', 'archive/collection.json');
  expect([other.code, other.stdout]).toEqual([1, expect.stringContaining('wrong')]);

  // What failed, what was stopped, what came from stdin, what ran at the same moment.
  const stop = (_: string, kill: (signal: NodeJS.Signals) => void) => kill('SIGINT');
  await run('sql', 'select \u009b from nowhere', '--case', 'incident/case.duckdb');
  expect(last()).toMatchObject({
    arguments: ['select \u009b from nowhere', '--case', 'incident/case.duckdb'],
    exit: 2,
  });
  const words = [SEED[0] ?? '', '--case', 'incident/case.duckdb', '--as-of', '2026-03-03T18:49:30'];
  await keytrail(['blast', ...words], { cwd: folder.path, onStderr: stop });
  expect(last()).toMatchObject({ command: 'blast', exit: 130, results: [] });
  const statement = '\ufeffselect 3 -- of a file';
  const piped = await keytrail(['--quiet', 'sql', '-', '--case', 'incident/case.duckdb'], {
    ...{ cwd: folder.path, input: statement },
  });
  expect([piped.code, last()]).toMatchObject([
    0,
    { arguments: ['--quiet', '-', '--case', 'incident/case.duckdb'], stdin: { bytes: 24, text: statement.slice(1) } },
  ]);
  await Promise.all([1, 2, 3, 4].map((n) => run('sql', `select ${n}`, '--case', 'incident/case.duckdb')));
  await run('replay', 'incident', 'nowhere');
  expect(last()).toMatchObject({ command: 'replay', exit: 2 });
  // Two of `package`, seven on the case, and the replay, on top of the three.
  expect(checkLog(readLog())).toMatchObject({ lines: 13, objections: [] });

  rmSync(folder.join('incident', 'commands.jsonl'));
  mkdirSync(folder.join('incident', 'commands.jsonl'));
  const sql = await run('sql', 'select 42 as n', '--case', 'incident/case.duckdb');
  expect([sql.code, sql.stdout]).toEqual([0, expect.stringContaining('42')]);
  expect(sql.stderr).toContain('not written down in');
});
