import type { Paint } from '../../text/colour.js';
import { visible } from '../../text/escape.js';
import { wrap } from '../../text/wrap.js';
import type { BlastShape, RangeShape } from '../shapes.js';
import { count, proofLine, span } from '../words.js';
import { aliveRows } from './alive-text.js';
import { concurrentLines, newLines, pastLine } from './before-text.js';
import { sentences } from './blast-sentences.js';
import { blastTables } from './blast-tables.js';
import { coverLines } from './cover-text.js';
import { credentialTree } from './credential-tree.js';

/** Entries of a list in words, and ranges without cover, that are shown. */
const LISTED = 5;
const RANGES = 10;
const ALIVE = 20;

/** The blast radius for a person: sentences, the tree, then short tables. `width` as for tables. */
export function blastText(blast: BlastShape, paint: Paint, width: number | null): string {
  const said = sentences(blast).map((line) => wrap(visible(line), width, '', '  '));
  const notes = blast.warnings.map((text) =>
    wrap(visible(text), width, 'note: ', '      ').replace('note', paint('yellow', 'note')),
  );
  return [
    said.join(''),
    notes.join(''),
    `${paint('bold', 'Credentials')}\n${credentialTree(blast, paint, width)}`,
    alive(blast, paint, width),
    candidates(blast, paint, width),
    before(blast, paint, width),
    concurrent(blast, paint, width),
    ...blastTables(blast, paint, width),
    cover(blast, paint, width),
    footer(blast, width),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function alive(blast: BlastShape, paint: Paint, width: number | null): string {
  const rows = aliveRows(blast);
  if (rows.length === 0) return '';
  const lines = rows.slice(0, ALIVE).map(({ what, id, until, survives }) => {
    const rest = survives ? '' : '; deactivating it stops it';
    return wrap(visible(`${id} ${what}, until ${until}${rest}`), width, '  ', '    ');
  });
  const left = rows.length - lines.length;
  const more = left > 0 ? `  and ${left.toLocaleString('en')} more; --format json has them\n` : '';
  const controls = new Map<string, Set<string>>();
  for (const { what, control, why } of rows) {
    if (control === '') continue;
    const line = `${why}; stop it with: ${control}`;
    controls.set(line, (controls.get(line) ?? new Set()).add(what));
  }
  const ways = [...controls].map(([line, kinds]) =>
    wrap(visible(`${[...kinds].join(', ')}: ${line}`), width, '  - ', '    '),
  );
  return `${paint('bold', `Still alive, or maybe so (${rows.length.toLocaleString('en')})`)}\n${lines.join('')}${more}What they are, and what stops them:\n${ways.join('')}`;
}

function candidates(blast: BlastShape, paint: Paint, width: number | null): string {
  if (blast.candidates.length === 0) return '';
  const shown = blast.candidates.slice(0, LISTED).map(({ at, score, reason, events }, nth) => {
    const line = `${at}  score ${score}; ${count(events, 'event')} within a quarter of an hour`;
    return wrap(visible(line), width, `  ${nth + 1}. `, '     ') + wrap(visible(reason), width, '     ');
  });
  const left = blast.candidates.length - shown.length;
  const more = left > 0 ? `  and ${left} more; --format json has them\n` : '';
  return `${paint('bold', 'When it may have changed hands, likeliest first')}\n${shown.join('')}${more}`;
}

function before(blast: BlastShape, paint: Paint, width: number | null): string {
  if (blast.before === null) return '';
  const lines = newLines(blast).map(({ what, said }) =>
    wrap(visible(`${what.padEnd(13)}  ${said}`), width, '  ', ' '.repeat(17)),
  );
  const past = wrap(visible(pastLine(blast.before)), width, '  ');
  return `${paint('bold', "New since the compromise, against the owner's habits")}\n${past}${lines.join('')}`;
}

function concurrent(blast: BlastShape, paint: Paint, width: number | null): string {
  const lines = concurrentLines(blast);
  if (lines.length === 0) return '';
  const shown = lines.slice(0, LISTED).map((line) => wrap(visible(line), width, '  - ', '    '));
  const left = lines.length - shown.length;
  const more = left > 0 ? `  and ${left.toLocaleString('en')} more; --format json has them\n` : '';
  return `${paint('bold', 'In two places at once')}\n${shown.join('')}${more}`;
}

function cover(blast: BlastShape, paint: Paint, width: number | null): string {
  const lines = coverLines(blast).map((line) => wrap(visible(line), width, '  - ', '    '));
  return `${paint('bold', 'What the archive cannot say')}\n${lines.join('')}`;
}

function footer(blast: BlastShape, width: number | null): string {
  let text = wrap(proofLine(blast.integrity), width, '', '  ');
  const ranges = blast.coverage as unknown as readonly RangeShape[];
  for (const range of ranges.slice(0, RANGES)) {
    const where = [range.account, range.region].filter((part) => part !== null).join(' ');
    text += wrap(visible(`${where} ${span(range.from, range.to)} (${range.finding})`), width, 'not covered: ', '  ');
  }
  const left = ranges.length - RANGES;
  return left > 0 ? `${text}and ${count(left, 'more span')} not covered; --format json has them\n` : text;
}
