// The digests of one chain, judged: each object, what is missing between them, and what time they cover.
import { millis } from '../clock.js';
import type { Window } from '../model.js';
import { newestEnd, walkHead, walkTail } from './ends.js';
import type { ChainId, ChainResult, DigestFacts, DigestVerdict, SeenPlace, Span } from './facts.js';
import { forkRanges } from './forks.js';
import { digestKeyOf } from './group.js';
import { type Walk, walkBackfill, walkLinks, walkOf } from './links.js';
import { type Judged, proveDigests } from './prove.js';
import { type Bounds, boundsOf, isoOf, within } from './range.js';
import type { KeyRing } from './signature.js';
import { mergeSpans } from './spans.js';

export type { ChainId, ChainResult, DigestFacts, DigestVerdict, SeenPlace, Span } from './facts.js';
export { chainName, chainOf, strayVerdict } from './group.js';

export interface ChainContext {
  /** Digests outside it may be given: they serve as neighbours and come back with `inWindow` false. */
  readonly window: Window;
  /** What was asked for in so many words, default `window`: that no digest covers all of it is objected to. */
  readonly asked?: Window;
  /** LatestDigestDeliveryTime of get-trail-status for this trail and region, RFC 3339 UTC, or null. */
  readonly latestDelivered: string | null;
  /** When the evidence was collected, where that is known: a digest still on its way then is not missing. */
  readonly collectedAt?: string | null;
  /** Where the evidence has anything: `bucket` and what stands before AWSLogs/. Default: nothing is known of that. */
  readonly seen?: readonly SeenPlace[];
}

/**
 * Verifies one chain. `digests`: all of one `chainName`, in any order, copies and impostors included.
 * Every one comes back with a verdict; missing ones follow with `objectId` null. Later logs and other regions are
 * evidence of several chains together: see `coverageFindings`.
 */
export function verifyChain(
  chain: ChainId,
  digests: readonly DigestFacts[],
  ring: KeyRing,
  context: ChainContext,
): ChainResult {
  const bounds = boundsOf(context.window);
  const { judged, forks } = proveDigests(chain, digests, ring);
  const walk = walkOf(chain, judged, ring, bounds, boundsOf(context.asked ?? context.window), context.seen ?? null);
  const newest = newestEnd(walk);
  const standard = chain.kind === 'standard';
  const found = standard ? [walkHead(walk), walkLinks(walk)] : [walkBackfill(walk)];
  const evidence = { latestDelivered: context.latestDelivered, collectedAt: context.collectedAt ?? null };
  const tail = standard ? walkTail(walk, newest, evidence) : [];
  const missing = found.flatMap((part) => part.missing);
  return {
    digests: [...verdicts(judged, bounds), ...missing.map((verdict) => ({ ...verdict, inWindow: true }))],
    ranges: [...found.flatMap((part) => part.ranges), ...forkRanges(chain, forks, bounds), ...tail],
    lost: missing.length + judged.filter(({ verdict }) => !verdict.trusted).length,
    ...coverOf(walk),
    head: headOf(walk),
    newest: newest === null ? null : isoOf(newest),
  };
}

function verdicts(judged: readonly Judged[], bounds: Bounds): DigestVerdict[] {
  const found = judged.map((each) => ({ ...each.verdict, inWindow: isInside(each, bounds) }));
  return found.sort((a, b) => (a.objectId ?? 0) - (b.objectId ?? 0));
}

/** An untrusted body could claim an end outside the window to be passed over: then its name counts as well. */
function isInside({ facts, verdict, end }: Judged, bounds: Bounds): boolean {
  if (bounds.since === Number.NEGATIVE_INFINITY && bounds.until === Number.POSITIVE_INFINITY) return true;
  const byName = digestKeyOf({ ...facts, body: null });
  const ends = verdict.trusted || byName === null ? [end] : [end, millis(byName.end)];
  return ends.some((time) => time === null || within(bounds, time));
}

function coverOf({ trusted }: Walk): { covered: Span[]; from: string | null; to: string | null } {
  const merged = mergeSpans(trusted.map(({ start, end }) => [start, end]));
  const covered = merged.map(([from, to]) => ({ from: isoOf(from) ?? '', to: isoOf(to) ?? '' }));
  return { covered, from: covered[0]?.from ?? null, to: covered.at(-1)?.to ?? null };
}

function headOf({ trusted }: Walk): ChainResult['head'] {
  const first = trusted[0];
  if (!first) return null;
  return first.body.previous === null ? 'starting' : 'linked';
}
