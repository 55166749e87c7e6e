import type { Plan } from '../plan/index.js';
import { tasksOf } from './believe.js';
import { OPEN, runsOf, statesOf } from './fold.js';
import { readJournal } from './journal.js';
import { TORN } from './preview.js';
import type { StatusReport } from './types.js';

/** What the journal says. AWS is not asked. */
export function status(plan: Plan, journal: string): StatusReport {
  const chain = readJournal(journal, plan);
  const lines = chain?.lines ?? [];
  const states = statesOf(lines);
  const steps = tasksOf(plan).map(({ step, section }) => {
    const { phase, at, detail } = states.get(step.number) ?? OPEN;
    return { account: section.account, step, phase, at, detail };
  });
  const ours = [...states.values()].filter((state) => state.ours !== null).length;
  const isWhole = steps.every(({ phase }) => phase === 'done' || phase === 'already so' || phase === 'gone');
  const isBack = ours === 0 && steps.some(({ phase }) => phase === 'taken back');
  return {
    steps,
    runs: runsOf(lines),
    lines: lines.length,
    head: chain === null || lines.length === 0 ? null : chain.head,
    notices: (chain?.torn.length ?? 0) > 0 ? [TORN] : [],
    exit: (isWhole && lines.length > 0) || isBack ? 0 : ours > 0 ? 1 : 2,
  };
}
