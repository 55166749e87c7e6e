/** Caps on hostile input that a command line may move, each by the flag named here. Bytes. */
export interface Limits {
  /** An object as stored (`--max-object`). */
  readonly storedBytes: number;
  /** An object after inflating, all its gzip members together (`--max-content`): a bomb ends here. */
  readonly contentBytes: number;
  /** One record (`--max-record`). */
  readonly recordBytes: number;
  /** The content of a digest (`--max-digest`), which is parsed whole. */
  readonly digestBytes: number;
}

/** Caps on hostile input, in one place. Bytes unless the name says otherwise. */
export const LIMITS = {
  /** CloudTrail itself stops at 50 MB. */
  storedBytes: 256 * 1024 * 1024,
  contentBytes: 1024 * 1024 * 1024,
  /** CloudTrail's own cap is 256 KB, 1 MB in event data stores. */
  recordBytes: 16 * 1024 * 1024,
  /** Some 140,000 logs in one hour. Files of keys are held to it too. */
  digestBytes: 64 * 1024 * 1024,
  /** A line of a manifest. */
  lineBytes: 16 * 1024 * 1024,
  /** AWS makes one key a month and region. Not bytes. */
  keysOfAFile: 10_000,
  /** A file of a snapshot of IAM state, which is parsed whole: that of an account at its quotas has some 50 MB. */
  iamFileBytes: 256 * 1024 * 1024,
  /** Objects and lists inside one another in such a file, and in a policy document. Not bytes. */
  iamDepth: 64,
  /** Values of such a file: many small ones take far more memory than their text. Not bytes. */
  iamValues: 5_000_000,
  /** Rows of one snapshot. Not bytes. */
  iamRows: 1_000_000,
  /** Snapshots of one archive. Not bytes. */
  iamSnapshots: 1_000,
  /** Edges between the seed and a credential; more is cut with a warning, never in silence. */
  blastDepth: 64,
  /** A file of Sigma rules, which is parsed whole. */
  sigmaFileBytes: 512 * 1024,
  /** Sigma rules of one run. Not bytes. */
  sigmaRules: 10_000,
  /** Keys, values and lists of one Sigma rule, with every alias written out: an anchor bomb ends here. Not bytes. */
  sigmaNodes: 20_000,
  /** Lists and maps inside one another in a Sigma rule, and parentheses in its condition. Not bytes. */
  sigmaDepth: 32,
  /** Characters of a regular expression in a Sigma rule. */
  sigmaPattern: 1_000,
  /** Rules that one correlation refers to. Not bytes. */
  sigmaCorrelated: 50,
} as const satisfies Limits & Record<string, number>;

const FLAGS = {
  storedBytes: 'max-object',
  contentBytes: 'max-content',
  recordBytes: 'max-record',
  digestBytes: 'max-digest',
} as const satisfies Record<keyof Limits, string>;

/** What is said of something over a limit: the limit, and the flag that moves it. */
export function overLimit<Name extends keyof Limits>(size: number, limits: Pick<Limits, Name>, which: Name): string {
  return `${size} bytes, over the limit of ${limits[which]} (--${FLAGS[which]})`;
}
