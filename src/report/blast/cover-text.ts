import type { BlastShape } from '../shapes.js';
import { count, span } from '../words.js';

/** Kinds of what no trail records that are told beside a radius; the rest is in verify. */
const AREAS = [
  'management-events',
  'read-events',
  'write-events',
  'excluded-sources',
  'data-events',
  'selectors',
  'regions',
  'global-services',
];
const SPOTS = 6;

/** What the archive cannot say about the radius, in sentences. Texts as they came. */
export function coverLines({ cover }: BlastShape): string[] {
  const lines: string[] = [];
  const sum = (of: 'hours' | 'covered' | 'unknown') => cover.places.reduce((total, place) => total + place[of], 0);
  const hours = sum('hours');
  if (hours > 0) {
    const when = span(cover.from, cover.to);
    const rest = hours - sum('covered');
    lines.push(
      rest === 0
        ? `All ${count(hours, 'hour')} of its accounts and regions, ${when}, are covered: what is not recorded there did not happen, of the kinds that the trails record.`
        : `${sum('covered').toLocaleString('en')} of ${count(hours, 'hour')} of its accounts and regions, ${when}, are covered; ${sum('unknown').toLocaleString('en')} are unknown, ${(rest - sum('unknown')).toLocaleString('en')} known in part: there, what is not recorded may have happened.`,
    );
  } else lines.push('Nothing says whether logging was on in its accounts: what is not recorded may have happened.');
  const silent = cover.places.filter(({ logs }) => !logs);
  if (silent.length > 0) {
    const names = silent.slice(0, SPOTS).map(({ account, region }) => `${account} ${region}`);
    lines.push(
      `No log at all of ${names.join(', ')}${silent.length > SPOTS ? ` and ${silent.length - SPOTS} more` : ''}.`,
    );
  }
  if (!cover.caseHasDataEvents)
    lines.push(
      'No data event is recorded: which objects, secrets of buckets or functions were read or called cannot be said.',
    );
  if (!cover.caseHasReadEvents)
    lines.push(
      'No read event is recorded, and AssumeRole is one: sessions of roles cannot be followed by their issue.',
    );
  const spots = (cover.blind as readonly { area?: string; detail?: string }[]).filter(
    ({ area }) => area !== undefined && AREAS.includes(area),
  );
  for (const { detail } of spots.slice(0, SPOTS)) lines.push(`${capital(detail ?? '')}.`);
  if (spots.length > SPOTS)
    lines.push(
      `${count(spots.length - SPOTS, 'more setting')} of trails leave something out; keytrail verify lists them.`,
    );
  if (cover.issuingUntold > 0)
    lines.push(
      `${count(cover.issuingUntold, 'record')} of ${count(cover.issuing, 'that issued a credential', 'that issued a credential')} do not name it.`,
    );
  if (cover.omitted > 0)
    lines.push(`${count(cover.omitted, 'record')} of the radius left parameters out for their size.`);
  if (cover.masked > 0) lines.push(`${count(cover.masked, 'record')} of the radius mask a value.`);
  if (cover.eventHistory > 0)
    lines.push(`Event history saw ${count(cover.eventHistory, 'event')} of its accounts in that time.`);
  return lines;
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
