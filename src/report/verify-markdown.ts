import { part } from './blast-markdown.js';
import { mdCode, mdText } from './markdown-text.js';
import { render } from './renderer.js';
import type { VerifyShape } from './shapes.js';
import { tableOf } from './table-of.js';
import { OBJECT_MEANING, RANGE_MEANING, span } from './words.js';

/** What verification says, as a part of a report. */
export function verifyMarkdown(report: VerifyShape, sources: readonly string[]): string {
  const objects = report.objects.filter(({ verdict }) => verdict !== 'valid' && verdict !== 'foreign');
  return [
    '## Integrity of the evidence\n',
    report.exit === 0 ? 'Nothing to object to.\n' : 'The evidence is not clean.\n',
    `Window: ${span(report.window.from, report.window.to)}.\n`,
    `${sources.map((source) => `- ${mdCode(source)}\n`).join('')}`,
    verdicts(report),
    part('Digest chains: proven from when to when', report.chains, 200),
    ranges(report),
    meanings('What is wrong with objects', OBJECT_MEANING, new Set(objects.map(({ verdict }) => verdict))),
    part('Objects that are not valid', objects),
    keys(report),
  ]
    .filter((text) => text !== '')
    .join('\n');
}

function verdicts({ summary }: VerifyShape): string {
  const rows = Object.entries(summary.objects).flatMap(([kind, of]) =>
    Object.entries(of).map(([verdict, objects]) => [kind, verdict, objects, OBJECT_MEANING[verdict] ?? '']),
  );
  return render('md', { columns: ['kind', 'verdict', 'objects', 'meaning'], rows });
}

function ranges(report: VerifyShape): string {
  if (report.ranges.length === 0) return 'No time that was asked about is without cover.\n';
  const found = new Set(report.ranges.map(({ finding }) => finding));
  return `${part('Time that is not covered', report.ranges, 200)}\n${meanings('What that means', RANGE_MEANING, found)}`;
}

function meanings(title: string, words: Readonly<Record<string, string>>, used: ReadonlySet<string>): string {
  const lines = Object.entries(words).filter(([word]) => used.has(word));
  return lines.length === 0
    ? ''
    : `${title}:\n\n${lines.map(([word, text]) => `- ${mdText(word)}: ${mdText(text)}\n`).join('')}`;
}

function keys(report: VerifyShape): string {
  if (report.keys.length === 0) return 'No public key was given: no signature could be checked.\n';
  return `Every "valid" above rests on these public keys.\n\n${render('md', tableOf(report.keys))}`;
}
