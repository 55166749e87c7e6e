import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { ingest } from '../src/ingest/index.js';
import { CONDITIONS, expectedOf, holds, optionsFor, verifyCondition } from './support/archives.js';

/** Conditions in which loading could make a difference to what verification says. */
const LOADED = new Set([
  'clean',
  'log-modified',
  'log-second-member',
  'log-truncated',
  'gap-explained',
  'plain-folder',
  'version-log-overwritten',
]);

const temp = mkdtempSync(join(tmpdir(), 'keytrail-archives-'));
afterAll(() => rmSync(temp, { recursive: true, force: true }));

// Most of a run over so few objects is waiting for threads to start: several runs at once, and one worker each.
describe.concurrent('verify', () => {
  test.each(CONDITIONS.first)('%s', verifyCondition);
});

describe('ingest says the same, and everything is accounted for', () => {
  test.each([...LOADED])('%s', async (condition) => {
    const expected = expectedOf(condition);
    const casePath = join(temp, `${condition}.duckdb`);
    const summary = await ingest({ ...optionsFor(condition, expected), casePath });
    holds(summary.report, expected);
    expect(summary.lost).toEqual([]);
    expect(summary.accounting.records).toBeGreaterThan(0);
  });
});
