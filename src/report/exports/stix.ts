import { visible } from '../../text/escape.js';
import type { Given, ReportData } from '../investigation/data.js';
import { count } from '../words.js';
import { type Indicator, indicators, type LeftOut } from './indicators.js';
import { uuidV5 } from './uuid.js';

/**
 * The namespace of every id here: the UUIDv5 of `tag:keytrail,2026:stix` in RFC 9562's namespace for URLs. Not the one that STIX 2.1 §2.9 reserves
 * for observables, which must not name other objects.
 */
export const STIX_NAMESPACE = 'ba7df748-f20f-5ba2-b05e-9a854924525a';

/** The maker of every object is the same one at every run, so its times may not follow the clock of a run (STIX 2.1 §3.2: `created` stays). */
const MAKER_CREATED = '2026-01-01T00:00:00.000Z';
const LISTED = 200;

interface Common {
  readonly type: string;
  readonly spec_version: '2.1';
  readonly id: string;
  readonly created: string;
  readonly modified: string;
}

/**
 * A STIX 2.1 bundle of indicators: addresses, user agents and access keys of the radius. Ids follow from seed, moment of compromise, clock and
 * pattern, so the same arguments give the same bytes, and a later state of the case new objects instead of contradicting versions.
 */
export function stixBundle(data: ReportData, given: Given): object {
  const { blast, asOf } = data;
  const found = indicators(data.indicators, blast.credentials);
  const at = stixTime(asOf);
  const named = (type: string, ...name: readonly (string | null)[]) =>
    `${type}--${uuidV5(STIX_NAMESPACE, JSON.stringify([type, ...name]), given.sha1)}`;
  const object = (type: string, ...name: readonly string[]): Common => ({
    type,
    spec_version: '2.1',
    id: named(type, blast.seed, blast.compromisedAt, asOf, ...name),
    created: at,
    modified: at,
  });
  const maker = {
    type: 'identity',
    spec_version: '2.1',
    id: named('identity', 'keytrail'),
    created: MAKER_CREATED,
    modified: MAKER_CREATED,
    name: 'keytrail',
    identity_class: 'system',
    description: 'Forensic engine over exported AWS CloudTrail trails',
  };
  const by = { created_by_ref: maker.id };
  const made = found.indicators.map((one) => ({
    ...object('indicator', pattern(one)),
    ...by,
    name: `${one.kind} ${visible(one.value)}`,
    description: `Seen in the blast radius of ${visible(blast.seed)}. ${one.said}`,
    indicator_types: [one.type],
    pattern: pattern(one),
    pattern_type: 'stix',
    pattern_version: '2.1',
    ...validity(one, asOf),
    confidence: one.confidence,
  }));
  const group = {
    ...object('grouping'),
    ...by,
    name: `Blast radius of ${visible(blast.seed)}`,
    description: `${count(made.length, 'indicator')} of ${count(blast.events, 'event')}, state of ${asOf}, keytrail ${data.version}.`,
    context: 'suspicious-activity',
    object_refs: made.map(({ id }) => id),
  };
  const note = {
    ...object('note'),
    ...by,
    abstract: 'What is no indicator here, and why',
    content: leftOutText(found.leftOut, data),
    object_refs: made.length > 0 ? [group.id] : [maker.id],
  };
  // A grouping of nothing is none: `object_refs` may not be empty.
  const objects = [maker, ...made, ...(made.length > 0 ? [group] : []), note];
  return { type: 'bundle', id: named('bundle', JSON.stringify(objects)), objects };
}

/** `[ipv4-addr:value = '203.0.113.7']`; in a string of a pattern backslash and quote are escaped (STIX 2.1 §9.2). */
function pattern({ path, value }: Indicator): string {
  return `[${path} = '${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}']`;
}

function validity({ from, until }: Indicator, asOf: string): { valid_from: string; valid_until?: string } {
  const valid_from = stixTime(from ?? asOf);
  const end = until === null ? null : stixTime(until);
  return end !== null && end > valid_from ? { valid_from, valid_until: end } : { valid_from };
}

/** Milliseconds, exactly: `created` and `modified` want three digits (STIX 2.1 §3.2). */
const stixTime = (time: string): string => new Date(time).toISOString();

function leftOutText(leftOut: readonly LeftOut[], { indicators: seen }: ReportData): string {
  const lines = leftOut.slice(0, LISTED).map(({ value, reason }) => `${visible(value)}: ${reason}`);
  const more = leftOut.length - lines.length;
  if (more > 0) lines.push(`and ${more.toLocaleString('en')} more`);
  for (const [what, noun] of [
    ['address', 'address'],
    ['user-agent', 'user agent'],
  ] as const) {
    const of = seen.filter((one) => one.what === what);
    const rest = (of[0]?.total ?? 0) - of.length;
    if (rest > 0)
      lines.push(
        `${count(rest, `further ${noun}`, `further ${noun}${what === 'address' ? 'es' : 's'}`)} with fewer events: see events.jsonl`,
      );
  }
  lines.push('Suspects, which nothing but a person can decide on, are no indicators: see blast.json.');
  return lines.join('\n');
}
