import type { CollectedKey, Fetched, Listed, ReaderSpec, Window } from '../model.js';
import type { HistoryLine } from './archive-history.js';
import type { Collection } from './collection.js';
import type { IamFolder } from './iam-snapshot.js';
import type { TrailSettings } from './trail-settings.js';

/**
 * What a run is interested in. A filter only saves work: a source may list more than it asks for, never less. Times are
 * delivery times, both ends included; an empty list means all.
 */
export interface ListFilter {
  readonly window: Window;
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  /** Sizes may be those that a manifest says: whoever reads the objects at once sees the true ones. Default: looked at. */
  readonly sizesAsSaid?: boolean;
}

/** Public keys, and what there is to say about those that could not be had. A notice is one line for a person. */
export interface KeyCollection {
  readonly keys: readonly CollectedKey[];
  readonly notices: readonly string[];
}

/** What GetTrailStatus says of a trail in a region. Times RFC 3339, UTC; null or left out: never, or not said. */
export interface TrailStatus {
  readonly trailArn: string;
  readonly region: string;
  readonly latestDigestDelivery: string | null;
  readonly latestDelivery?: string | null;
  readonly isLogging?: boolean | null;
  /** When logging was last switched on and off. */
  readonly startLogging?: string | null;
  readonly stopLogging?: string | null;
}

export type { HistoryLine } from './archive-history.js';
export type { CollectedScope, Collection } from './collection.js';
export type { IamFolder, IamSnapshot } from './iam-snapshot.js';
export type { TrailSettings } from './trail-settings.js';

/** A place where evidence lies. Everything in it was, or may have been, written by an attacker. */
export interface Source {
  /** As the user gave it. */
  readonly name: string;
  /** `plain` also stands for a single file. */
  readonly layout: 'archive' | 'plain' | 's3';
  /** The endpoint that answers for an s3 source, to be printed: a variable can redirect a whole collection. */
  readonly endpoint: string | null;
  /** Opens the objects of this source, here or in a worker: `openReader`. */
  readonly reader: ReaderSpec;
  /**
   * Pages of at most 1,000 objects, each bucket in the byte order of its keys. Throws KeytrailError `no-access` when the
   * listing cannot go on: a listing with a hole in it must not look like a complete one.
   */
  list(filter: ListFilter): AsyncIterable<readonly Listed[]>;
  /** What the source itself brings: an archive's public-keys/, or of an s3 source ListPublicKeys of those regions. */
  publicKeys(regions: readonly string[], window: Window): Promise<KeyCollection>;
  /** What an archive says of its own collection; null: nothing does. */
  collection(): Collection | null;
  /** An archive's trails.json and event-selectors.json; empty where nothing says. */
  trailSettings(): readonly TrailSettings[];
  /** An archive's event-history/, in pages; null: there is none. */
  eventHistory(): Iterable<readonly HistoryLine[]> | null;
  /** An archive's iam/, a snapshot each. */
  iamState(): readonly IamFolder[];
  /** An archive's trail-status.json, or of an s3 source GetTrailStatus in those regions. Empty where nothing says. */
  trailStatus(regions?: readonly string[]): Promise<readonly TrailStatus[]>;
}

/** What a reader needs to know of an object. */
export type Wanted = Pick<Listed, 'locator' | 'versionId' | 'size'>;

/**
 * Fetches stored bytes. One object that cannot be had is a value; what concerns every object (expired credentials, an
 * endpoint that no longer answers) is a KeytrailError, so that the run stops and can be resumed.
 */
export interface Reader {
  /** How many reads are worth having under way at once. 1: `read` is synchronous. */
  readonly inFlight: number;
  /** Where it is synchronous, the bytes are good until the next call. */
  read(object: Wanted): Fetched | Promise<Fetched>;
  close(): void;
}
