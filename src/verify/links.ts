// From each trusted digest to its predecessor: agreement in time, restarts, holes.
import type { DigestBody, RangeFinding } from '../model.js';
import { parseKey } from '../object-key.js';
import type { ChainId, DigestVerdict, SeenPlace } from './facts.js';
import { signedThereWords } from './graded.js';
import { digestsBetween, endOf, endsWithin, missingDigest, Present, type Previous, proveSingle } from './missing.js';
import { locationOf } from './places.js';
import type { Judged } from './prove.js';
import { type Bounds, finding, plural, touches, within } from './range.js';
import type { KeyRing } from './signature.js';

/** A trusted digest: its body and its times are there. */
export interface Trusted {
  readonly body: DigestBody;
  readonly start: number;
  readonly end: number;
  readonly signature: string | null;
}

export interface Walk {
  readonly chain: ChainId;
  readonly ring: KeyRing;
  readonly bounds: Bounds;
  /** What was asked for in so many words. */
  readonly asked: Bounds;
  /** By end, oldest first; one per location. */
  readonly trusted: readonly Trusted[];
  readonly byLocation: ReadonlyMap<string, Trusted>;
  readonly present: Present;
  readonly judged: readonly Judged[];
  /** Where the evidence has anything at all; null: not known. */
  readonly seen: readonly SeenPlace[] | null;
}

export interface Found {
  readonly ranges: readonly RangeFinding[];
  readonly missing: readonly Omit<DigestVerdict, 'inWindow'>[];
}

export const NOTHING: Found = { ranges: [], missing: [] };

export function walkOf(
  chain: ChainId,
  judged: readonly Judged[],
  ring: KeyRing,
  bounds: Bounds,
  asked: Bounds,
  seen: readonly SeenPlace[] | null,
): Walk {
  const byLocation = new Map<string, Trusted>();
  for (const { facts, verdict, start, end } of judged) {
    if (!verdict.trusted || facts.body === null || start === null || end === null) continue;
    const location = locationOf(facts.body);
    if (!byLocation.has(location)) {
      byLocation.set(location, { body: facts.body, start, end, signature: verdict.signature });
    }
  }
  const trusted = [...byLocation.values()].sort((a, b) => a.end - b.end || a.start - b.start);
  return { chain, ring, bounds, asked, trusted, byLocation, present: new Present(judged), judged, seen };
}

/** Every trusted digest of a standard chain but the first: `ends.ts` says what lies before that one. */
export function walkLinks(walk: Walk): Found {
  const ranges: RangeFinding[] = [];
  const missing: Found['missing'][number][] = [];
  walk.trusted.forEach((digest, index) => {
    const { previous } = digest.body;
    const older = walk.trusted[index - 1];
    const linked = previous === null ? undefined : walk.byLocation.get(locationOf(previous));
    if (linked) {
      ranges.push(...timesOfLink(walk, linked, digest));
    } else if (older && previous === null) {
      ranges.push(...restart(walk, older.end, digest));
    } else if (older && previous !== null) {
      const found = hole(walk, digest, previous, index);
      ranges.push(...found.ranges);
      missing.push(...found.missing);
    }
  });
  return { ranges, missing };
}

/** Backfill chains have no cadence: only what a link names can be missing. */
export function walkBackfill(walk: Walk): Found {
  const missing = walk.trusted.flatMap(({ body: { previous } }) => {
    if (previous === null || walk.byLocation.has(locationOf(previous))) return [];
    const end = endOf(previous);
    if (walk.present.at(previous.bucket, previous.key) || (end !== null && !within(walk.bounds, end))) return [];
    return [missingDigest(previous, absence(walk, previous, 'the trusted backfill digest that follows it'))];
  });
  return { ranges: [], missing };
}

/** The window of a digest begins where that of its predecessor ends, to the second. */
function timesOfLink({ chain, bounds }: Walk, older: Trusted, digest: Trusted): RangeFinding[] {
  if (older.end === digest.start) return [];
  const [from, to] = [Math.min(older.end, digest.start), Math.max(older.end, digest.start)];
  if (!touches(bounds, from, to)) return [];
  const what = digest.start < older.end ? 'overlap' : 'leave time between them';
  const detail = `linked digests ${what}: one ends ${older.body.endTime}, the next starts ${digest.body.startTime}`;
  return [finding(chain, 'inconsistent-time', from, to, null, detail)];
}

