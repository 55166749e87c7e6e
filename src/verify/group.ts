// Digests → chains: one per partition, account, exact trail name, home region, source region and kind.
import { type ParsedDigestKey, parseKey } from '../object-key.js';
import type { ChainId, DigestFacts, DigestVerdict } from './facts.js';

/** The chain that a digest belongs to, as text to group by; null for one that belongs to none: see `strayVerdict`. */
export function chainName(facts: Pick<DigestFacts, 'body' | 'key'>): string | null {
  const key = digestKeyOf(facts);
  return key && JSON.stringify([key.partition, key.account, key.trail, key.homeRegion, key.region, key.kind]);
}

/** The chain of a name that `chainName` gave. */
export function chainOf(name: string): ChainId {
  const [partition, account, trail, homeRegion, region, kind] = JSON.parse(name) as string[];
  return { partition, account, trail, homeRegion, region, kind } as ChainId;
}

/** The grammar of the key that was signed, or where the body does not say, of the key it lies under. */
export function digestKeyOf(facts: Pick<DigestFacts, 'body' | 'key'>): ParsedDigestKey | null {
  for (const key of [facts.body?.key, facts.key]) {
    const parsed = key === undefined ? null : parseKey(key);
    if (parsed?.type === 'digest') return parsed;
  }
  return null;
}

/** A digest that belongs to no chain: nothing can vouch for it, and it vouches for nothing. */
export function strayVerdict(facts: DigestFacts): DigestVerdict {
  const head = { objectId: facts.objectId, bucket: facts.bucket, key: facts.key };
  const tail = { via: null, signature: null, trusted: false, inWindow: true };
  if (facts.unavailable !== null) return { ...head, verdict: 'unavailable', detail: facts.unavailable, ...tail };
  const detail = facts.problem ?? 'neither its own key nor the key it signs is the key of a digest';
  return { ...head, verdict: 'invalid-format', detail, ...tail };
}
