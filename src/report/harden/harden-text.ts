import type { Colour, Paint } from '../../text/colour.js';
import { visible } from '../../text/escape.js';
import { wrap } from '../../text/wrap.js';
import {
  basisLine,
  closingLine,
  grantLines,
  needsLine,
  nowLine,
  refusedLine,
  trustLine,
  usedLine,
} from './harden-sentences.js';
import type { AllowanceShape, HardenFindingShape, HardenShape } from './harden-shapes.js';

/** So many principals are shown with what each action is allowed on; of more only the sums. */
const IN_FULL = 3;
const PRINCIPALS = 40;
const FINDINGS = 40;

const COLOURS: Readonly<Record<string, Colour>> = { critical: 'red', high: 'red', medium: 'yellow', low: 'cyan' };

/** What to narrow, for a person: policies by what was used, findings worst first, and what could not be seen. */
export function hardenText(result: HardenShape, paint: Paint, width: number | null): string {
  const { principals, findings, trust, cannot } = result;
  let text = wrap(`What counts as legitimate: ${visible(result.basis)}.`, width, '', '  ');
  text += `\n${paint('bold', 'Least privilege')} (${principals.length.toLocaleString('en')})\n`;
  if (principals.length === 0) text += '  no user or role is to be given a policy\n';
  for (const principal of principals.slice(0, PRINCIPALS)) {
    text += allowanceText(
      principal,
      { full: principal.isSeed || principals.length <= IN_FULL, seeded: result.seed !== null },
      paint,
      width,
    );
  }
  text += more(principals.length - PRINCIPALS);
  text += `\n${paint('bold', 'Findings')} (${findings.length.toLocaleString('en')})\n`;
  for (const finding of findings.slice(0, FINDINGS)) text += findingText(finding, paint, width);
  text += more(findings.length - FINDINGS);
  if (trust.length > 0)
    text += `\n${paint('bold', 'Trust policies that name only whom the trail saw')} (${trust.length.toLocaleString('en')})\n`;
  for (const narrowed of trust.slice(0, FINDINGS)) text += wrap(visible(trustLine(narrowed)), width, '  ', '    ');
  text += more(trust.length - FINDINGS);
  text += `\n${paint('bold', 'What this cannot tell')}\n`;
  for (const line of cannot) text += wrap(visible(line), width, '  - ', '    ');
  return `${text}\n${wrap(visible(closingLine(result)), width, '', '  ')}`;
}

const more = (left: number): string =>
  left > 0 ? `  and ${left.toLocaleString('en')} more; --out and --format json have them\n` : '';

function allowanceText(
  principal: AllowanceShape,
  { full, seeded }: { full: boolean; seeded: boolean },
  paint: Paint,
  width: number | null,
): string {
  const line = (label: string, content: string) =>
    wrap(visible(content), width, `    ${label.padEnd(9)} `, ' '.repeat(14));
  const reached = principal.isSeed || !seeded ? '' : '  (reached by the radius)';
  let text = `  ${paint('bold', visible(principal.principal))}${reached}\n`;
  text += line('used', usedLine(principal));
  text += line('has now', nowLine(principal));
  text += line('needs', needsLine(principal));
  if (full) {
    for (const { on, actions } of grantLines(principal)) {
      text += wrap(visible(`${actions}  on ${on}`), width, ' '.repeat(14), ' '.repeat(16));
    }
  }
  if (principal.refused.length > 0) text += line('refused', refusedLine(principal));
  for (const notice of principal.notices) text += line('look', notice);
  return text;
}

function findingText(finding: HardenFindingShape, paint: Paint, width: number | null): string {
  const { severity, about, detail, todo } = finding;
  const head = `  ${paint(COLOURS[severity] ?? 'dim', severity.padEnd(8))} ${finding.finding}  ${visible(about)}\n`;
  return (
    head +
    wrap(visible(detail), width, ' '.repeat(11)) +
    wrap(`→ ${visible(todo)}`, width, ' '.repeat(11), ' '.repeat(13)) +
    wrap(visible(basisLine(finding)), width, ' '.repeat(11))
  );
}
