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

/** What this archive cannot show, and why. */
export interface BlindSpot {
  readonly area: string;
  readonly detail: string;
  readonly account: string | null;
  readonly region: string | null;
  readonly trail: string | null;
  readonly from: string | null;
  readonly to: string | null;
  /** The record that says so. */
  readonly event: string | null;
}

/** Event history against the records of the trails. */
export interface WitnessReport {
  readonly events: number;
  /** How many of them the trails recorded as well. */
  readonly seen: number;
  readonly from: string | null;
  readonly to: string | null;
  readonly findings: readonly WitnessFinding[];
}

export interface WitnessFinding {
  /**
   * `absent`: in Event history, of a covered hour and of a kind that the logs have, and not in them. `elsewhere`: of hours that are not
   * covered, or of a kind that the logs have none of. `unknown`: in the logs and not in Event history.
   */
  readonly finding: 'absent' | 'elsewhere' | 'unknown';
  readonly account: string;
  readonly region: string;
  readonly events: number;
  readonly from: string | null;
  readonly to: string | null;
  /** At most 100. */
  readonly ids: readonly string[];
  readonly names: readonly string[];
}

/** Objects that CloudTrail's own records of its deliveries name; lists of at most ATTESTED each. */
export interface AttestedReport {
  readonly named: number;
  readonly present: number;
  /** Proven records name them, and they are not there: objects with the verdict missing. */
  readonly missing: readonly AttestedObject[];
  /** They are not there, and it is not proven that they are missing. */
  readonly indicated: readonly AttestedObject[];
  /** How many more there are of both than are listed. */
  readonly leftOut: number;
}

export interface AttestedObject {
  readonly bucket: string;
  readonly key: string;
  /** The record that names it, and when that says it was delivered. */
  readonly event: string;
  readonly time: string | null;
  readonly integrity: string;
  readonly why: string | null;
}

export interface CoverageReport {
  readonly attested: AttestedReport;
  readonly blind: readonly BlindSpot[];
  /** Null: no source has Event history. */
  readonly witness: WitnessReport | null;
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
const ATTESTED = 10_000;
const BLIND = 1_000;

export async function coverageReport(read: ReadRows): Promise<CoverageReport> {
  return {
    attested: await attestedReport(read),
    blind: await read<BlindSpot>('_report/blind.sql', { most: BLIND }),
    witness: await witnessReport(read),
    coverage: await read<CoverageSpan>('_report/coverage.sql', { most: SPANS }),
    hours: await read<CoverageSum>('_report/coverage_sum.sql', { most: PLACES }),
    changes: await read<TrailChange>('_report/changes.sql', { most: CHANGES }),
  };
}

async function attestedReport(read: ReadRows): Promise<AttestedReport> {
  type Sum = Record<'named' | 'present' | 'missing' | 'indicated', number>;
  const [sum] = await read<Sum>('_report/attested_sum.sql', {});
  const list = (state: string) => read<AttestedObject>('_report/attested.sql', { state, most: ATTESTED });
  const [missing, indicated] = [await list('missing'), await list('indicated')];
  const { named = 0, present = 0 } = sum ?? {};
  const leftOut = (sum?.missing ?? 0) + (sum?.indicated ?? 0) - missing.length - indicated.length;
  return { named, present, missing, indicated, leftOut };
}

async function witnessReport(read: ReadRows): Promise<WitnessReport | null> {
  const [sum] = await read<Omit<WitnessReport, 'findings'>>('_report/history_sum.sql', {});
  if (!sum || sum.events === 0) return null;
  return { ...sum, findings: await read<WitnessFinding>('_report/witness.sql', {}) };
}

/** What Event history has of covered hours and the logs have not: somebody took it out, or the trail left it out. */
export const isWitnessed = ({ witness }: Pick<CoverageReport, 'witness'>): boolean =>
  witness === null || witness.findings.every(({ finding }) => finding !== 'absent');
