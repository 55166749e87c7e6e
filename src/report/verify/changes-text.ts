import type { Paint } from '../../text/colour.js';
import { visible } from '../../text/escape.js';
import { wrap } from '../../text/wrap.js';
import type { ChangeShape, VerifyShape } from '../shapes.js';
import { render } from '../table/renderer.js';
import { tableOf } from '../table/table-of.js';
import { count } from '../words.js';
import type { TextOptions } from './text-options.js';

const LISTED = 15;
const LISTED_MD = 200;

/** What was done to the trails, their buckets, keys and objects: what came of it apart from what was only tried. */
export function changesText({ changes }: VerifyShape, paint: Paint, { width, all }: TextOptions): string {
  if (changes.length === 0) return '';
  const done = changes.filter(({ outcome }) => outcome === 'succeeded');
  const tried = changes.filter(({ outcome }) => outcome !== 'succeeded');
  let text = '';
  for (const [title, some] of [
    ['Changes to the trails and where they deliver to', done],
    ['Tried, and denied or failed', tried],
  ] as const) {
    if (some.length === 0) continue;
    text += `${paint('bold', title)} (${some.length.toLocaleString('en')})\n`;
    for (const change of some.slice(0, all ? some.length : LISTED)) {
      text += wrap(visible(lineOf(change)), width, '  ', '      ');
    }
    if (!all && some.length > LISTED) text += `  and ${count(some.length - LISTED, 'more')}; --all lists them\n`;
  }
  return text;
}

/** `2026-03-02T20:32:41Z StopLogging management-events: logging off, by arn:…` */
function lineOf({ time, name, trail, bucket, kmsKey, what, who, outcome, proven }: ChangeShape): string {
  const on = [trail, bucket, kmsKey].find((target) => target !== null) ?? '';
  const result = outcome === 'succeeded' ? '' : ` (${outcome})`;
  return `${time ?? 'at an unknown time'} ${name} ${on}${result}: ${what}, by ${who}${proven ? '' : '; the record is not proven'}`;
}

export function changesMarkdown({ changes }: VerifyShape): string {
  if (changes.length === 0) return '';
  const rows = changes.slice(0, LISTED_MD).map(({ time, name, trail, bucket, outcome, what, who, proven, event }) => {
    return { time, name, on: trail ?? bucket, outcome, what, who, proven, event };
  });
  const more = changes.length > LISTED_MD ? `\n${count(changes.length - LISTED_MD, 'more record')} in the JSON.\n` : '';
  return `### Changes to the trails and where they deliver to\n\n${render('md', tableOf(rows))}${more}`;
}
