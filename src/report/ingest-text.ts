import type { Table } from '../model.js';
import type { Paint } from '../text/colour.js';
import { visible } from '../text/escape.js';
import { type IamShape, iamText } from './iam-text.js';
import type { VerifyShape } from './shapes.js';
import { render } from './table/renderer.js';
import { fileWarnings } from './verify/trust-text.js';
import { verdictLines } from './verify/verify-text.js';
import { count } from './words.js';

export interface IngestShape {
  readonly accounting: {
    readonly listed: number;
    readonly read: number;
    readonly rejected: number;
    readonly unavailable: number;
    readonly records: number;
    readonly events: number;
    readonly copies: number;
    readonly reject_records: number;
    readonly different: number;
    readonly bytes: number;
  };
  /** What does not add up, in words. */
  readonly lost: readonly string[];
  readonly report: VerifyShape;
  /** Snapshots of IAM state. */
  readonly iam: readonly IamShape[];
  /** There is nothing else: nothing to verify, and no fault in that. */
  readonly stateOnly: boolean;
  readonly seconds: number;
  readonly exit: 0 | 1;
}

/** Objects that were deleted or changed, shown by name. */
const LISTED = 10;

/** What was taken in, in two sums that have to come out, and what verification says of it. */
export function ingestText(
  { accounting, lost, report, iam, stateOnly, exit }: IngestShape,
  paint: Paint,
  width: number | null = null,
): string {
  const { listed, read, rejected, unavailable, records, events, copies, reject_records, different } = accounting;
  const table: Table = {
    columns: ['', 'total', '', '', '', ''],
    rows: [
      ['objects', n(listed), '=', `${n(read)} read`, `${n(rejected)} rejected`, `${n(unavailable)} unavailable`],
      ['records', n(records), '=', `${n(events)} events`, `${n(copies)} copies`, `${n(reject_records)} rejects`],
    ],
  };
  // The head and its rule say nothing here.
  let text = render('table', table).split('\n').slice(2).join('\n');
  if (different > 0)
    text += `${paint('red', count(different, 'copy', 'copies'))} with other content than the event of the same id\n`;
  for (const sentence of lost) text += `${paint('red', `does not add up: ${visible(sentence)}`)}\n`;
  if (stateOnly) return `${text}\n${iamText(iam, paint, width)}${STATE_ONLY}${last(exit, paint)}`;
  text += `\n${verdictLines(report, paint)}${keyLines(report, paint)}`;
  for (const { finding, account, region, from, to, explained } of report.ranges) {
    const where = `${visible(account ?? '')} ${visible(region ?? '')}`;
    const why = explained ? ` (explained: ${visible(explained)})` : '';
    text += `  ${paint('yellow', visible(finding))} ${where} ${from ?? 'the beginning'} to ${to ?? 'the end'}${why}\n`;
  }
  for (const source of report.unfinished) {
    text += `  ${paint('red', 'unfinished')} ${visible(source)}: its collection was broken off; run keytrail collect again\n`;
  }
  for (const { finding, bucket, key, at } of report.versions.slice(0, LISTED)) {
    text += `  ${paint('red', visible(finding))} ${visible(bucket === null ? key : `s3://${bucket}/${key}`)}${at === null ? '' : ` ${visible(at)}`}\n`;
  }
  const more = report.versions.length - LISTED;
  if (more > 0) text += `  and ${n(more)} more objects that were deleted or changed; keytrail verify lists them\n`;
  return text + iamText(iam, paint, width) + last(exit, paint);
}

const STATE_ONLY = '  No logs: IAM state alone. Nothing of it is signed; it is the word of the API at that moment.\n';

const last = (exit: 0 | 1, paint: Paint) =>
  exit === 0 ? `${paint('green', 'Nothing to object to.')}\n` : `${paint('red', 'The evidence is not clean.')}\n`;

/** What every `valid` rests on, and what is to be shouted about it; verify has the files one by one. */
function keyLines({ trust: { keySet, files } }: VerifyShape, paint: Paint): string {
  if (keySet === null) return '';
  const used = files.filter((file) => file.used);
  const keys = used.reduce((sum, file) => sum + file.keys, 0);
  const warned = used.map((file) => [file, fileWarnings(file)] as const).filter(([, { length }]) => length > 0);
  const shown = warned
    .slice(0, LISTED)
    .flatMap(([{ file }, warnings]) => warnings.map((warning) => `    ${visible(file)}: ${paint('red', warning)}\n`));
  const more = warned.length > LISTED ? `    and ${n(warned.length - LISTED)} more files of keys\n` : '';
  return `  every "valid" rests on ${count(keys, 'public key')}, key set SHA-256 ${keySet}\n${shown.join('')}${more}`;
}

/** The same as rows: one per number. */
export function ingestTable({ accounting, report, iam }: IngestShape): Table {
  const rows: [string, string, number][] = Object.entries(accounting).map(([name, value]) => [
    'accounting',
    name,
    value,
  ]);
  for (const [kind, verdicts] of Object.entries(report.summary.objects)) {
    for (const [verdict, value] of Object.entries(verdicts)) rows.push([kind, verdict, value]);
  }
  for (const { account, collectedAt, users, roles, accessKeys, reportRows } of iam) {
    const counts = Object.entries({ users, roles, accessKeys, reportRows });
    for (const [name, value] of counts) rows.push([`iam ${account} ${collectedAt}`, name, value]);
  }
  return { columns: ['what', 'name', 'count'], rows };
}

function n(value: number): string {
  return value.toLocaleString('en');
}
