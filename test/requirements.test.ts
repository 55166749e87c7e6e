import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { packageFile } from '../src/package.js';
import { REQUIREMENTS, WITHOUT_FIXTURE } from './support/requirements.js';

// The table requirement → fixtures → tests, held to what is really there: archives.test.ts and peers/archives.test.ts run every folder of fixtures/archives.

const path = (text: string) => fileURLToPath(packageFile(text));
const exitOf = (fixture: string) =>
  (JSON.parse(readFileSync(path(`fixtures/archives/${fixture}/expected.json`), 'utf8')) as { exit: number }).exit;

test('every requirement is there, once', () => {
  const ids = Array.from({ length: 58 }, (_, index) => `V-${String(index + 1).padStart(2, '0')}`);
  expect(REQUIREMENTS.map(({ id }) => id)).toEqual(ids);
});

describe.each(REQUIREMENTS)('$id $says', ({ id, fires, quiet, told, tests }) => {
  test('has fixtures for and against it', () => {
    expect(fires.length > 0 || WITHOUT_FIXTURE.has(id)).toBe(true);
    expect(quiet.length).toBeGreaterThan(0);
    expect(fires.filter((fixture) => exitOf(fixture) !== (told ? 0 : 1))).toEqual([]);
    expect(quiet.filter((fixture) => exitOf(fixture) !== 0)).toEqual([]);
  });

  test('has tests that are there', () => {
    expect(tests.length).toBeGreaterThan(0);
    for (const named of tests) {
      const [file = '', name = ''] = named.split(' › ');
      // As it stands in the source, where an apostrophe may be escaped.
      const text = readFileSync(path(`test/${file}`), 'utf8').replaceAll("\\'", "'");
      const quoted = ["'", '"', '`'].some((quote) => text.includes(`${quote}${name}${quote}`));
      expect(quoted, named).toBe(true);
    }
  });
});

test('every documented difference from validate-logs has its fixture', () => {
  const [, section = ''] = readFileSync(path('docs/verification.md'), 'utf8').split('## Differences from');
  const rows = section.split('\n').filter((line) => line.startsWith('| '));
  expect(rows.length).toBeGreaterThan(30);
  for (const row of rows.slice(2)) {
    const cells = row.split('|').slice(1, -1);
    expect(cells, row).toHaveLength(4);
    expect(existsSync(path(`fixtures/archives/${cells[3]!.trim()}`)), row).toBe(true);
  }
});
