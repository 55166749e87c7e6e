import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  readPlan,
  requireApart,
  requireHash,
  requireSections,
  requireSteps,
} from '../../src/containment/program/plan-file.js';
import { planHash } from '../../src/plan/index.js';
import { examplePlan } from '../support/example-plan.js';

const folder = mkdtempSync(join(tmpdir(), 'keytrail-test-'));
const path = (name: string) => join(folder, name);
beforeAll(() => {
  writeFileSync(path('plan.json'), JSON.stringify(examplePlan(), null, 3));
  writeFileSync(path('half.json'), '{"schema":');
  symlinkSync(path('plan.json'), path('link.json'));
  symlinkSync(folder, path('way'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a plan file', () => {
  test('is read whatever its layout, and has the hash of what it says', () => {
    expect(readPlan(path('plan.json'))).toEqual({
      path: path('plan.json'),
      plan: examplePlan(),
      hash: planHash(examplePlan()),
    });
  });

  test.each([
    ['nowhere.json', 'no such file or folder'],
    ['.', 'not a file'],
    ['half.json', 'is not JSON'],
  ])('%s is none: %s', (name, why) => expect(() => readPlan(path(name))).toThrow(why));

  test('that has no end is not waited for', () => expect(() => readPlan('/dev/zero')).toThrow('not a file'));

  test('of another hash, account or step is refused', () => {
    const file = readPlan(path('plan.json'));
    expect(() => requireHash(file, 'f'.repeat(64))).toThrow(`the hash of this plan is ${file.hash}`);
    expect(() => requireHash(file, file.hash)).not.toThrow();
    expect(() => requireSections(file, ['999999999999'])).toThrow('no section for 999999999999');
    expect(() => requireSections(file, null)).not.toThrow();
    expect(() => requireSteps(file, [11])).not.toThrow();
    expect(() => requireSteps(file, [1, 12])).toThrow('no step 12');
  });
});

describe('plan, journal and result', () => {
  const [plan, journal] = [path('plan.json'), path('plan.journal.jsonl')];
  test.each([
    ['the journal over the plan', path('way/plan.json'), null],
    ['the journal over the plan, by a link', path('link.json'), null],
    ['the result over the plan', journal, path('way/link.json')],
    ['the result over the journal, which is not there yet', journal, path('way/plan.journal.jsonl')],
  ])('are never written one over another: %s', (_, held, out) => {
    expect(() => requireApart(plan, held, out)).toThrow(/is the (plan itself|journal)$/);
  });

  test('may lie anywhere else', () => {
    expect(() => requireApart(plan, journal, path('nowhere/run.md'))).not.toThrow();
  });
});
