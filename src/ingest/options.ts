import type { BackEnd } from '../inflate/index.js';
import type { Limits } from '../limits.js';
import type { OnNotice, OnProgress, Window } from '../model.js';

/** What `ingest` and `verify` both take. */
export interface EvidenceOptions {
  /** `s3://bucket[/prefix]`, folders, files. */
  readonly sources: readonly string[];
  readonly window: Window;
  /** What is listed and read, where that is more than what is reported; default: the window. */
  readonly listed?: Window | undefined;
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  /** Files as `aws cloudtrail list-public-keys` prints them. */
  readonly publicKeys: readonly string[];
  /** SHA-256 of a key file or of a whole set of keys, lower-case hex. Where there are any, no other key is used. */
  readonly pins?: readonly string[] | undefined;
  /** Worker threads, and as many threads for DuckDB. */
  readonly threads: number;
  /** DuckDB's limit, e.g. `1GB`; buffers of the workers come on top. */
  readonly memory: string;
  readonly inflate: BackEnd;
  /** What is larger is `invalid-format`, a record over its limit a reject. Default: LIMITS. */
  readonly limits?: Limits | undefined;
  /** Content bytes of one statement, roughly; default 1.6 GB. The grain at which an interrupted run goes on. */
  readonly batchBytes?: number | undefined;
  /** Stops the run so that it can be resumed. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: OnProgress | undefined;
  readonly onNotice?: OnNotice | undefined;
}

export interface IngestOptions extends EvidenceOptions {
  readonly casePath: string;
  /** The command line, for the record in `ingests`. */
  readonly arguments?: string | undefined;
}
