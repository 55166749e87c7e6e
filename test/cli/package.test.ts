import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkLog } from '../../src/cli/check-log.js';
import { logCommand } from '../../src/cli/command-log.js';
import { checkPackage, pack } from '../../src/cli/package-file.js';
import { TAR_END, tarHeader, tarPadding } from '../../src/cli/tar.js';
import { sha256sums } from '../../src/report/investigation/sums.js';
import { scratch } from '../support/run-cli.js';

const folder = scratch();
const incident = folder.join('incident');
const LONG = `answers/${'a'.repeat(90)}/${'b'.repeat(60)}.csv`;
const FILES: Record<string, string> = {
  'run.json': '{}\n',
  'report.html': 'x'.repeat(512),
  'case.duckdb': 'y'.repeat(1_500_000),
  'empty.csv': '',
  [LONG]: 'ä\r\n',
};
const sha256 = (text: string | Buffer) => createHash('sha256').update(text).digest('hex');
const NOW = new Date('2026-03-03T18:49:30Z');

const done = {
  ...{ command: 'sql', arguments: ['select 1'], begun: NOW, exit: 0 },
  ...{ files: [], stdout: sha256('1'), stdin: null },
};

function packed(name: string) {
  const file = openSync(folder.join(name), 'w');
  try {
    return pack(incident, file);
  } finally {
    closeSync(file);
  }
}

/** A tar of these entries, whatever they are. */
function tar(entries: readonly (readonly [string, string])[], end: Buffer = TAR_END): string {
  const path = folder.join('made.tar');
  const parts = entries.flatMap(([name, text]) => {
    const bytes = Buffer.from(text);
    return [tarHeader(name, bytes.length), bytes, tarPadding(bytes.length)];
  });
  writeFileSync(path, Buffer.concat([...parts, end]));
  return path;
}

beforeAll(() => {
  mkdirSync(`${incident}/answers/${'a'.repeat(90)}`, { recursive: true });
  for (const [name, text] of Object.entries(FILES)) writeFileSync(`${incident}/${name}`, text);
  const sums = Object.entries(FILES).map(([name, text]) => ({ name, sha256: sha256(text) }));
  writeFileSync(`${incident}/SHA256SUMS`, sha256sums(sums));
  logCommand(incident, done, NOW);
  logCommand(incident, { ...done, files: [`${incident}/run.json`] }, NOW);
});
afterAll(folder.remove);

test('the same folder gives the same bytes, which tar and Python read as we wrote them', () => {
  const { files, sha256: hash, commands } = packed('a.tar');
  expect(packed('b.tar').sha256).toBe(hash);
  expect(sha256(readFileSync(folder.join('a.tar')))).toBe(hash);
  expect([files, commands?.lines]).toEqual([8, 2]);
  expect(checkPackage(folder.join('a.tar'))).toEqual({ files: 8, sha256: hash, commands, objections: [] });
  expect(commands).toMatchObject({
    ...{ from: '2026-03-03T18:49:30Z', to: '2026-03-03T18:49:30Z' },
    last: sha256(readFileSync(`${incident}/commands.jsonl`, 'utf8').trimEnd().split('\n')[1] ?? ''),
  });
  mkdirSync(folder.join('out'));
  expect(spawnSync('tar', ['xf', folder.join('a.tar'), '-C', folder.join('out')]).status).toBe(0);
  for (const [name, text] of Object.entries(FILES)) {
    expect(readFileSync(folder.join('out', 'evidence', name), 'utf8') === text, name).toBe(true);
  }
  const sums = spawnSync('sha256sum', ['-c', '--strict', '--quiet', 'MANIFEST.sha256'], {
    cwd: folder.join('out', 'evidence'),
  });
  expect(sums.status).toBe(0);
  const python = spawnSync('python3', [
    '-c',
    'import sys,tarfile;print(len(tarfile.open(sys.argv[1]).getnames()))',
    folder.join('a.tar'),
  ]);
  expect(String(python.stdout)).toBe('8\n');
});

