import { describe, expect, test } from 'vitest';
import { byHand } from '../../src/containment/show/by-hand.js';
import { script } from '../../src/containment/show/script.js';
import { showMarkdown } from '../../src/containment/show/show-markdown.js';
import { showText } from '../../src/containment/show/show-text.js';
import { STEP_WORDS, titleOf } from '../../src/containment/show/words.js';
import { type Plan, planHash } from '../../src/plan/index.js';
import { plain } from '../../src/text/colour.js';
import { width } from '../../src/text/width.js';
import { examplePlan } from '../support/example-plan.js';
import { HOSTILE, hostilePlan } from '../support/hostile-plan.js';

const file = (plan: Plan) => ({ path: 'plan.json', plan, hash: planHash(plan) });
const text = (plan: Plan, columns: number | null = null) =>
  showText(file(plan), plan.sections, { paint: plain, width: columns });

describe('show', () => {
  const plan = examplePlan();
  const hash = planHash(plan);

  test('begins and ends with the hash', () => {
    const lines = text(plan).trimEnd().split('\n');
    expect(lines[1]).toBe(`hash      ${hash}`);
    expect(lines.at(-1)).toBe(`hash ${hash}`);
  });

  test('has every step with its number, whom, why, evidence, what it leaves, and how to do and undo it by hand', () => {
    const page = text(plan);
    for (const step of plan.sections[0]!.steps) {
      expect(page).toContain(`${String(step.number).padStart(3)}  ${titleOf(step)}\n     why       ${step.reason}\n`);
    }
    expect(page).toContain('evidence  f2d1bd1c-3a7d-4c3e-8d36-0d2f6f0f9f10; proven\n');
    expect(page).toContain(
      '     leaves    sessions that the key issued, up to 36 hours: the denial of its user stops them\n',
    );
    expect(page).toContain(
      '     undo      aws iam delete-user-policy --user-name mallory --policy-name KeytrailContainmentDenyAll\n',
    );
    expect(page).toContain(
      'rests on  12 records, 11 of them proven\ndoes      11 steps in 1 account; 1 task left for a person\nwarning   1 of 12 records is not proven\n',
    );
    expect(page).toContain(
      'from another account by way of arn:aws:iam::123456789012:role/OrganizationAccountAccessRole',
    );
    expect(page).toContain('why       a password cannot be put back: nobody knows the former one');
    expect(page).toContain('"iam:PutUserPolicy"');
    expect(page).toContain(`keytrail-contain apply plan.json --execute ${hash}`);
  });

  test('says where a step does not rest on proven records alone', () => {
    const [section] = plan.sections;
    const [one, two, ...rest] = section!.steps;
    const steps = [{ ...one!, proven: false }, { ...two!, proven: null, evidence: [] }, ...rest];
    const page = text({ ...plan, sections: [{ ...section!, steps }] });
    expect(page).toContain('f2d1bd1c-3a7d-4c3e-8d36-0d2f6f0f9f10; NOT all proven');
    expect(page).toContain('evidence  rests on no record');
  });

  test.each([80, 120])('fits a terminal of %d columns, but for JSON and the hash in a command', (columns) => {
    const long = text(plan, columns)
      .split('\n')
      .filter((line) => width(line) > columns && !line.includes('--execute') && !/^ {4}[ {}\]"]/.test(line));
    expect(long).toEqual([]);
  });

  test('a text that has to come from a file is said to come from the script', () => {
    const [section] = plan.sections;
    const steps = section!.steps.map((step) => (step.kind === 'restore-trust' ? { ...step, document: '{\n}' } : step));
    const page = text({ ...plan, sections: [{ ...section!, steps }] });
    expect(page).toContain('--policy-document "file://$work/step-8"\n');
    expect(page.match(/the texts in \$work are written by the script of --commands/g)).toHaveLength(1);
  });

  test('of some accounts prints commands for these alone, and without a step none', () => {
    const [section] = plan.sections;
    const both = { ...plan, sections: [section!, { ...section!, account: '222222222222', steps: [] }] };
    const look = { paint: plain, width: null };
    expect(showText(file(both), [section!], look)).toContain('apply plan.json --account 123456789012 --execute');
    expect(showText(file(both), both.sections, look)).not.toContain('--account');
    const none = showText(file(both), both.sections.slice(1), look);
    expect(none).toContain('There is no step to apply. Tasks are done by hand.\n');
    expect(none).not.toContain('--execute');
  });

  test('Markdown has a row for each step, and the policy', () => {
    const page = showMarkdown(file(plan), plan.sections);
    expect(page).toContain(
      '| step | what | why | evidence | undo |\n| --- | --- | --- | --- | --- |\n| 1 | deny everything: user mallory |',
    );
    expect(page.match(/^\| \d+ \|/gm)).toHaveLength(11);
    expect(page).toContain('```json\n{\n  "Version": "2012-10-17"');
  });

  test('words for each kind of step say how it is undone', () => {
    for (const step of plan.sections[0]!.steps) expect(STEP_WORDS[step.kind].undo).not.toBe('');
  });
});

describe('what a hostile plan says', () => {
  test.each(HOSTILE)('%j drives neither terminal nor script', (hostile) => {
    const plan = hostilePlan(hostile);
    const shell = script(plan, planHash(plan), plan.sections);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is these that are looked for
    const hidden = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/;
    for (const page of [text(plan), shell, showMarkdown(file(plan), plan.sections)]) expect(page).not.toMatch(hidden);
    expect(shell.split('\n')).not.toContainEqual(expect.stringMatching(/^\s*touch/));
  });
});

describe('by hand', () => {
  test('a user is checked to be the one that is meant, by id', () => {
    const [deny] = examplePlan().sections[0]!.steps;
    const { checks } = byHand({ ...deny!, userId: 'AIDAEXAMPLE123456789' } as typeof deny & object, 'aws');
    expect(checks[0]).toEqual({
      words: ['aws', 'iam', 'get-user', '--user-name', 'mallory', '--query', 'User.UserId', '--output', 'text'],
      prints: 'AIDAEXAMPLE123456789',
    });
  });

  test('a document that is nested without end is compared with nothing, and ends no run', () => {
    const step = examplePlan().sections[0]!.steps.find(({ kind }) => kind === 'restore-trust')!;
    const document = `{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
    const { checks } = byHand({ ...step, expect: { document } } as typeof step, 'aws');
    expect(checks[0]?.words).toContain('Role.AssumeRolePolicyDocument == `false`');
  });
});
