// What a trusted digest points to and is not there: which digests are missing, counted one by one.
import { millis } from '../clock.js';
import type { DigestBody } from '../model.js';
import { baseName, parseKey } from '../object-key.js';
import { DIGEST_MS, SLOT_MS } from './cadence.js';
import type { DigestVerdict } from './facts.js';
import { locationOf } from './places.js';
import type { Judged } from './prove.js';
import { type Bounds, isoOf } from './range.js';
import { anyKeyVerifies, digestString, type KeyRing } from './signature.js';

export type Previous = NonNullable<DigestBody['previous']>;

/** How many digests belong between two moments: one an hour, at least one. */
export function digestsBetween(from: number, to: number): number {
  return Math.max(1, Math.ceil((to - from - SLOT_MS / 2) / DIGEST_MS));
}

/** How many of `count` hourly ends, the newest of them at `newest`, lie inside the bounds. */
export function endsWithin({ since, until }: Bounds, newest: number, count: number): number {
  const first = Math.max(0, Math.ceil((newest - until) / DIGEST_MS));
  const last = Math.min(count - 1, Math.floor((newest - since) / DIGEST_MS));
  return Math.max(0, last - first + 1);
}

/** Which digests are there, by location and by end, whatever their verdict. */
export class Present {
  readonly #locations = new Set<string>();
  readonly #looseNames = new Set<string>();

  constructor(judged: readonly Judged[]) {
    for (const { facts } of judged) {
      if (facts.body !== null) this.#locations.add(locationOf(facts.body));
      if (facts.locationKnown && facts.bucket !== null) this.#locations.add(`${facts.bucket}/${facts.key}`);
      if (!facts.locationKnown && facts.body === null) this.#looseNames.add(baseName(facts.key));
    }
  }

  /** Something lies there, or signs that it did: it has a verdict of its own and is not missing. */
  at(bucket: string, key: string): boolean {
    return this.#locations.has(`${bucket}/${key}`) || this.#looseNames.has(baseName(key));
  }
}

export function missingDigest(at: { bucket: string; key: string }, detail: string): Omit<DigestVerdict, 'inWindow'> {
  const { bucket, key } = at;
  return { objectId: null, bucket, key, verdict: 'missing', detail, via: null, signature: null, trusted: false };
}

/** The end of a digest that only a reference is left of. */
export function endOf(previous: Previous): number | null {
  const parsed = parseKey(previous.key);
  return parsed?.type === 'digest' ? millis(parsed.end) : null;
}

/**
 * Proof that exactly one digest is missing: every part of the string that was signed for it is known from its
 * neighbours, so the signature that its successor recorded can be checked without it. `starting`: the string verifies
 * with `null` in the place of the older signature. The key it was signed with went with it: all of the region are
 * tried.
 */
export function proveSingle(
  ring: KeyRing,
  region: string,
  previous: Previous,
  olderSignature: string | null,
): 'single' | 'starting' | null {
  const end = endOf(previous);
  if (end === null) return null;
  const stamp = isoOf(end) ?? '';
  const signs = (signature: string) => {
    const text = digestString(stamp, previous.bucket, previous.key, previous.sha256, signature);
    return anyKeyVerifies(ring, region, text, previous.signature);
  };
  if (olderSignature !== null && signs(olderSignature)) return 'single';
  return signs('null') ? 'starting' : null;
}
