import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { placeFor } from '../../src/cli/plan-place.js';
import { planHash } from '../../src/plan/index.js';
import { examplePlan } from '../support/example-plan.js';

const folder = mkdtempSync(join(tmpdir(), 'keytrail-test-'));
const path = join(folder, 'plan.json');
const hash = planHash(examplePlan());
const other = 'a'.repeat(64);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a plan that was applied is never overwritten by another', () => {
  expect(placeFor(path, hash)).toBe(path);
  writeFileSync(path, JSON.stringify(examplePlan()));
  expect(placeFor(path, other)).toBe(path);
  writeFileSync(join(folder, 'plan.journal.jsonl'), '');
  expect(placeFor(path, other)).toBe(join(folder, 'plan-aaaaaaaa.json'));
  expect(placeFor(path, hash)).toBe(path);
  writeFileSync(path, 'damaged');
  expect(placeFor(path, hash)).not.toBe(path);
});
