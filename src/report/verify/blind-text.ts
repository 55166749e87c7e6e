import type { Paint } from '../../text/colour.js';
import { visible } from '../../text/escape.js';
import { wrap } from '../../text/wrap.js';
import type { VerifyShape } from '../shapes.js';
import { count } from '../words.js';
import type { TextOptions } from './text-options.js';

const LISTED = 20;

/** What nobody may conclude from this evidence: what the trails were not set to record, and what CloudTrail never does. */
export function blindText({ blind }: VerifyShape, paint: Paint, { width, all }: TextOptions): string {
  if (blind.length === 0) return '';
  const shown = blind.slice(0, all ? blind.length : LISTED);
  const lines = shown.map(({ area, detail }) => wrap(visible(`${area}: ${detail}`), width, '  ', '    '));
  const left = blind.length - shown.length;
  const more = left > 0 ? `  and ${count(left, 'more')}; --all lists them\n` : '';
  return `${paint('bold', 'What this archive cannot show')}\n${lines.join('')}${more}`;
}
