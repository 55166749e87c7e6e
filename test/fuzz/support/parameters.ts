import type fc from 'fast-check';

/**
 * Every run is the same unless asked otherwise, so that a change is judged by what it changes: `KEYTRAIL_FUZZ_SEED=random` tries others, a
 * number repeats one that a failure printed, and `KEYTRAIL_FUZZ_RUNS` makes it longer.
 */
export function parameters<T>(runs: number): fc.Parameters<T> {
  const { KEYTRAIL_FUZZ_SEED: seed = '20260302', KEYTRAIL_FUZZ_RUNS: more } = process.env;
  return {
    ...(seed !== 'random' && { seed: Number(seed) }),
    numRuns: more === undefined ? runs : Number(more),
  };
}
