import type { Colour, Paint } from '../../text/colour.js';
import { visible } from '../../text/escape.js';
import { wrap } from '../../text/wrap.js';
import type { VerifyShape } from '../shapes.js';
import { type FindingGroup, findingGroups } from './findings.js';
import type { TextOptions } from './text-options.js';

/** Entries of a finding that are shown without `--all`. */
const LISTED = 10;

/** Every kind of finding, worst first: what it means, what could restore proof, and what it was found on. */
export function findingsText(report: VerifyShape, paint: Paint, options: TextOptions): string {
  const groups = findingGroups(report);
  if (groups.length === 0) return '';
  const left = 'objectsLeftOut' in report && typeof report.objectsLeftOut === 'number' ? report.objectsLeftOut : 0;
  const note =
    left > 0 ? `  ${left.toLocaleString('en')} further objects that are not valid are in the case only\n` : '';
  return `${paint('bold', 'Findings, worst first')}\n${groups.map((group) => show(group, paint, options)).join('')}${note}`;
}

function show({ name, extent, means, restores, entries }: FindingGroup, paint: Paint, options: TextOptions): string {
  const { width, all } = options;
  let text = `  ${paint(colourOf(name), visible(name))}: ${visible(extent)}\n`;
  if (means !== '')
    text += wrap(means, width, '    means     ', MARGIN) + wrap(restores, width, '    restores  ', MARGIN);
  const listed = entries.slice(0, all ? entries.length : LISTED);
  let each = 0;
  listed.forEach(({ place, lines }, at) => {
    text += wrap(visible(place), width, '    - ', '      ');
    each += 1;
    // What is said of several in a row is said once, behind the last of them.
    if (lines.join('\n') === listed[at + 1]?.lines.join('\n')) return;
    for (const line of lines) text += wrap(`${each > 1 ? 'each: ' : ''}${visible(line)}`, width, '        ');
    each = 0;
  });
  const more = all ? 0 : entries.length - LISTED;
  if (more > 0) text += `    and ${more.toLocaleString('en')} more; --all lists them, and --format json\n`;
  return text;
}

const MARGIN = ' '.repeat(14);

const MILD: Readonly<Record<string, Colour>> = {
  'explained gap': 'dim',
  foreign: 'dim',
  unverified: 'yellow',
  'head-uncovered': 'yellow',
  unavailable: 'yellow',
  'altered-container': 'yellow',
};

const colourOf = (name: string): Colour => MILD[name] ?? 'red';
