import type { BlastShape } from '../shapes.js';
import type { BeforeShape } from '../state-shapes.js';
import { count, span } from '../words.js';

const VALUES = 6;

const NOUNS: readonly (readonly [what: string, noun: string])[] = [
  ['network', 'networks'],
  ['address', 'addresses'],
  ['client', 'clients'],
  ['region', 'regions'],
  ['service', 'services'],
  ['call', 'calls'],
];

/** What is new against the owner's habits, a line per kind. Texts as they came. */
export function newLines({ before }: BlastShape): { what: string; said: string }[] {
  if (before === null || before.events === 0) return [];
  return NOUNS.flatMap(([what, noun]) => {
    const values = before.values.filter((one) => one.what === what);
    if (values.length === 0) return [];
    const shown = values.slice(0, VALUES).map(({ value, events, proven }) => `${value} (${said(events, proven)})`);
    const left = values.length - shown.length;
    return [
      { what: `new ${noun}`, said: shown.join(', ') + (left > 0 ? ` and ${left.toLocaleString('en')} more` : '') },
    ];
  });
}

const said = (events: number, proven: number) =>
  proven === 0 ? `${events.toLocaleString('en')}, none proven` : events.toLocaleString('en');

/** What there was to compare with. */
export function pastLine({ events, from, to }: BeforeShape): string {
  return events === 0
    ? 'no use of it is recorded before'
    : `compared with ${count(events, 'event')} before, ${span(from, to)}; a number is the events since`;
}

/** One credential in two places at once. Where no proven record says so, an address may have been changed in the log. */
export function concurrentLines({ concurrent }: BlastShape): string[] {
  return concurrent.map(({ credential, from, to, networks, times, proven }) => {
    const doubt = proven === 0 ? '; it rests on records that are not proven: addresses may have been altered' : '';
    return `${credential} worked from ${networks.join(' and ')} at once, ${span(from, to)}: back and forth ${count(times, 'time')}${doubt}`;
  });
}
