import fc from 'fast-check';
import { test } from 'vitest';
import { nothingEndsIt, strangersChangeNothing } from '../support/spread-laws.js';
import { parameters } from './support/parameters.js';

// One of each of what test/peers/stories.test.ts does by the hundred.

test('records of strangers change nothing, in whatever order', async () => {
  await fc.assert(strangersChangeNothing, { ...parameters(1), endOnFailure: true });
});

test('nothing that stands in a record ends it', async () => {
  await fc.assert(nothingEndsIt, { ...parameters(1), endOnFailure: true });
});
