import type { ChainKind, Metadata, ObjectKind, RangeFindingName, Verdict } from '../../src/model.js';
import type { ListedPublicKey } from './signing-key.js';

/** An object as it lies in its bucket. */
export interface StoredObject {
  readonly bucket: string;
  readonly key: string;
  readonly bytes: Buffer;
  /** S3 user metadata. `null`: the copy lost it. */
  readonly metadata: Metadata;
  /** RFC 3339 UTC: when it was delivered. */
  readonly lastModified: string;
  readonly kind: ObjectKind;
  /** Of a versioned bucket. */
  readonly versionId?: string;
  /** The stored bytes as they were when the archive was collected, where they have changed in it since. */
  readonly collected?: Buffer;
  /** Its line is in the manifest, and its file is gone from the archive. */
  readonly lost?: true;
  /** Why it was listed and could not be copied. */
  readonly unavailable?: string;
  /** Where it is not the MD5 of the bytes, as under SSE-KMS. */
  readonly etag?: string;
}

/** An earlier version of an object, or a delete marker. */
export interface PastVersion {
  readonly bucket: string;
  readonly key: string;
  readonly versionId: string;
  readonly lastModified: string;
  /** Only a delete marker can be: the object is deleted still. */
  readonly latest: boolean;
  /** Null: a delete marker. */
  readonly object: StoredObject | null;
}

/** The digests of one (account, trail, home region, source region, kind), oldest first, as they were delivered. */
export interface BuiltChain {
  readonly account: string;
  readonly region: string;
  readonly trail: string;
  readonly homeRegion: string;
  readonly kind: ChainKind;
  readonly digests: readonly BuiltDigest[];
}

export interface BuiltDigest {
  /** `bucket/key`, as all object ids here. */
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly start: number;
  readonly end: number;
  readonly logs: readonly string[];
  /** Null: a starting digest. */
  readonly previous: string | null;
  readonly fingerprint: string;
  /** On the starting digest after an outage: event ids of the StopLogging that explains it, empty when nothing does. */
  readonly explainedBy: readonly string[];
}

/** An entry of `aws cloudtrail describe-trails`. */
export interface TrailDescription {
  readonly Name: string;
  readonly S3BucketName: string;
  readonly S3KeyPrefix?: string;
  readonly IncludeGlobalServiceEvents: boolean;
  readonly IsMultiRegionTrail: boolean;
  readonly HomeRegion: string;
  readonly TrailARN: string;
  readonly LogFileValidationEnabled: boolean;
  readonly HasCustomEventSelectors: boolean;
  readonly HasInsightSelectors: boolean;
  readonly IsOrganizationTrail: boolean;
}

/** `aws cloudtrail get-trail-status`, the fields that are set. */
export type TrailStatus = Readonly<Record<string, string | boolean>>;

/** What was done to an object after delivery. */
export type Alteration =
  | 'removed'
  | 'content'
  | 'broken'
  | 'container'
  | 'signature'
  | 'metadata'
  | 'injected'
  /** Listed, and it could not be read. */
  | 'unavailable'
  /** Validly signed for that place, and not what was delivered there. */
  | 'reissued'
  /** Validly signed, and it contradicts itself. */
  | 'contradictory'
  /** A second digest after the predecessor of `forkOf`, validly signed; it ends then, milliseconds since the epoch. */
  | { readonly forkOf: string; readonly end: number }
  | { readonly movedFrom: string };

/** A range finding that verification is expected to make. A field that the evidence leaves open is null. */
export interface ExpectedRange {
  readonly finding: RangeFindingName;
  readonly account: string;
  readonly region: string;
  readonly trail: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly digests: number | null;
  /** Of a gap: whether a proven record explains it. */
  readonly explained: boolean;
  readonly evidence: readonly string[];
}

/** What was done to an object after it was first written. */
export interface ExpectedVersion {
  readonly bucket: string;
  readonly key: string;
  readonly finding: 'deleted' | 'overwritten' | 'changed-after-collection';
  readonly at: string | null;
  readonly versionId: string | null;
}

/** What is true of a trail by construction: every object that is not listed is valid. */
export interface Truth {
  /** By `bucket/key`. */
  readonly verdicts: ReadonlyMap<string, Verdict>;
  readonly ranges: readonly ExpectedRange[];
  readonly versions?: readonly ExpectedVersion[];
  readonly exit: 0 | 1;
}

/** What was delivered, before anybody touched it: the ground that `judge` stands on. */
export interface Delivery {
  readonly chains: readonly BuiltChain[];
  /** Log id → delivery and the events in it. */
  readonly logs: ReadonlyMap<string, DeliveredLog>;
  /** Object id → the event in which CloudTrail recorded that it delivered it, where a trail does that. */
  readonly attests: ReadonlyMap<string, string>;
}

export interface DeliveredLog {
  readonly account: string;
  readonly region: string;
  readonly trail: string;
  /** Milliseconds since the epoch. */
  readonly delivered: number;
  readonly eventIds: readonly string[];
}

/** A built trail. Never changed: a tampering function gives a new one. */
export interface Trail {
  readonly seed: number;
  /** By `bucket/key`. */
  readonly objects: ReadonlyMap<string, StoredObject>;
  /** Earlier versions and delete markers, where the bucket is versioned. */
  readonly past?: readonly PastVersion[];
  /** By region. */
  readonly publicKeys: ReadonlyMap<string, readonly ListedPublicKey[]>;
  readonly trails: readonly TrailDescription[];
  /** trail ARN → region → status. Empty: nobody asked. */
  readonly trailStatus: Readonly<Record<string, Readonly<Record<string, TrailStatus>>>>;
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  readonly prefix: string | null;
  readonly organizationId: string | null;
  readonly window: { readonly since: string | null; readonly until: string | null };
  readonly collectedAt: string;
  readonly delivery: Delivery;
  readonly alterations: ReadonlyMap<string, Alteration>;
  /** Fingerprint → what is wrong with its key. */
  readonly keyTrouble: ReadonlyMap<string, 'unknown-key' | 'bad-key'>;
  readonly truth: Truth;
}
