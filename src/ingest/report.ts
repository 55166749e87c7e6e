import type { RangeFinding, Verdict, Window } from '../model.js';
import type { ReadRows } from './read-rows.js';
import { type CoverageReport, coverageReport, isWitnessed } from './report-coverage.js';
import { isTrustClean, type Trust, trustOf } from './trust.js';
import { unfinishedSources, type VersionFinding, versionFindings } from './version-findings.js';

/** What `verify --format json` prints; its fields are public. */
export interface VerifyReport extends CoverageReport {
  readonly schema: 'keytrail/verify/1';
  readonly window: { readonly from: string | null; readonly to: string | null };
  readonly keys: readonly {
    region: string | null;
    fingerprint: string;
    from: string | null;
    to: string | null;
    file: string;
  }[];
  readonly trust: Trust;
  readonly chains: readonly ReportChain[];
  readonly objects: readonly ReportObject[];
  /** How many more objects the tables of the case hold than are listed here; only where some were left out. */
  readonly objectsLeftOut?: number;
  /** Odd, or worth knowing, and no reason to object: see docs/verification.md. */
  readonly remarks: readonly Remark[];
  /** Objects that were overwritten or deleted after they were first written, or changed after they were collected. */
  readonly versions: readonly VersionFinding[];
  /** Archives whose collection was not finished. */
  readonly unfinished: readonly string[];
  readonly ranges: readonly ReportRange[];
  readonly summary: {
    /** kind → verdict → how many. */
    readonly objects: Readonly<Record<string, Readonly<Record<string, number>>>>;
    readonly listed: number;
    readonly read: number;
    /** Content bytes. */
    readonly bytes: number;
  };
  readonly exit: 0 | 1;
}

export interface Remark {
  readonly remark: 'unexplained-start' | 'region-absent' | 'event-times-differ';
  readonly account: string | null;
  readonly region: string | null;
  readonly trail: string | null;
  readonly bucket: string | null;
  readonly key: string | null;
  readonly detail: string;
}

export interface ReportChain {
  readonly account: string;
  readonly region: string;
  readonly trail: string;
  readonly homeRegion: string;
  readonly kind: string;
  readonly digests: number;
  readonly from: string | null;
  readonly to: string | null;
  /** How the first trusted digest begins: with a null predecessor, or pointing to one that is not there. */
  readonly head: 'starting' | 'linked' | null;
  /** The proven record that says why a starting chain begins then; null: an unexplained start. */
  readonly explained: string | null;
  readonly evidence: readonly string[];
}

/** `records`: what else bears on it, by role: what switched logging off (stop) and on (start), what may have halted delivery (possible), who removed what is missing (removal). */
export interface ReportRange extends RangeFinding {
  readonly records: readonly {
    readonly role: 'stop' | 'start' | 'possible' | 'removal';
    readonly event: string;
    readonly time: string;
    readonly said: string;
  }[];
}

export interface ReportObject {
  readonly bucket: string | null;
  readonly key: string;
  readonly versionId: string | null;
  readonly kind: string;
  readonly verdict: Verdict;
  readonly detail: string | null;
  readonly digest: string | null;
  readonly via: string | null;
}

/** What verification said, from the tables of the case. `all`: valid objects too; `most`: of them at most so many. */
export async function verifyReport(
  read: ReadRows,
  window: Window,
  all: boolean,
  most: number | null = null,
): Promise<VerifyReport> {
  const inWindow = { since: window.since, until: window.until };
  const [span] = await read<VerifyReport['window']>('_report/window.sql', {});
  const objects = await read<ReportObject>('_report/objects.sql', { ...inWindow, all, most });
  const ranges = await read<ReportRange>('_report/ranges.sql', {});
  const counts = await read<{
    kind: string;
    verdict: string;
    objects: number;
    listed: number;
    read: number;
    bytes: number | string;
  }>('_report/summary.sql', inWindow);
  const summary: Record<string, Record<string, number>> = {};
  for (const { kind, verdict, objects: n } of counts) {
    summary[kind] ??= {};
    summary[kind][verdict] = n;
  }
  const trust = await trustOf(read);
  const covered = await coverageReport(read);
  const versions = await versionFindings(read, window);
  const unfinished = await unfinishedSources(read);
  const told = counts.reduce((sum, { verdict, objects: n }) => sum + (all || verdict !== 'valid' ? n : 0), 0);
  const total = (of: 'listed' | 'read' | 'bytes') => counts.reduce((sum, row) => sum + Number(row[of]), 0);
  return {
    schema: 'keytrail/verify/1',
    window: { from: window.since ?? span?.from ?? null, to: window.until ?? span?.to ?? null },
    keys: await read('_report/keys.sql', {}),
    trust,
    chains: await read('_report/chains.sql', {}),
    objects,
    ...(told > objects.length && { objectsLeftOut: told - objects.length }),
    remarks: await read<Remark>('_report/remarks.sql', {}),
    versions,
    unfinished,
    ranges: ranges.map((range) => ({ ...range, evidence: range.evidence ?? [], records: range.records ?? [] })),
    ...covered,
    summary: { objects: summary, listed: total('listed'), read: total('read'), bytes: total('bytes') },
    exit:
      isClean(summary, ranges) &&
      isTrustClean(trust) &&
      versions.length + unfinished.length === 0 &&
      isWitnessed(covered)
        ? 0
        : 1,
  };
}

/** Clean: something was proven, everything asked about is valid, and no range is objected to. Foreign objects change nothing. */
function isClean(summary: Record<string, Record<string, number>>, ranges: readonly RangeFinding[]): boolean {
  const verdicts = Object.values(summary).flatMap((of) => Object.keys(of));
  const objected = ranges.some(({ explained }) => explained === null);
  return (
    verdicts.includes('valid') && verdicts.every((verdict) => verdict === 'valid' || verdict === 'foreign') && !objected
  );
}
