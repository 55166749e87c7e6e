import { KeytrailError } from '../error.js';
import { isFull, isNothing, isRefusal, sayAws } from './aws-error.js';
import type { Intended, Live } from './family.js';
import type { StepState } from './fold.js';
import type { Journal } from './journal.js';
import { isSameThing, type Look, type Reached, readLive, seen, timeOfApplying, wayOf } from './look.js';
import type { ToTakeBack } from './order.js';
import { patiently, untilSo } from './patience.js';
import { lookBackTwice, lookTwice } from './settle.js';
import { familyOf } from './steps.js';
import type { IamWrites, Job } from './types.js';
import { inWords } from './words.js';

/** What a run that executes works with. */
export interface Run {
  readonly job: Job;
  readonly journal: Journal;
  /** Of the account of a step. */
  readonly writes: (task: Reached) => Promise<IamWrites>;
}

export interface Act extends Look {
  /** Whether something may have been written, whatever came of it. */
  readonly touched: boolean;
}

/** Does one step: looks, notes what is there, syncs that to the disk, writes, and reads back. */
export async function act(run: Run, task: Reached): Promise<Act> {
  const { job, journal } = run;
  const { number } = task.step;
  const state = journal.state(number);
  const before = await lookTwice(job, task, state);
  if (before.word === 'to do' && before.live !== null) return write(run, task, before.live);
  note(journal, number, state, before);
  return { ...before, touched: false };
}

function note(journal: Journal, step: number, state: StepState, { word, detail, live }: Look): void {
  const isNews = (type: string) => state.phase !== type || state.detail !== detail;
  if (word === 'skipped' && state.phase === 'open') journal.append({ type: 'skipped', step });
  else if (word === 'gone' && isNews('gone')) journal.append({ type: 'gone', step, detail });
  else if (word === 'already so' && isNews('already so')) journal.append({ type: 'already', step, detail });
  else if (word === 'failed') journal.append({ type: 'failed', step, error: detail, certain: state.ours === null });
  else if (word === 'differs' || word === 'locks out') journal.append({ type: 'refused', step, detail });
  else if (word === 'in force' && state.phase !== 'done' && live !== null) {
    journal.append({ type: 'done', step, live, found: true });
  }
}

async function write(run: Run, task: Reached, former: Live): Promise<Act> {
  const { job, journal } = run;
  const { step, setting, access } = task;
  const candidates = familyOf(step).candidates(step, former, setting, timeOfApplying(job, access));
  for (const [index, intended] of candidates.entries()) {
    journal.append({ type: 'intent', step: step.number, former, intended });
    const failure = await attempt(run, task, (writes) => familyOf(step).write(writes, step, intended));
    if (failure === null) return readBack(run, task, former, intended);
    if (isFull(failure.error) && failure.certain && index + 1 < candidates.length) {
      journal.append({ type: 'full', step: step.number, way: intended.way, error: sayAws('iam', failure.error) });
      continue;
    }
    const error = sayAws('writing', failure.error);
    journal.append({ type: 'failed', step: step.number, error, certain: failure.certain });
    return { ...seen('failed', error, former, wayOf({ intended })), touched: !failure.certain };
  }
  return { ...seen('failed', 'AWS has no room for it in any way', former), touched: false };
}

async function readBack(run: Run, task: Reached, former: Live, intended: Intended): Promise<Act> {
  const { job, journal } = run;
  const { step } = task;
  const way = wayOf({ intended });
  let live: Live | null = null;
  let failed: string | null = null;
  const isThere = await untilSo(job, step.number, async () => {
    const answer = await readLive(job, task);
    if ('failed' in answer) {
      failed = answer.failed;
      return null;
    }
    live = answer.now;
    return live !== null && isSameThing(live, former) && familyOf(step).isWritten(step, live, intended);
  });
  if (isThere && live !== null) {
    journal.append({ type: 'done', step: step.number, live, found: false });
    return { ...seen('done', inWords(step, intended), live, way), touched: true };
  }
  const error = failed ?? 'it was written, and is not to be seen after a minute';
  journal.append({ type: 'failed', step: step.number, error, certain: false });
  return { ...seen('failed', error, live, way), touched: true };
}

/** Takes one step back: looks whether it is as we left it, notes that, writes what was before, and reads back. */
export async function takeBack(run: Run, task: ToTakeBack): Promise<Act> {
  const { job, journal } = run;
  const { step } = task;
  const state = journal.state(step.number);
  const { ours } = state;
  if (ours === null) return { ...seen('not ours', 'nothing was written for it', null), touched: false };
  const before = await lookBackTwice(job, task, state.at, ours);
  const { word, detail, live, way } = before;
  if (word === 'gone' || word === 'taken back') journal.append({ type: 'undone', step: step.number, live });
  else if (word === 'failed') journal.append({ type: 'undo-failed', step: step.number, error: detail });
  else if (word === 'differs' || word === 'locks out')
    journal.append({ type: 'undo-refused', step: step.number, detail });
  if (word !== 'to take back' || live === null) return { ...before, touched: false };

  const family = familyOf(step);
  journal.append({ type: 'undo-intent', step: step.number, live });
  const failure = await attempt(run, task, (writes) => family.takeBack(writes, step, ours.intended, ours.former));
  // Gone already: an answer that was lost, or somebody was quicker. What is there now decides.
  if (failure !== null && !isNothing(failure.error)) {
    const error = sayAws('writing', failure.error);
    journal.append({ type: 'undo-failed', step: step.number, error });
    return { ...seen('failed', error, live, way), touched: !failure.certain };
  }
  let now: Live | null = null;
  let failed: string | null = null;
  const isBack = await untilSo(job, step.number, async () => {
    const answer = await readLive(job, task);
    if ('failed' in answer) {
      failed = answer.failed;
      return null;
    }
    now = answer.now;
    return now === null || family.isFormer(now, ours.former, ours.intended);
  });
  if (isBack) {
    journal.append({ type: 'undone', step: step.number, live: now });
    return { ...seen('taken back', family.before(step, ours.intended, ours.former), now, way), touched: true };
  }
  const error = failed ?? 'it was written back, and is not to be seen after a minute';
  journal.append({ type: 'undo-failed', step: step.number, error });
  return { ...seen('failed', error, now, way), touched: true };
}

/** Writes, and again where AWS asks for patience. @returns what it said in the end, and whether nothing can have been written */
async function attempt(
  { job, writes }: Run,
  task: Reached,
  work: (writes: IamWrites) => Promise<void>,
): Promise<{ readonly error: unknown; readonly certain: boolean } | null> {
  let certain = true;
  const to = await writes(task);
  try {
    await patiently(job, task.step.number, async () => {
      try {
        await work(to);
      } catch (error) {
        certain &&= isRefusal(error);
        throw error;
      }
    });
    return null;
  } catch (error) {
    if (error instanceof KeytrailError) throw error;
    return { error, certain };
  }
}
