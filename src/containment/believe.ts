import { KeytrailError } from '../error.js';
import { canonicalJson, type Plan, type Section, type Step } from '../plan/index.js';
import type { Live, Setting } from './family.js';
import type { Line } from './lines.js';
import { revokedBefore } from './roles.js';
import { familyOf, liveKind } from './steps.js';

/** A step, and what is known of it besides. */
export interface Task {
  readonly step: Step;
  readonly section: Section;
  readonly setting: Setting;
}

/** The steps of a plan by number. */
export function tasksOf({ sections, asOf }: Plan): readonly Task[] {
  return sections.flatMap((section) => section.steps.map((step) => ({ step, section, setting: { section, asOf } })));
}

/**
 * A chain can be computed by anybody, so it does not show who wrote the journal. A revert writes former states: those that apply would
 * never have begun with, or that say what it would never have written, are refused. What is left to say is a former boundary.
 */
export function believe(lines: readonly Line[], plan: Plan, file: string): void {
  const tasks = new Map(tasksOf(plan).map((task) => [task.step.number, task]));
  for (const line of lines) {
    if (!('step' in line)) continue;
    const task = tasks.get(line.step);
    if (!task) throw unbelievable(file, line, 'is about a step that the plan does not have');
    for (const live of statesIn(line)) {
      if (live.of !== liveKind(task.step)) throw unbelievable(file, line, 'holds the state of another kind of thing');
    }
    if (line.type === 'intent' && !isPossible(task, line.former, line.intended)) {
      throw unbelievable(
        file,
        line,
        'holds a state that the step would not have begun with, or writes what it does not',
      );
    }
  }
}

function statesIn(line: Line): readonly Live[] {
  const states: Live[] = [];
  if ('former' in line) states.push(line.former);
  if ('live' in line && line.live !== null) states.push(line.live);
  return states;
}

function isPossible({ step, setting }: Task, former: Live, intended: { way: string; value: string }): boolean {
  const family = familyOf(step);
  if (family.judge(step, former, setting).word !== 'to do') return false;
  // Only a revocation has the time in it.
  const at = step.kind === 'revoke-role-sessions' ? revokedBefore(intended.value) : '';
  if (at === null) return false;
  const said = canonicalJson(intended);
  return family.candidates(step, former, setting, at).some((one) => canonicalJson(one) === said);
}

function unbelievable(file: string, line: Line, what: string): KeytrailError {
  const hint = 'it was not written by this program for this plan: nothing is done with it';
  return new KeytrailError('bad-argument', `${file}: the line with seq ${line.seq} ${what}`, hint);
}
