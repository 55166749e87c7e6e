// Every noun that two rooms share. Imports nothing.

/** What verification says of one object (README, "Verdicts"). A verdict is data: evidence is labelled, never dropped. */
export const VERDICTS = [
  'valid',
  'missing',
  'modified',
  'invalid-format',
  'altered-container',
  'invalid-signature',
  'unknown-key',
  'bad-key',
  'moved',
  'chain-mismatch',
  'unlisted',
  'unverified',
  'inconsistent',
  'unavailable',
  'foreign',
] as const;
export type Verdict = (typeof VERDICTS)[number];

/** `log` and `digest` are CloudTrail's; `other` is everything else that lay in the source. */
export type ObjectKind = 'log' | 'digest' | 'other';
export type ChainKind = 'standard' | 'backfill';

/** S3 user metadata of a stored digest. `null`: the copy lost it. `{}`: the manifest says that there was none. */
export type Metadata = Readonly<Record<string, string>> | null;

/** One object as a source listed it, before anything of it was read. Structured-clonable: it travels to workers. */
export interface Listed {
  /** Opens the object in its own source: a path below the folder, or an S3 key. */
  readonly locator: string;
  /** Null where a plain folder does not say. */
  readonly bucket: string | null;
  readonly key: string;
  readonly versionId: string | null;
  /** Bytes as stored. */
  readonly size: number;
  /** RFC 3339, UTC, or null. */
  readonly lastModified: string | null;
  readonly storageClass: string | null;
  readonly metadata: Metadata;
  /** False: an earlier version of the object, which lies beside the current one. Left out: the one that is there. */
  readonly latest?: boolean;
  /** The version that says that the object was deleted: there are no bytes to it. */
  readonly deleteMarker?: boolean;
  /** Lower-case hex SHA-256 that the stored bytes had when they were collected, where an archive says it. */
  readonly manifestSha256?: string | null;
  /** Entity tag, without its quotes, where a listing gives one. */
  readonly etag?: string | null;
  /** Of an archived object: whether a restored copy of it can be read. */
  readonly restored?: boolean;
}

/**
 * The stored bytes of one object, or why they could not be had. `gone`: listed, and not there when it was read.
 * `tooLarge`: there and readable, but over the limit of the reader.
 */
export type Fetched =
  | { readonly bytes: Buffer; readonly metadata?: Metadata }
  | { readonly unavailable: string; readonly gone?: boolean; readonly tooLarge?: boolean };

/** Where objects of a bucket are asked for without the SDK, and with whose credentials. For threads of this process alone. */
export interface DirectAccess {
  /** With the bucket, in its host or its path. */
  readonly base: string;
  readonly region: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
  /** Milliseconds since the epoch; null: the credentials do not end. */
  readonly until: number | null;
}

/** How a worker thread opens a source again: plain data, no handles. Never written down: `direct` holds credentials. */
export type ReaderSpec =
  | { readonly type: 'folder'; readonly root: string }
  | {
      readonly type: 's3';
      readonly bucket: string;
      readonly region: string | null;
      readonly endpoint: string | null;
      readonly direct?: DirectAccess | null;
    };

/** A public key as `aws cloudtrail list-public-keys` gives it, for the region that its file is named after. */
export interface PublicKey {
  /** Null: the file does not say; the key then belongs to every region. */
  readonly region: string | null;
  /** Lower-case hex MD5 of the DER bytes, as AWS states it. */
  readonly fingerprint: string;
  /** DER, PKCS#1 RSAPublicKey or SPKI. */
  readonly der: Uint8Array;
  /** RFC 3339, UTC, or null. */
  readonly validFrom: string | null;
  readonly validTo: string | null;
  /** Where it was read: a path, or the endpoint that answered. */
  readonly file: string;
}

/** Whether a key file is the one that collection.json recorded. Null: nothing recorded key files there. */
export type KeyFileState = 'as-collected' | 'changed' | 'added' | null;

