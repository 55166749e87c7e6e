/** Caps on hostile input, in one place. Bytes unless the name says otherwise. */
export const LIMITS = {
  /** An object as stored. CloudTrail itself stops at 50 MB. */
  storedBytes: 256 * 1024 * 1024,
  /** An object after inflating: a gzip bomb ends here. */
  contentBytes: 1024 * 1024 * 1024,
  /** One record. CloudTrail's own cap is 256 KB, 1 MB in event data stores. */
  recordBytes: 16 * 1024 * 1024,
  /** Digest bodies are parsed whole. */
  digestBytes: 64 * 1024 * 1024,
  /** Edges between the seed and a credential; more is cut with a warning, never in silence. */
  blastDepth: 64,
} as const;
