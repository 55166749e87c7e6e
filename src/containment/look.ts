import { toIso } from '../clock.js';
import { KeytrailError } from '../error.js';
import type { DenyWay, Step } from '../plan/index.js';
import { sayAws } from './aws-error.js';
import { type Task, tasksOf } from './believe.js';
import type { Live } from './family.js';
import type { Ours, StepState } from './fold.js';
import { lockOut } from './lock-out.js';
import { patiently } from './patience.js';
import { familyOf } from './steps.js';
import type { AccountAccess, Job, StepReport, StepWord } from './types.js';
import { inWords } from './words.js';

/** Reads of different steps at once. IAM throttles an account beyond some tens a second. */
const AT_ONCE = 8;

/** A step, and what reaches its account. */
export interface Reached extends Task {
  readonly access: AccountAccess;
}

export interface Look {
  readonly word: StepWord;
  readonly detail: string;
  readonly way: DenyWay | null;
  /** Null: there is no such thing, or it was not looked at. */
  readonly live: Live | null;
}

/** The steps of the sections that are connected to. */
export function reached({ plan, connection }: Job): readonly Reached[] {
  return tasksOf(plan).flatMap((task) => {
    const access = connection.accounts.find(({ account }) => account === task.section.account);
    return access ? [{ ...task, access }] : [];
  });
}

/** Numbers to skip that the plan does not have are a slip that could cost dearly. */
export function mustKnow({ plan, skip }: Job): void {
  const numbers = new Set(tasksOf(plan).map(({ step }) => step.number));
  const stranger = skip.find((number) => !numbers.has(number));
  if (stranger !== undefined) throw new KeytrailError('bad-argument', `--skip: the plan has no step ${stranger}`);
}

/** What apply would make of a step. Reads only: the dry run and the run itself look with the same eyes. */
export async function look(job: Job, task: Reached, state: StepState): Promise<Look> {
  const { step, section, setting, access } = task;
  if (job.skip.includes(step.number)) return seen('skipped', 'left alone as asked', null);
  const harm = lockOut(step, section, access.identity);
  if (harm !== null) return seen('locks out', harm, null);
  const live = await readLive(job, task);
  if ('failed' in live) return seen('failed', live.failed, null);
  if (live.now === null) return seen('gone', 'it does not exist any more', null);
  const family = familyOf(step);
  const { ours } = state;
  if (ours !== null && isSameThing(live.now, ours.former) && family.isWritten(step, live.now, ours.intended)) {
    return seen('in force', `since ${ours.at}: ${inWords(step, ours.intended)}`, live.now, wayOf(ours));
  }
  const judged = family.judge(step, live.now, setting);
  if (judged.word !== 'to do') return seen(judged.word, judged.detail, live.now);
  const [first] = family.candidates(step, live.now, setting, timeOfApplying(job, access));
  if (first === undefined) return seen('differs', 'there is no way left to do it', live.now);
  const again = state.phase === 'done' ? 'somebody took it back since; again: ' : '';
  return seen('to do', `${again}${inWords(step, first)}`, live.now, wayOf({ intended: first }));
}

/** What revert would make of it. */
export async function lookBack(job: Job, task: Reached, ours: Ours): Promise<Look> {
  const { step, section, access } = task;
  if (job.skip.includes(step.number)) return seen('skipped', 'left alone as asked', null);
  const harm = step.kind === 'restore-trust' ? lockOut(step, section, access.identity) : null;
  if (harm !== null) return seen('locks out', harm, null);
  const live = await readLive(job, task);
  if ('failed' in live) return seen('failed', live.failed, null);
  if (live.now === null) return seen('gone', 'it does not exist any more', null);
  const family = familyOf(step);
  const way = wayOf(ours);
  if (!isSameThing(live.now, ours.former)) return seen('differs', 'another of that name has taken its place', live.now);
  const before = family.before(step, ours.intended, ours.former);
  if (family.isWritten(step, live.now, ours.intended)) return seen('to take back', `to ${before}`, live.now, way);
  return family.isFormer(live.now, ours.former, ours.intended)
    ? seen('taken back', `${before}: so already`, live.now, way)
    : seen(
        'differs',
        'somebody changed it since it was applied: it is neither as it was left nor as it was before',
        live.now,
        way,
      );
}

/** Reads what a step is about, with patience. An error of AWS is said of the step. */
export async function readLive(
  job: Job,
  { step, access }: Reached,
): Promise<{ readonly now: Live | null } | { readonly failed: string }> {
  try {
    return { now: await patiently(job, step.number, () => familyOf(step).read(access.reads, step)) };
  } catch (error) {
    if (error instanceof KeytrailError) throw error;
    return { failed: sayAws('reading', error) };
  }
}

/** Of users and roles the id counts: who has taken over a name is another. */
export function isSameThing(one: Live, other: Live): boolean {
  return !('id' in one) || !('id' in other) || one.id === other.id;
}

/** By the clock of AWS: sessions are dated by it, and one of ours that is slow would let the youngest live on. */
export function timeOfApplying({ clock }: Job, { reads }: AccountAccess): string {
  const now = clock.now().getTime() + reads.ahead();
  return toIso(new Date(Math.floor(now / 1000) * 1000));
}

export function reportOf(
  task: { readonly step: Step; readonly access: AccountAccess },
  look: Omit<Look, 'live'>,
): StepReport {
  return { account: task.access.account, step: task.step, word: look.word, detail: look.detail, way: look.way };
}

/** All of them, some at once, in their order. */
export async function eachOf<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = new Array(items.length);
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < items.length; at = next++) results[at] = await work(items[at]!);
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, worker));
  return results;
}

export function seen(word: StepWord, detail: string, live: Live | null, way: DenyWay | null = null): Look {
  return { word, detail, way, live };
}

export function wayOf({ intended: { way } }: Pick<Ours, 'intended'>): DenyWay | null {
  return way === 'inline' || way === 'attached' || way === 'boundary' ? way : null;
}
