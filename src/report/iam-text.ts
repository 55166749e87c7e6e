import type { Paint } from '../text/colour.js';
import { visible } from '../text/escape.js';
import { mdText } from '../text/markdown-text.js';
import { wrap } from '../text/wrap.js';
import { render } from './table/renderer.js';
import { count } from './words.js';

export interface IamShape {
  readonly account: string;
  readonly collectedAt: string;
  readonly collectedBy: string | null;
  readonly parts: readonly string[];
  readonly missing: readonly string[];
  readonly problems: readonly string[];
  readonly reportGeneratedAt: string | null;
  readonly users: number;
  readonly roles: number;
  readonly accessKeys: number;
  readonly reportRows: number;
}

/** Of one snapshot; the case has all. */
const SHOWN = 10;

/** The snapshots of IAM state that a case holds, with what they lack. */
export function iamText(snapshots: readonly IamShape[], paint: Paint, width: number | null): string {
  return snapshots.map((snapshot) => one(snapshot, paint, width)).join('');
}

function one(snapshot: IamShape, paint: Paint, width: number | null): string {
  const { account, collectedAt, users, roles, accessKeys, reportRows, reportGeneratedAt } = snapshot;
  const report = !snapshot.parts.includes('credential-report')
    ? 'no credential report'
    : `${count(reportRows, 'row')} of the credential report of ${visible(reportGeneratedAt ?? 'an unknown time')}`;
  const holds = `${count(users, 'user')}, ${count(roles, 'role')}, ${count(accessKeys, 'access key')}, ${report}`;
  const head = `IAM state of ${visible(account)} at ${visible(collectedAt)}: ${holds}`;
  const lines = (list: readonly string[], label: string) => [
    ...list.slice(0, SHOWN).map((text) => wrap(`${label} ${visible(text)}`, width, '    ', '      ')),
    ...(list.length > SHOWN ? [`    and ${list.length - SHOWN} more: see iam_snapshots in the case\n`] : []),
  ];
  return [
    wrap(head, width, '  ', '    '),
    ...lines(snapshot.missing, paint('yellow', 'not collected')),
    ...lines(snapshot.problems, paint('red', 'not as it should be')),
  ].join('');
}

/** The same for the report of an investigation; what it rests on where it says that something is, or is not, in force. */
export function iamMarkdown(snapshots: readonly IamShape[]): string {
  if (snapshots.length === 0) return `## IAM state\n\n${NONE}\n`;
  const rows = snapshots.map((one) => [
    ...[one.account, one.collectedAt, one.collectedBy, one.users, one.roles, one.accessKeys],
    one.parts.includes('credential-report') ? (one.reportGeneratedAt ?? 'of an unknown time') : 'none',
  ]);
  const columns = ['account', 'collected', 'by', 'users', 'roles', 'access keys', 'credential report of'];
  const notes = snapshots.flatMap(({ account, collectedAt, missing, problems }) => {
    const of = `${mdText(account)} at ${mdText(collectedAt)}`;
    return [
      ...missing.map((text) => `- ${of}: not collected: ${mdText(text)}\n`),
      ...problems.map((text) => `- ${of}: **not as it should be**: ${mdText(text)}\n`),
    ];
  });
  const shown = notes.slice(0, NOTES).join('');
  const more = notes.length > NOTES ? `- and ${notes.length - NOTES} more: see iam_snapshots in the case\n` : '';
  return [
    '## IAM state\n\nThe word of the API at that moment; nothing of it is signed.\n',
    render('md', { columns, rows }),
    ...(notes.length > 0 ? [`${shown}${more}`] : []),
  ].join('\n');
}

const NONE =
  'None in the case: nothing here says which users, roles and keys there are now. `keytrail collect iam --to ARCHIVE` writes it down; give that archive as a further source.';
const NOTES = 50;
