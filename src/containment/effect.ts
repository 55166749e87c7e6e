import type { StepState } from './fold.js';
import { isSameThing, type Reached, readLive } from './look.js';
import { familyOf } from './steps.js';
import type { Effect, EffectReport, Job } from './types.js';
import { inWords } from './words.js';

/** Whether a step holds, by what is there now. */
export async function effectOf(job: Job, task: Reached, state: StepState): Promise<EffectReport> {
  const say = (effect: Effect, detail: string) => ({ account: task.access.account, step: task.step, effect, detail });
  const answer = await readLive(job, task);
  if ('failed' in answer) return say('does not hold', `not known: ${answer.failed}`);
  const live = answer.now;
  if (live === null) return say('gone', 'it does not exist any more');
  const family = familyOf(task.step);
  const { ours, phase } = state;
  if (ours !== null && isSameThing(live, ours.former) && family.isWritten(task.step, live, ours.intended)) {
    return say('holds', `since ${ours.at}: ${inWords(task.step, ours.intended)}`);
  }
  const judged = family.judge(task.step, live, task.setting);
  if (judged.word === 'already so') return say('holds', judged.detail);
  if (judged.word === 'differs') return say('does not hold', judged.detail);
  if (ours !== null && phase === 'done')
    return say('does not hold', `it was done at ${ours.at}, and somebody took it back`);
  return phase === 'taken back' ? say('taken back', `by a revert at ${state.at}`) : say('not applied', 'not done yet');
}

/** Whether it is as it should be. */
export function isGood({ effect }: EffectReport): boolean {
  return effect === 'holds' || effect === 'gone';
}
