// All digests of a chain → a verdict each, newest first: what a trusted digest recorded proves its predecessor.
import { millis } from '../clock.js';
import type { DigestBody } from '../model.js';
import { parseKey } from '../object-key.js';
import type { ChainId, DigestFacts, DigestVerdict } from './facts.js';
import { digestKeyOf } from './group.js';
import { isTrusted, judgeDigest, type Proof, type Recorded } from './judge.js';
import { signatureOf } from './metadata.js';
import { type KeyRing, verifySignature } from './signature.js';

/** A digest with its verdict. Times in milliseconds; null where neither body nor name says. */
export interface Judged {
  readonly facts: DigestFacts;
  readonly verdict: Omit<DigestVerdict, 'inWindow'>;
  readonly start: number | null;
  readonly end: number | null;
}

/** The location that was signed. */
export const locationOf = (at: { bucket: string; key: string }) => `${at.bucket}/${at.key}`;

/** Objects that sign one location: copies of one digest, versions of it, or impostors. */
interface Place {
  /** The stamp in the signed key, in milliseconds. */
  readonly stamp: number;
  readonly members: DigestFacts[];
  /** What anybody says of this location. A signature that verifies is proof, whoever carries it. */
  readonly offered: Map<string, Set<string>>;
  /** What trusted successors say of it: a content that differs is not the one. */
  readonly recorded: Map<string, Set<string>>;
}

/**
 * Linear but for a sort. The order is that of the stamps in the signed keys, and a link counts only towards an earlier
 * one: ordered by the links themselves, one forged digest that closes a circle would unprove the whole chain.
 */
export function proveDigests(chain: ChainId, digests: readonly DigestFacts[], ring: KeyRing): Judged[] {
  const places = new Map<string, Place>();
  const judged: Judged[] = [];
  for (const facts of digests) {
    if (facts.body === null) judged.push(judge(chain, facts, ring, new Map(), null));
    else placeAt(places, facts.body).members.push(facts);
  }
  for (const { body } of digests) {
    const target = body?.previous ? places.get(locationOf(body.previous)) : undefined;
    if (body?.previous && target) record(target.offered, body.previous);
  }
  for (const place of [...places.values()].sort((a, b) => b.stamp - a.stamp)) {
    for (const result of judgePlace(chain, place, ring)) {
      judged.push(result);
      const previous = result.facts.body?.previous;
      const target = previous ? places.get(locationOf(previous)) : undefined;
      if (previous && target && result.verdict.trusted && target.stamp < place.stamp) record(target.recorded, previous);
    }
  }
  return judged;
}

function placeAt(places: Map<string, Place>, body: DigestBody): Place {
  const location = locationOf(body);
  const known = places.get(location);
  if (known) return known;
  const place = { stamp: stampOf(body.key), members: [], offered: new Map(), recorded: new Map() };
  places.set(location, place);
  return place;
}

/** A key that is no digest's sorts last and vouches for nobody. */
function stampOf(key: string): number {
  const parsed = parseKey(key);
  return parsed?.type === 'digest' ? millis(parsed.end) : 0;
}

function record(recorded: Map<string, Set<string>>, { sha256, signature }: { sha256: string; signature: string }) {
  const signatures = recorded.get(sha256) ?? new Set();
  recorded.set(sha256, signatures.add(signature.toLowerCase()));
}

function judgePlace(chain: ChainId, { members, offered, recorded }: Place, ring: KeyRing): Judged[] {
  const proofs = new Map<string, Proof | null>();
  const byContent = new Map<string, DigestFacts[]>();
  for (const facts of members) {
    if (facts.sha256 === null) continue;
    const copies = byContent.get(facts.sha256);
    if (copies) copies.push(facts);
    else byContent.set(facts.sha256, [facts]);
  }
  for (const [sha256, copies] of byContent) proofs.set(sha256, findProof(chain, copies, ring, offered));
  return members.map((facts) => {
    const proof = proofs.get(facts.sha256 ?? '') ?? null;
    return judge(chain, facts, ring, recorded, proof && ownVia(facts, offered, proof));
  });
}

/** Copies of one content share their proof: each distinct signature that anybody offers is tried once. */
function findProof(chain: ChainId, copies: readonly DigestFacts[], ring: KeyRing, offers: Recorded): Proof | null {
  const { body, sha256 } = copies[0]!;
  if (body === null || sha256 === null) return null;
  const offered = new Map<string, Proof>();
  for (const { metadata } of copies) {
    const own = signatureOf(metadata);
    if (own.state === 'signed') offered.set(own.signature, { signature: own.signature, via: 'metadata' });
  }
  for (const signature of offers.get(sha256) ?? []) {
    if (!offered.has(signature)) offered.set(signature, { signature, via: 'successor' });
  }
  for (const proof of offered.values()) {
    if (verifySignature(ring, chain.region, body, sha256, proof.signature) === 'valid') return proof;
  }
  return null;
}

function judge(chain: ChainId, facts: DigestFacts, ring: KeyRing, recorded: Recorded, proof: Proof | null): Judged {
  const { verdict, detail } = judgeDigest({ facts, chain, ring, recorded, proof });
  const trusted = isTrusted(verdict);
  const named = digestKeyOf(facts);
  const end = facts.body?.endTime ?? named?.end ?? null;
  return {
    facts,
    verdict: {
      objectId: facts.objectId,
      bucket: facts.bucket,
      key: facts.key,
      verdict,
      detail,
      via: trusted && proof ? proof.via : null,
      signature: proof?.signature ?? null,
      trusted,
    },
    start: facts.body === null ? null : millis(facts.body.startTime),
    end: end === null ? null : millis(end),
  };
}

/** How this copy came by the signature: by its own metadata, else by its successor, else by a copy that kept it. */
function ownVia(facts: DigestFacts, offered: Recorded, proof: Proof): Proof {
  const own = signatureOf(facts.metadata);
  if (own.state === 'signed' && own.signature === proof.signature) return { ...proof, via: 'metadata' };
  const bySuccessor = offered.get(facts.sha256 ?? '')?.has(proof.signature) === true;
  return { ...proof, via: bySuccessor ? 'successor' : 'metadata' };
}