test('a folder that is not as it was written is no package', () => {
  const whole = FILES['report.html'] ?? '';
  writeFileSync(`${incident}/report.html`, `${whole}!`);
  expect(() => packed('c.tar')).toThrow('report.html is not as SHA256SUMS says');
  rmSync(`${incident}/report.html`);
  symlinkSync('/etc/hostname', `${incident}/report.html`);
  expect(() => packed('c.tar')).toThrow('report.html is missing');
  rmSync(`${incident}/report.html`);
  writeFileSync(`${incident}/report.html`, whole);
  const log = readFileSync(`${incident}/commands.jsonl`, 'utf8');
  writeFileSync(`${incident}/commands.jsonl`, log.replace('select 1', 'select 2'));
  expect(() => packed('c.tar')).toThrow('line 2 does not follow');
  writeFileSync(`${incident}/commands.jsonl`, log);
  // The last run that the log tells of left other files than these.
  const run = { ...done, command: 'investigate', files: [`${incident}/SHA256SUMS`] };
  logCommand(incident, run, NOW);
  expect(packed('c.tar').commands?.sums).toBe(sha256(readFileSync(`${incident}/SHA256SUMS`)));
  const sums = readFileSync(`${incident}/SHA256SUMS`, 'utf8');
  writeFileSync(`${incident}/SHA256SUMS`, sums.replace(/.*empty\.csv\n/, ''));
  expect(() => packed('c.tar')).toThrow('wrote another SHA256SUMS');
  writeFileSync(`${incident}/SHA256SUMS`, `${sums}${sha256('')}  EMPTY.csv\n`);
  expect(() => packed('c.tar')).toThrow('would be one file');
  writeFileSync(`${incident}/SHA256SUMS`, sums);
  writeFileSync(`${incident}/commands.jsonl`, log);
});

test('the chain: a line changed, taken out, or not whole', () => {
  const log = readFileSync(`${incident}/commands.jsonl`, 'utf8');
  expect(checkLog(log).objections).toEqual([]);
  expect(checkLog('').objections).toEqual([]);
  expect(checkLog(log.slice(log.indexOf('\n') + 1)).objections).toEqual([expect.stringContaining('line 1 does not')]);
  expect(checkLog(log.slice(0, -1)).objections).toEqual([expect.stringContaining('not whole')]);
  expect(checkLog('null\n').objections).toHaveLength(1);
  expect(checkLog('{{\n').objections).toHaveLength(1);
});

test('whatever byte of a package is another, it is not whole', () => {
  packed('d.tar');
  const bytes = readFileSync(folder.join('d.tar'));
  const path = folder.join('e.tar');
  const places = [0, 105, 130, 150, 156, 200, 260, 400, 511, 513, 1030, 5000, 700_000];
  for (const at of [...places, bytes.length - 1, bytes.length - 1600]) {
    const other = Buffer.from(bytes);
    other[at] = (other[at] ?? 0) ^ 1;
    writeFileSync(path, other);
    expect(checkPackage(path).objections, `${at}`).not.toEqual([]);
  }
  for (const length of [0, 1, 511, 512, 100_000, bytes.length - 1024, bytes.length - 1]) {
    writeFileSync(path, bytes.subarray(0, length));
    expect(checkPackage(path).objections, `${length}`).not.toEqual([]);
  }
  writeFileSync(path, bytes);
  appendFileSync(path, 'more');
  expect(checkPackage(path).objections).toEqual(['it does not end where its files do']);
});

test('names that lead elsewhere, twice the same, entries that are no files, more than a list says', () => {
  const objections = (...entries: [string, string][]) => checkPackage(tar(entries)).objections;
  for (const name of ['evidence/../x', '/etc/passwd', '../x', 'x', 'evidence/', 'evidence/a\\b', 'evidence//a']) {
    expect(objections([name, 'x']), name).toEqual([expect.stringContaining('leads elsewhere')]);
  }
  expect(objections(['evidence/a', ''], ['evidence/a', ''])).toEqual(['it has a twice']);
  const link = tar([['evidence/a', '']]);
  const bytes = readFileSync(link);
  bytes[156] = '2'.charCodeAt(0);
  bytes.write(`${(parseInt(bytes.toString('latin1', 148, 154), 8) + 2).toString(8).padStart(6, '0')}`, 148);
  writeFileSync(link, bytes);
  expect(checkPackage(link).objections).toEqual(['it has an entry that is no file']);
  const sum = sha256('x');
  expect(objections(['evidence/a', 'x'], ['evidence/MANIFEST.sha256', `${sum}  a\n${sum}  b\n`])).toEqual(
    expect.arrayContaining([
      'b is missing, and MANIFEST.sha256 names it',
      'SHA256SUMS is missing',
      'run.json is missing',
    ]),
  );
  expect(objections(['evidence/a', 'x'], ['evidence/MANIFEST.sha256', '']).join()).toContain('does not name a');
  expect(objections(['evidence/MANIFEST.sha256', `${sum}  ../a\n`]).join()).toContain('names what is not in it');
  expect(() => tarHeader('x'.repeat(300), 0)).toThrow('too long');
  expect(() => tarHeader('x', 2 ** 33)).toThrow('8 GiB');
});
