import type { Step } from '../../plan/index.js';
import { mdCode, mdText } from '../../text/markdown-text.js';
import type { PlanFile } from '../program/plan-file.js';
import { titleOf } from '../show/words.js';
import type { Connection, Report, StatusReport, VerifyReport } from '../types.js';

// For the file of the incident.

export function runMarkdown(file: PlanFile, connection: Connection, report: Report): string {
  const title = `${report.what === 'apply' ? 'Containment' : 'Revert'}${report.executed ? '' : ' (dry run: nothing was written)'}`;
  const rows = report.steps.map(({ account, step, word, detail }) => row(account, step, word, detail));
  return page(title, [...about(file), ...identities(connection)], table('result', rows), report.notices);
}

export function verifyMarkdown(file: PlanFile, connection: Connection, report: VerifyReport): string {
  const rows = report.steps.map(({ account, step, effect, detail }) => row(account, step, effect, detail));
  const changes = report.changes.map(
    ({ at, account, about: whom, what }) => `- ${mdText(`${at} ${account} ${whom}: ${what}`)}\n`,
  );
  const since = changes.length === 0 ? '' : `\n### Changes since\n\n${changes.join('')}`;
  const result = table('live state', rows) + since;
  return page('Verification', [...about(file), ...identities(connection)], result, report.notices);
}

export function statusMarkdown(file: PlanFile, report: StatusReport): string {
  const rows = report.steps.map(({ account, step, phase, at, detail }) =>
    row(account, step, phase, [at, detail].filter(Boolean).join(' ')),
  );
  const runs = report.runs.map(
    ({ what, at, arn, end }) =>
      `${what} at ${mdText(at)} by ${mdCode(arn)}: ${end === null ? '**cut off**' : `exit ${end.exit}`}`,
  );
  const chain = report.head === null ? 'no journal' : `journal: ${report.lines} lines, head ${mdCode(report.head)}`;
  return page('Status', [...about(file), chain, ...runs], table('journal', rows), report.notices);
}

function page(title: string, facts: readonly string[], result: string, notices: readonly string[]): string {
  return [
    `## ${title}\n\n`,
    ...facts.map((fact) => `- ${fact}\n`),
    ...notices.map((notice) => `- ${mdText(notice)}\n`),
    '\n',
    result,
  ].join('');
}

const about = ({ path, hash }: PlanFile) => [`plan: ${mdCode(path)}, ${mdCode(hash)}`];

function identities({ caller, accounts }: Connection): string[] {
  const all = new Map([caller, ...accounts.map(({ identity }) => identity)].map((one) => [one.arn, one]));
  return [...all.values()].map(
    ({ arn, account, partition, region, endpoint }) =>
      `as ${mdCode(arn)} in ${mdText(account)}, ${mdText(partition)}, ${mdText(region)}, ${mdCode(endpoint)}`,
  );
}

function row(account: string, step: Step, word: string, detail: string): string {
  return `| ${step.number} | ${mdText(account)} | ${mdText(titleOf(step))} | ${word} | ${mdText(detail)} |\n`;
}

function table(result: string, rows: readonly string[]): string {
  return `| step | account | what | ${result} | detail |\n| --- | --- | --- | --- | --- |\n${rows.join('')}`;
}
