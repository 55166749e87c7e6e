import type { OnNotice, OnProgress, Window } from '../model.js';

export interface CollectOptions {
  /** `s3://bucket[/prefix]`, each. */
  readonly sources: readonly string[];
  /** The archive: a folder that is not there yet, or one that was collected before. */
  readonly to: string;
  readonly window: Window;
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  /** Objects under way at once. */
  readonly concurrency: number;
  /** Bytes of one object; a larger one is listed and not copied. */
  readonly maxObject: number;
  readonly requestPayer: boolean;
  /** Also ask LookupEvents, 2 requests a second in each region. */
  readonly eventHistory: boolean;
  /** Stops the run so that it can be resumed. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: OnProgress | undefined;
  readonly onNotice?: OnNotice | undefined;
}

/** A line of objects.jsonl (docs/archive.md). */
export interface ObjectLine {
  readonly bucket: string;
  readonly key: string;
  readonly versionId?: string;
  /** False: an earlier version. True is said of delete markers only. */
  readonly isLatest?: boolean;
  readonly deleteMarker?: true;
  readonly size: number;
  readonly etag?: string;
  readonly lastModified?: string;
  readonly storageClass?: string;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly contentEncoding?: string;
  readonly sse?: string;
  readonly kmsKeyId?: string;
  /** Of the stored bytes; absent where they were not to be had. */
  readonly sha256?: string;
  /** Where it lies, if not where its name says. */
  readonly file?: string;
  /** Its ETag looks like an MD5 and is not that of its bytes. */
  readonly etagDiffers?: true;
  /** Why it was not to be had. */
  readonly unavailable?: string;
  /** With `unavailable`: it was listed and then not there any more. */
  readonly gone?: true;
}

/** Something that belongs to the evidence and could not be had. */
export interface Missing {
  readonly what:
    | 'objects'
    | 'versions'
    | 'public-keys'
    | 'trails'
    | 'trail-status'
    | 'event-selectors'
    | 'event-history'
    | 'caller';
  readonly reason: string;
}

/** What was listed, counted. listed = written + there + unavailable. */
export interface Counts {
  readonly listed: number;
  readonly written: number;
  /** Copied by an earlier run, and not changed since. */
  readonly there: number;
  readonly unavailable: number;
  /** Of the listed ones: earlier versions. */
  readonly earlier: number;
  readonly deleteMarkers: number;
  /** In the archive from earlier runs, asked for now and not in the bucket any more. */
  readonly kept: number;
  /** As listed. */
  readonly bytes: number;
  readonly writtenBytes: number;
  readonly etagDiffers: number;
}

/** How much there is of one kind. */
export interface Share {
  readonly account: string | null;
  readonly region: string | null;
  readonly kind: 'log' | 'digest' | 'other';
  readonly storageClass: string;
  readonly objects: number;
  readonly bytes: number;
  /** Of them: archived, so that they cannot be read without being restored. */
  readonly archived: number;
}

export interface CollectedBucket {
  readonly source: string;
  readonly bucket: string;
  readonly prefix: string;
  readonly endpoint: string;
  /** `listed`, `never` (versioning was never on), or why earlier versions are not among what was listed. */
  readonly versions: string;
}

export interface CollectSummary {
  readonly to: string;
  readonly collectedAt: string;
  readonly collectedBy: string | null;
  readonly window: Window;
  readonly buckets: readonly CollectedBucket[];
  readonly counts: Counts;
  readonly shares: readonly Share[];
  /** Reason → objects. */
  readonly unavailable: Readonly<Record<string, number>>;
  /** The first of them. */
  readonly unavailableObjects: readonly {
    readonly bucket: string;
    readonly key: string;
    readonly versionId: string | null;
    readonly reason: string;
  }[];
  readonly keys: readonly {
    readonly region: string;
    readonly keys: number;
    readonly endpoint: string | null;
    readonly sha256: string | null;
  }[];
  readonly trails: number;
  /** Account and region → records of Event history; empty where it was not asked for. */
  readonly eventHistory: readonly { readonly account: string; readonly region: string; readonly records: number }[];
  readonly missing: readonly Missing[];
  readonly seconds: number;
}

/** What a collection would take, without taking it. */
export interface Survey {
  readonly window: Window;
  readonly buckets: readonly CollectedBucket[];
  readonly counts: Pick<Counts, 'listed' | 'earlier' | 'deleteMarkers' | 'bytes'> & {
    readonly archived: number;
  };
  readonly shares: readonly Share[];
  /** Requests to S3: listing, and one for each object that is not archived. */
  readonly requests: { readonly list: number; readonly get: number };
}
