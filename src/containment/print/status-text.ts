import { visible } from '../../text/escape.js';
import type { Given } from '../program/given.js';
import type { PlanFile } from '../program/plan-file.js';
import type { StatusReport } from '../types.js';
import { nextCommand } from './next.js';
import { accountsOf, headings, type Look, noticeLines, stepLine, summary } from './step-line.js';

const ORDER = [
  'done',
  'already so',
  'gone',
  'taken back',
  'open',
  'skipped',
  'refused',
  'failed',
  'intended',
  'taking back',
];

/** What the journal says, its runs first. */
export function statusText(report: StatusReport, file: PlanFile, given: Given, look: Look): string {
  const { steps, runs, lines, head, notices } = report;
  const heading = headings(accountsOf(steps), look.paint);
  return [
    head === null
      ? 'chain     there is no journal: nothing was done from here\n'
      : `chain     ${lines} lines, all linked; the last has the hash ${head}\n`,
    ...runs.map(
      ({ what, at, arn, endpoint, tool, end }) =>
        `run       ${visible(at)} ${what} as ${visible(arn)} at ${visible(endpoint)} (${visible(tool)}): ${end === null ? look.paint('red', 'cut off') : `ended ${visible(end.at)}, exit ${end.exit}`}\n`,
    ),
    '\n',
    ...steps.map(
      ({ account, step, phase, at, detail }) =>
        heading(account) + stepLine(step, phase, [at, detail].filter(Boolean).join(' '), look),
    ),
    `\nstatus: ${summary(
      steps.map(({ phase }) => phase),
      ORDER,
    )}\n`,
    noticeLines(notices, look.paint),
    next(report, file, given),
  ].join('');
}

function next({ steps, runs, exit }: StatusReport, { hash }: PlanFile, given: Given): string {
  const last = runs.at(-1);
  const under = steps.some(({ phase }) => phase === 'intended' || phase === 'taking back');
  if (last && (last.end === null || under)) {
    return `The last run did not end. To go on where it stopped:\n${nextCommand(last.what, given, { execute: hash })}`;
  }
  if (!last) return `To see what would be done:\n${nextCommand('apply', given)}`;
  if (last.what === 'revert' && exit === 0) return '';
  return exit === 0
    ? `To see whether it holds:\n${nextCommand('verify', given, { watch: 30 })}`
    : `To see what is left to do:\n${nextCommand(last.what, given)}`;
}
