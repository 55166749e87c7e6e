import fc from 'fast-check';
import { test } from 'vitest';
import { tellSpread } from '../../scripts/trail-builder/index.js';
import { parameters } from '../fuzz/support/parameters.js';
import { radius } from '../support/radius.js';
import { holdsTrue } from '../support/spread.js';
import { lessIsLess, nothingEndsIt, strangersChangeNothing } from '../support/spread-laws.js';

// Many tales: precision and recall 1.0. By the hundred with KEYTRAIL_FUZZ_RUNS, others with KEYTRAIL_FUZZ_SEED.

const MINUTES = 60_000;

test('the radius of a tale is the tale’s', { timeout: 60 * MINUTES }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(9_999_999), fc.integer({ min: 3, max: 25 }), async (seed, length) => {
      const tale = tellSpread(seed, length);
      holdsTrue(await radius(tale.records, tale.seed), tale);
    }),
    parameters<[number, number]>(60),
  );
});

test('records of strangers change nothing, in whatever order', { timeout: 60 * MINUTES }, async () => {
  await fc.assert(strangersChangeNothing, parameters(12));
});

test('without an issuing event there is less, and what is lost is told', { timeout: 60 * MINUTES }, async () => {
  await fc.assert(lessIsLess, parameters(12));
});

test('nothing that stands in a record ends it', { timeout: 60 * MINUTES }, async () => {
  await fc.assert(nothingEndsIt, parameters(12));
});
