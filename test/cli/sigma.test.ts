import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CASE, folder, hash, makeCase, SEED, story } from '../support/demo-case.js';
import { keytrail } from '../support/run-cli.js';

const rule = (title: string, search: string, more = '') =>
  `title: ${title}\nlogsource: {product: aws, service: cloudtrail}\ndetection: {s: ${search}, condition: s}\n${more}`;
const RULES = folder.join('rules');

beforeAll(async () => {
  mkdirSync(folder.join('rules', 'iam'), { recursive: true });
  writeFileSync(
    folder.join('rules', 'iam', 'keys.yml'),
    rule('A key was made', '{eventName: CreateAccessKey}', 'level: high\ntags: [attack.t1098.001]\n'),
  );
  writeFileSync(
    folder.join('rules', 'logging.yaml'),
    rule('Logging was stopped', '{eventName: StopLogging}', 'level: critical\n'),
  );
  writeFileSync(folder.join('rules', 'README.md'), 'no rule');
  await makeCase();
});
afterAll(folder.remove);

test('rules of a folder, the radius apart, and the case as it was', async () => {
  const before = hash(CASE);
  const events = folder.join('matches.jsonl');
  const ran = await keytrail([
    'sigma',
    RULES,
    '--case',
    CASE,
    '--seed',
    ...SEED,
    '--format',
    'json',
    '--events',
    events,
  ]);
  const answers = JSON.parse(ran.stdout) as { title: string; in_radius: number; rest: number; evidence: string[] }[];
  expect(answers.map(({ title }) => title)).toEqual(['Logging was stopped', 'A key was made']);
  const keys = answers[1];
  expect(keys?.in_radius).toBeGreaterThan(0);
  for (const id of keys?.evidence.slice(0, keys.in_radius) ?? []) expect(story.events).toContain(id);
  for (const id of keys?.evidence.slice(keys.in_radius) ?? []) expect(story.events).not.toContain(id);
  const lines = readFileSync(events, 'utf8').trimEnd().split('\n');
  expect(lines).toHaveLength(answers.reduce((sum, { in_radius, rest }) => sum + in_radius + rest, 0));
  expect(ran.stderr).toMatch(/rests on \d+ proven and \d+ unproven/);
  expect(ran.code).toBe(ran.stderr.includes(' and 0 unproven') ? 0 : 1);
  expect(hash(CASE)).toBe(before);
});

test('for a person; what is refused or for other logs is said, and changes the exit code only if it is refused', async () => {
  const other = folder.join('other.yml');
  const windows = 'title: W\nlogsource: {product: windows}\ndetection: {s: {a: b}, condition: s}\n';
  writeFileSync(other, windows);
  const clean = await keytrail(['sigma', RULES, other, '--case', CASE, '--until', '2026-03-01']);
  expect(clean).toMatchObject({ code: 0, stdout: '2 rules ran: none matched; rests on no records\n' });
  expect(clean.stderr).toContain('not for CloudTrail, left out: 1 rule (windows 1)');
  const bad = folder.join('bad.yml');
  writeFileSync(bad, rule('Bad', "{'userAgent|windash': -x}"));
  const { code, stdout, stderr } = await keytrail(['sigma', RULES, bad, '--case', CASE, '--seed', ...SEED]);
  expect(code).toBe(1);
  expect(stdout).toMatch(/^level +title +in_radius +rest +/);
  expect(stdout).toContain('2 rules ran, 1 refused and not run: 2 matched; rests on ');
  expect(stderr).toContain(`refused: ${bad}:3 Bad: modifier 'windash' is not supported`);
});

test.each([
  ['no rules', [], 'sigma needs a rule'],
  ['no such file', ['nowhere.yml'], 'nowhere.yml: no such file'],
  ['no rule that could run', ['other.yml'], 'no Sigma rule that can be run: 0 refused, 1 not for CloudTrail'],
  ['no number', ['rules', '--limit', 'x'], "--limit: 'x' is not a number"],
])('it cannot do: %s', async (_, words, said) => {
  const { code, stderr } = await keytrail(['sigma', ...words, '--case', CASE], { cwd: folder.path });
  expect(code).toBe(2);
  expect(stderr).toContain(said);
  expect(existsSync(folder.join('nowhere.yml'))).toBe(false);
});
