import { mdCode, mdText } from '../../text/markdown-text.js';
import type { BlastShape } from '../shapes.js';
import { render } from '../table/renderer.js';
import { shortLists, tableOf } from '../table/table-of.js';
import { count, proofLine } from '../words.js';
import { aliveRows } from './alive-text.js';
import { concurrentLines, newLines, pastLine } from './before-text.js';
import { sentences } from './blast-sentences.js';
import { coverLines } from './cover-text.js';
import { credentialNodes, lifeOf, origin } from './credential-tree.js';

const ROWS = 50;

/** The blast radius as a part of a report, from a heading of the second level on. */
export function blastMarkdown(blast: BlastShape): string {
  const resources = [...blast.resources].sort((a, b) => b.events - a.events || (a.arn < b.arn ? -1 : 1));
  return [
    `## Blast radius of ${mdCode(blast.seed)}\n\n${sentences(blast).map(mdText).join(' ')}\n\nThis ${mdText(proofLine(blast.integrity))}.\n`,
    blast.warnings.map((text) => `- ${mdText(text)}\n`).join(''),
    `### Credentials\n\n${credentialList(blast)}`,
    part('Still alive, or maybe so', aliveRows(blast)),
    part(
      'When it may have changed hands, likeliest first',
      blast.candidates.map(({ at, score, reason, events, evidence }) => ({ at, score, reason, events, evidence })),
    ),
    listed(
      "New since the compromise, against the owner's habits",
      blast.before === null
        ? []
        : [pastLine(blast.before), ...newLines(blast).map(({ what, said }) => `${what}: ${said}`)],
    ),
    listed('In two places at once', concurrentLines(blast)),
    part('Suspects: edges that were not followed on their own', blast.suspects),
    part('Who issued the seed (not in the radius)', blast.upstream),
    part('Orphans: sessions whose issuing event is not in the data', blast.orphans),
    part('Principals', blast.principals),
    part('Accounts', blast.accounts),
    part('Granted to outsiders', blast.outsiders),
    part('Access beside keys', blast.tokens),
    part('Rights given and guards taken away', blast.escalations),
    part('Resources, by number of events', resources),
    listed('What the archive cannot say of it', coverLines(blast)),
  ]
    .filter((text) => text !== '')
    .join('\n');
}

/** Sentences under a heading. */
function listed(title: string, lines: readonly string[]): string {
  if (lines.length === 0) return '';
  const shown = lines.slice(0, ROWS).map((line) => `- ${mdText(line)}\n`);
  const left = lines.length - shown.length;
  return `### ${title}\n\n${shown.join('')}${left > 0 ? `- and ${left.toLocaleString('en')} more; they are in the JSON\n` : ''}`;
}

/** Rows under a heading; what is left out is said. */
export function part(title: string, rows: readonly object[], limit = ROWS): string {
  if (rows.length === 0) return '';
  const left = rows.length - limit;
  const more = left > 0 ? `\n${count(left, 'more row')} left out; they are in the JSON.\n` : '';
  return `### ${title} (${rows.length.toLocaleString('en')})\n\n${render('md', shortLists(tableOf(rows.slice(0, limit))))}${more}`;
}

function credentialList(blast: BlastShape): string {
  let text = '';
  for (const node of credentialNodes(blast)) {
    const margin = '  '.repeat(node.indent);
    if ('principal' in node) {
      const { id, kind, arn, createdAt } = node.principal;
      const made = createdAt === null ? '' : `, created ${createdAt}`;
      text += `${margin}- ${mdCode(id)} ${mdText(`${kind} ${arn ?? ''}`)} (${mdText(origin(node.principal))})${made}\n`;
      continue;
    }
    const { credential } = node;
    const { id, principal, events, firstSeen, lastSeen } = credential;
    const when = firstSeen === null ? '' : ` ${firstSeen} to ${lastSeen}`;
    text += `${margin}- ${mdCode(id)} ${mdText(principal ?? '')} (${mdText(origin(credential))}): `;
    text += `${count(events, 'event')}${when}, ${mdText(lifeOf(credential))}\n`;
  }
  return text;
}
