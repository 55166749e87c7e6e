import type { ReadRows } from './read-rows.js';

// What `verify --format json` says of the trails and of what they cover.

/** Hours of one account and region that are alike; times by that of events. Fields as in the table `coverage`. */
export interface CoverageSpan {
  readonly account: string;
  readonly region: string;
  readonly from: string;
  /** Not included. */
  readonly to: string;
  readonly hours: number;
  /** How many of them are proven to be without any log. */
  readonly empty: number;
  readonly logging: 'yes' | 'no' | 'unknown';
  readonly loggingFrom: 'digests' | 'records' | 'status' | null;
  readonly digest: string;
  readonly logs: string;
  readonly result: 'covered' | 'partly' | 'unknown';
  /** The record that says why logging or its validation was off. */
  readonly event: string | null;
  readonly explained: string | null;
}

/** How many hours of one account and region are covered. */
export interface CoverageSum {
  readonly account: string;
  readonly region: string;
  readonly hours: number;
  readonly covered: number;
  readonly partly: number;
  readonly unknown: number;
}

/** A record that changes a trail, its bucket, key or objects. */
export interface TrailChange {
  readonly event: string;
  readonly time: string | null;
  readonly account: string | null;
  readonly region: string | null;
  readonly name: string;
  readonly trail: string | null;
  readonly bucket: string | null;
  readonly key: string | null;
  readonly kmsKey: string | null;
  readonly who: string;
  readonly outcome: 'succeeded' | 'denied' | 'failed';
  readonly proven: boolean;
  readonly integrity: string;
  readonly what: string;
}

export interface CoverageReport {
  /** Worst first; at most SPANS of them. */
  readonly coverage: readonly CoverageSpan[];
  /** Worst first. */
  readonly hours: readonly CoverageSum[];
  readonly changes: readonly TrailChange[];
}

/** What a document holds of each list; the tables of the case have all. */
const SPANS = 20_000;
const CHANGES = 5_000;
const PLACES = 20_000;

export async function coverageReport(read: ReadRows): Promise<CoverageReport> {
  return {
    coverage: await read<CoverageSpan>('_report/coverage.sql', { most: SPANS }),
    hours: await read<CoverageSum>('_report/coverage_sum.sql', { most: PLACES }),
    changes: await read<TrailChange>('_report/changes.sql', { most: CHANGES }),
  };
}
