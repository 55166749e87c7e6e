import { visible } from '../../text/escape.js';
import { wrap } from '../../text/wrap.js';
import type { Given } from '../program/given.js';
import type { Change, VerifyReport } from '../types.js';
import { nextCommand } from './next.js';
import { accountsOf, headings, type Look, noticeLines, numbers, stepLine, summary } from './step-line.js';

const ORDER = ['holds', 'gone', 'does not hold', 'not applied', 'taken back'];

export const changeLine = ({ at, account, about, what }: Change, { paint, width }: Look): string =>
  wrap(visible(`${at} ${account} ${about}: ${what}`), width, '  !  ', '     ').replace('  !  ', paint('red', '  !  '));

/** Whether each step holds, what changed since, and what to do next. The changes were told as they came. */
export function verifyText({ steps, changes, notices }: VerifyReport, given: Given, look: Look): string {
  const heading = headings(accountsOf(steps), look.paint);
  const open = steps.filter(({ effect }) => effect !== 'holds' && effect !== 'gone');
  return [
    '\n',
    ...steps.map(({ account, step, effect, detail }) => heading(account) + stepLine(step, effect, detail, look)),
    `\nverify: ${summary(
      steps.map(({ effect }) => effect),
      ORDER,
    )}\n`,
    noticeLines(notices, look.paint),
    changes.length === 0
      ? ''
      : `${look.paint('red', `${changes.length} ${changes.length === 1 ? 'change' : 'changes'} since:`)}\n${changes.map((change) => changeLine(change, look)).join('')}`,
    open.length > 0 ? `Not in force: ${numbers(open)}.\n` : steps.length > 0 ? 'All steps hold.\n' : '',
    next(changes, open.length > 0, given),
  ].join('');
}

function next(changes: readonly Change[], open: boolean, given: Given): string {
  if (open || changes.length > 0) {
    return [
      changes.length > 0
        ? 'Somebody is at work: collect the trail again, and compute the radius and the plan anew.\n'
        : '',
      open ? `To see what could be done for them:\n${nextCommand('apply', given)}` : '',
    ].join('');
  }
  return given.watch > 0 ? '' : `To go on watching:\n${nextCommand('verify', given, { watch: 30 })}`;
}
