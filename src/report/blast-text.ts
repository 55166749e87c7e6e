import type { Paint } from './colour.js';
import { credentialTree } from './credential-tree.js';
import { visible } from './escape.js';
import { render } from './renderer.js';
import type { BlastShape, RangeShape } from './shapes.js';
import { tableOf } from './table-of.js';
import { count, proofLine, span } from './words.js';

const ROWS = 20;

/** The blast radius for a person. `width` as for tables. */
export function blastText(blast: BlastShape, paint: Paint, width: number | null): string {
  const section = (title: string, rows: readonly object[], limit = ROWS) => {
    if (rows.length === 0) return '';
    const more =
      rows.length > limit ? `and ${(rows.length - limit).toLocaleString('en')} more; --format json lists all\n` : '';
    const table = render('table', tableOf(rows.slice(0, limit)), { width });
    return `${paint('bold', `${title} (${rows.length.toLocaleString('en')})`)}\n${table}${more}`;
  };
  const resources = [...blast.resources].sort((a, b) => b.events - a.events || (a.arn < b.arn ? -1 : 1));
  return [
    sentences(blast)
      .map((line) => `${line}\n`)
      .join(''),
    blast.warnings.map((text) => `${paint('yellow', 'note')}: ${visible(text)}\n`).join(''),
    `${paint('bold', 'Credentials')}\n${credentialTree(blast, paint)}`,
    blast.compromisedAt === null ? section('Candidates for the moment of compromise', blast.candidates) : '',
    section('Suspects: not followed on their own', blast.suspects),
    section('Issued the seed: not in the radius', blast.upstream),
    section('Orphans: sessions whose issuing event is not in the data', blast.orphans),
    section('Principals', blast.principals),
    section('Accounts', blast.accounts),
    section('Resources', resources),
    section('Findings', blast.findings, 100),
    footer(blast),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

/** What happened, in sentences. */
export function sentences(blast: BlastShape): string[] {
  const times = blast.credentials.flatMap(({ firstSeen, lastSeen }) => [firstSeen, lastSeen]).filter((t) => t !== null);
  times.sort();
  const [first, last] = [times[0], times.at(-1)];
  const accounts = new Set(blast.credentials.map(({ account }) => account).filter((account) => account !== null));
  const alive = blast.credentials.filter((credential) => credential.alive === true).length;
  const unknown = blast.credentials.filter((credential) => credential.alive === null).length;
  const others = blast.credentials.filter(({ depth }) => depth > 0).length;
  const spread = others === 0 ? 'led to no other credential' : `led to ${count(others, 'more credential')}`;
  const when = times.length === 0 ? '' : `, from ${first} to ${last}`;
  return [
    `${visible(blast.seed)} ${spread} in ${count(accounts.size, 'account')}: ${count(blast.events, 'event')}${when}.`,
    blast.compromisedAt === null
      ? "No moment of compromise was given: all use of the seed counts as the intruder's."
      : `Counted from ${blast.compromisedAt} on.`,
    `${alive === 0 ? 'No credential of it is' : `${count(alive, 'credential')} of it ${alive === 1 ? 'is' : 'are'}`} still valid${
      unknown === 0 ? '' : `; of ${count(unknown, 'credential')} the data does not tell`
    }.`,
  ];
}

function footer(blast: BlastShape): string {
  let text = `${proofLine(blast.integrity)}\n`;
  for (const range of blast.coverage as unknown as readonly RangeShape[]) {
    const where = [range.account, range.region].filter((part) => part !== null).join(' ');
    text += `not covered: ${visible(where)} ${span(range.from, range.to)} (${visible(range.finding)})\n`;
  }
  return text;
}
