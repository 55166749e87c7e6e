// Digests → chains: one per partition, account, exact trail name, home region, source region and kind.
import { type ParsedDigestKey, parseKey } from '../object-key.js';
import type { ChainId, DigestFacts, DigestVerdict } from './facts.js';

export interface Chains {
  readonly chains: readonly { readonly id: ChainId; readonly digests: readonly DigestFacts[] }[];
  /** Neither the key that was signed nor the key it lies under is a digest's: see `strayVerdict`. */
  readonly strays: readonly DigestFacts[];
}

/** Chains in the order of their names, each with its digests in the order given. */
export function groupChains(digests: readonly DigestFacts[]): Chains {
  const byName = new Map<string, { id: ChainId; digests: DigestFacts[] }>();
  const strays: DigestFacts[] = [];
  for (const facts of digests) {
    const key = digestKeyOf(facts);
    if (key === null) {
      strays.push(facts);
      continue;
    }
    const { partition, account, trail, homeRegion, region, kind } = key;
    const name = [partition, account, trail, homeRegion, region, kind].join('\n');
    const chain = byName.get(name);
    if (chain) chain.digests.push(facts);
    else byName.set(name, { id: { partition, account, trail, homeRegion, region, kind }, digests: [facts] });
  }
  const names = [...byName.keys()].sort();
  return { chains: names.map((name) => byName.get(name)!), strays };
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
