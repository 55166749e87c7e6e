// All digests of a chain → a verdict each, newest first: what a trusted digest recorded proves its predecessor.
import { millis } from '../clock.js';
import type { ChainId, DigestFacts, DigestVerdict, Proof, Recorded } from './facts.js';
import { type Fork, type ForkNotes, forkKey, forkNotes, forksOf } from './forks.js';
import { digestKeyOf } from './group.js';
import { isTrusted, judgeDigest } from './judge.js';
import { signatureOf } from './metadata.js';
import { inOrder, locationOf, type Place, placesOf, record } from './places.js';
import type { KeyRing } from './signature.js';

/** A digest with its verdict. Times in milliseconds; null where neither body nor name says. */
export interface Judged {
  readonly facts: DigestFacts;
  readonly verdict: Omit<DigestVerdict, 'inWindow'>;
  readonly start: number | null;
  readonly end: number | null;
}

/** Linear but for a sort. */
export function proveDigests(
  chain: ChainId,
  digests: readonly DigestFacts[],
  ring: KeyRing,
): { judged: Judged[]; forks: Fork[] } {
  const unread = digests.filter(({ body }) => body === null);
  const judged = unread.map((facts) => judge(facts, judgeDigest({ ...NOBODY, facts, chain, ring }), null));
  const places = placesOf(chain, digests, ring);
  const order = inOrder(places, chain.kind);
  const ranks = new Map(order);
  const forks = forksOf(chain, places);
  const notes = forkNotes(forks, places);
  for (const [place, rank] of order) {
    for (const result of judgePlace(chain, place, notes, ring)) {
      judged.push(result);
      const previous = result.facts.body?.previous;
      const target = previous ? places.get(locationOf(previous)) : undefined;
      if (previous && target && result.verdict.trusted && ranks.get(target)! > rank) record(target.recorded, previous);
    }
  }
  return { judged, forks };
}

const NOBODY = { offered: new Map(), recorded: new Map(), proof: null, fork: null };

function judgePlace(chain: ChainId, place: Place, notes: ForkNotes, ring: KeyRing): Judged[] {
  const { members, offered, recorded, proofs, location } = place;
  return members.map((facts) => {
    const found = proofs.get(facts.sha256 ?? '');
    const proof = found === undefined ? null : ownVia(facts, offered, found);
    const fork = notes.get(forkKey(location, facts.sha256 ?? '')) ?? null;
    return judge(facts, judgeDigest({ facts, chain, ring, offered, recorded, proof, fork }), proof);
  });
}

function judge(facts: DigestFacts, { verdict, detail }: ReturnType<typeof judgeDigest>, proof: Proof | null): Judged {
  const trusted = isTrusted(verdict);
  const end = facts.body?.endTime ?? digestKeyOf(facts)?.end ?? null;
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
