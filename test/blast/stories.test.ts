import { afterAll, describe, expect, test } from 'vitest';
import { tellSpread, WAYS } from '../../scripts/trail-builder/index.js';
import { caseFromRecords } from '../support/case-from-records.js';
import { radiusIn } from '../support/radius.js';
import { holdsTrue } from '../support/spread.js';

// Tales of one key each, drawn by a seed: which way access goes next, by whose hand, and who stands beside it. All in one case, so that
// each is the others’ neighbour. Few and long, for a radius costs the same whatever its size; test/peers/stories.test.ts tells them by
// the hundred.

const FIRST = 51;
const tales = Array.from({ length: 4 }, (_, n) => tellSpread(FIRST + n, 16));
const opened = await caseFromRecords(tales.flatMap((tale) => tale.records));
afterAll(() => opened.close());

describe('the radius of a tale is the tale’s', () => {
  test.each(tales.map((tale, n) => [FIRST + n, tale] as const))('seed %i', async (_, tale) => {
    holdsTrue(await radiusIn(opened, tale.seed), tale);
  });

  test('and the tales go every way', () => {
    const told = new Set(tales.flatMap((tale) => tale.ways));
    expect(WAYS.map((way) => way.name).filter((name) => !told.has(name))).toEqual([]);
  });
});
