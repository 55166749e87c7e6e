import { lstatSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { checkLog } from '../../src/cli/check-log.js';
import { type DoneCommand, folderOf, isInvestigation, logCommand } from '../../src/cli/command-log.js';
import { sha256 } from '../../src/cli/file-hash.js';
import { scratch } from '../support/run-cli.js';

const folder = scratch();
const log = folder.join('commands.jsonl');
const AT = new Date('2026-03-03T18:49:30Z');
const DONE: DoneCommand = {
  ...{ command: 'sql', arguments: ['select 1'], begun: new Date('2026-03-03T18:49:00Z'), exit: 0 },
  ...{ files: [], stdout: null, stdin: null },
};
const lines = () =>
  readFileSync(log, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

beforeEach(() => rmSync(log, { force: true, recursive: true }));
afterAll(folder.remove);

test('what failed or was stopped is a line without results; what lay there before is not its own', () => {
  writeFileSync(folder.join('out.csv'), 'x');
  for (const exit of [0, 1, 2, 130]) logCommand(folder.path, { ...DONE, exit, files: [folder.join('out.csv')] }, AT);
  expect(lines().map(({ exit, results }) => [exit, results.length])).toEqual([
    [0, 1],
    [1, 1],
    [2, 0],
    [130, 0],
  ]);
  expect(lines()[0]).toMatchObject({ begun: '2026-03-03T18:49:00Z', at: '2026-03-03T18:49:30Z' });
  expect(checkLog(readFileSync(log, 'utf8'))).toMatchObject({ lines: 4, objections: [] });
});

test('a line drives no terminal and reads back as what was typed; of stdin it has the hash and the beginning', () => {
  const typed = 'select \u009b31m\u202e\u2028 1';
  const text = 'x'.repeat(50_000);
  const stdin = { sha256: sha256(text), bytes: text.length, text };
  logCommand(folder.path, { ...DONE, arguments: [typed], stdin }, AT);
  expect(/[^\P{Cc}\n]|\p{Cf}|\p{Zl}/u.test(readFileSync(log, 'utf8'))).toBe(false);
  expect(lines()[0]).toMatchObject({ arguments: [typed], stdin: { sha256: sha256(text), bytes: 50_000 } });
  expect(lines()[0].stdin.text).toHaveLength(10_000);
});

test('a link or a folder in its place is not followed, and the lock is given back', () => {
  writeFileSync(folder.join('precious'), 'mine');
  symlinkSync('precious', log);
  expect(() => logCommand(folder.path, DONE, AT)).toThrow();
  expect(readFileSync(folder.join('precious'), 'utf8')).toBe('mine');
  expect(lstatSync(`${log}.lock`, { throwIfNoEntry: false })).toBeUndefined();
  rmSync(log);
  mkdirSync(log);
  expect(() => logCommand(folder.path, DONE, AT)).toThrow();
});

test('lines put in another order, left out, altered or made up', () => {
  for (const n of [1, 2, 3, 4]) logCommand(folder.path, { ...DONE, arguments: [`select ${n}`] }, AT);
  const [a, b, c, d] = readFileSync(log, 'utf8').trimEnd().split('\n') as [string, string, string, string];
  const objections = (...of: string[]) => checkLog(of.map((line) => `${line}\n`).join('')).objections;
  expect(objections(a, b, c, d)).toEqual([]);
  expect(objections(a, c, b, d)).toHaveLength(3);
  expect(objections(a, b, d)).toEqual(['commands.jsonl: line 3 does not follow the one before']);
  expect(objections(b, c, d)).toHaveLength(1);
  expect(objections(a, b.replace('select 2', 'select 9'), c, d)).toHaveLength(1);
  expect(objections(a, a, b, c)).toEqual(['commands.jsonl: line 2 does not follow the one before']);
  expect(objections(a, '', b)).toEqual([
    'commands.jsonl: line 2 is no command',
    'commands.jsonl: line 3 does not follow the one before',
  ]);
  expect(objections(`{"previous":"${'0'.repeat(64)}"}`)).toEqual(['commands.jsonl: line 1 is no command']);
  // A line that was cut off stays an objection, and what comes behind it is legible.
  writeFileSync(log, `${a}\n${b.slice(0, 40)}`);
  logCommand(folder.path, DONE, AT);
  expect(checkLog(readFileSync(log, 'utf8'))).toMatchObject({
    ...{ lines: 3, objections: ['commands.jsonl: line 2 is no command'] },
  });
});

test('the folder is that of the case, the one that is written, or the one that is given', () => {
  const { path } = folder;
  expect(folderOf('sql', [], { case: `${path}/case.duckdb` })).toBe(path);
  expect(folderOf('ingest', ['archive'], { case: `${path}/case.duckdb` })).toBe(path);
  expect(folderOf('investigate', [], { out: path, case: '/x/y' })).toBe(path);
  expect(folderOf('replay', [path, 'archive'], {})).toBe(path);
  expect(folderOf('package', [], { check: 'a.tar' })).toBeNull();
  expect(folderOf('verify', ['archive'], {})).toBeNull();
  expect(folderOf('sql', [], { case: ['a', 'b'] })).toBeNull();
  expect(isInvestigation(path, 'sql')).toBe(false);
  writeFileSync(folder.join('case.duckdb'), '');
  expect([isInvestigation(path, 'sql'), isInvestigation(path, 'investigate')]).toEqual([false, true]);
  logCommand(path, DONE, AT);
  expect(isInvestigation(path, 'sql')).toBe(true);
});
