import type { BackEnd } from '../inflate/index.js';
import type { Limits } from '../limits.js';
import type { Container, DigestBody, Metadata, ReaderSpec } from '../model.js';
import type { ProducerEnd } from '../store/writer.js';

// What the main thread and the worker threads say to each other. Plain data, nothing else.

/** One object to read. */
export interface Job {
  readonly objectId: number;
  /** Index into the readers of the worker. */
  readonly source: number;
  readonly locator: string;
  readonly versionId: string | null;
  readonly size: number;
  /** What the key says it is. `other` is not CloudTrail's by its name and is not read at all. */
  readonly kind: 'log' | 'digest' | 'other';
  /** Hashes that trusted or untrusted digests record for it; they only decide which gzip members are loaded. */
  readonly expected: readonly string[];
}

/** What could not be read inside an object. */
export interface Reject {
  readonly position: number | null;
  readonly reason: string;
  readonly raw: string | null;
}

/** The facts of one object, as it was read. Verdicts are made of them later. */
export interface ReadResult {
  readonly objectId: number;
  readonly storedBytes: number | null;
  readonly storedSha256: string | null;
  readonly contentBytes: number | null;
  readonly contentSha256: string | null;
  readonly container: Container | null;
  /** Why it is no evidence, or not wholly: truncated, not JSON, too large… */
  readonly problem: string | null;
  /** Why its bytes could not be had. */
  readonly unavailable: string | null;
  /** With `unavailable`: it was listed and is not there. */
  readonly gone: boolean;
  readonly foreign: boolean;
  readonly records: number;
  readonly rejects: readonly Reject[];
  /** What the store said on reading; undefined: nothing more than the listing did. */
  readonly metadata?: Metadata;
  readonly digest?: { readonly body: DigestBody; readonly remarks: readonly string[] };
}

/** `all`: load every record. `changes`: only those about trails themselves (trail-records.ts). */
export type Mode = 'all' | 'changes';

export interface WorkerData {
  readonly index: number;
  readonly readers: readonly ReaderSpec[];
  readonly backEnd: BackEnd;
  readonly mode: Mode;
  readonly limits: Limits;
  readonly producer: ProducerEnd;
  /** Shared by all workers: whether one of them holds a large object. */
  readonly turn: SharedArrayBuffer;
}

export interface Batch {
  readonly jobs: readonly Job[];
  /** Shared by all workers: the index of the next job that nobody has. */
  readonly cursor: SharedArrayBuffer;
}

/** Jobs that come while the listing goes on. Of logs only those are read through that a digest's hash vouches for. */
export interface Fed {
  readonly feed: readonly Job[];
  /** The memory of RecordedHashes. */
  readonly recorded: SharedArrayBuffer;
}
