import fc from 'fast-check';
import { test } from 'vitest';
import { type Mutation, mutation } from './support/mutations.js';
import { parameters } from './support/parameters.js';
import { check } from './support/run.js';

// A few of what test/peers/fuzz-archives.test.ts does by the hundred, and what that has found.

test('archives that somebody has worked on', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 6 }), async (mutations) => {
      await check(mutations);
    }),
    { ...parameters<[Mutation[]]>(4), endOnFailure: false },
  );
});

test('a signed digest that names one of another chain as its predecessor does not make that one missing', async () => {
  const at = { json: 0, name: '..' };
  await check([
    { op: 'sign a circle', a: 0, b: 11, ...at },
    { op: 'sign a circle', a: 0, b: 4, ...at },
  ]);
});
