import { describe, expect, test } from 'vitest';
import { identityText } from '../../src/containment/print/heading.js';
import { nextCommand } from '../../src/containment/print/next.js';
import { conclusion } from '../../src/containment/print/run-text.js';
import { statusText } from '../../src/containment/print/status-text.js';
import { headings, stepLine } from '../../src/containment/print/step-line.js';
import { verifyText } from '../../src/containment/print/verify-text.js';
import { readCommandLine } from '../../src/containment/program/command-line.js';
import type { Given } from '../../src/containment/program/given.js';
import type {
  Connection,
  Effect,
  EffectReport,
  Identity,
  Phase,
  Report,
  StatusReport,
  StepWord,
} from '../../src/containment/types.js';
import { planHash } from '../../src/plan/index.js';
import { coloured, plain } from '../../src/text/colour.js';
import { width } from '../../src/text/width.js';
import { examplePlan } from '../support/example-plan.js';
import { HOSTILE } from '../support/hostile-plan.js';

// What a run says, of results as the engine gives them.

const plan = examplePlan();
const hash = planHash(plan);
const file = { path: 'plan.json', plan, hash };
const [section] = plan.sections;
const steps = section!.steps;
const look = { paint: plain, width: null };

function given(...words: string[]): Given {
  const request = readCommandLine(['apply', 'plan.json', ...words], 80);
  if (request.type !== 'run') throw new Error('not understood');
  return request.given;
}

/** The example's steps with these words, in order. */
function report(what: Report['what'], executed: boolean, exit: Report['exit'], ...words: StepWord[]): Report {
  const reports = words.map((word, index) => ({
    account: '123456789012',
    step: steps[index]!,
    word,
    detail: '',
    way: null,
  }));
  return { what, executed, steps: reports, notices: [], exit };
}
const said = (of: Report, ...words: string[]) => conclusion(of, file, given(...words), look);

describe('after a run', () => {
  test('a dry run says twice that nothing was done, and prints the command with the hash', () => {
    expect(said(report('apply', false, 0, 'to do', 'already so', 'to do'))).toBe(
      `\nDRY RUN: nothing was written to AWS.\napply: 3 steps: 2 to do, 1 already so\nTo do it:\n  keytrail-contain apply plan.json --execute ${hash}\n`,
    );
  });

  test('the next command is given what this one was given', () => {
    const words = [
      '--journal',
      'my journal',
      '--profile',
      'ir',
      '--region',
      'eu-west-1',
      '--account',
      '123456789012',
      '--skip',
      '9',
    ];
    expect(said(report('apply', false, 0, 'to do'), ...words)).toContain(
      `  keytrail-contain apply plan.json --journal 'my journal' --profile ir --region eu-west-1 --account 123456789012 --skip 9 --execute ${hash}\n`,
    );
    expect(nextCommand('status', given(...words))).toBe(
      "  keytrail-contain status plan.json --journal 'my journal' --account 123456789012\n",
    );
  });

  test('what is in the way is named, and how to leave it out', () => {
    expect(said(report('apply', false, 2, 'to do', 'differs', 'locks out'), '--skip', '7')).toContain(
      'Nothing would be done: no step is, as long as one of them cannot be. In the way: steps 2, 3.\nLook at what is there now. The same command again goes on; to leave alone what is in the way:\n  keytrail-contain apply plan.json --skip 2 3 7\n',
    );
    expect(said(report('apply', true, 2, 'to do', 'differs'))).toContain(
      `Nothing was done: no step is, as long as one of them cannot be. In the way: step 2.\n`,
    );
  });

  test('a failure in the middle says what is done, what is not, and how to go on', () => {
    expect(said(report('apply', true, 1, 'done', 'failed', 'not reached'))).toBe(
      `\napply: 3 steps: 1 done, 1 failed, 1 not reached\nDone in part. In the way: step 2. Not reached: step 3.\nLook at what is there now. The same command again goes on; to leave alone what is in the way:\n  keytrail-contain apply plan.json --skip 2 --execute ${hash}\n`,
    );
    expect(said(report('apply', true, 2, 'failed', 'not reached'))).toContain(
      'Nothing was done. In the way: step 1. Not reached: step 2.\n',
    );
  });

  test('Ctrl-C says how to go on', () => {
    expect(said(report('revert', true, 1, 'taken back', 'not reached'))).toContain(
      `Stopped as asked. To go on where it stopped:\n  keytrail-contain revert plan.json --execute ${hash}\n`,
    );
  });

  test('a whole apply points to the tasks, to verify and to revert; one that did nothing not to revert', () => {
    expect(said(report('apply', true, 0, 'done', 'in force'))).toBe(
      '\napply: 2 steps: 1 done, 1 in force\nAll that the plan wants is so.\n1 task is left for a person:\n  keytrail-contain show plan.json\nTo see whether it holds, and what the intruder tries:\n  keytrail-contain verify plan.json --watch 30\nTo take it back:\n  keytrail-contain revert plan.json\n',
    );
    expect(said(report('apply', true, 0, 'already so'))).not.toContain('revert');
    expect(said(report('apply', true, 1, 'done', 'skipped'))).toContain('Left alone as asked: step 2.\n');
  });

  test('a plan of which nothing is there may be for another account', () => {
    const page = said(report('apply', false, 0, 'gone', 'gone'));
    expect(page).toContain('Not there: steps 1, 2: it was deleted since, or this is not the account that was hit');
    expect(page).not.toContain('All that the plan wants is so.');
    expect(said(report('apply', false, 0, 'gone', 'already so'))).toContain('All that the plan wants is so.');
  });

  test('without a step there is nothing to advise', () => {
    expect(said(report('apply', true, 0))).toBe('\napply: no step\nThe plan has no step here.\n');
  });

  test('a revert warns that the intruder can act again', () => {
    expect(said(report('revert', false, 0, 'to take back'))).toContain('What it stopped can act again then.');
    expect(said(report('revert', true, 0, 'taken back', 'not ours'))).toContain('what it stopped can act again.\n');
  });
});

