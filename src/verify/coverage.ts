// Which delivery times of an account and region trusted digests vouch for, over all its chains.
import { millis } from '../clock.js';
import { DIGEST_DELAY_MS, DIGEST_MS, SLOT_MS } from './cadence.js';
import type { ChainOutcome, ChainResult } from './facts.js';
import { contains, type Interval } from './spans.js';

export { coverageFindings, type Expected, type LogSpan } from './coverage-findings.js';
export type { ChainOutcome } from './facts.js';

/** Plain data: it may travel to workers. */
export interface Coverage {
  /** `account/region` → its standard chains that have a trusted digest. */
  readonly places: ReadonlyMap<string, readonly Cover[]>;
  /** `account/region` of backfill chains with digests that are missing or cannot be trusted. */
  readonly lostBackfill: ReadonlySet<string>;
}

interface Cover {
  readonly spans: readonly Interval[];
  readonly from: number;
  readonly to: number;
  /** Whether digests lay before the first, or may have followed the last one. */
  readonly openHead: boolean;
  readonly openTail: boolean;
}

/**
 * `covered`: its log is listed by a trusted digest or by none. `after-last`: the digest that would list it may not have
 * come yet. `no-chain`: no trusted digest of that account and region at all.
 */
export type Answer = 'covered' | 'uncovered' | 'after-last' | 'no-chain';

/** Backfill digests list stragglers and exclude nothing: they cover no time. */
export function coverage(chains: readonly ChainOutcome[]): Coverage {
  const places = new Map<string, Cover[]>();
  const lostBackfill = new Set<string>();
  for (const { id, result } of chains) {
    if (id.kind === 'backfill' && result.lost > 0) lostBackfill.add(`${id.account}/${id.region}`);
    const cover = id.kind === 'standard' ? coverOf(result) : null;
    if (cover === null) continue;
    const place = `${id.account}/${id.region}`;
    const covers = places.get(place);
    if (covers) covers.push(cover);
    else places.set(place, [cover]);
  }
  return { places, lostBackfill };
}

/** What can be said of a log of that account and region with that delivery time (RFC 3339, UTC). */
export function coverageAt({ places }: Coverage, account: string, region: string, delivered: string): Answer {
  const covers = places.get(`${account}/${region}`);
  const time = millis(delivered);
  if (!covers || covers.length === 0) return 'no-chain';
  if (Number.isNaN(time)) return 'uncovered';
  const states = covers.map((cover) => stateAt(cover, time));
  // A log's key does not name its trail: it is unlisted only if no other chain could be the one that lists it.
  if (states.includes('covered') && !states.includes('uncovered') && !states.includes('after-last')) return 'covered';
  return states.includes('uncovered') || !states.includes('after-last') ? 'uncovered' : 'after-last';
}

type State = 'covered' | 'uncovered' | 'after-last' | 'elsewhere';

/** One slot on both sides: the digest that lists a log cannot be computed from the log's name. */
function stateAt({ spans, from, to, openHead, openTail }: Cover, time: number): State {
  if (contains(spans, time - SLOT_MS, time + SLOT_MS)) return 'covered';
  if (time > to - SLOT_MS) {
    const due = to + DIGEST_MS + DIGEST_DELAY_MS;
    return openTail || time <= due ? 'after-last' : 'elsewhere';
  }
  if (time < from - SLOT_MS && !openHead) return 'elsewhere';
  return 'uncovered';
}

function coverOf({ covered, from, to, head, newest, ranges }: ChainResult): Cover | null {
  if (from === null || to === null) return null;
  const spans = covered.map((span): Interval => [millis(span.from), millis(span.to)]);
  const cut = ranges.some(({ finding }) => finding === 'truncated-tail');
  // Digests beyond the last trusted one that are merely unproven list logs as well.
  const openTail = cut || (newest !== null && millis(newest) > millis(to));
  return { spans, from: millis(from), to: millis(to), openHead: head === 'linked', openTail };
}
