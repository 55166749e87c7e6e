import { toIso } from '../clock.js';
import { VERSION } from '../package.js';
import type { CaseWriter } from '../store/writer.js';
import { type IamTold, iamTold } from './iam-state.js';
import type { EvidenceOptions, IngestOptions } from './options.js';
import { type VerifyReport, verifyReport } from './report.js';
import { run } from './run.js';
import { type Accounting, account, lost } from './settle.js';
import { type OnStep, walkedWindow, walkTrails } from './trail-walk.js';

export type { IamTold } from './iam-state.js';
export type { EvidenceOptions, IngestOptions } from './options.js';
export { type ReportChain, type ReportObject, type VerifyReport, verifyReport } from './report.js';
export type { Accounting } from './settle.js';
export type { OnStep, Trail, TrailStep, WalkedDigest, WalkedObject } from './trail-walk.js';
export type { Trust, TrustedFile } from './trust.js';

/** What an ingest says at its end. */
export interface IngestSummary {
  readonly accounting: Accounting;
  /** What does not add up, in words. Empty when every object and record is accounted for. */
  readonly lost: readonly string[];
  readonly report: VerifyReport;
  /** The snapshots of IAM state that the case holds. */
  readonly iam: readonly IamTold[];
  /** There is nothing else in the case, and nothing else was asked for. */
  readonly stateOnly: boolean;
  readonly seconds: number;
  readonly exit: 0 | 1;
}

/** A summary is held in memory; an archive of millions of unproven objects has them all in its case. */
const OBJECTS_IN_SUMMARY = 100_000;

/**
 * Verifies the sources and loads every record into a case, in one pass over the objects. Idempotent, and resumable after any
 * interruption: the same command goes on where the last finished batch ended.
 * @throws KeytrailError
 */
export async function ingest(options: IngestOptions): Promise<IngestSummary> {
  const started = new Date();
  return run(options, options.casePath, 'all', async (writer) => {
    const accounting = await account(writer);
    const report = await reportOf(writer, options, false, OBJECTS_IN_SUMMARY);
    if (report.objectsLeftOut !== undefined) {
      options.onNotice?.(`${report.objectsLeftOut} further objects are not valid: see the table objects of the case`);
    }
    const iam = await iamTold((sql, parameters) => writer.objects(sql, parameters));
    const gone = lost(accounting);
    const finished = new Date();
    const { bytes: _, different, ...counts } = accounting;
    await writer.run('_ingest/add_ingest.sql', {
      ...counts,
      started_at: toIso(started),
      finished_at: toIso(finished),
      sources: JSON.stringify(options.sources),
      arguments: options.arguments ?? '',
      tool_version: VERSION,
    });
    // Where there is nothing but IAM state, and nothing else was asked for, there is nothing that could be proven.
    const asked = options.accounts.length + options.regions.length > 0 && report.ranges.length > 0;
    const stateOnly = iam.length > 0 && counts.listed === 0 && !asked && report.unfinished.length === 0;
    const objection =
      (report.exit === 1 && !stateOnly) ||
      gone.length > 0 ||
      different > 0 ||
      counts.rejected + counts.reject_records > 0 ||
      iam.some(({ problems }) => problems.length > 0);
    return {
      accounting,
      lost: gone,
      report,
      iam,
      stateOnly,
      seconds: (finished.getTime() - started.getTime()) / 1000,
      exit: objection ? 1 : 0,
    };
  });
}

/**
 * Verifies the sources without loading their records. Works on a case in memory that spills to disk, so that memory does not grow
 * with the archive.
 * @throws KeytrailError
 */
export async function verify(options: VerifyOptions): Promise<VerifyReport> {
  const { window, onStep, all = false } = options;
  const listed = onStep === undefined ? window : walkedWindow(window);
  return run({ ...options, listed }, null, 'changes', async (writer) => {
    if (onStep) await walkTrails(writer, window, all, onStep);
    return reportOf(writer, options, all && onStep === undefined);
  });
}

export interface VerifyOptions extends EvidenceOptions {
  /** Valid objects too. */
  readonly all?: boolean | undefined;
  /** Told trail by trail as `aws cloudtrail validate-logs` walks them; the report then lists no valid objects. */
  readonly onStep?: OnStep | undefined;
}

function reportOf(
  writer: CaseWriter,
  options: EvidenceOptions,
  all: boolean,
  most: number | null = null,
): Promise<VerifyReport> {
  return verifyReport((sql, parameters) => writer.objects(sql, parameters), options.window, all, most);
}
