// One digest against its keys and its trusted successors → its verdict. Rules in order; the first that speaks decides.
import { parseInstant } from '../clock.js';
import type { DigestBody, Verdict } from '../model.js';
import type { ChainId, DigestFacts, Proof, Recorded } from './facts.js';
import type { ForkNote } from './forks.js';
import { hashChainWords, openedWords } from './graded.js';
import { generatedAt, signatureOf } from './metadata.js';
import { SIGNATURE_ALGORITHM } from './remarks.js';
import { type KeyRing, keyState, keyWindowRemark, otherRegions } from './signature.js';

export interface Case {
  readonly facts: DigestFacts;
  readonly chain: ChainId;
  readonly ring: KeyRing;
  /** What any digest there records of this location, trusted or not. */
  readonly offered: Recorded;
  readonly recorded: Recorded;
  readonly fork: ForkNote | null;
  readonly proof: Proof | null;
}

export interface Ruling {
  readonly verdict: Verdict;
  readonly detail: string;
}

const TRUSTED: ReadonlySet<Verdict> = new Set(['valid', 'altered-container', 'moved']);
/** Only these vouch for logs and predecessors: the signature verified and the content is the one that was signed. */
export const isTrusted = (verdict: Verdict) => TRUSTED.has(verdict);

type Readable = Case & { readonly body: DigestBody; readonly sha256: string };
type Proven = Readable & { readonly proof: Proof };

export function judgeDigest(given: Case): Ruling {
  const unreadable = unavailable(given) ?? unparsable(given);
  const { body, sha256 } = given.facts;
  if (unreadable !== null || body === null || sha256 === null) {
    return unreadable ?? { verdict: 'invalid-format', detail: 'its content was not read' };
  }
  const readable = { ...given, body, sha256 };
  const keyless = keyNotUsable(readable);
  if (keyless !== null) return keyless;
  const { proof } = given;
  if (proof === null) return unproven(readable);
  const proven = { ...readable, proof };
  return (
    contradictory(proven) ?? mismatched(proven) ?? forked(proven) ?? moved(proven) ?? altered(proven) ?? valid(proven)
  );
}

function unavailable({ facts }: Case): Ruling | null {
  return facts.unavailable === null ? null : { verdict: 'unavailable', detail: facts.unavailable };
}

function unparsable({ facts }: Case): Ruling | null {
  if (facts.problem !== null) return { verdict: 'invalid-format', detail: facts.problem };
  if (facts.container === 'broken') return { verdict: 'invalid-format', detail: 'its gzip container is broken' };
  return null;
}

function keyNotUsable({ ring, chain, body, offered, recorded, sha256 }: Readable): Ruling | null {
  const state = keyState(ring, chain.region, body.fingerprint);
  if (state === 'known') return null;
  const hash = recordedWords(recorded, sha256) ?? hashChainWords(offered, sha256);
  if (state === 'bad-key') {
    const detail = `the key given as ${body.fingerprint} does not parse, or its MD5 is not that fingerprint`;
    return { verdict: state, detail: sentence(detail, hash) };
  }
  const detail = `no key with fingerprint ${body.fingerprint} among the keys of ${chain.region}`;
  const elsewhere = otherRegions(ring, chain.region, body.fingerprint);
  const known = elsewhere.length === 0 ? [] : [`it is a key of ${elsewhere.join(', ')}`];
  return { verdict: state, detail: sentence(detail, [...known, ...hash]) };
}

function recordedWords(recorded: Recorded, sha256: string): string[] | null {
  return recorded.size === 0 ? null : [recorded.has(sha256) ? SAME_AS_RECORDED : OTHER_THAN_RECORDED];
}

const SAME_AS_RECORDED = 'its content is what its trusted successor recorded';
const OTHER_THAN_RECORDED = 'its content is not what its trusted successor recorded';

