import type { BlastOptions, BlastResult } from '../blast/types.js';
import { type Plan, planHash } from '../plan/index.js';
import type { Case } from '../store/case.js';
import { safeJson } from '../text/escape.js';
import { placeFor } from './plan-place.js';
import type { Terminal } from './terminal.js';

export interface WrittenPlan {
  /** Where it lies: not the path that was given where that is of a plan that was applied. */
  readonly path: string;
  readonly plan: Plan;
  /** As `keytrail-contain show` prints it. */
  readonly hash: string;
}

/** The containment plan of the radius that was just computed, into a file. */
export async function writePlan(
  opened: Case,
  terminal: Terminal,
  given: {
    readonly path: string;
    readonly result: BlastResult;
    readonly options: BlastOptions;
    readonly containRole: string | null;
  },
): Promise<WrittenPlan> {
  const { CONTAIN_ROLE, containmentPlan } = await import('../blast/plan.js');
  const plan = await containmentPlan(opened, given.result, given.options, given.containRole ?? CONTAIN_ROLE);
  const hash = planHash(plan);
  const path = placeFor(given.path, hash);
  if (path !== given.path) {
    terminal.line(
      `${given.path} was applied: only with it can that be taken back (keytrail-contain revert). The new plan is ${path}`,
    );
  }
  await terminal.write(path, `${safeJson(plan, 2)}\n`);
  return { path, plan, hash };
}
