import { isUtf8 } from 'node:buffer';
import { hash } from 'node:crypto';
import type { Inflated } from '../inflate/index.js';
import { type Limits, overLimit } from '../limits.js';
import type { Metadata } from '../model.js';
import { parseDigest } from '../verify/digest.js';
import type { Job, ReadResult, Reject, WorkerData } from './job.js';
import type { RecordedHashes } from './recorded-hashes.js';
import { type Sink, split } from './split.js';
import { mayTellOfTrails } from './trail-records.js';

/** Takes the records of one object as they are found. */
export type TakeRecord = (bytes: Uint8Array, index: number) => void;

const RAW_OF_A_REJECT = 64 * 1024;
/** What one object may put into rejects in full; behind that its rejects show how they begin. */
const RAW_OF_AN_OBJECT = 16 * 1024 * 1024;
const RAW_BEHIND_THAT = 256;
/** Names under which evidence is kept; what is neither named so nor holds a record is foreign. */
const EVIDENCE_NAME = /\.(json|jsonl|ndjson|gz|log|cloudtrail)$/i;

/**
 * Stored bytes → facts, and its records to `take`. The bytes that are hashed are the bytes that are split. While not all digests are
 * known, `recorded` stands for what a job expects, and a log is null, and has to wait, when no hash in it vouches for it or its container
 * is more than one gzip member.
 */
export function readObject(
  job: Job,
  stored: Buffer,
  inflated: Inflated,
  metadata: Metadata | undefined,
  { mode, limits }: Pick<WorkerData, 'mode' | 'limits'>,
  take: TakeRecord,
  recorded: RecordedHashes | null,
): ReadResult | null {
  const rejects: Reject[] = [];
  const { content, sha256, leftOver } = choose(job, inflated);
  const vouched = recorded === null ? job.expected.includes(sha256) : recorded.has(sha256);
  if (recorded !== null && job.kind === 'log' && (!vouched || inflated.container !== 'gzip')) return null;
  const facts = {
    objectId: job.objectId,
    storedBytes: stored.length,
    storedSha256: hash('sha256', stored),
    contentBytes: content.length,
    contentSha256: sha256,
    container: inflated.container,
    unavailable: null,
    gone: false,
    ...(metadata !== undefined && { metadata }),
  };
  if (mode === 'changes' && job.kind === 'log' && vouched && !mayTellOfTrails(content, false)) {
    return { ...facts, problem: null, foreign: false, records: 0, rejects };
  }
  let records = 0;
  const clean = isUtf8(content);
  let kept = 0;
  const raw = (bytes: Uint8Array): string => {
    const said = text(bytes, kept < RAW_OF_AN_OBJECT ? RAW_OF_A_REJECT : RAW_BEHIND_THAT);
    kept += said.length;
    return said;
  };
  const sink: Sink = {
    recordBytes: limits.recordBytes,
    record(bytes, start, end) {
      const record = bytes.subarray(start, end);
      const index = records++;
      if (record.length > limits.recordBytes) {
        rejects.push({
          position: index,
          reason: `a record of ${overLimit(record.length, limits, 'recordBytes')}`,
          raw: raw(record),
        });
      } else if (!clean && !isUtf8(record)) {
        rejects.push({ position: index, reason: 'a record that is not UTF-8', raw: raw(record) });
      } else if (mode === 'all' || mayTellOfTrails(record, !vouched)) {
        take(record, index);
      }
    },
    reject(position, reason, bytes) {
      records++;
      rejects.push({ position, reason, raw: raw(bytes) });
    },
  };
  const found = split(content, sink);
  if (leftOver !== null) rejectLeftOver(content.length, leftOver, sink);
  if (inflated.trailing !== null) {
    const where = content.length + (leftOver?.length ?? 0);
    sink.reject(where, `${inflated.trailing.length} bytes behind the gzip member, which is none`, inflated.trailing);
  }
  const problem = inflated.container === 'broken' ? inflated.problem : found.problem;
  if (found.is === 'digest' && (job.kind === 'digest' || problem === null))
    return digest(facts, content, limits, rejects);
  const foreign =
    found.is === 'public-keys' || (found.is === 'nothing' && job.kind === 'log' && !EVIDENCE_NAME.test(job.locator));
  if (foreign) return { ...facts, problem: null, foreign, records: 0, rejects: [] };
  const notADigest = job.kind === 'digest' && problem === null ? 'holds no digest' : null;
  return { ...facts, problem: problem ?? notADigest, foreign, records, rejects };
}

/**
 * Which content counts when the container holds more than one. If the first member alone has the recorded hash it is proven, and
 * what follows is left over; otherwise all members joined are what every common reader would see.
 */
function choose(job: Job, inflated: Inflated): { content: Buffer; sha256: string; leftOver: Buffer | null } {
  const sha256 = hash('sha256', inflated.content);
  if (inflated.joined === null) return { content: inflated.content, sha256, leftOver: null };
  if (job.expected.includes(sha256) || job.kind === 'digest') {
    return { content: inflated.content, sha256, leftOver: inflated.joined.subarray(inflated.content.length) };
  }
  return { content: inflated.joined, sha256: hash('sha256', inflated.joined), leftOver: null };
}

function rejectLeftOver(offset: number, bytes: Buffer, sink: Sink): void {
  const reason = 'behind the first gzip member, whose content alone is proven';
  const rejecting: Sink = {
    recordBytes: sink.recordBytes,
    record: (all, start, end) => sink.reject(offset + start, reason, all.subarray(start, end)),
    reject: (position, why, raw) => sink.reject(offset + position, `${reason}; ${why}`, raw),
  };
  const inner = split(bytes, rejecting);
  if (inner.is === 'nothing' && bytes.length > 0) sink.reject(offset, reason, bytes);
}

function digest(
  facts: Omit<ReadResult, 'problem' | 'foreign' | 'records' | 'rejects'>,
  content: Buffer,
  limits: Limits,
  rejects: readonly Reject[],
): ReadResult {
  // What lies behind its gzip member counts as records that were rejected.
  const rest = { foreign: false, records: rejects.length, rejects };
  const parsed = parseDigest(content, limits);
  if ('problem' in parsed) return { ...facts, problem: parsed.problem, ...rest };
  return { ...facts, problem: null, digest: parsed, ...rest };
}

/** The facts of an object whose bytes could not be had. */
export function unread(job: Job, unavailable: string, gone: boolean): ReadResult {
  return { ...nothing(job), unavailable, gone };
}

/** The facts of an object that is not CloudTrail's by its name: it is counted and left alone. */
export function notRead(job: Job): ReadResult {
  return { ...nothing(job), foreign: true };
}

/** The facts of an object over the size limits. */
export function tooLarge(job: Job, problem: string): ReadResult {
  const foreign = job.kind === 'log' && !EVIDENCE_NAME.test(job.locator);
  return { ...nothing(job), problem: foreign ? null : problem, foreign };
}

function nothing(job: Job): ReadResult {
  return {
    objectId: job.objectId,
    storedBytes: null,
    storedSha256: null,
    contentBytes: null,
    contentSha256: null,
    container: null,
    problem: null,
    unavailable: null,
    gone: false,
    foreign: false,
    records: 0,
    rejects: [],
  };
}

/** For a person: invalid UTF-8 becomes U+FFFD, and the length is bounded. */
function text(bytes: Uint8Array, most: number): string {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, most));
  return view.toString('utf8');
}
