// What chain verification takes and gives: plain data, so that rules can be told apart from how evidence is read.

import type { ChainKind, Container, DigestBody, Metadata, RangeFinding, Verdict, Via } from '../model.js';
import type { Partition } from '../object-key.js';

/** One digest object as it was found. `body.logFiles` may be empty here: no rule of the chain reads it. */
export interface DigestFacts {
  readonly objectId: number;
  /** Where it lies. Null in a plain folder. */
  readonly bucket: string | null;
  readonly key: string;
  /** False in a plain folder: a path there says nothing of the S3 location, so nothing can have been moved. */
  readonly locationKnown: boolean;
  /** As `parseDigest` gave it; null with `problem` or `unavailable`. */
  readonly body: DigestBody | null;
  /** What `parseDigest` remarked about that body. */
  readonly remarks: readonly string[];
  readonly problem: string | null;
  readonly unavailable: string | null;
  /** Lower-case hex SHA-256 of the uncompressed content. */
  readonly sha256: string | null;
  readonly container: Container | null;
  readonly metadata: Metadata;
}

/** A chain: the digests of one trail about one source region. Its trail name is exact. */
export interface ChainId {
  readonly partition: Partition;
  readonly account: string;
  readonly trail: string;
  readonly homeRegion: string;
  readonly region: string;
  readonly kind: ChainKind;
}

/** What successors recorded of one location: content hash → signatures, lower-case hex. */
export type Recorded = ReadonlyMap<string, ReadonlySet<string>>;

/** A signature that verified over this content. */
export interface Proof {
  readonly signature: string;
  readonly via: Via;
}

export interface DigestVerdict {
  /** Null: named by a trusted digest, and not there. */
  readonly objectId: number | null;
  readonly bucket: string | null;
  readonly key: string;
  readonly verdict: Verdict;
  readonly detail: string;
  readonly via: Via | null;
  /** Lower-case hex, of a digest whose signature verified. */
  readonly signature: string | null;
  /** Signature verified and content proven: only such a digest vouches for anything. */
  readonly trusted: boolean;
  /** False: it ends outside the window, serves the others as successor or predecessor, and is no finding itself. */
  readonly inWindow: boolean;
}

/** A bucket, and what stands before `AWSLogs/` in it. */
export interface SeenPlace {
  readonly bucket: string;
  readonly prefix: string | null;
}

export interface Span {
  readonly from: string;
  readonly to: string;
}

export interface ChainResult {
  readonly digests: readonly DigestVerdict[];
  readonly ranges: readonly RangeFinding[];
  /** How many digests are missing or cannot be trusted: what they listed is not known. */
  readonly lost: number;
  /** Merged spans of delivery time that trusted digests cover, in order. */
  readonly covered: readonly Span[];
  readonly from: string | null;
  readonly to: string | null;
  /** How the first trusted digest begins: with a null predecessor, or pointing to one that is not there. */
  readonly head: 'starting' | 'linked' | null;
  /** End of the newest digest there that is not known to be false, trusted or not. */
  readonly newest: string | null;
}

export interface ChainOutcome {
  readonly id: ChainId;
  readonly result: ChainResult;
  /** When its sources were collected, all until then: RFC 3339 UTC; null: one of them does not say when, or what was asked. */
  readonly collectedAt?: string | null;
  /** Whether a trail status says when its newest digest was delivered: that is better evidence of its end. */
  readonly statusKnown?: boolean;
}
