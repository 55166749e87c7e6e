import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { status } from '../../src/containment/index.js';
import type { Call, Fault, Meddler } from '../support/iam-proxy.js';
import { motoIsAbsent } from '../support/moto.js';
import { Responder } from '../support/responder.js';

// What goes wrong on the way to AWS, at each step: the journal tells what was really written, and the next run finishes. In the end everything
// is taken back, and is as it was to the letter.

const STEPS = 11;
/** What meets the write of a step, and the tries after it; or its read back. */
const FAULTS: Readonly<Record<string, readonly (Fault | null)[]>> = {
  denied: ['AccessDenied'],
  throttled: ['Throttling', 'Throttling'],
  'being modified': ['EntityTemporarilyUnmodifiable'],
  'failed inside': ['ServiceFailure'],
  'cut off before': ['reset'],
  'cut off after': ['lost'],
  'cut off after, then denied': ['lost', 'AccessDenied'],
  'cut off before, then denied': ['reset', 'AccessDenied'],
  'never answered': Array.from({ length: 10 }, () => 'lost' as const),
  'no answer of AWS': [{ status: 200, type: 'text/html', body: '<html>sign in</html>' }],
  'denied at read back': [null, 'AccessDenied', 'AccessDenied'],
};

describe.skipIf(motoIsAbsent)('keytrail-contain, where something goes wrong', () => {
  let responder: Responder;
  let before: string;
  const writes: Call[] = [];

  beforeAll(async () => {
    responder = await Responder.start();
    await responder.begin();
    before = await responder.dump();
    responder.proxy.calm();
  });
  afterAll(async () => {
    await responder?.stop();
  });

  /** What was written since, added to what was before it. */
  const noted = () => {
    writes.push(...responder.proxy.done);
    responder.proxy.calm();
    return writes;
  };
  const fresh = () => {
    responder.forget();
    responder.proxy.calm();
    writes.length = 0;
  };
  /** From the n-th write on, each request meets the next of a list. */
  const from = (number: number, list: readonly (Fault | null)[]): Meddler => {
    let met = 0;
    return ({ write }) => ((met > 0 || write === number) && met < list.length ? (list[met++] ?? null) : null);
  };
  /** Takes everything back, once or however often it takes. */
  const takenBack = async () => {
    expect((await responder.run('revert')).exit).toBe(0);
    expect(responder.lies(noted())).toEqual([]);
  };

  const names = Object.keys(FAULTS);
  test.each(Array.from({ length: STEPS }, (_, index) => index + 1))('at step %i', async (step) => {
    // Each sort of fault meets every sixth step, half of them on the way back: in memory every one meets every step.
    for (const [index, name] of names.entries()) {
      if ((index + step) % 6 !== 0) continue;
      fresh();
      const back = (index + step) % 12 === 0;
      if (back) await responder.run('apply');
      noted();
      responder.proxy.meddle = from(step, FAULTS[name]!);
      const faulty = await responder.run(back ? 'revert' : 'apply');
      expect(
        responder.proxy.calls.some(({ fault }) => fault !== null),
        name,
      ).toBe(true);
      expect(responder.lies(noted()), name).toEqual([]);
      const isFailed = faulty.steps.some(({ word }) => word === 'failed');
      expect(faulty.exit, name).toBe(
        isFailed ? (step === 1 && /denied$|^no answer/.test(name) && name !== 'cut off after, then denied' ? 2 : 1) : 0,
      );
      if (!back) {
        expect((await responder.run('apply')).exit, name).toBe(0);
        expect(responder.lies(noted()), name).toEqual([]);
      }
      await takenBack();
    }
    expect(await responder.dump()).toBe(before);
    responder.proxy.calm();
  });

  test('reads that lag behind: nobody is taken for somebody else, and nothing is done twice', async () => {
    fresh();
    responder.proxy.stale = 3;
    expect((await responder.run('apply')).exit).toBe(0);
    expect(responder.proxy.calls.filter(({ fault }) => fault === 'stale').length).toBeGreaterThan(STEPS);
    expect(responder.proxy.done).toHaveLength(STEPS);
    expect((await responder.run('apply')).exit).toBe(0);
    expect(responder.proxy.done).toHaveLength(STEPS);
    expect((await responder.run('revert')).exit).toBe(0);
    expect(responder.proxy.done).toHaveLength(2 * STEPS);
    responder.proxy.calm();
    expect(await responder.dump()).toBe(before);
  });

  test('a process that is killed again and again, when a write is done and before one arrives', async () => {
    fresh();
    const { planFile, hash, proxy } = responder;
    /** Kills an apply when its second write is done, and a revert before its third arrives. @returns whether it was killed */
    const killed = async (what: 'apply' | 'revert') => {
      let child: ChildProcess | undefined;
      const kill = async () => {
        if (!child || child.exitCode !== null || child.signalCode !== null) return;
        child.kill('SIGKILL');
        await once(child, 'exit');
      };
      proxy.meddle = async ({ write }) => {
        if (what === 'apply' || write !== 3) return null;
        await kill();
        return 'reset';
      };
      proxy.after = async ({ write }) => {
        if (what === 'apply' && write === 2) await kill();
      };
      const ran = await responder.contain([what, planFile, '--execute', hash], (started) => {
        child = started;
      });
      expect(proxy.done.length).toBeLessThanOrEqual(2);
      expect(responder.lies(noted())).toEqual([]);
      return ran.code === null;
    };
    // Two steps further with each of them. The next run goes on.
    for (const what of ['apply', 'revert'] as const) {
      let kills = 0;
      while (await killed(what)) kills += 1;
      expect(kills).toBe((STEPS - 1) / 2);
      const { steps } = status(responder.plan, responder.journal);
      expect(new Set(steps.map(({ phase }) => phase))).toEqual(new Set([what === 'apply' ? 'done' : 'taken back']));
    }
    expect(await responder.dump()).toBe(before);
    proxy.calm();
  });

  test('a journal whose end is torn anywhere is gone on with', async () => {
    fresh();
    await responder.run('apply');
    const whole = readFileSync(responder.journal);
    const ends = [...whole.entries()].filter(([, byte]) => byte === 10).map(([at]) => at + 1);
    const last = ends.at(-3)!;
    for (const at of [last + 1, last + 40, ends.at(-2)! - 2, ends.at(-2)! - 1, ends.at(-1)! - 1, 5]) {
      writeFileSync(responder.journal, whole);
      truncateSync(responder.journal, at);
      // A line that was being written had not been acted upon: these were, which is what a run that was killed leaves at the worst.
      const again = await responder.run('apply');
      expect([at, again.exit]).toEqual([at, 0]);
      expect(status(responder.plan, responder.journal).exit).toBe(0);
    }
    writeFileSync(responder.journal, whole);
    expect((await responder.run('revert')).exit).toBe(0);
    responder.proxy.calm();
    expect(await responder.dump()).toBe(before);
  });
});
