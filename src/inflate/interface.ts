import type { Inflated } from './gzip.js';

/** Stored bytes → content, and how the container looked. Every back end answers the same on every input. */
export interface Inflater {
  /** Whether it answers at once. */
  readonly synchronous: boolean;
  /** What it answers at once may be overwritten by the next call. */
  inflate(stored: Buffer): Inflated | Promise<Inflated>;
  close(): void;
}

/** What the child process of a back end answers: the content, or null when the default back end has to describe the object. */
export interface ChildAnswer {
  readonly id: number;
  readonly content: Uint8Array | null;
}