/** Where a key came from: keys carry no certificate, so this is what every verdict rests on. Null: not known. */
export interface KeyOrigin {
  /** SHA-256 of the file as it lies there, lower-case hex; null for an answer of ListPublicKeys, which is no file. */
  readonly sha256: string | null;
  readonly state: KeyFileState;
  /** RFC 3339, UTC. */
  readonly collectedAt: string | null;
  /** The caller's ARN. */
  readonly collectedBy: string | null;
  /** The endpoint that answered ListPublicKeys. */
  readonly endpoint: string | null;
}

export interface CollectedKey extends PublicKey {
  readonly origin: KeyOrigin;
}

/** How the gzip container of an object looked. `plain`: not gzip at all (loose .json files). */
export type Container = 'gzip' | 'plain' | 'several-members' | 'trailing-bytes' | 'no-trailer' | 'broken';

/** The typed head of a digest body. Field meaning: CloudTrail User Guide, "CloudTrail digest file structure". */
export interface DigestBody {
  readonly accountId: string;
  /** Verbatim, as signed. */
  readonly startTime: string;
  readonly endTime: string;
  readonly bucket: string;
  readonly key: string;
  readonly fingerprint: string;
  readonly signatureAlgorithm: string | null;
  readonly newestEventTime: string | null;
  readonly oldestEventTime: string | null;
  /** Null: a starting digest. */
  readonly previous: {
    readonly bucket: string;
    readonly key: string;
    readonly sha256: string;
    readonly hashAlgorithm: string | null;
    readonly signature: string;
  } | null;
  readonly logFiles: readonly DigestLog[];
}

export interface DigestLog {
  readonly bucket: string;
  readonly key: string;
  /** Lower-case hex SHA-256 of the uncompressed log. */
  readonly sha256: string;
  readonly hashAlgorithm: string | null;
  readonly newestEventTime: string | null;
  readonly oldestEventTime: string | null;
}

/** `via`: how the signature that verified was obtained. */
export type Via = 'metadata' | 'successor' | 'neighbours';

export const RANGE_FINDINGS = [
  'gap',
  'hole',
  'truncated-tail',
  'head-uncovered',
  'no-digests',
  'inconsistent-time',
] as const;
export type RangeFindingName = (typeof RANGE_FINDINGS)[number];

/** A statement about a span of time of one chain, or of one account and region. Times RFC 3339 UTC, null = open. */
export interface RangeFinding {
  readonly finding: RangeFindingName;
  readonly account: string;
  readonly region: string;
  readonly trail: string | null;
  readonly kind: ChainKind | null;
  readonly from: string | null;
  readonly to: string | null;
  /** How many digests are missing or untrusted in it, where that is known. */
  readonly digests: number | null;
  readonly detail: string;
  /** What the proven record says that explains a gap, else null. */
  readonly explained: string | null;
  /** Event ids of that record. */
  readonly evidence: readonly string[];
}

/** Both ends included; null = open. RFC 3339, UTC. */
export interface Window {
  readonly since: string | null;
  readonly until: string | null;
}

export type Format = 'table' | 'json' | 'jsonl' | 'csv' | 'md';

/** A result set: what every renderer takes and every question gives. Values are JSON values; times RFC 3339 with Z. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly JsonValue[])[];
}
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

export type Severity = 'info' | 'low' | 'medium' | 'high' | 'critical';

/** One file of queries/: its path is its id, its folder the section of the report. */
export interface Question {
  readonly id: string;
  readonly section: string;
  readonly title: string;
  readonly question: string;
  readonly severity: Severity;
  /** ATT&CK technique ids. */
  readonly attack: readonly string[];
  readonly sql: string;
  readonly file: string;
}

/** A question, asked: its rows and how many of the records it rests on are proven. */
export interface Answer {
  readonly question: Question;
  readonly table: Table;
  /** Integrity verdict → number of distinct evidence events. */
  readonly integrity: Readonly<Record<string, number>>;
}

export type Confidence = 'exact' | 'high' | 'medium' | 'low';

/** Progress of a long job, for whoever draws it. `total` null: not known yet. */
export interface Progress {
  readonly phase: string;
  readonly done: number;
  readonly total: number | null;
  readonly unit: 'objects' | 'bytes' | 'users';
  readonly bytes?: number;
}
export type OnProgress = (progress: Progress) => void;
/** A line for a person, on stderr. */
export type OnNotice = (text: string) => void;
