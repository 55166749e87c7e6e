import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type SpreadTale, tellSpread } from '../../scripts/trail-builder/index.js';
import { WAYS } from '../../scripts/trail-builder/spread/index.js';
import { packageFile } from '../../src/package.js';
import { parsePlan } from '../../src/plan/index.js';
import { nasty } from '../fuzz/support/nasty.js';
import { parameters } from '../fuzz/support/parameters.js';
import { tales } from '../fuzz/support/tales.js';
import { type TestCase, testCase } from '../support/case-from-records.js';
import { briefly, forgotten, minuteAfter, planIn, stepsOf, strangers } from '../support/plans.js';

// Plans of whole tales: snapshots in which every way is told in which access spreads, and what holds of any of them. `vitest -u` writes the snapshots anew.

let shared: Promise<TestCase> | null = null;

async function planOf(tale: SpreadTale, asOf = minuteAfter(tale)) {
  shared ??= testCase();
  const opened = await shared;
  await opened.fill(tale.records);
  return planIn(opened, tale.seed, { asOf });
}

/** Ways that no long-term key can go need another before them. */
const BEFORE: Readonly<Record<string, string>> = { console: 'own user', role: 'role', workload: 'instance' };
const TOGETHER = 3;

/** Every way is told in one of them. */
const told = Array.from({ length: Math.ceil(WAYS.length / TOGETHER) }, (_, nth) => {
  const ways = WAYS.slice(nth * TOGETHER, (nth + 1) * TOGETHER);
  const names = ways.map((way) => way.name);
  const before = ways.flatMap((way) => (way.by.includes('key') ? [] : way.by.map((kind) => BEFORE[kind] ?? 'role')));
  for (let seed = 1000 * (nth + 1); ; seed++) {
    const tale = tellSpread(seed, 4 + before.length, [...names, ...before]);
    if (names.every((name) => tale.ways.includes(name))) return [`tale-${nth + 1}`, names.join(', '), tale] as const;
  }
});
const mixed = [41, 42].map((seed) => [`mixed-${seed}`, 'whatever came', tellSpread(seed, 10)] as const);

test.each([...told, ...mixed])('the plan of %s: %s', async (name, _, tale) => {
  const planned = await planOf(tale);
  const { plan } = planned;
  expect(forgotten(planned)).toEqual([]);
  expect(strangers(tale, plan)).toEqual([]);
  const text = `${JSON.stringify(plan, null, 1)}\n`;
  expect(parsePlan(text)).toEqual(plan);
  await expect(text).toMatchFileSnapshot(fileURLToPath(packageFile(`fixtures/plans/${name}.json`)));
});

test('of any tale: nothing that is alive is forgotten, nobody else is touched, and it comes out the same again', {
  timeout: 60 * 60_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(tales, fc.nat(), async (tale, turn) => {
      const planned = await planOf(tale);
      expect(forgotten(planned), tale.ways.join(', ')).toEqual([]);
      expect(strangers(tale, planned.plan), tale.ways.join(', ')).toEqual([]);
      const at = turn % tale.records.length;
      const turned = { ...tale, records: [...tale.records.slice(at), ...tale.records.slice(0, at)].reverse() };
      expect(JSON.stringify((await planOf(turned)).plan)).toBe(JSON.stringify(planned.plan));
    }),
    parameters<[SpreadTale, number]>(2),
  );
});

test('of any tale, days after the responder shut its keys: no step for what is over', {
  timeout: 60 * 60_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(tales, async (tale) => {
      const { plan } = await planOf(tale, '2026-03-09T00:00:00Z');
      expect(stepsOf(plan).filter((step) => step.kind === 'deactivate-access-key')).toEqual([]);
      // The seed's user had nothing but its key and sessions.
      const doors = new Set(plan.sections.flatMap((section) => section.tasks).map((task) => task.kind));
      if (!doors.has('workload')) expect(briefly(plan)).not.toContain('deny-user ci-deploy');
    }),
    parameters<[SpreadTale]>(1),
  );
});

test('whatever stands in a record, there is a plan that its reader takes', { timeout: 60 * 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      tales.chain((tale) => fc.tuple(fc.constant(tale), nasty(tale))),
      async ([tale, records]) => {
        // The seed's own first event stays as it is, so that there is a seed.
        const own = tale.records.find(
          (one) => one.userIdentity.accessKeyId === tale.seed && one.errorCode === undefined,
        );
        shared ??= testCase();
        const opened = await shared;
        await opened.fill([...records, { ...own, eventID: 'untouched' }]);
        const { plan } = await planIn(opened, tale.seed, { asOf: minuteAfter(tale) });
        expect(briefly(plan)).toContain('deactivate-access-key ci-deploy');
      },
    ),
    parameters<[[SpreadTale, object[]]]>(2),
  );
});
