import type { Paint } from '../../text/colour.js';
import { visible } from '../../text/escape.js';
import { wrap } from '../../text/wrap.js';
import { part } from '../blast/blast-markdown.js';
import type { RemarkShape, VerifyShape } from '../shapes.js';
import { count } from '../words.js';
import type { TextOptions } from './text-options.js';

const LISTED = 10;
const LISTED_MD = 200;

/** What is odd or worth knowing and no reason to object: told after the findings, so that nobody takes one for the other. */
export function remarksText({ remarks }: VerifyShape, paint: Paint, { width, all }: TextOptions): string {
  if (remarks.length === 0) return '';
  let text = `${paint('bold', 'Remarks, which are not objected to')} (${remarks.length.toLocaleString('en')})\n`;
  for (const remark of remarks.slice(0, all ? remarks.length : LISTED)) {
    text += wrap(visible(lineOf(remark)), width, '  ', '      ');
  }
  if (!all && remarks.length > LISTED) text += `  and ${count(remarks.length - LISTED, 'more')}; --all lists them\n`;
  return text;
}

function lineOf({ remark, account, region, trail, bucket, key, detail }: RemarkShape): string {
  const where = key === null ? [account, region, trail] : [`s3://${bucket}/${key}`];
  return `${remark} ${where.filter((text) => text !== null).join(' ')}: ${detail}`;
}

export const remarksMarkdown = ({ remarks }: VerifyShape): string =>
  part('Remarks, which are not objected to', remarks, LISTED_MD);
