import { KeytrailError } from '../error.js';
import type { Chain } from './chain.js';
import { OPEN, statesOf } from './fold.js';
import { readJournal } from './journal.js';
import { eachOf, look, lookBack, mustKnow, reached, reportOf } from './look.js';
import { backwards } from './order.js';
import { noticesOf } from './quarantine.js';
import type { Job, Report, StepReport, StepWord } from './types.js';

/** Words before which nothing is done at all. */
export const IN_THE_WAY: ReadonlySet<StepWord> = new Set(['differs', 'locks out', 'failed']);

export const TORN =
  'the last run was cut off while it wrote to the journal: what it could not finish is kept, and had not been acted upon';

/** What apply would do. Here is nothing that could write. */
export async function previewApply(job: Job): Promise<Report> {
  mustKnow(job);
  const chain = readJournal(job.journal, job.plan);
  const states = statesOf(chain?.lines ?? []);
  const notices = await noticesOf(job);
  const steps = await eachOf(reached(job), async (task) =>
    reportOf(task, await look(job, task, states.get(task.step.number) ?? OPEN)),
  );
  return dry('apply', job, steps, [...tornOf(chain), ...notices]);
}

/** What revert would do, newest first. */
export async function previewRevert(job: Job): Promise<Report> {
  mustKnow(job);
  const chain = readJournal(job.journal, job.plan);
  if (chain === null) throw nothingApplied(job.journal);
  const states = statesOf(chain.lines);
  const notices = await noticesOf(job);
  const steps = await eachOf(
    backwards(reached(job), (step) => states.get(step) ?? OPEN),
    async (task) => reportOf(task, task.ours === null ? NOT_OURS(task.phase) : await lookBack(job, task, task.ours)),
  );
  return dry('revert', job, steps, [...tornOf(chain), ...notices]);
}

/** Of a step whose state was not written by this journal, or was taken back. */
export function NOT_OURS(phase: string): { word: StepWord; detail: string; way: null } {
  return phase === 'taken back'
    ? { word: 'taken back', detail: 'by an earlier run', way: null }
    : { word: 'not ours', detail: `nothing was written for it (${phase})`, way: null };
}

export function nothingApplied(journal: string): KeytrailError {
  return new KeytrailError(
    'not-found',
    `${journal}: there is no journal, so nothing was applied from here`,
    'name it with --journal',
  );
}

function tornOf(chain: Chain | null): readonly string[] {
  return (chain?.torn.length ?? 0) > 0 ? [TORN] : [];
}

function dry(what: Report['what'], job: Job, steps: readonly StepReport[], notices: readonly string[]): Report {
  for (const step of steps) job.tell({ type: 'step', step });
  const exit = steps.some(({ word }) => IN_THE_WAY.has(word)) ? 2 : 0;
  return { what, executed: false, steps, notices, exit };
}