describe('a step, as it happens', () => {
  const [first] = steps;

  test('has its number, the word, what, whom, and the detail', () => {
    expect(stepLine(first!, 'done', 'inline policy KeytrailContainmentDenyAll', look)).toBe(
      '  1  done           deny everything: user mallory\n                    inline policy KeytrailContainmentDenyAll\n',
    );
  });

  test.each([80, 120])('fits %d columns, in colour too', (columns) => {
    for (const step of steps) {
      const plainLines = stepLine(step, 'does not hold', 'word '.repeat(60), { paint: plain, width: columns });
      for (const line of plainLines.split('\n')) expect(width(line)).toBeLessThanOrEqual(columns);
      const lines = stepLine(step, 'does not hold', 'word '.repeat(60), { paint: coloured, width: columns });
      expect(lines.replaceAll('\x1b[31m', '').replaceAll('\x1b[0m', '')).toBe(plainLines);
    }
  });

  test.each(HOSTILE)('what AWS or a journal says cannot drive the terminal: %j', (text) => {
    const change = { at: text, account: text, about: text, what: text };
    const page = [
      stepLine(first!, 'failed', text, look),
      verifyText({ steps: [], changes: [change], notices: [text], exit: 1 }, given(), look),
      identityText(connection(text), null),
      conclusion({ ...report('apply', true, 1, 'done'), notices: [text] }, file, given(), look),
      statusText(status(['done'], text), file, given(), look),
    ].join('');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is these that are looked for
    expect(page).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/);
    expect(page.split('\n')).not.toContainEqual(expect.stringMatching(/^\s*touch/));
  });

  test('an account is named above its steps where there are several', () => {
    const above = headings(2, plain);
    expect([above('1'), above('1'), above('2')]).toEqual(['Account 1\n', '', 'Account 2\n']);
    expect(headings(1, plain)('1')).toBe('');
  });
});

