import { KeytrailError } from '../error.js';
import { VERSION } from '../package.js';
import { planHash } from '../plan/index.js';
import { type Act, act, type Run, takeBack } from './act.js';
import { configOf } from './config.js';
import { Journal, readJournal } from './journal.js';
import { eachOf, look, lookBack, mustKnow, type Reached, reached, reportOf } from './look.js';
import { backwards, type ToTakeBack } from './order.js';
import { IN_THE_WAY, NOT_OURS, nothingApplied, TORN } from './preview.js';
import { noticesOf } from './quarantine.js';
import type { AccountAccess, IamWrites, Job, OpenWrites, Report, StepReport } from './types.js';

/** Loads what can write. Nothing else in the house does, and nothing before a hash was right. */
const openLiveWrites: OpenWrites = async (access) => {
  const { writesWith } = await import('./writes.js');
  return writesWith(configOf(access));
};

/** Does what the plan says, step by step, from wherever an earlier run was cut off. */
export function apply(job: Job, hash: string, openWrites: OpenWrites = openLiveWrites): Promise<Report> {
  return locked('apply', job, hash, openWrites, async (run) => {
    const tasks = reached(job);
    const looks = await eachOf(tasks, (task) => look(job, task, run.journal.state(task.step.number)));
    const before = tasks.map((task, index) => reportOf(task, looks[index]!));
    if (before.some(({ word }) => IN_THE_WAY.has(word))) return refusal(run, 'refused', before);
    return inTurn(run, tasks, (task) => act(run, task));
  });
}

/** Takes back what the journal says was done, the newest first. */
export function revert(job: Job, hash: string, openWrites: OpenWrites = openLiveWrites): Promise<Report> {
  return locked('revert', job, hash, openWrites, async (run) => {
    if (run.journal.lines.length === 1) throw nothingApplied(job.journal);
    const tasks = backwards(reached(job), (step) => run.journal.state(step));
    const ours = (task: ToTakeBack) =>
      task.ours === null ? Promise.resolve({ ...NOT_OURS(task.phase), live: null }) : lookBack(job, task, task.ours);
    const looks = await eachOf(tasks, ours);
    const before = tasks.map((task, index) => reportOf(task, looks[index]!));
    if (before.some(({ word }) => IN_THE_WAY.has(word))) return refusal(run, 'undo-refused', before);
    return inTurn(run, tasks, async (task) =>
      task.ours === null ? { ...NOT_OURS(task.phase), live: null, touched: false } : takeBack(run, task),
    );
  });
}

async function locked(
  what: Report['what'],
  job: Job,
  hash: string,
  openWrites: OpenWrites,
  work: (run: Run) => Promise<Pick<Report, 'steps' | 'exit'>>,
): Promise<Report> {
  mustKnow(job);
  const plan = planHash(job.plan);
  if (hash !== plan) {
    throw new KeytrailError(
      'bad-argument',
      `--execute: the plan is not the one with the hash ${hash.slice(0, 64)}; its own is ${plan}`,
      'read it again with keytrail-contain show, then give its hash',
    );
  }
  const { accounts } = job.connection;
  if (what === 'revert' && readJournal(job.journal, job.plan) === null) throw nothingApplied(job.journal);
  const journal = Journal.open(job.journal, job.plan, () => job.clock.now());
  try {
    if (what === 'revert' && journal.lines.length === 0) throw nothingApplied(job.journal);
    journal.append({
      type: 'begin',
      what,
      plan,
      tool: `keytrail ${VERSION}`,
      accounts: accounts.map(({ account, identity: { arn, endpoint } }) => ({ account, arn, endpoint })),
    });
    const notices = [...(journal.wasTorn ? [TORN] : []), ...(await noticesOf(job))];
    const held = new Map<AccountAccess, Promise<IamWrites>>();
    const writes = ({ access }: Reached) => {
      const opened = held.get(access) ?? openWrites(access);
      held.set(access, opened);
      return opened;
    };
    const { steps, exit } = await work({ job, journal, writes });
    return {
      what,
      executed: true,
      steps,
      notices: [...notices, ...ended(journal, what, exit)],
      exit,
    };
  } finally {
    journal.close();
  }
}

/** What was done is told, even where the end of it cannot be noted any more. */
function ended(journal: Journal, what: Report['what'], exit: Report['exit']): readonly string[] {
  try {
    journal.append({ type: 'end', what, exit });
    return [];
  } catch (error) {
    if (error instanceof KeytrailError) return [error.message];
    throw error;
  }
}

/** Nothing is done at all where something is in the way. */
function refusal(
  { job, journal }: Run,
  type: 'refused' | 'undo-refused',
  before: readonly StepReport[],
): Pick<Report, 'steps' | 'exit'> {
  for (const { step, word, detail } of before) {
    if (IN_THE_WAY.has(word)) journal.append({ type, step: step.number, detail });
  }
  for (const step of before) job.tell({ type: 'step', step });
  return { steps: before, exit: 2 };
}

/** One after the other, until one of them cannot be done. */
async function inTurn<T extends Reached>(
  { job, journal }: Run,
  tasks: readonly T[],
  work: (task: T) => Promise<Act>,
): Promise<Pick<Report, 'steps' | 'exit'>> {
  const steps: StepReport[] = [];
  let stopped = false;
  let touched = false;
  for (const task of tasks) {
    if (job.signal?.aborted) stopped = true;
    let done: Act = { word: 'not reached', detail: 'the run stopped before it', way: null, live: null, touched: false };
    if (!stopped) {
      try {
        done = await work(task);
      } catch (error) {
        // The journal cannot be written: without it nothing more is done, and what was done is still told.
        if (!(error instanceof KeytrailError)) throw error;
        const { phase } = journal.state(task.step.number);
        const touched = phase === 'intended' || phase === 'taking back';
        done = { ...done, word: 'failed', detail: error.message, touched };
      }
      stopped = IN_THE_WAY.has(done.word);
    }
    touched ||= done.touched || done.word === 'in force';
    const step = reportOf(task, done);
    steps.push(step);
    job.tell({ type: 'step', step });
  }
  const isPart = stopped || steps.some(({ word }) => word === 'skipped');
  return { steps, exit: !isPart ? 0 : touched ? 1 : 2 };
}
