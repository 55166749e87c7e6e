import type { Ours, StepState } from './fold.js';
import { type Look, look, lookBack, type Reached } from './look.js';
import type { Job } from './types.js';

/** How long after a write a read may still show what was before it. Seconds as a rule (measured by others: 3 to 4). */
const FRESH = 5 * 60_000;
const WAITS = [500, 1000, 2000, 4000];

/**
 * Looks at a step, and again where the answer contradicts what the journal says of a moment ago: IAM is eventually consistent, and a stale
 * answer must not pass for somebody else's deed.
 */
export function lookTwice(job: Job, task: Reached, state: StepState): Promise<Look> {
  // What was taken back would pass for somebody else's. The other way round it is only written once more.
  const contradicts = ({ word }: Look) => state.phase === 'taken back' && (word === 'already so' || word === 'differs');
  return settled(job, state.at, () => look(job, task, state), contradicts);
}

export function lookBackTwice(job: Job, task: Reached, at: string | null, ours: Ours): Promise<Look> {
  return settled(
    job,
    at,
    () => lookBack(job, task, ours),
    ({ word }) => word === 'taken back' || word === 'gone',
  );
}

async function settled(
  { clock }: Job,
  at: string | null,
  ask: () => Promise<Look>,
  contradicts: (look: Look) => boolean,
): Promise<Look> {
  let answer = await ask();
  const age = clock.now().getTime() - Date.parse(at ?? '');
  if (Number.isNaN(age) || age > FRESH) return answer;
  for (const wait of WAITS) {
    if (!contradicts(answer)) break;
    await clock.sleep(wait);
    answer = await ask();
  }
  return answer;
}
