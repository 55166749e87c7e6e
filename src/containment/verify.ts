import { toIso } from '../clock.js';
import { effectOf, isGood } from './effect.js';
import { OPEN, runsOf, type StepState, statesOf } from './fold.js';
import { readJournal } from './journal.js';
import { eachOf, mustKnow, type Reached, reached } from './look.js';
import { TORN } from './preview.js';
import type { Change, EffectReport, Job, VerifyReport } from './types.js';
import { Watch } from './watch.js';

/** Equal answers in a row: IAM is eventually consistent, and one answer may be of yesterday. */
const IN_A_ROW = 3;
const BETWEEN = 1000;
/** How long something that was done a moment ago may take until it is seen to hold. */
const PATIENCE = 60_000;
const FRESH = 5 * 60_000;
const WATCH_EVERY = 20_000;

/** Reads the live state until it is clear, and goes on watching. It never uses what is contained: a key that is tried warns its thief. */
export async function verify(job: Job, watchMinutes: number): Promise<VerifyReport> {
  mustKnow(job);
  const { clock, tell } = job;
  const chain = readJournal(job.journal, job.plan);
  const states = statesOf(chain?.lines ?? []);
  const tasks = reached(job).filter(({ step }) => !job.skip.includes(step.number));
  const notices: string[] = [];
  const notice = (text: string) => {
    if (notices.includes(text)) return;
    notices.push(text);
    tell({ type: 'notice', text });
  };
  if ((chain?.torn.length ?? 0) > 0) notice(TORN);
  let steps = await clear(job, tasks, states);
  const changes: Change[] = [];
  if (watchMinutes > 0) {
    const begun = runsOf(chain?.lines ?? []).find(({ what }) => what === 'apply')?.at ?? null;
    const watch = new Watch(job, tasks, begun);
    const tellOnce = (change: Change) => {
      const isNew = watch.once(change);
      if (isNew === null) return;
      changes.push(change);
      tell({ type: 'change', change });
    };
    const end = clock.now().getTime() + watchMinutes * 60_000;
    for (;;) {
      for (const change of await watch.changes(notice)) tellOnce(change);
      const left = end - clock.now().getTime();
      if (left <= 0 || job.signal?.aborted) break;
      await pause(job, Math.min(WATCH_EVERY, left));
      if (job.signal?.aborted) break;
      const now = await look(job, tasks, states);
      for (const change of turned(steps, now, toIso(clock.now()))) tellOnce(change);
      steps = now;
    }
  }
  return { steps, changes, notices, exit: steps.every(isGood) && changes.length === 0 ? 0 : 1 };
}

const look = (job: Job, tasks: readonly Reached[], states: ReadonlyMap<number, StepState>) =>
  eachOf(tasks, (task) => effectOf(job, task, states.get(task.step.number) ?? OPEN));

/** Looks until every answer has come several times in a row, and for what is young until it holds, or patience ends. */
async function clear(
  job: Job,
  tasks: readonly Reached[],
  states: ReadonlyMap<number, StepState>,
): Promise<readonly EffectReport[]> {
  const { clock } = job;
  const began = clock.now().getTime();
  const latest = new Map<Reached, { readonly report: EffectReport; readonly times: number }>();
  let open = tasks;
  for (let waited = 0; ; waited += BETWEEN) {
    const reports = await look(job, open, states);
    open.forEach((task, index) => {
      const report = reports[index]!;
      const last = latest.get(task);
      const times = last?.report.effect === report.effect ? last.times + 1 : 1;
      latest.set(task, { report, times });
    });
    open = open.filter((task) => {
      const { report, times } = latest.get(task)!;
      const at = Date.parse(states.get(task.step.number)?.at ?? '');
      const mayStillCome = report.effect === 'does not hold' && began - at < FRESH && waited < PATIENCE;
      return times < IN_A_ROW || mayStillCome;
    });
    if (open.length === 0 || waited >= PATIENCE || job.signal?.aborted) break;
    await pause(job, BETWEEN);
  }
  return tasks.map((task) => latest.get(task)!.report);
}

/** A wait that Ctrl-C ends. */
async function pause({ clock, signal }: Job, milliseconds: number): Promise<void> {
  let stop = () => {};
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  signal?.addEventListener('abort', stop);
  await Promise.race([clock.sleep(milliseconds), stopped]);
  signal?.removeEventListener('abort', stop);
}

function turned(before: readonly EffectReport[], now: readonly EffectReport[], at: string): readonly Change[] {
  return now.flatMap((report, index) => {
    if (before[index]?.effect === report.effect) return [];
    const { step, account, effect, detail } = report;
    const about = 'user' in step ? `user ${step.user}` : 'role' in step ? `role ${step.role}` : step.providerArn;
    return [{ at, account, about, what: `step ${step.number} (${step.kind}): ${effect}: ${detail}` }];
  });
}
