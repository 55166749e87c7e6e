import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { apply, type Job, journalBeside, previewRevert, revert, status } from '../../src/containment/index.js';
import { denyAllDocument, planHash } from '../../src/plan/index.js';
import { examplePlan } from '../support/example-plan.js';
import { awsError, clockOfTest, connectionTo, MemoryIam } from '../support/memory-iam.js';
import { stateOfExample } from '../support/memory-iam-example.js';

const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'keytrail-journal-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let count = 0;

const plan = examplePlan();
const hash = planHash(plan);

async function applied(state = stateOfExample()) {
  const iam = new MemoryIam(state);
  const journal = join(folder, `${count++}.journal.jsonl`);
  const job: Job = { plan, journal, connection: connectionTo(iam), skip: [], clock: clockOfTest(), tell: () => {} };
  const open = async () => iam;
  await apply(job, hash, open);
  const lines = () => readFileSync(journal, 'utf8').trimEnd().split('\n');
  return { iam, job, journal, lines, again: () => apply(job, hash, open), back: () => revert(job, hash, open) };
}

describe('the journal', () => {
  test('lies beside its plan, and is for its owner alone', async () => {
    expect([journalBeside('case/plan.json'), journalBeside('p')]).toEqual([
      'case/plan.journal.jsonl',
      'p.journal.jsonl',
    ]);
    const { journal } = await applied();
    expect(statSync(journal).mode & 0o777).toBe(0o600);
  });

  test('holds the former state before a thing is written, and no secret', async () => {
    const { lines } = await applied();
    const [begin, intent, done] = lines().map((line) => JSON.parse(line));
    expect(begin).toMatchObject({ seq: 1, previous: hash, type: 'begin', what: 'apply', plan: hash });
    expect(intent).toMatchObject({
      seq: 2,
      type: 'intent',
      step: 1,
      former: { of: 'user', policy: null, boundary: null },
    });
    expect(done).toMatchObject({ seq: 3, type: 'done', step: 1, found: false });
    expect(lines().join('')).not.toMatch(/secret|AKIARESPONDER/i);
  });

  test('can be read again whatever AWS calls a thing, and what it could not hold is not touched', async () => {
    const [odd, endless] = [stateOfExample(), stateOfExample()];
    odd.users.mallory!.id = 'aida of a test double';
    endless.users.mallory!.id = 'A'.repeat(129);
    const { job, journal } = await applied(odd);
    expect(status(plan, journal).exit).toBe(0);
    expect((await previewRevert(job)).exit).toBe(0);
    const { iam } = await applied(endless);
    expect(iam.calls.filter((call) => call.startsWith('Put') || call.startsWith('Update'))).toEqual([]);
  });

  test.each([
    ['a letter changed', (lines: string[]) => lines.with(3, lines[3]!.replace('Active', 'Bctive'))],
    ['a line taken out', (lines: string[]) => lines.toSpliced(4, 1)],
    ['two lines exchanged', (lines: string[]) => [...lines.slice(0, 3), lines[4]!, lines[3]!, ...lines.slice(5)]],
    ['a line put in', (lines: string[]) => lines.toSpliced(4, 0, lines[2]!)],
    ['a line that is none', (lines: string[]) => lines.toSpliced(4, 0, 'nothing')],
    ['a field too many', (lines: string[]) => lines.with(-1, lines.at(-1)!.replace('{', '{"more":1,'))],
  ])('is refused with the number of the line: %s', async (_, change) => {
    const { journal, lines, again, back } = await applied();
    writeFileSync(journal, `${change(lines()).join('\n')}\n`);
    expect(() => status(plan, journal)).toThrow(/: line \d+ /);
    await expect(again()).rejects.toThrow(/: line \d+ /);
    await expect(back()).rejects.toThrow(/: line \d+ /);
  });

  test('of another plan is refused', async () => {
    const { job } = await applied();
    expect(() => status({ ...plan, seed: 'another' }, job.journal)).toThrow('another plan');
  });

  test.each(['{"seq":99,"previous":"', '{', '\u0000\u0000', '{"seq":5\n{"seq'])(
    'goes on over a torn end: %j',
    async (torn) => {
      const { journal, again, back, iam, lines } = await applied();
      const before = lines().length;
      appendFileSync(journal, torn);
      expect(status(plan, journal).notices).toEqual([expect.stringContaining('cut off')]);
      const run = await again();
      expect([run.exit, run.notices.length]).toEqual([0, 1]);
      expect(readFileSync(journal, 'utf8')).toContain(`${torn}\n{"seq":${before + 1},`);
      expect((await again()).notices).toEqual([]);
      expect((await back()).exit).toBe(0);
      expect(iam.state).toEqual(stateOfExample());
    },
  );

  test('goes on wherever its end was cut off, also just before the end of a line', async () => {
    const { journal, again } = await applied();
    const whole = readFileSync(journal);
    const last = whole.lastIndexOf(10, -2) + 1;
    for (let at = last; at < whole.length; at += 29) {
      writeFileSync(journal, whole.subarray(0, at));
      expect([at, (await again()).exit]).toEqual([at, 0]);
      expect((await again()).notices).toEqual([]);
    }
    for (const at of [whole.length - 1, last - 1]) {
      writeFileSync(journal, whole.subarray(0, at));
      expect([at, (await again()).notices.length]).toEqual([at, 1]);
      expect((await again()).notices).toEqual([]);
    }
  });

  test.each(['# A text\n', 'no end', '\n\n', '\u0000\u0000', '{"seq":1,"previous":"00'])(
    'is not begun in a file that is something else: %j',
    async (text) => {
      const { journal, again, back, iam } = await applied();
      const { writes } = iam;
      writeFileSync(journal, text);
      for (const run of [again, back]) await expect(run()).rejects.toThrow('is no journal of this plan');
      expect(() => status(plan, journal)).toThrow('is no journal of this plan');
      expect([readFileSync(journal, 'utf8'), iam.writes]).toEqual([text, writes]);
    },
  );

  test.each([1, 8, 60])('is begun again where its first line was cut off after %i letters', async (length) => {
    const { journal, again, lines } = await applied();
    writeFileSync(journal, lines()[0]!.slice(0, length));
    expect((await again()).exit).toBe(0);
    expect((await again()).notices).toEqual([]);
  });

  test('is a file: no link that leads elsewhere, and nothing that keeps nothing', async () => {
    const { job, again, back, iam } = await applied();
    const { writes } = iam;
    const elsewhere = `${job.journal}.elsewhere`;
    renameSync(job.journal, elsewhere);
    await expect(back()).rejects.toThrow('there is no journal');
    expect(existsSync(job.journal)).toBe(false);
    symlinkSync(elsewhere, job.journal);
    await expect(again()).rejects.toThrow('this is a link');
    expect(() => status(plan, job.journal)).toThrow('this is a link');
    rmSync(job.journal);
    symlinkSync(`${job.journal}.nowhere`, job.journal);
    await expect(again()).rejects.toThrow('this is a link');
    expect(existsSync(`${job.journal}.nowhere`)).toBe(false);
    expect(() => status(plan, '/dev/null')).toThrow('this is no file');
    expect(() => status(plan, tmpdir())).toThrow('this is a folder');
    expect(iam.writes).toEqual(writes);
  });

  test('what was ours before stays ours where AWS refuses to do it again', async () => {
    const { again, back, iam, journal, lines } = await applied();
    delete iam.state.users.mallory!.policies.KeytrailContainmentDenyAll;
    iam.meddle = (call) => {
      if (call === 'PutUserPolicy') throw awsError('AccessDenied', 403);
    };
    expect((await again()).steps[0]!.word).toBe('failed');
    expect(lines().some((line) => line.includes('"certain":true'))).toBe(true);
    iam.meddle = () => {};
    // The read was stale: it had been there all the time.
    iam.state.users.mallory!.policies.KeytrailContainmentDenyAll = denyAllDocument();
    expect(status(plan, journal).steps[0]!.phase).toBe('failed');
    expect((await back()).exit).toBe(0);
    expect(iam.state).toEqual(stateOfExample());
  });

  test('is held by one run at a time; a lock that nobody holds is no lock', async () => {
    const { job, iam, again } = await applied();
    let second: Promise<unknown> = Promise.resolve();
    const open = async () => {
      second = expect(again()).rejects.toThrow('is in use');
      await second;
      return iam;
    };
    delete iam.state.users.mallory!.policies.KeytrailContainmentDenyAll;
    expect((await apply(job, hash, open)).exit).toBe(0);
    await second;
    writeFileSync(`${job.journal}.lock`, '1');
    await expect(again()).rejects.toThrow('process 1');
    writeFileSync(`${job.journal}.lock`, '4194305');
    expect((await again()).exit).toBe(0);
    expect(existsSync(`${job.journal}.lock`)).toBe(false);
  });

  test('that somebody else writes to stops the run', async () => {
    const { job, iam, journal } = await applied();
    delete iam.state.users.mallory!.policies.KeytrailContainmentDenyAll;
    const open = async () => {
      appendFileSync(journal, '{}\n');
      return iam;
    };
    const run = await apply(job, hash, open);
    expect([run.exit, run.steps[0]!.detail, run.steps[1]!.word]).toEqual([
      1,
      expect.stringContaining('somebody else'),
      'not reached',
    ]);
  });
});

