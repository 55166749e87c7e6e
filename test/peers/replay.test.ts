import { appendFileSync, cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SEED } from '../support/demo-case.js';
import { fixture, keytrail, scratch } from '../support/run-cli.js';

const folder = scratch();
const incident = folder.join('incident');

beforeAll(async () => {
  cpSync(fixture('demo'), folder.join('archive'), { recursive: true });
  rmSync(folder.join('archive', 'truth.json'));
  await keytrail(['investigate', ...SEED, 'archive', '--until', '2026-03-02T14:00:00+01:00', '--out', 'incident'], {
    cwd: folder.path,
  });
});
afterAll(folder.remove);

test('made again from elsewhere every output is identical, and nothing stays behind', async () => {
  const before = readdirSync(folder.path);
  const { code, stdout, stderr } = await keytrail(['replay', incident, folder.join('archive')], { cwd: '/' });
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toContain('identical     run.json\n');
  expect(stdout).toContain('identical     report.html\n');
  expect(stdout).toContain('same contents case.duckdb  (every row of ');
  expect(stdout).toContain('identical     SHA256SUMS  (but for the line of case.duckdb)\n');
  expect(stdout).toContain('Every output is identical: ');
  const named = readFileSync(`${incident}/SHA256SUMS`, 'utf8').trimEnd().split('\n').length + 1;
  expect(stdout).toContain(`identical: ${named} files`);
  expect(readdirSync(folder.path)).toEqual(before);
});

test('what differs is named with its place: outputs that were changed, and evidence that is not the same', async () => {
  const changed = folder.join('changed');
  cpSync(incident, changed, { recursive: true });
  appendFileSync(`${changed}/report.md`, 'and the butler\n');
  rmSync(`${changed}/graph.dot`);
  const lines = readFileSync(`${changed}/events.jsonl`, 'utf8').replace('"depth":1', '"depth":7');
  writeFileSync(`${changed}/events.jsonl`, lines);
  const run = await keytrail(['replay', 'changed', 'archive', '--format', 'json'], { cwd: folder.path });
  expect(run.code).toBe(1);
  const odd = (JSON.parse(run.stdout) as { file: string; result: string; where: string }[])
    .filter(({ result }) => result !== 'identical' && result !== 'same-contents')
    .map(({ file, result, where }) => [file, result, where.split('; ')[0]?.replace(/(line|column) \d+/g, '$1 N')])
    .sort();
  expect(odd).toEqual([
    ['events.jsonl', 'differs', 'line N, column N, field depth'],
    ['graph.dot', 'missing', `it is not in ${changed}`],
    ['report.md', 'differs', 'line N, column N'],
  ]);
  const poorer = folder.join('poorer');
  cpSync(folder.join('archive'), `${poorer}/archive`, { recursive: true });
  const log = (readdirSync(poorer, { recursive: true }) as string[]).find(
    (name) => name.includes('/CloudTrail/') && name.includes('/03/02/') && name.endsWith('.json.gz'),
  );
  rmSync(`${poorer}/${log}`);
  const other = await keytrail(['replay', 'incident', 'poorer/archive', '--to', 'again'], { cwd: folder.path });
  expect(other.code).toBe(1);
  expect(other.stdout).toMatch(/differs {7}case\.duckdb {2}table \w+\n/);
  expect(other.stdout).toMatch(/differs {7}verify\.json {2}line \d+/);
  expect(readdirSync(folder.join('again'))).toContain('verify.json');
});

test('what cannot be replayed is 2, and one line what', async () => {
  const none = await keytrail(['replay', 'archive', 'archive'], { cwd: folder.path });
  expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('has no run.json')]);
  const gone = await keytrail(['replay', 'incident', 'nowhere'], { cwd: folder.path });
  expect([gone.code, gone.stderr]).toEqual([2, expect.stringContaining('nowhere')]);
  const there = await keytrail(['replay', 'incident', 'archive', '--to', 'archive'], { cwd: folder.path });
  expect([there.code, there.stderr]).toEqual([2, expect.stringContaining('already there')]);
  expect(readdirSync(folder.path).filter((name) => name.includes('replay-'))).toEqual([]);
});
