import type { Paint } from '../../text/colour.js';
import { visible } from '../../text/escape.js';
import { wrap } from '../../text/wrap.js';
import type { VerifyShape } from '../shapes.js';
import { count, span, worstFirst } from '../words.js';
import { attestedText } from './attested-text.js';
import { blindText } from './blind-text.js';
import { chainsText } from './chains-text.js';
import { changesText } from './changes-text.js';
import { coverageText } from './coverage-text.js';
import { findingsText } from './findings-text.js';
import { remarksText } from './remarks-text.js';
import type { TextOptions } from './text-options.js';
import { trustText } from './trust-text.js';
import { witnessText } from './witness-text.js';

const PIPED: TextOptions = { width: null, all: false };

/** Verification for a person: what was asked, what is trusted, what is proven from when to when, what is wrong, worst first, and the sum. */
export function verifyText(
  report: VerifyShape,
  sources: readonly string[],
  paint: Paint,
  options: TextOptions = PIPED,
): string {
  return [
    head(report, sources, options) + trustText(report.trust, paint, options),
    chainsText(report, paint, options),
    coverageText(report, paint, options),
    changesText(report, paint, options),
    attestedText(report, paint, options),
    witnessText(report, paint, options),
    findingsText(report, paint, options),
    remarksText(report, paint, options),
    blindText(report, paint, options),
    summary(report, paint),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function head(report: VerifyShape, sources: readonly string[], { width }: TextOptions): string {
  const { from, to } = report.window;
  const lines = sources.map((source) => wrap(visible(source), width, 'source   ', '         '));
  return `window   ${span(from, to)}\n${lines.join('')}`;
}

/** Every object counts once: the numbers of a line add up to its total, and the totals to what was listed and what is missing. */
function summary(report: VerifyShape, paint: Paint): string {
  const { summary: sums, exit } = report;
  const all = Object.values(sums.objects).flatMap((verdicts) => Object.values(verdicts));
  const total = all.reduce((sum, n) => sum + n, 0);
  const n = (value: number) => value.toLocaleString('en');
  return (
    `${paint('bold', 'Summary')}\n${verdictLines(report, paint)}` +
    `  ${count(total, 'object')} = ${n(sums.listed)} listed (${n(sums.read)} read, ${n(sums.listed - sums.read)} not) + ${n(total - sums.listed)} not there\n` +
    (exit === 0 ? `${paint('green', 'Nothing to object to.')}\n` : `${paint('red', 'The evidence is not clean.')}\n`)
  );
}

/** A line per kind of object: how many of each verdict. */
export function verdictLines({ summary: { objects: kinds } }: VerifyShape, paint: Paint): string {
  let text = '';
  for (const [kind, verdicts] of Object.entries(kinds)) {
    const given = Object.entries(verdicts).filter(([, n]) => n > 0);
    const total = given.reduce((sum, [, n]) => sum + n, 0);
    if (total === 0) continue;
    const parts = given
      .sort(([a], [b]) => Number(b === 'valid') - Number(a === 'valid') || worstFirst(a, b))
      .map(([verdict, n]) => {
        const part = `${n.toLocaleString('en')} ${visible(verdict)}`;
        return verdict === 'valid' ? paint('green', part) : verdict === 'foreign' ? part : paint('red', part);
      });
    text += `  ${count(total, `${visible(kind)} object`)}: ${parts.join(', ')}\n`;
  }
  return text;
}
