import fc from 'fast-check';
import { test } from 'vitest';
import { type Mutation, mutation, OPS, type Op } from '../fuzz/support/mutations.js';
import { parameters } from '../fuzz/support/parameters.js';
import { check } from '../fuzz/support/run.js';

// Archives that somebody has worked on, whatever he did: see ../fuzz/support/invariants.ts for what must hold.

const MINUTES = 60_000;

test.each(Object.keys(OPS) as Op[])('each thing alone: %s', { timeout: 5 * MINUTES }, async (op) => {
  await fc.assert(
    fc.asyncProperty(mutation, async (given) => {
      await check([{ ...given, op }]);
    }),
    { ...parameters<[Mutation]>(3), endOnFailure: false },
  );
});

test('several at once', { timeout: 60 * MINUTES }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(mutation, { minLength: 2, maxLength: 8 }), fc.nat(4), async (mutations, which) => {
      await check(mutations, which === 0);
    }),
    parameters<[Mutation[], number]>(40),
  );
});
