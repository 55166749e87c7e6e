import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HardenResult } from '../../src/harden/index.js';
import { CASE, folder, hash, INCIDENT, makeCase, story } from '../support/demo-case.js';
import { keytrail } from '../support/run-cli.js';

beforeAll(makeCase);
afterAll(folder.remove);

test('the demo: a policy for the owner of the key from before the leak, as files, the same at every run, and the case as it was', async () => {
  const before = hash(CASE);
  const out = folder.join('hardening');
  const words = ['harden', '--case', CASE, '--seed', story.seed, ...INCIDENT, '--out', out];
  const { code, stdout, stderr } = await keytrail(words);
  expect(code).toBe(0);
  expect(stdout).toContain(`What counts as legitimate: use before ${story.compromisedAt}`);
  expect(stderr).toContain(`written: ${out}/harden.md`);
  const result = JSON.parse(readFileSync(`${out}/harden.json`, 'utf8')) as HardenResult;
  const [owner] = result.principals;
  expect(owner).toMatchObject({ isSeed: true, name: 'ci-deploy' });
  expect(owner?.needs.map(({ action }) => action)).toEqual(['sts:AssumeRole']);
  const intruders = new Set(story.events);
  for (const { needs } of result.principals) {
    for (const { evidence } of needs) for (const id of evidence) expect(intruders.has(id)).toBe(false);
  }
  const files = readdirSync(`${out}/policies`).sort();
  expect(files).toHaveLength(result.principals.flatMap(({ policies }) => policies).length);
  const written = files.map((file) => JSON.parse(readFileSync(`${out}/policies/${file}`, 'utf8')));
  for (const { policies } of result.principals)
    for (const { document } of policies) expect(written).toContainEqual(document);
  const bytes = hash(`${out}/harden.json`);
  await keytrail(words);
  expect(hash(`${out}/harden.json`)).toBe(bytes);
  expect(hash(CASE)).toBe(before);
});

test('everybody, for a program and in a table; what cannot be done is one line', async () => {
  const all = await keytrail(['harden', '--case', CASE, '--format', 'json']);
  expect(all.code).toBe(1);
  const result = JSON.parse(all.stdout) as HardenResult;
  expect(result.principals.length).toBeGreaterThan(5);
  expect(result.basis).toContain('an intruder counts as the owner');
  const csv = await keytrail(['harden', '--case', CASE, '--format', 'csv']);
  expect(csv.stdout.split('\r\n')[0]).toBe('finding,severity,account,about,detail,todo,stateOf,events,proven,evidence');
  const wrong = await keytrail(['harden', 'x', '--case', CASE]);
  expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining("does not know what to do with 'x'")]);
  const days = await keytrail(['harden', '--case', CASE, '--days', 'many']);
  expect([days.code, days.stderr]).toEqual([2, expect.stringContaining("--days: 'many'")]);
});
