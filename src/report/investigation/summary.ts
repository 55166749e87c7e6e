import { mdCode, mdText } from '../../text/markdown-text.js';
import { aliveRows } from '../blast/alive-text.js';
import { sentences } from '../blast/blast-sentences.js';
import type { BlastShape, VerifyShape } from '../shapes.js';
import { count, proof } from '../words.js';

const LISTED = 30;

/** The first page: what happened, how sure that is, what is still alive, what to do next: first of all `contain`. */
export function summaryMarkdown(blast: BlastShape, report: VerifyShape, contain: string | null): string {
  return [
    `## Summary\n\n${sentences(blast, false).map(mdText).join(' ')}\n`,
    `### How sure\n\n${sureness(blast, report)
      .map((line) => `- ${mdText(line)}\n`)
      .join('')}`,
    alive(blast),
    `### What next\n\n${[...(contain === null ? [] : [contain]), ...next(blast, report)].map((line, i) => `${i + 1}. ${mdText(line)}\n`).join('')}`,
  ].join('\n');
}

/** How far the result can be trusted, in sentences. */
export function sureness(blast: BlastShape, report: VerifyShape): string[] {
  const { proven, unproven, total } = proof(blast.integrity);
  const weak = blast.credentials.filter(({ confidence }) => confidence === 'medium' || confidence === 'low').length;
  const holes = report.ranges.filter(({ finding, explained }) => finding !== 'gap' || explained === null).length;
  const lines = [
    total === 0
      ? 'There is no record of it.'
      : unproven === 0
        ? `All ${count(proven, 'record')} of it are proven: a digest that CloudTrail signed vouches for each.`
        : `${count(proven, 'record')} of it proven, ${unproven.toLocaleString('en')} not: for those a forgery cannot be ruled out.`,
  ];
  if (weak > 0) lines.push(`${count(weak, 'credential')} of it hang on medium or low confidence.`);
  if (holes > 0)
    lines.push(`${count(holes, 'span')} of time without cover: what happened then may be missing without a trace.`);
  if (report.versions.length > 0)
    lines.push(
      `${count(report.versions.length, 'time')} an object was deleted, overwritten or changed after it was written.`,
    );
  const hands = handsOn(report);
  if (hands > 0)
    lines.push(`${count(hands, 'object')} modified, removed, added or moved: somebody had a hand on the evidence.`);
  return lines;
}

function handsOn({ summary }: VerifyShape): number {
  const telling = ['modified', 'missing', 'moved', 'chain-mismatch', 'unlisted', 'invalid-signature'];
  return Object.values(summary.objects).reduce(
    (sum, verdicts) => sum + telling.reduce((of, verdict) => of + (verdicts[verdict] ?? 0), 0),
    0,
  );
}

function alive(blast: BlastShape): string {
  const rows = aliveRows(blast);
  if (rows.length === 0) return '### Still alive\n\nNothing of the radius.\n';
  const lines = rows.slice(0, LISTED).map(({ what, id, until, survives, why, control }) => {
    const rest = control === '' ? '' : `; stop it with: ${control}`;
    return `- ${mdCode(id)} ${mdText(`${what}, until ${until}${survives ? ', goes on without the key' : ''}: ${why}${rest}`)}\n`;
  });
  const more = rows.length > LISTED ? `- and ${(rows.length - LISTED).toLocaleString('en')} more\n` : '';
  return `### Still alive, or maybe so\n\n${lines.join('')}${more}`;
}

/** What to do now, in sentences. */
export function next(blast: BlastShape, report: VerifyShape): string[] {
  const lines: string[] = [];
  const keys = blast.credentials.filter((credential) => credential.alive === true && credential.kind === 'access-key');
  if (keys.length > 0)
    lines.push(`Deactivate the access keys that are still valid: ${keys.map(({ id }) => id).join(', ')}.`);
  const sessions = blast.credentials.filter(
    (credential) => credential.alive !== false && credential.kind !== 'access-key',
  );
  if (sessions.length > 0)
    lines.push(`Revoke the sessions of ${count(sessions.length, 'temporary credential')} that may still be valid.`);
  if (blast.principals.length > 0)
    lines.push(
      'Look through the users and roles that the radius created or changed, and remove what nobody vouches for.',
    );
  const things = blast.alive.filter((thing) => thing.alive !== false);
  if (things.length > 0)
    lines.push(
      `Undo what lets somebody in without any key: ${count(things.length, 'user, password, trust or workload', 'users, passwords, trusts and workloads')} that the radius set up.`,
    );
  if (blast.suspects.length > 0)
    lines.push(`Decide on ${count(blast.suspects.length, 'suspect')} that were not followed; --include takes them in.`);
  if (blast.orphans.length > 0)
    lines.push(`Ask whose ${count(blast.orphans.length, 'session')} without an issuing event are.`);
  if (blast.compromisedAt === null)
    lines.push('Fix the moment of compromise with --compromised-at; candidates are listed below.');
  if (report.keys.length === 0)
    lines.push(
      'Fetch the public keys (aws cloudtrail list-public-keys in every region that has digests): without them nothing is proven.',
    );
  if (report.ranges.length > 0)
    lines.push(
      'Cross-check the uncovered time with Event history (lookup-events, 90 days), which no trail setting changes.',
    );
  lines.push('Keep a copy of the evidence where its accounts cannot reach it.');
  return lines;
}
