import type fc from 'fast-check';

/** `KEYTRAIL_FUZZ_SEED` and `KEYTRAIL_FUZZ_RUNS` repeat a run or make it longer. Without them every run is another one. */
export function parameters<T>(runs: number): fc.Parameters<T> {
  const { KEYTRAIL_FUZZ_SEED: seed, KEYTRAIL_FUZZ_RUNS: more } = process.env;
  return {
    ...(seed !== undefined && { seed: Number(seed) }),
    numRuns: more === undefined ? runs : Number(more),
  };
}
