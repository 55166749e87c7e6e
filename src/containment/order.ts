import type { Ours, StepState } from './fold.js';
import type { Reached } from './look.js';
import type { Phase } from './types.js';

export interface ToTakeBack extends Reached {
  readonly phase: Phase;
  readonly ours: Ours | null;
}

/** What was written last is taken back first; what is not ours comes after, in the order of the plan. */
export function backwards(tasks: readonly Reached[], stateOf: (step: number) => StepState): readonly ToTakeBack[] {
  const known = tasks.map((task) => {
    const { phase, ours } = stateOf(task.step.number);
    return { ...task, phase, ours };
  });
  return known.sort((a, b) => (b.ours?.seq ?? 0) - (a.ours?.seq ?? 0) || a.step.number - b.step.number);
}
