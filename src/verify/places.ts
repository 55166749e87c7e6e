// The digests of a chain by the location that they sign, and what others say of that location.
import { millis } from '../clock.js';
import type { ChainKind, DigestBody } from '../model.js';
import { parseKey } from '../object-key.js';
import type { ChainId, DigestFacts, Proof, Recorded } from './facts.js';
import { signatureOf } from './metadata.js';
import { type KeyRing, verifySignature } from './signature.js';

/** The location that was signed. */
export const locationOf = (at: { bucket: string; key: string }) => `${at.bucket}/${at.key}`;

/** Objects that sign one location: copies of one digest, versions of it, or impostors. */
export interface Place {
  readonly location: string;
  /** The stamp in the signed key, in milliseconds. */
  readonly stamp: number;
  readonly members: DigestFacts[];
  /** What anybody says of this location. A signature that verifies is proof, whoever carries it. */
  readonly offered: Map<string, Set<string>>;
  /** What trusted successors say of it: a content that differs is not the one. */
  readonly recorded: Map<string, Set<string>>;
  /** Content hash → the signature that verified over it. */
  readonly proofs: Map<string, Proof>;
}

/** Groups the digests whose body could be read, and looks for a proof of every content. */
export function placesOf(chain: ChainId, digests: readonly DigestFacts[], ring: KeyRing): Map<string, Place> {
  const places = new Map<string, Place>();
  for (const facts of digests) if (facts.body !== null) placeAt(places, facts.body).members.push(facts);
  for (const { body } of digests) {
    const target = body?.previous ? places.get(locationOf(body.previous)) : undefined;
    if (body?.previous && target) record(target.offered, body.previous);
  }
  for (const place of places.values()) {
    const byContent = new Map<string, DigestFacts[]>();
    for (const facts of place.members) {
      if (facts.sha256 === null) continue;
      const copies = byContent.get(facts.sha256);
      if (copies) copies.push(facts);
      else byContent.set(facts.sha256, [facts]);
    }
    for (const [sha256, copies] of byContent) {
      const proof = findProof(chain, copies, ring, place.offered);
      if (proof !== null) place.proofs.set(sha256, proof);
    }
  }
  return places;
}

function placeAt(places: Map<string, Place>, body: DigestBody): Place {
  const location = locationOf(body);
  const known = places.get(location);
  if (known) return known;
  const stamp = stampOf(body.key);
  const place = { location, stamp, members: [], offered: new Map(), recorded: new Map(), proofs: new Map() };
  places.set(location, place);
  return place;
}

/** A key that is no digest's sorts last and vouches for nobody. */
function stampOf(key: string): number {
  const parsed = parseKey(key);
  return parsed?.type === 'digest' ? millis(parsed.end) : 0;
}

export function record(
  recorded: Map<string, Set<string>>,
  { sha256, signature }: { sha256: string; signature: string },
) {
  const signatures = recorded.get(sha256) ?? new Set();
  recorded.set(sha256, signatures.add(signature.toLowerCase()));
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

/** Each place with its rank: a link counts only towards a place of a higher one. */
export type Order = readonly (readonly [place: Place, rank: number])[];

/**
 * Newest first. Of a standard chain the stamps in the signed keys say which is the newer: ordered by the links themselves, one forged
 * digest that closes a circle would unprove the whole chain. A backfill digest that was made later may well cover an earlier hour
 * (User Guide: it lists what missed its digest), so there the links decide, and only those of validly signed digests: among
 * these a circle would need a hash that contains itself.
 */
export function inOrder(places: ReadonlyMap<string, Place>, kind: ChainKind): Order {
  const newest = [...places.values()].sort((a, b) => b.stamp - a.stamp);
  if (kind === 'standard') return newest.map((place) => [place, -place.stamp]);
  const successors = new Map<Place, number>();
  for (const place of newest) {
    for (const target of targetsOf(place, places)) successors.set(target, (successors.get(target) ?? 0) + 1);
  }
  const ordered = new Set(newest.filter((place) => !successors.has(place)));
  for (const place of ordered) {
    for (const target of targetsOf(place, places)) {
      const left = (successors.get(target) ?? 0) - 1;
      successors.set(target, left);
      if (left === 0) ordered.add(target);
    }
  }
  for (const place of newest) ordered.add(place);
  return [...ordered].map((place, rank) => [place, rank]);
}

/** The predecessors that the validly signed digests of a place name, each once. */
function targetsOf(place: Place, places: ReadonlyMap<string, Place>): Set<Place> {
  const targets = new Set<Place>();
  for (const { body, sha256 } of place.members) {
    if (!body?.previous || sha256 === null || !place.proofs.has(sha256)) continue;
    const target = places.get(locationOf(body.previous));
    if (target && target !== place) targets.add(target);
  }
  return targets;
}
