import type { Answer } from '../../model.js';
import type { SeenValue } from '../exports/indicators.js';
import type { IngestShape } from '../ingest-text.js';
import type { PageGiven } from '../page/given.js';
import type { PictureData } from '../pictures/types.js';
import type { BlastShape } from '../shapes.js';
import type { KindsSeen } from './blind-spots.js';
import type { PlanPart } from './plan-markdown.js';

/**
 * Everything that the files of an investigation say, except the events of the radius, of which there may be any number. Each file is a pure
 * function of it (outputs.ts): no clock but `asOf`, so the same values give the same bytes. Every text in it may be an intruder's.
 */
export interface ReportData {
  readonly sources: readonly string[];
  readonly ingest: IngestShape;
  readonly blast: BlastShape;
  /** Bounded: `rows` says how many there are in all. */
  readonly answers: readonly { readonly answer: Answer; readonly rows: number }[];
  readonly kinds: KindsSeen;
  /** Accounts and regions in which anything was recorded. */
  readonly seen: readonly object[];
  /** Addresses and user agents of the radius, the thousand of each that most events have. */
  readonly indicators: readonly SeenValue[];
  readonly plan: PlanPart;
  readonly pictures: PictureData;
  readonly asOf: string;
  readonly version: string;
  /** Options that shaped the result, as a person would type them. */
  readonly arguments: readonly string[];
}

/** What a file is made with besides the data: what this room cannot do by itself, or cannot hold. */
export interface Given {
  /** Lower-case hex SHA-1 of these bytes (RFC 9562 §5.5 names things by it). */
  sha1(bytes: Uint8Array): string;
  readonly page: PageGiven;
}
