import { isWorthAnother, kindOf } from './aws-error.js';
import type { Clock, Told } from './types.js';

/** Waits double from a quarter of a second to twenty seconds: some 70 seconds at most. */
const ATTEMPTS = 10;
const FIRST = 250;
const LONGEST = 20_000;

export interface Patience {
  readonly clock: Clock;
  readonly tell: (told: Told) => void;
  /** How often to ask at most. */
  readonly attempts?: number;
}

/** Asks again where AWS is throttling, changing the thing already, or gave no answer. Anything else is thrown at once. */
export async function patiently<T>(
  { clock, tell, attempts = ATTEMPTS }: Patience,
  step: number | null,
  work: () => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= attempts || !isWorthAnother(error)) throw error;
      // Half of it by chance: several runs, or a throttled account, are not to knock in step.
      const longest = Math.min(LONGEST, FIRST * 2 ** (attempt - 1));
      const wait = Math.round(longest / 2 + (clock.random() * longest) / 2);
      tell({ type: 'waiting', step, seconds: wait / 1000, why: kindOf(error) });
      await clock.sleep(wait);
    }
  }
}

/** How long to look for what was written: IAM is eventually consistent. Seconds as a rule, minutes are known. */
const LOOKS = [0, 250, 500, 1000, 2000, 4000, 8000, 15_000, 30_000];

/** Looks until it is so. False: it is not to be seen after a minute, or `isSo` says null: it cannot be read. */
export async function untilSo(
  { clock, tell }: Patience,
  step: number,
  isSo: () => Promise<boolean | null>,
): Promise<boolean> {
  for (const wait of LOOKS) {
    if (wait >= 4000) tell({ type: 'waiting', step, seconds: wait / 1000, why: 'not to be seen yet' });
    if (wait > 0) await clock.sleep(wait);
    const so = await isSo();
    if (so !== false) return so === true;
  }
  return false;
}
