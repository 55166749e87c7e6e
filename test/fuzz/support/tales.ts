import fc from 'fast-check';
import { type SpreadTale, tellSpread } from '../../../scripts/trail-builder/index.js';

/** Tales of a few turns. */
export const tales: fc.Arbitrary<SpreadTale> = fc
  .tuple(fc.nat(9_999_999), fc.integer({ min: 2, max: 8 }))
  .map(([seed, length]) => tellSpread(seed, length));
