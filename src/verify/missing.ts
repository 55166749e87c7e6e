// What a trusted digest points to and is not there: which digests are missing, counted one by one.
import { millis, toIso } from '../clock.js';
import type { DigestBody } from '../model.js';
import { baseName, digestKey, parseKey } from '../object-key.js';
import { DIGEST_MS, SLOT_MS } from './cadence.js';
import type { DigestVerdict } from './facts.js';
import { type Judged, locationOf } from './prove.js';
import { isoOf } from './range.js';
import { anyKeyVerifies, digestString, type KeyRing } from './signature.js';

export type Previous = NonNullable<DigestBody['previous']>;

/** More keys than this are not spelled out: with forged keys a hole can be ten thousand years long. */
const MAX_NAMED = 100_000;

/** Ends of the digests that belong between two moments, newest first: one an hour, at least one. */
export function slotsBetween(from: number, to: number): { count: number; ends: number[] } {
  const count = Math.max(1, Math.ceil((to - from - SLOT_MS / 2) / DIGEST_MS));
  return { count, ends: Array.from({ length: Math.min(count, MAX_NAMED) }, (_, index) => to - index * DIGEST_MS) };
}

/** Which digests are there, by location and by end, whatever their verdict. */
export class Present {
  readonly #locations = new Set<string>();
  readonly #looseNames = new Set<string>();
  readonly #untrustedEnds = new Set<number>();

  constructor(judged: readonly Judged[]) {
    for (const { facts, verdict, end } of judged) {
      if (facts.body !== null) this.#locations.add(locationOf(facts.body));
      if (facts.locationKnown && facts.bucket !== null) this.#locations.add(`${facts.bucket}/${facts.key}`);
      if (!facts.locationKnown && facts.body === null) this.#looseNames.add(baseName(facts.key));
      if (!verdict.trusted && end !== null) this.#untrustedEnds.add(slotNumber(end));
    }
  }

  /** Something lies there, or signs that it did: it has a verdict of its own and is not missing. */
  at(bucket: string, key: string): boolean {
    return this.#locations.has(`${bucket}/${key}`) || this.#looseNames.has(baseName(key));
  }

  /** Some digest that is not trusted ends about then. */
  untrustedEndingAt(end: number): boolean {
    const slot = slotNumber(end);
    return [slot - 1, slot, slot + 1].some((near) => this.#untrustedEnds.has(near));
  }
}

const slotNumber = (time: number) => Math.round(time / SLOT_MS);

export function missingDigest(at: { bucket: string; key: string }, detail: string): Omit<DigestVerdict, 'inWindow'> {
  const { bucket, key } = at;
  return { objectId: null, bucket, key, verdict: 'missing', detail, via: null, signature: null, trusted: false };
}

/** Where the digest of another hour of the chain would lie, or null where the reference has no grammar to follow. */
export function siblingOf(previous: Previous, end: number): { bucket: string; key: string } | null {
  const parsed = parseKey(previous.key);
  if (parsed?.type !== 'digest') return null;
  return { bucket: previous.bucket, key: digestKey(parsed, toIso(new Date(end))) };
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
