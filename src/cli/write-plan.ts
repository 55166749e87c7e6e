import type { BlastOptions, BlastResult } from '../blast/types.js';
import { type Plan, planHash } from '../plan/index.js';
import { safeJson } from '../report/escape.js';
import type { Case } from '../store/case.js';
import type { Terminal } from './terminal.js';

export interface WrittenPlan {
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
  await terminal.write(given.path, `${safeJson(plan, 2)}\n`);
  return { plan, hash: planHash(plan) };
}
