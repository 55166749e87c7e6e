// One log against the trusted digests that list it, or against what they cover.
import type { Container, ObjectKind, Verdict } from '../model.js';
import { type Coverage, coverageAt } from './coverage.js';
import { isSha256 } from './remarks.js';

export interface LogFacts {
  readonly objectId: number;
  readonly bucket: string | null;
  readonly key: string;
  /** False in a plain folder: what lies there may have been unpacked on the way. Default true. */
  readonly locationKnown?: boolean;
  readonly kind: ObjectKind;
  readonly account: string | null;
  readonly region: string | null;
  /** Delivery time in its name, RFC 3339 UTC. */
  readonly delivered: string | null;
  /** Lower-case hex SHA-256 of what was inflated: of all members where there are several. */
  readonly contentSha256: string | null;
  readonly container: Container | null;
  /** Not gzip, not JSON, too large… in words. */
  readonly problem: string | null;
  readonly unavailable: string | null;
  /** Of the first gzip member alone, where there are several or bytes behind it. */
  readonly firstMemberSha256?: string | null;
}

/** That a trusted digest lists the log; others vouch for nothing and must not be given. */
export interface LogListing {
  /** `objectId` of the digest. */
  readonly digestId: number;
  readonly sha256: string;
  /** Where the digest signs it, when that is known not to be where it lies: the listing was found by its hash. */
  readonly signedAt?: { readonly bucket: string; readonly key: string } | null;
}

export interface LogVerdict {
  readonly verdict: Verdict;
  /** Empty where there is nothing to say. */
  readonly detail: string;
  /** The digest that vouches for it, or that names it where it is not what was named. */
  readonly digestId: number | null;
}

/** The verdict of one object that is there. A log that is not there is `missing`: see `missingLog`. */
export function judgeLog(facts: LogFacts, listings: readonly LogListing[], coverage: Coverage): LogVerdict {
  const digestId = listings[0]?.digestId ?? null;
  if (facts.unavailable !== null) return { verdict: 'unavailable', detail: facts.unavailable, digestId };
  if (facts.kind !== 'log' && listings.length === 0) {
    return { verdict: 'foreign', detail: 'not a CloudTrail log', digestId: null };
  }
  const usable = listings.filter(({ sha256 }) => isSha256(sha256.toLowerCase()));
  if (listings.length > 0 && usable.length === 0) {
    return { verdict: 'unverified', detail: 'the hash that its digest lists is malformed', digestId };
  }
  return proven(facts, usable) ?? refuted(facts, usable) ?? unreadable(facts) ?? unlisted(facts, coverage);
}

/** A log that a trusted digest lists and no source has. */
export function missingLog(listing: LogListing): LogVerdict {
  return {
    verdict: 'missing',
    detail: `a trusted digest lists it with SHA-256 ${listing.sha256}`,
    digestId: listing.digestId,
  };
}

/** The content that was recorded is there. */
function proven(facts: LogFacts, listings: readonly LogListing[]): LogVerdict | null {
  const whole = listings.find(({ sha256 }) => sha256.toLowerCase() === facts.contentSha256);
  const first = listings.find(({ sha256 }) => sha256.toLowerCase() === facts.firstMemberSha256);
  // A wrong checksum is a broken object whatever could be read of it.
  const listing = facts.container === 'broken' ? undefined : (whole ?? first);
  if (!listing) return null;
  const { digestId, signedAt } = listing;
  const alteration = whole ? ALTERATIONS[facts.container ?? 'gzip'] : FIRST_MEMBER;
  const odd = alteration === 'plain' ? plainAlteration(facts) : alteration;
  if (signedAt) {
    const detail = `a trusted digest lists its content as s3://${signedAt.bucket}/${signedAt.key}`;
    return { verdict: 'moved', detail: odd === null ? detail : `${detail}; ${odd}`, digestId };
  }
  return odd === null
    ? { verdict: 'valid', detail: facts.problem ?? '', digestId }
    : { verdict: 'altered-container', detail: odd, digestId };
}

const ALTERATIONS: Readonly<Record<Container, string | null>> = {
  gzip: null,
  plain: 'plain',
  'several-members': 'several gzip members, where CloudTrail writes one',
  'trailing-bytes': 'its recorded content is followed by bytes behind the gzip member',
  'no-trailer': 'its gzip trailer is cut off',
  broken: null,
};

const FIRST_MEMBER = 'only its first gzip member has the recorded content; nothing vouches for what follows';

function plainAlteration(facts: LogFacts): string | null {
  return mayBePlain(facts) ? null : 'not compressed, where CloudTrail writes gzip';
}

const mayBePlain = ({ key, locationKnown = true }: LogFacts) => !locationKnown || !key.endsWith('.gz');

/** It is listed, and what lies there is something else. */
function refuted(facts: LogFacts, listings: readonly LogListing[]): LogVerdict | null {
  const [listing] = listings;
  if (!listing) return null;
  const { digestId, sha256 } = listing;
  const whole = WHOLE.has(facts.container ?? 'broken') || (facts.container === 'plain' && mayBePlain(facts));
  if (whole && facts.contentSha256 !== null) {
    const detail = `its content has the hash ${facts.contentSha256}, its digest lists ${sha256.toLowerCase()}`;
    return { verdict: 'modified', detail, digestId };
  }
  return { verdict: 'invalid-format', detail: facts.problem ?? formatProblem(facts), digestId };
}

const WHOLE: ReadonlySet<Container> = new Set<Container>(['gzip', 'several-members', 'trailing-bytes']);

function formatProblem({ container }: LogFacts): string {
  if (container === 'plain') return 'not gzip';
  if (container === 'no-trailer') return 'its gzip trailer is cut off, and its content is not what its digest lists';
  return 'its gzip container is broken';
}

function unreadable(facts: LogFacts): LogVerdict | null {
  if (facts.problem !== null) return { verdict: 'invalid-format', detail: facts.problem, digestId: null };
  if (facts.container === 'broken') {
    return { verdict: 'invalid-format', detail: formatProblem(facts), digestId: null };
  }
  return null;
}

function unlisted(facts: LogFacts, coverage: Coverage): LogVerdict {
  const { account, region, delivered } = facts;
  if (account === null || region === null || delivered === null) {
    return { verdict: 'unverified', detail: 'its name says neither account nor delivery time', digestId: null };
  }
  const answer = coverageAt(coverage, account, region, delivered);
  if (answer === 'covered') {
    const lost = coverage.lostBackfill.has(`${account}/${region}`);
    const detail = `trusted digests cover its delivery at ${delivered}, and none lists it: ${lost ? LOST_BACKFILL : NEVER_LISTED}`;
    return { verdict: 'unlisted', detail, digestId: null };
  }
  return { verdict: 'unverified', detail: WHY[answer], digestId: null };
}

const LOST_BACKFILL =
  'a backfill digest of its account and region is missing or not trusted, and that may have listed it';
const NEVER_LISTED = 'CloudTrail did not deliver it, or the backfill digest that listed it is gone without a trace';

const WHY = {
  'no-chain': 'no trusted digest of its account and region is there',
  'after-last': 'it is younger than the last trusted digest',
  uncovered: 'no trusted digest covers its delivery',
} as const;
