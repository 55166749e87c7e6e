import type { Window } from '../model.js';
import type { ChainId, ChainResult, DigestFacts } from './facts.js';
import type { KeyRing } from './signature.js';

export type { ChainId, ChainResult, DigestFacts, DigestVerdict, Span } from './facts.js';
export { type Chains, groupChains, strayVerdict } from './group.js';

export interface ChainContext {
  readonly window: Window;
  /** LatestDigestDeliveryTime of get-trail-status, RFC 3339 UTC, or null. */
  readonly latestDelivered: string | null;
  /** When the evidence was collected, where that is known: a digest still on its way then is not missing. */
  readonly collectedAt?: string | null;
}
export function verifyChain(
  chain: ChainId,
  digests: readonly DigestFacts[],
  ring: KeyRing,
  context: ChainContext,
): ChainResult {
  void chain;
  void digests;
  void ring;
  void context;
  return { digests: [], ranges: [], covered: [], from: null, to: null, head: null, newest: null };
}
