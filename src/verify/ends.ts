// What lies before the first and after the newest digest of a chain, as far as the evidence tells.
import { millis } from '../clock.js';
import type { RangeFinding, Verdict } from '../model.js';
import { DIGEST_DELAY_MS, DIGEST_MS, SLOT_MS } from './cadence.js';
import { elsewhere, type Found, NOTHING, named, restart, type Trusted, type Walk } from './links.js';
import { digestsBetween } from './missing.js';
import { locationOf } from './places.js';
import { finding, isoOf, plural } from './range.js';

/** What the moment of collection tells of the newest digests; RFC 3339 UTC, or null where it is not known. */
export interface TailEvidence {
  /** LatestDigestDeliveryTime of get-trail-status. */
  readonly latestDelivered: string | null;
  /** A digest that was still on its way then is not missing. */
  readonly collectedAt: string | null;
}

/** Known to be false: such a digest says nothing of how far the chain reached. */
const FALSE: ReadonlySet<Verdict> = new Set(['invalid-signature', 'invalid-format', 'chain-mismatch']);

/** The beginning: a starting digest, or a link into what is not there. */
export function walkHead(walk: Walk): Found {
  const first = walk.trusted[0];
  if (!first) return NOTHING;
  const { previous } = first.body;
  if (previous === null) return startingHead(walk, first);
  // A digest that names itself or a younger one is told by other rules.
  if (walk.byLocation.has(locationOf(previous)) || first.start <= walk.bounds.since) return NOTHING;
  const { since, until } = walk.bounds;
  const known = Number.isFinite(since) ? digestsBetween(since, Math.min(first.start, until)) : null;
  const absent = `the first trusted digest starts ${first.body.startTime} and names a predecessor that is absent or not trusted`;
  const where = elsewhere(walk.seen, previous);
  const detail = where === null ? absent : `${absent}; ${where}`;
  const range = finding(walk.chain, 'head-uncovered', since, Math.min(first.start, until), known, detail);
  return { ranges: [range], missing: first.start > until ? [] : named(walk, previous, null) };
}

/** Without older objects and inside the window, a chain that simply begins there is nothing to object to. */
function startingHead(walk: Walk, first: Trusted): Found {
  const older = walk.judged.filter(
    ({ verdict, end }) => !FALSE.has(verdict.verdict) && end !== null && end < first.end,
  );
  const olderEnd = older.reduce((newest, { end }) => Math.max(newest, end ?? newest), Number.NEGATIVE_INFINITY);
  if (Number.isFinite(olderEnd)) return { ranges: restart(walk, olderEnd, first), missing: [] };
  const { since, until } = walk.asked;
  if (!Number.isFinite(since) || first.start <= since) return NOTHING;
  const detail = `the chain begins with the starting digest of ${first.body.startTime}`;
  const to = Math.min(first.start, until);
  return { ranges: [finding(walk.chain, 'head-uncovered', since, to, null, detail)], missing: [] };
}

/**
 * End of the newest digest that may be genuine. Trust carries furthest; beyond it, what is merely unproven counts only
 * where it follows on in steps of an hour: otherwise one forged far-off digest would hide a cut tail.
 */
export function newestEnd({ trusted, judged }: Walk): number | null {
  const plausible = judged.filter(({ verdict, end }) => !FALSE.has(verdict.verdict) && end !== null);
  plausible.sort((a, b) => (a.end ?? 0) - (b.end ?? 0));
  const proven = trusted.at(-1)?.end;
  if (proven === undefined) return plausible.at(-1)?.end ?? null;
  return plausible.reduce((newest, { end }) => {
    return end !== null && end > newest && end <= newest + DIGEST_MS + SLOT_MS ? end : newest;
  }, proven);
}

/** Each kind of evidence that digests were delivered after the newest one there, and until when. */
export function walkTail(walk: Walk, newest: number | null, evidence: TailEvidence): RangeFinding[] {
  if (newest === null) return [];
  const { since, until } = walk.bounds;
  const { latestDelivered, collectedAt } = evidence;
  const reasons: { until: number; detail: string }[] = [];
  if (latestDelivered !== null) {
    const detail = `the trail status says that a digest was delivered at ${latestDelivered}`;
    reasons.push({ until: Math.min(millis(latestDelivered), until), detail });
  }
  const asked = walk.asked.until;
  if (Number.isFinite(asked)) {
    const arrived = collectedAt === null ? asked : Math.min(asked, millis(collectedAt) - DIGEST_DELAY_MS);
    reasons.push({ until: arrived, detail: `the window asked for reaches to ${isoOf(asked)}` });
  }
  const telling = reasons.filter((reason) => digestsIn(newest, reason.until, since) > 0);
  if (telling.length === 0) return [];
  const to = Math.max(...telling.map((reason) => reason.until));
  const count = digestsIn(newest, to, since);
  const detail = `${plural(count, 'digest')} of the end not there, or not genuine: ${telling.map((reason) => reason.detail).join('; ')}`;
  return [finding(walk.chain, 'truncated-tail', Math.max(newest, since), to, count, detail)];
}

/** How many ends of whole digests lie after `newest`, up to `to`, inside the window. */
function digestsIn(newest: number, to: number, since: number): number {
  const upTo = (time: number) => Math.max(0, Math.floor((time - newest) / DIGEST_MS));
  const skipped = Number.isFinite(since) ? Math.max(0, Math.ceil((since - newest) / DIGEST_MS) - 1) : 0;
  return Math.max(0, upTo(to) - skipped);
}