/** Contract, fine point "Metadata": a copy that lost metadata is no accusation, a manifest without a signature is. */
function unproven({ facts, chain, ring, offered, recorded, sha256 }: Readable): Ruling {
  const own = signatureOf(facts.metadata);
  const remarks = [...facts.remarks];
  if (own.state === 'lost' && recorded.size === 0) {
    const detail = 'the copy lost its signature, and no successor has it: its S3 metadata would restore the proof';
    return { verdict: 'unverified', detail: sentence(detail, remarks) };
  }
  if (own.state === 'signed') remarks.push(...openedWords(ring, chain.region, own.signature));
  remarks.push(...(recordedWords(recorded, sha256) ?? hashChainWords(offered, sha256)));
  const detail = {
    signed: 'its signature does not verify',
    unsigned: 'it has no signature, and no successor proves it',
    lost: 'the signature that its successor recorded does not verify',
  }[own.state];
  return { verdict: 'invalid-signature', detail: sentence(detail, remarks) };
}

function contradictory({ facts }: Proven): Ruling | null {
  if (facts.remarks.length === 0) return null;
  return { verdict: 'inconsistent', detail: `validly signed, but ${facts.remarks.join('; ')}` };
}

/**
 * PKCS #1 v1.5 signatures are deterministic: one content under one key has one signature, so a successor that recorded
 * this hash with another signature recorded another digest as well.
 */
function mismatched({ recorded, sha256, proof }: Proven): Ruling | null {
  if (recorded.size === 0) return null;
  const signatures = recorded.get(sha256);
  if (signatures?.has(proof.signature)) return null;
  const what = signatures ? 'signature' : 'hash';
  return {
    verdict: 'chain-mismatch',
    detail: `validly signed, but its trusted successor recorded another ${what} for this digest`,
  };
}

/** Contract, `inconsistent`: validly signed and contradictory. The one that the chain goes on from stays what it is. */
function forked({ fork }: Proven): Ruling | null {
  return fork === null || fork.carried
    ? null
    : { verdict: 'inconsistent', detail: `validly signed, but the chain forks: ${fork.detail}` };
}

function moved({ facts, body, ...rest }: Proven): Ruling | null {
  if (!facts.locationKnown || (facts.bucket === body.bucket && facts.key === body.key)) return null;
  const detail = `it was signed as s3://${body.bucket}/${body.key}`;
  return { verdict: 'moved', detail: sentence(detail, alterations({ facts, body, ...rest })) };
}

function altered(proven: Proven): Ruling | null {
  const [first, ...more] = alterations(proven);
  if (first === undefined) return null;
  return { verdict: 'altered-container', detail: sentence(first, [...more, ...warnings(proven)]) };
}

function valid(proven: Proven): Ruling {
  return { verdict: 'valid', detail: warnings(proven).join('; ') };
}

/** How the stored object differs from what CloudTrail writes, although its content is proven. */
function alterations({ facts, proof }: Proven): string[] {
  const found: string[] = [];
  if (facts.container === 'several-members') found.push('several gzip members, where CloudTrail writes one');
  if (facts.container === 'trailing-bytes') found.push('bytes behind the gzip member');
  if (facts.container === 'no-trailer') found.push('the gzip trailer is cut off');
  // A plain folder may well hold what an HTTP client inflated on the way.
  if (facts.container === 'plain' && facts.locationKnown) found.push('not compressed, where CloudTrail writes gzip');
  const own = signatureOf(facts.metadata);
  if (own.state === 'unsigned') found.push('its metadata has no signature; its successor has it');
  if (own.state === 'signed') {
    if (own.signature !== proof.signature) found.push('the signature in its metadata is not its own');
    if (own.algorithm !== SIGNATURE_ALGORITHM) {
      found.push(`its metadata states the signature algorithm ${own.algorithm?.slice(0, 40) ?? '(none)'}`);
    }
  }
  return found;
}

function warnings({ ring, chain, body, facts, fork }: Proven): string[] {
  const stamp = chain.kind === 'backfill' ? generatedAt(facts.metadata) : null;
  const signedAt = (stamp === null ? null : parseInstant(stamp)?.iso) ?? body.endTime;
  const remark = keyWindowRemark(ring, chain.region, body.fingerprint, signedAt);
  const forks = fork === null ? [] : [`the chain forks here and goes on from this one: ${fork.detail}`];
  return [...forks, ...(remark === null ? [] : [remark])];
}

const sentence = (first: string, more: readonly string[]) => [first, ...more].join('; ');
