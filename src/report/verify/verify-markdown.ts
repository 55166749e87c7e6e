import { mdCode, mdText } from '../../text/markdown-text.js';
import { part } from '../blast/blast-markdown.js';
import type { ChainShape, RangeShape, VerifyShape } from '../shapes.js';
import { render } from '../table/renderer.js';
import { tableOf } from '../table/table-of.js';
import { FINDINGS, span, worstFirst } from '../words.js';
import { attestedMarkdown } from './attested-text.js';
import { changesMarkdown } from './changes-text.js';
import { coverageMarkdown } from './coverage-markdown.js';
import { findingGroups } from './findings.js';
import { remarksMarkdown } from './remarks-text.js';
import { fileWarnings, keyFileLine, originLine, RESTS, trustWarnings } from './trust-text.js';
import { witnessMarkdown } from './witness-text.js';

const LISTED = 200;

/** What verification says, as a part of a report. */
export function verifyMarkdown(report: VerifyShape, sources: readonly string[]): string {
  const objects = report.objects
    .filter(({ verdict }) => verdict !== 'valid' && verdict !== 'foreign')
    .sort((a, b) => worstFirst(a.verdict, b.verdict));
  return [
    '## Integrity of the evidence\n',
    report.exit === 0 ? 'Nothing to object to.\n' : 'The evidence is not clean.\n',
    `Window: ${span(report.window.from, report.window.to)}.\n`,
    `${sources.map((source) => `- ${mdCode(source)}\n`).join('')}`,
    verdicts(report),
    trust(report),
    part('Digest chains: proven from when to when', exceptionsFirst(report), LISTED),
    coverageMarkdown(report),
    changesMarkdown(report),
    attestedMarkdown(report),
    witnessMarkdown(report),
    findings(report),
    report.ranges.length === 0
      ? 'No time that was asked about is without cover.\n'
      : part('Time that is not covered', report.ranges, LISTED),
    report.versions.length === 0 ? '' : part('Objects that were deleted or changed', report.versions, LISTED),
    part('Objects that are not valid', objects),
    remarksMarkdown(report),
  ]
    .filter((text) => text !== '')
    .join('\n');
}

function verdicts({ summary }: VerifyShape): string {
  const rows = Object.entries(summary.objects).flatMap(([kind, of]) =>
    Object.entries(of).map(([verdict, objects]) => [
      kind,
      verdict,
      objects,
      verdict === 'valid' ? 'proven' : (FINDINGS[verdict]?.means ?? ''),
    ]),
  );
  return render('md', { columns: ['kind', 'verdict', 'objects', 'meaning'], rows });
}

/** Each kind of finding once, with what it means and what could restore proof. */
function findings(report: VerifyShape): string {
  const rows = findingGroups(report).map(({ name, extent, means, restores }) => [name, extent, means, restores]);
  if (rows.length === 0) return '';
  const columns = ['finding', 'on', 'means', 'what could restore proof'];
  return `### Findings, worst first\n\n${render('md', { columns, rows })}`;
}

/** Where there are more chains than are shown, those with a finding are among them. */
function exceptionsFirst({ chains, ranges }: VerifyShape): readonly ChainShape[] {
  if (chains.length <= LISTED) return chains;
  const name = ({ account, region, trail, kind }: ChainShape | RangeShape) =>
    JSON.stringify([account, region, trail, kind]);
  const odd = new Set(ranges.map(name));
  const isOdd = (chain: ChainShape) => chain.from === null || odd.has(name(chain));
  return [...chains.filter(isOdd), ...chains.filter((chain) => !isOdd(chain))];
}

function trust(report: VerifyShape): string {
  const { keySet, files } = report.trust;
  const lines = files.slice(0, LISTED).flatMap((file) => {
    const about = `${file.used ? '' : 'NOT USED, not pinned: '}${keyFileLine(file)}`;
    return [mdText(`${about}; ${originLine(file)}`), ...fileWarnings(file).map((text) => `**${mdText(text)}**`)];
  });
  if (files.length > LISTED) lines.push(`and ${files.length - LISTED} more`);
  lines.push(...trustWarnings(report.trust, LISTED).map((text) => mdText(`warning: ${text}`)));
  const list = lines.map((line) => `- ${line}\n`).join('');
  if (keySet === null) return `### Keys\n\nNo public key was used: no signature could be checked.\n\n${list}`;
  const rest = `Every "valid" rests on these public keys: ${mdText(RESTS)}. Key set SHA-256: ${mdCode(keySet)}.`;
  return `### Keys\n\n${rest}\n\n${list}\n${render('md', tableOf(report.keys.slice(0, LISTED)))}`;
}
