import type { Random } from '../random.js';

/**
 * How many records the files of a large trail hold: 15 to 20, 20,000, or from 15 to 5,000 with most files small; `15k` and `150k`
 * are files of about that many bytes of JSON, 1.42 KB a record.
 */
export type Shape = 'small' | 'large' | 'mix' | '15k' | '150k';

/** File sizes that add up to `events`. */
export function planFiles(rng: Random, events: number, shape: Shape): number[] {
  const sizes: number[] = [];
  for (let left = events; left > 0; ) {
    const size = Math.min(left, next(rng, shape));
    sizes.push(size);
    left -= size;
  }
  return sizes;
}

function next(rng: Random, shape: Shape): number {
  if (shape === 'large') return 20_000;
  if (shape === '15k') return rng.between(10, 12);
  if (shape === '150k') return rng.between(98, 118);
  if (shape === 'small' || rng.chance(0.9)) return rng.between(15, 20);
  return rng.chance(0.9) ? rng.between(100, 400) : 5000;
}