function identity(arn: string, account: string): Identity {
  return { arn, account, accessKeyId: 'ASIA1', partition: 'aws', region: 'us-east-1', endpoint: arn, behind: [] };
}
function connection(arn: string): Connection {
  const caller = { ...identity(arn, arn), behind: [{ arn, accessKeyId: arn }] };
  // What reads is of no interest here.
  return { caller, accounts: [{ account: '2', identity: identity(`${arn}2`, '2'), reads: null as never }] };
}
function status(phases: readonly Phase[], text = ''): StatusReport {
  const of = phases.map((phase, index) => ({ account: '1', step: steps[index]!, phase, at: null, detail: text }));
  const run = { what: 'apply', at: text, arn: text, endpoint: text, tool: text, end: null } as const;
  return { steps: of, runs: [run], lines: 3, head: 'f'.repeat(64), notices: [], exit: 1 };
}

test('who acts, through whom, and in which account, is told with the endpoint', () => {
  expect(identityText(connection('arn:x'), null)).toBe(
    [
      'as        arn:x, key ASIA1',
      'got by    arn:x, key arn:x',
      "where     account arn:x, partition aws, region us-east-1, IAM at arn:x, CUSTOM ENDPOINT: not AWS's",
      "there     account 2 as arn:x2, partition aws, region us-east-1, IAM at arn:x2, CUSTOM ENDPOINT: not AWS's",
      '',
    ].join('\n'),
  );
});

test("AWS's own endpoints are not called custom", () => {
  for (const endpoint of ['https://iam.amazonaws.com', 'https://iam.cn-north-1.amazonaws.com.cn']) {
    const { caller } = connection('arn:x');
    expect(identityText({ caller: { ...caller, endpoint, behind: [] }, accounts: [] }, null)).toMatch(
      new RegExp(`IAM at ${endpoint}\n$`),
    );
  }
});

describe('verify', () => {
  const effects = (...words: Effect[]): EffectReport[] =>
    words.map((effect, index) => ({ account: '123456789012', step: steps[index]!, effect, detail: '' }));

  test('says what does not hold, and what to do', () => {
    const page = verifyText(
      { steps: effects('holds', 'does not hold', 'not applied'), changes: [], notices: [], exit: 1 },
      given(),
      look,
    );
    expect(page).toContain('verify: 3 steps: 1 holds, 1 does not hold, 1 not applied\nNot in force: steps 2, 3.\n');
    expect(page).toContain('  keytrail-contain apply plan.json\n');
  });

  test('says that somebody is at work where something changed', () => {
    const change = {
      at: '2026-11-24T03:00:00Z',
      account: '123456789012',
      about: 'user mallory',
      what: 'access key AKIA2 has appeared',
    };
    const page = verifyText({ steps: effects('holds'), changes: [change], notices: [], exit: 1 }, given(), look);
    expect(page).toContain(
      '1 change since:\n  !  2026-11-24T03:00:00Z 123456789012 user mallory: access key AKIA2 has appeared\n',
    );
    expect(page).toContain('Somebody is at work');
  });

  test('that holds advises to watch', () => {
    expect(verifyText({ steps: effects('holds', 'gone'), changes: [], notices: [], exit: 0 }, given(), look)).toContain(
      'All steps hold.\nTo go on watching:\n  keytrail-contain verify plan.json --watch 30\n',
    );
  });
});

describe('status', () => {
  test('of a run that was cut off says how to go on', () => {
    const page = statusText(status(['done', 'intended']), file, given(), look);
    expect(page).toContain(`chain     3 lines, all linked; the last has the hash ${'f'.repeat(64)}\n`);
    expect(page).toContain('cut off');
    expect(page).toContain(
      `The last run did not end. To go on where it stopped:\n  keytrail-contain apply plan.json --execute ${hash}\n`,
    );
  });

  test('without a journal says so', () => {
    const nothing = { ...status(['open']), runs: [], lines: 0, head: null, exit: 2 } as const;
    expect(statusText(nothing, file, given(), look)).toContain('there is no journal: nothing was done from here\n');
  });
});
