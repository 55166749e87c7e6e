import type { Paint } from '../../text/colour.js';
import { visible } from '../../text/escape.js';
import { mdCode, mdText } from '../../text/markdown-text.js';
import { wrap } from '../../text/wrap.js';
import type { AttestedObjectShape, VerifyShape } from '../shapes.js';
import { count } from '../words.js';
import { locationOf } from './findings.js';
import type { TextOptions } from './text-options.js';

const LISTED = 10;
const LISTED_MD = 100;

/** What CloudTrail's own records of its deliveries say is there, and what of it is not. */
export function attestedText({ attested }: VerifyShape, paint: Paint, { width, all }: TextOptions): string {
  if (attested.named === 0) return '';
  let text = `${paint('bold', 'Deliveries that CloudTrail itself recorded')}\n${wrap(sentence(attested), width, '  ')}`;
  const listed = all ? attested.indicated.length : LISTED;
  for (const object of attested.indicated.slice(0, listed)) {
    text += wrap(visible(locationOf(object)), width, '  - ', '    ');
    text += wrap(visible(whyOf(object)), width, '      ');
  }
  const left = attested.indicated.length - listed;
  return left > 0 ? `${text}  and ${count(left, 'more')}; --all lists them\n` : text;
}

export function attestedMarkdown({ attested }: VerifyShape): string {
  if (attested.named === 0) return '';
  const lines = attested.indicated
    .slice(0, LISTED_MD)
    .map((object) => `- ${mdCode(locationOf(object))}: ${mdText(whyOf(object))}\n`);
  const left = attested.indicated.length - lines.length;
  if (left > 0) lines.push(`- and ${count(left, 'more')} in the JSON\n`);
  return `### Deliveries that CloudTrail itself recorded\n\n${mdText(sentence(attested))}\n${lines.length > 0 ? `\n${lines.join('')}` : ''}`;
}

function sentence({ named, present, missing, indicated, leftOut }: VerifyShape['attested']): string {
  const parts = [
    `${count(named, 'object')} named by records of CloudTrail's own PutObject`,
    `${present.toLocaleString('en')} there`,
  ];
  if (missing.length > 0) parts.push(`${missing.length.toLocaleString('en')} provably missing (among the findings)`);
  if (indicated.length > 0) parts.push(`${indicated.length.toLocaleString('en')} not there, which proves nothing yet`);
  if (leftOut > 0) parts.push(`${leftOut.toLocaleString('en')} more not there, see the table attested of a case`);
  return parts.join(', ');
}

const whyOf = ({ why, event, time }: AttestedObjectShape) =>
  `${why ?? ''}; event ${event}${time === null ? '' : ` of ${time}`}`;
