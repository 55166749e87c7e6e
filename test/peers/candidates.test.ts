import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { buildStory } from '../../scripts/trail-builder/index.js';
import { radius } from '../support/radius.js';

// How often the moment of compromise is found without being told: over stories of many seeds, whose owner goes on meanwhile.

const SEEDS = 40;

test('the true moment is among the first three candidates of every story, and nearly always the first', {
  timeout: 30 * 60_000,
}, async () => {
  const ranks: number[] = [];
  for (let seed = 1000; seed < 1000 + SEEDS; seed++) {
    const { trail, truth } = buildStory({ seed, backgroundEvents: 120, tamper: seed % 2 === 0 });
    const logs = [...trail.objects.values()].filter(({ key }) => key.includes('/CloudTrail/'));
    const records = logs.flatMap(({ bytes }) => recordsOf(bytes));
    const { candidates } = await radius(records, truth.seed);
    ranks.push(candidates.find(({ at }) => at === truth.compromisedAt)?.rank ?? Number.POSITIVE_INFINITY);
  }
  expect(ranks.filter((rank) => rank > 3)).toEqual([]);
  expect(ranks.filter((rank) => rank === 1).length).toBeGreaterThanOrEqual(SEEDS * 0.9);
});

/** What can be read of a log that the intruder may have overwritten. */
function recordsOf(bytes: Uint8Array): unknown[] {
  try {
    return (JSON.parse(String(gunzipSync(bytes))) as { Records: unknown[] }).Records;
  } catch {
    return [];
  }
}