describe('a journal that chains, and was not written by us,', () => {
  // A chain can be computed by anybody who holds the plan.
  async function forged(change: (line: string) => string) {
    const { createHash } = await import('node:crypto');
    const { job, journal, lines } = await applied();
    let previous = hash;
    const written = lines().map((line) => {
      const text = change(line).replace(/"previous":"\w+"/, `"previous":"${previous}"`);
      previous = createHash('sha256').update(text).digest('hex');
      return text;
    });
    writeFileSync(journal, `${written.join('\n')}\n`);
    return previewRevert(job);
  }

  test('as it stands it would be taken', async () => {
    expect((await forged((line) => line)).exit).toBe(0);
  });

  test.each([
    ['a trust policy that never was', /666666666666/g, '777777777777'],
    ['a step that the plan does not have', /"step":3\b/, '"step":30'],
    [
      'the state of another kind',
      /"former":\{"of":"credential","status":"Active","user":null\}/,
      '"former":{"of":"saml","document":""}',
    ],
    [
      'a key that was inactive',
      /"former":\{"of":"credential","status":"Active"/,
      '"former":{"of":"credential","status":"Inactive"',
    ],
    ['another policy as ours', /("intended":\{"way":"inline","value":".*?)Deny/, '$1Allow'],
    [
      'another managed policy',
      /"intended":\{"way":"inline","value":".*?[^\\]"\}/,
      '"intended":{"way":"attached","value":"arn:aws:iam::aws:policy/AdministratorAccess"}',
    ],
    ['a boundary that is no policy', /"boundary":null/, '"boundary":"arn:aws:iam::123456789012:user/eve"'],
    ['a user without an id', /"id":"AIDA\w+"/, '"id":""'],
  ])('is refused: %s', async (_, from, to) => {
    const change = (line: string) => line.replace(from, to);
    await expect(forged(change)).rejects.toThrow(/journal/);
  });
});
