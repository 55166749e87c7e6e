import type { Paint } from '../../text/colour.js';
import { visible } from '../../text/escape.js';
import { mdText } from '../../text/markdown-text.js';
import { wrap } from '../../text/wrap.js';
import type { VerifyShape, WitnessShape } from '../shapes.js';
import { count, span } from '../words.js';
import type { TextOptions } from './text-options.js';

const LISTED = 10;
const IDS = 5;

const MEANING: Readonly<Record<string, string>> = {
  absent:
    'in Event history and not in the logs, though the hour is covered and the logs have others of the kind: removed before they were signed, or the trail left them out',
  unknown: 'in the logs and not in Event history: forged, or never put there',
  elsewhere: 'in Event history only, of hours or kinds that the logs do not cover',
};

type Finding = WitnessShape['findings'][number];

/** Event history, which no setting of a trail changes, against the logs. */
export function witnessText({ witness }: VerifyShape, paint: Paint, { width, all }: TextOptions): string {
  if (witness === null) return '';
  let text = `${paint('bold', 'Event history as a witness')}\n${wrap(sentence(witness), width, '  ')}`;
  const shown = witness.findings.slice(0, all ? witness.findings.length : LISTED);
  for (const finding of shown) {
    const [head, ...rest] = linesOf(finding, all ? finding.ids.length : IDS);
    text += wrap(visible(head ?? ''), width, '  - ', '    ');
    for (const line of rest) text += wrap(visible(line), width, '      ');
  }
  const left = witness.findings.length - shown.length;
  return left > 0 ? `${text}  and ${count(left, 'more')}; --all lists them\n` : text;
}

export function witnessMarkdown({ witness }: VerifyShape): string {
  if (witness === null) return '';
  const lines = witness.findings.map((finding) => `- ${mdText(linesOf(finding, IDS).join('; '))}\n`).join('');
  return `### Event history as a witness\n\n${mdText(sentence(witness))}\n${lines === '' ? '' : `\n${lines}`}`;
}

const sentence = ({ events, seen, from, to }: WitnessShape) =>
  `${count(events, 'management event')} of ${span(from, to)}, ${seen.toLocaleString('en')} of them in the logs as well`;

function linesOf({ finding, account, region, events, from, to, ids, names }: Finding, most: number): string[] {
  const more = events > most ? `, and ${(events - most).toLocaleString('en')} more` : '';
  return [
    `${account} ${region}: ${count(events, 'event')} ${MEANING[finding] ?? finding}`,
    `${span(from, to)}: ${names.slice(0, most).join(', ')}`,
    `${ids.slice(0, most).join(', ')}${more}`,
  ];
}
