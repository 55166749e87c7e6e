import type { Given } from '../program/given.js';
import type { PlanFile } from '../program/plan-file.js';
import type { Report, StepReport, StepWord } from '../types.js';
import { nextCommand } from './next.js';
import { type Look, noticeLines, numbers, tally } from './step-line.js';

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
const IN_THE_WAY: readonly StepWord[] = ['differs', 'locks out', 'failed'];
const DRY = 'DRY RUN: nothing was written to AWS.';

export const dryBanner = ({ paint }: Look): string => `\n${paint('bold', 'DRY RUN: nothing is written to AWS.')}\n\n`;

/** What a run came to, what is not done, and the command to type next. */
export function conclusion(report: Report, file: PlanFile, given: Given, stopped: boolean, look: Look): string {
  const { steps, what, executed, notices } = report;
  const count = `${steps.length.toLocaleString('en')} ${steps.length === 1 ? 'step' : 'steps'}`;
  const sum =
    steps.length === 0
      ? 'no step'
      : `${count}: ${tally(
          steps.map(({ word }) => word),
          ORDER,
        )}`;
  return [
    '\n',
    ...(executed ? [] : [`${look.paint('bold', DRY)}\n`]),
    `${what}: ${sum}\n`,
    noticeLines(notices, look.paint),
    what === 'apply' ? afterApply(report, file, given, stopped) : afterRevert(report, file, given, stopped),
  ].join('');
}

function afterApply({ steps, executed, exit }: Report, file: PlanFile, given: Given, stopped: boolean): string {
  const { hash } = file;
  const blocked = inTheWay(steps);
  if (blocked.length > 0) return inTheWayText('apply', steps, executed, exit, blocked, file, given);
  if (stopped) return `Stopped as asked. To go on where it stopped:\n${nextCommand('apply', given, { execute: hash })}`;
  if (!executed && steps.some(({ word }) => word === 'to do')) {
    return `To do it:\n${nextCommand('apply', given, { execute: hash })}`;
  }
  const left = steps.filter(({ word }) => word === 'skipped');
  return [
    left.length === 0 ? 'All that the plan wants is so.\n' : `Left alone as asked: ${numbers(left)}.\n`,
    tasksText(file, given),
    `To see whether it holds, and what the intruder tries:\n${nextCommand('verify', given, { watch: 30 })}`,
    `To take it back:\n${nextCommand('revert', given)}`,
  ].join('');
}

function afterRevert({ steps, executed, exit }: Report, file: PlanFile, given: Given, stopped: boolean): string {
  const { hash } = file;
  const blocked = inTheWay(steps);
  if (blocked.length > 0) return inTheWayText('revert', steps, executed, exit, blocked, file, given);
  if (stopped)
    return `Stopped as asked. To go on where it stopped:\n${nextCommand('revert', given, { execute: hash })}`;
  if (!executed && steps.some(({ word }) => word === 'to take back')) {
    return `To take it back:\n${nextCommand('revert', given, { execute: hash })}`;
  }
  const left = steps.filter(({ word }) => word === 'skipped');
  return left.length === 0
    ? 'Nothing of this plan is in force any more: what it stopped works again.\n'
    : `Left alone as asked: ${numbers(left)}.\n`;
}

const inTheWay = (steps: readonly StepReport[]) => steps.filter(({ word }) => IN_THE_WAY.includes(word));

/** Before a run nothing is done where something is in the way; in the middle of one it stops there. */
function inTheWayText(
  command: 'apply' | 'revert',
  steps: readonly StepReport[],
  executed: boolean,
  exit: Report['exit'],
  blocked: readonly StepReport[],
  file: PlanFile,
  given: Given,
): string {
  const late = steps.filter(({ word }) => word === 'not reached');
  const skip = blocked.map(({ step }) => step.number);
  const execute = executed ? { execute: file.hash } : {};
  return [
    exit === 1
      ? `Done in part. In the way: ${numbers(blocked)}.${late.length > 0 ? ` Not reached: ${numbers(late)}.` : ''}\n`
      : `In the way: ${numbers(blocked)}. Nothing ${executed ? 'was' : 'would be'} done: no step is, as long as one of them cannot be.\n`,
    `Look at what is there now. Then the same command again goes on; to leave alone what is in the way:\n`,
    nextCommand(command, given, { skip, ...execute }),
  ].join('');
}

function tasksText({ plan }: PlanFile, given: Given): string {
  const n = plan.sections
    .filter(({ account }) => given.accounts?.includes(account) ?? true)
    .reduce((sum, { tasks }) => sum + tasks.length, 0);
  if (n === 0) return '';
  return `${n === 1 ? '1 task is' : `${n.toLocaleString('en')} tasks are`} left for a person:\n${nextCommand('show', given)}`;
}
