// What is proven of a digest whose signature proves nothing, in words: graded, and never more than a detail of its verdict.
import type { Recorded } from './facts.js';
import { type KeyRing, openSignature } from './signature.js';

/**
 * The chain of hashes without keys: whether successors that are not proven themselves name this very content. It shows that nobody
 * changed one of the two without the other, and not who wrote them.
 */
export function hashChainWords(offered: Recorded, sha256: string): string[] {
  if (offered.size === 0) return [];
  return offered.has(sha256)
    ? ['the hash chain agrees: its successor, not proven itself, names this content (consistency, no authenticity)']
    : ['the hash chain breaks: its successor, not proven itself, names another content'];
}

/**
 * A signature that does not verify over this content and still opens under a key of the region was made by AWS over something
 * else. Source: RFC 8017, 9.2 (EMSA-PKCS1-v1_5).
 */
export function openedWords(ring: KeyRing, region: string, signature: string): string[] {
  const fingerprint = openSignature(ring, region, signature);
  if (fingerprint === null) return ['it is no signature of any key of the region'];
  return [`it is a genuine signature under the key ${fingerprint}, over something else than this content`];
}

/** Of a digest that is gone, when its successor recorded its signature and its neighbours cannot rebuild what was signed. */
export function signedThereWords(ring: KeyRing, region: string, signature: string): string | null {
  const fingerprint = openSignature(ring, region, signature);
  return fingerprint === null
    ? null
    : `the signature that was recorded for it opens under the key ${fingerprint}: AWS signed a digest there`;
}
