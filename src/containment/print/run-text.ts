import type { Given } from '../program/given.js';
import type { PlanFile } from '../program/plan-file.js';
import type { Report, StepReport, StepWord } from '../types.js';
import { nextCommand } from './next.js';
import { type Look, noticeLines, numbers, summary } from './step-line.js';

const ORDER: readonly StepWord[] = [
  'done',
  'taken back',
  'to do',
  'to take back',
  'in force',
  'already so',
  'gone',
  'not ours',
  'skipped',
  'differs',
  'locks out',
  'failed',
  'not reached',
];
const DRY = 'DRY RUN: nothing was written to AWS.';

export const dryBanner = ({ paint }: Look): string => `\n${paint('bold', 'DRY RUN: nothing is written to AWS.')}\n\n`;

/** What a run came to, what is not done, and the command to type next. */
export function conclusion(report: Report, file: PlanFile, given: Given, look: Look): string {
  const { steps, what, executed, notices } = report;
  return [
    '\n',
    executed ? '' : `${look.paint('bold', DRY)}\n`,
    `${what}: ${summary(
      steps.map(({ word }) => word),
      ORDER,
    )}\n`,
    noticeLines(notices, look.paint),
    after(report, file, given),
  ].join('');
}

function after(report: Report, file: PlanFile, given: Given): string {
  const { steps, what, executed } = report;
  const execute = { execute: file.hash };
  const is = (...words: readonly StepWord[]) => steps.filter(({ word }) => words.includes(word));
  const inTheWay = is('differs', 'locks out', 'failed');
  const late = is('not reached');
  if (steps.length === 0) return 'The plan has no step here.\n';
  if (inTheWay.length > 0) {
    const skip = inTheWay.map(({ step }) => step.number);
    return [
      obstacle(report, inTheWay, late),
      'Look at what is there now. The same command again goes on; to leave alone what is in the way:\n',
      nextCommand(what, given, { skip, ...(executed ? execute : {}) }),
    ].join('');
  }
  if (late.length > 0) return `Stopped as asked. To go on where it stopped:\n${nextCommand(what, given, execute)}`;
  if (is('to do').length > 0) return `To do it:\n${nextCommand(what, given, execute)}`;
  if (is('to take back').length > 0) {
    return `What it stopped can act again then. To take it back:\n${nextCommand(what, given, execute)}`;
  }
  const skipped = is('skipped');
  const left = skipped.length > 0 ? `Left alone as asked: ${numbers(skipped)}.\n` : null;
  if (what === 'revert') {
    return left ?? 'All that was done from here is taken back: what it stopped can act again.\n';
  }
  return [
    notThere(is('gone')),
    left ?? (is('gone').length < steps.length ? 'All that the plan wants is so.\n' : ''),
    tasksText(file, given),
    `To see whether it holds, and what the intruder tries:\n${nextCommand('verify', given, { watch: 30 })}`,
    is('done', 'in force').length > 0 ? `To take it back:\n${nextCommand('revert', given)}` : '',
  ].join('');
}

/** An account that lacks what the records name may be another. */
function notThere(gone: readonly StepReport[]): string {
  if (gone.length === 0) return '';
  return `Not there: ${numbers(gone)}: it was deleted since, or this is not the account that was hit; look at the endpoint.\n`;
}

/** Before a run nothing is done where something is in the way; in the middle of one it stops there. */
function obstacle({ executed, exit }: Report, inTheWay: readonly StepReport[], late: readonly StepReport[]): string {
  const stop = late.length > 0 ? ` Not reached: ${numbers(late)}.` : '';
  if (exit === 1) return `Done in part. In the way: ${numbers(inTheWay)}.${stop}\n`;
  const nothing = `Nothing ${executed ? 'was' : 'would be'} done`;
  return late.length > 0
    ? `${nothing}. In the way: ${numbers(inTheWay)}.${stop}\n`
    : `${nothing}: no step is, as long as one of them cannot be. In the way: ${numbers(inTheWay)}.\n`;
}

function tasksText({ plan }: PlanFile, given: Given): string {
  const n = plan.sections
    .filter(({ account }) => given.accounts?.includes(account) ?? true)
    .reduce((sum, { tasks }) => sum + tasks.length, 0);
  if (n === 0) return '';
  return `${n === 1 ? '1 task is' : `${n.toLocaleString('en')} tasks are`} left for a person:\n${nextCommand('show', given)}`;
}
