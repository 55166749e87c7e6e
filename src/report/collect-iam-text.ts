import type { Table } from '../model.js';
import type { Paint } from '../text/colour.js';
import { visible } from '../text/escape.js';
import { mdCode, mdText } from '../text/markdown-text.js';
import { wrap } from '../text/wrap.js';
import { count } from './words.js';

export interface CollectIamShape {
  readonly account: string;
  readonly collectedAt: string;
  readonly collectedBy: string;
  readonly endpoint: string;
  readonly folder: string;
  readonly users: number;
  readonly roles: number;
  readonly report: { readonly generatedAt: string | null; readonly previousGeneratedAt: string | null } | null;
  readonly files: readonly string[];
  readonly missing: readonly { readonly what: string; readonly reason: string }[];
}

/** What a snapshot of IAM state holds, and what is missing from it. */
export function collectIamText(found: CollectIamShape, to: string, paint: Paint, width: number | null): string {
  const { account, endpoint, collectedBy, collectedAt, folder, files } = found;
  const missing = found.missing.map(({ what, reason }) =>
    wrap(`${visible(what)}: ${visible(reason)}`, width, '    ', '      '),
  );
  return [
    `archive  ${visible(to)}\n`,
    `account  ${visible(account)} at ${visible(endpoint)}\n`,
    `by       ${visible(collectedBy)}, at ${visible(collectedAt)}\n`,
    `\n${paint('bold', 'IAM state')}\n`,
    `  ${count(files.length, 'file')} in ${visible(folder)}: ${count(found.users, 'user')}, ${count(found.roles, 'role')}\n`,
    wrap(reportLine(found), width, '  ', '    '),
    missing.length === 0
      ? `  ${paint('green', 'Nothing is missing.')}\n`
      : `  ${paint('red', 'Missing')}\n${missing.join('')}`,
  ].join('');
}

function reportLine({ report }: CollectIamShape): string {
  if (report === null) return 'no credential report';
  const { generatedAt, previousGeneratedAt } = report;
  const before =
    previousGeneratedAt === null ? '' : `; the one before, of ${visible(previousGeneratedAt)}, is kept beside it`;
  return `credential report of ${visible(generatedAt ?? 'an unknown time')}${before}`;
}

export function collectIamMarkdown(found: CollectIamShape): string {
  const { account, folder, collectedAt, collectedBy, users, roles, missing } = found;
  const lines = missing.map(({ what, reason }) => `- ${mdText(what)}: ${mdText(reason)}\n`);
  return [
    '## IAM state\n',
    `Of ${mdText(account)} in ${mdCode(folder)} at ${mdText(collectedAt)} by ${mdCode(collectedBy)}: ${count(users, 'user')}, ${count(roles, 'role')}, ${mdText(reportLine(found))}.\n`,
    lines.length === 0 ? 'Nothing is missing.\n' : `### Missing\n\n${lines.join('')}`,
  ].join('\n');
}

export const collectIamTable = (found: CollectIamShape): Table => ({
  columns: ['what', 'name', 'value'],
  rows: [
    ['iam', 'account', found.account],
    ['iam', 'collectedAt', found.collectedAt],
    ['iam', 'folder', found.folder],
    ['iam', 'users', found.users],
    ['iam', 'roles', found.roles],
    ['iam', 'reportGeneratedAt', found.report?.generatedAt ?? null],
    ...found.missing.map(({ what, reason }) => ['missing', what, reason]),
  ],
});

export interface IamSurveyShape {
  readonly account: string;
  readonly by: string;
  readonly endpoint: string;
  readonly users: number | null;
  readonly roles: number | null;
  readonly requests: number | null;
  readonly generates: boolean;
}

/** What a snapshot would take, before anything is asked. */
export function iamSurveyText({ account, by, endpoint, users, roles, requests, generates }: IamSurveyShape): string {
  const counted =
    users === null || roles === null || requests === null
      ? 'GetAccountSummary is refused: how much there is is not known'
      : `${count(users, 'user')}, ${count(roles, 'role')}: about ${count(requests, 'request')}`;
  const report = generates
    ? 'a new credential report would be generated, in place of the one that AWS stores (which is kept first)'
    : 'the credential report that AWS stores would be taken';
  return [
    `IAM state of ${visible(account)} at ${visible(endpoint)}, by ${visible(by)}\n`,
    `  ${counted}\n  ${report}; nothing was written\n`,
  ].join('');
}
