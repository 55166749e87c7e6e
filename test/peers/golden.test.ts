import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { goldenKept, goldenOf } from '../../scripts/golden.js';
import { packageFile } from '../../src/package.js';
import * as published from '../support/published-formats.js';
import { keytrail, scratch } from '../support/run-cli.js';

const root = fileURLToPath(packageFile('.'));
const folder = scratch();
const out = folder.join('demo');
const read = (name: string) => readFileSync(join(out, name), 'utf8');

beforeAll(() => keytrail(['demo', '--to', out], { cwd: root }));
afterAll(folder.remove);

test('the demo leaves what is kept in fixtures/golden, byte for byte; npm run golden keeps it anew', () => {
  const kept = goldenKept(root);
  for (const [name, text] of goldenOf(out)) expect(text, name).toBe(kept.get(name));
});

test('every file is told in index.md and SHA256SUMS, and is as it was written', () => {
  const files = (
    readdirSync(out, { recursive: true, withFileTypes: true }) as {
      isFile(): boolean;
      parentPath: string;
      name: string;
    }[]
  )
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(out.length + 1))
    // The log of commands grows with each of them.
    .filter((name) => name !== 'SHA256SUMS' && name !== 'commands.jsonl');
  const sums = read('SHA256SUMS').trimEnd().split('\n');
  expect(sums.map((line) => line.slice(66)).sort()).toEqual(files.sort());
  const index = read('index.md');
  for (const name of files.filter((one) => one !== 'index.md')) expect(index).toContain(`| ${name} |`);
  const { status, stderr } = spawnSync('sha256sum', ['--check', '--strict', '--quiet', 'SHA256SUMS'], { cwd: out });
  expect({ status, stderr: String(stderr) }).toEqual({ status: 0, stderr: '' });
});

test('the files for other programs are what those programs demand', () => {
  expect(published.stixObjections(JSON.parse(read('stix.json')))).toEqual([]);
  expect(published.navigatorObjections(JSON.parse(read('navigator.json')))).toEqual([]);
  const lines = read('timesketch.jsonl').trimEnd().split('\n');
  expect(lines).toHaveLength(read('events.jsonl').trimEnd().split('\n').length);
  expect(published.timesketchObjections(lines)).toEqual([]);
  expect(published.xmlObjections(read('graph.graphml'))).toEqual([]);
  expect(published.dotObjections(read('graph.dot'))).toEqual([]);
  for (const name of readdirSync(join(out, 'answers'), { recursive: true }) as string[])
    if (name.endsWith('.csv')) expect(published.formulas(read(`answers/${name}`)), name).toEqual([]);
});