/**
 * A null predecessor after older digests. The first digest after StartLogging covers the hour before it too: where
 * that reaches back over the older one, the span is the whole time in which logging may have been off.
 */
export function restart({ chain, bounds }: Walk, olderEnd: number, digest: Trusted): RangeFinding[] {
  const to = digest.start > olderEnd ? digest.start : digest.end;
  if (!touches(bounds, olderEnd, to)) return [];
  const detail =
    `no digest covers this time: the chain restarts without a predecessor in the digest that ends ${digest.body.endTime}; ` +
    'logging or validation was off, or what lay between was removed';
  return [finding(chain, 'gap', olderEnd, to, null, detail)];
}

/** A predecessor that is absent or not trusted, with trusted digests on both sides. */
function hole(walk: Walk, digest: Trusted, previous: Previous, index: number): Found {
  const older = newestEndingBy(walk.trusted, digest.start, index);
  const from = older?.end ?? digest.start;
  const single = proveSingle(walk.ring, walk.chain.region, previous, older?.signature ?? null);
  const count = single === null ? digestsBetween(from, digest.start) : 1;
  const digests = endsWithin(walk.bounds, digest.start, count);
  if (digests === 0) return NOTHING;
  // Only the one that is named is an object with a verdict: of the others we know that they were there, not under which key.
  const missing = within(walk.bounds, digest.start) ? named(walk, previous, single) : [];
  const to = Math.min(digest.start, walk.bounds.until);
  const where = elsewhere(walk.seen, previous);
  const words = [`${plural(digests, 'digest')} missing or not trusted`, PROOF[single ?? 'none'], where];
  const detail = words.filter((text) => text !== null).join('; ');
  return { ranges: [finding(walk.chain, 'hole', Math.max(from, walk.bounds.since), to, digests, detail)], missing };
}

const PROOF = {
  single: 'its neighbours prove that it is exactly one',
  starting: 'its successor proves that it was a starting digest: what lay before it is not known',
  none: 'the logs they listed are not checked',
};

/** The one digest that its successor names. */
export function named(
  walk: Walk,
  previous: Previous,
  single: 'single' | 'starting' | null,
): Found['missing'][number][] {
  if (walk.present.at(previous.bucket, previous.key)) return [];
  if (single === null) return [missingDigest(previous, absence(walk, previous, 'its trusted successor'))];
  const what = single === 'single' ? 'exactly one is missing' : 'a starting digest is missing';
  const proven = missingDigest(previous, `${what}, its hash is ${previous.sha256}`);
  return [{ ...proven, via: 'neighbours', signature: previous.signature.toLowerCase() }];
}

/** That a digest is named and not there, what is left of its proof, and where it might still be had. */
function absence({ ring, chain, seen }: Walk, previous: Previous, who: string): string {
  const words = [`${who} names it as predecessor`, signedThereWords(ring, chain.region, previous.signature)];
  return [...words, elsewhere(seen, previous)].filter((text) => text !== null).join('; ');
}

/** After UpdateTrail the chain goes on under another prefix or in another bucket: a source of the old one has the rest. */
export function elsewhere(seen: readonly SeenPlace[] | null, previous: Previous): string | null {
  const parsed = parseKey(previous.key);
  if (seen === null || parsed === null) return null;
  const { bucket } = previous;
  if (seen.some((place) => place.bucket === bucket && place.prefix === parsed.prefix)) return null;
  const place = `s3://${bucket}${parsed.prefix === null ? '' : `/${parsed.prefix}`}`;
  return `no source has anything of ${place}, where the chain was before: give that too`;
}

/** Binary search among the first `count` by end. */
function newestEndingBy(trusted: readonly Trusted[], time: number, count: number): Trusted | undefined {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (trusted[middle]!.end <= time) low = middle + 1;
    else high = middle;
  }
  return trusted[low - 1];
}
