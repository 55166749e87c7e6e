import type { PageEvent } from './pack-events.js';

/** What the page is made with besides the data: events, and what the room cannot do by itself. */
export interface PageGiven {
  readonly assets: PageAssets;
  readonly hashes: PageHashes;
  /** In the order of time; at most as many as a page can hold. */
  events(): AsyncIterable<PageEvent>;
  /** Objects that those events were loaded from, and the digests that vouch for them. */
  readonly objects: readonly object[];
  readonly digests: readonly object[];
  /** Raw DEFLATE (RFC 1951) of the UTF-8 of a text, in Base64. */
  deflate(text: string): string;
}

/** Style and script of the page, and what its policy names them by. */
export interface PageAssets {
  readonly style: string;
  readonly script: string;
  /** `sha256-` and the Base64 of the hash of exactly these bytes. */
  readonly styleHash: string;
  readonly scriptHash: string;
}

/** Lower-case hex SHA-256 of what the case holds (queries/_report/case_content.sql), and of each question's SQL by its id. */
export interface PageHashes {
  readonly case: string;
  readonly questions: ReadonlyMap<string, string>;
}
