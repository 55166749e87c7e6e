import { DIGEST_COLUMNS, digestLogRow, digestRow, LOG_COLUMNS } from './digest-rows.js';
import type { Job, ReadResult } from './job.js';

// What workers send back: the facts of many objects by columns, as they go into DuckDB. By rows, with their names over and over, the
// main thread would spend more on receiving them than a worker on reading them.

export const RESULT_COLUMNS = [
  'object_id',
  'outcome',
  'problem',
  'gone',
  'kind',
  'stored_bytes',
  'stored_sha256',
  'content_bytes',
  'content_sha256',
  'container',
  'metadata',
  'records',
  'rejected',
] as const;

type Scalar = string | number | boolean | null;

export interface RejectRow {
  readonly objectId: number;
  readonly position: number | null;
  readonly reason: string;
  readonly raw: string | null;
}

/** A record that was found in an object that was fed: there are few, and DuckDB takes them later. */
export interface FoundRecord {
  readonly object_id: number;
  readonly record_index: number;
  readonly raw: string;
}

export interface Results {
  /** One array for each of RESULT_COLUMNS. */
  readonly columns: Scalar[][];
  readonly rejects: RejectRow[];
  /** One array for each of DIGEST_COLUMNS. */
  readonly digests: Scalar[][];
  /** The logs that those digests name: one array for each of LOG_COLUMNS. */
  readonly namedLogs: Scalar[][];
  readonly found: FoundRecord[];
  /** Of the objects: how many have to wait, see `addLater`. */
  later: number;
  objects: number;
  /** As listed. */
  bytes: number;
}

export function noResults(): Results {
  return {
    columns: RESULT_COLUMNS.map(() => []),
    rejects: [],
    digests: DIGEST_COLUMNS.map(() => []),
    namedLogs: LOG_COLUMNS.map(() => []),
    found: [],
    later: 0,
    objects: 0,
    bytes: 0,
  };
}

export function addResult(to: Results, job: Job, result: ReadResult): void {
  const values: Record<(typeof RESULT_COLUMNS)[number], Scalar> = {
    object_id: result.objectId,
    outcome: result.unavailable !== null ? 'unavailable' : result.problem !== null ? 'rejected' : 'read',
    problem: result.unavailable ?? result.problem,
    gone: result.gone,
    kind: result.digest ? 'digest' : result.foreign ? 'other' : job.kind,
    stored_bytes: result.storedBytes,
    stored_sha256: result.storedSha256,
    content_bytes: result.contentBytes,
    content_sha256: result.contentSha256,
    container: result.container,
    metadata: result.metadata ? JSON.stringify(result.metadata) : null,
    records: result.records,
    rejected: result.rejects.length,
  };
  for (const [index, name] of RESULT_COLUMNS.entries()) to.columns[index]!.push(values[name]);
  for (const reject of result.rejects) to.rejects.push({ objectId: result.objectId, ...reject });
  // An object that holds nothing readable is a reject as a whole.
  const why = values.problem as string | null;
  if (why !== null) to.rejects.push({ objectId: result.objectId, position: null, reason: why, raw: null });
  if (values.kind === 'digest') addDigest(to, job, result);
  to.objects++;
  to.bytes += job.size;
}

function addDigest(to: Results, job: Job, { objectId, contentSha256, digest }: ReadResult): void {
  const { body = null, remarks = [] } = digest ?? {};
  const digestFields = digestRow({ objectId, locator: job.locator, sha256: contentSha256, body, remarks });
  for (const [index, name] of DIGEST_COLUMNS.entries()) to.digests[index]!.push(digestFields[name]);
  for (const log of body?.logFiles ?? []) {
    const row = digestLogRow(objectId, log);
    for (const [index, name] of LOG_COLUMNS.entries()) to.namedLogs[index]!.push(row[name]);
  }
}

/** An object that waits until all digests are known: it is counted, and has no facts yet. */
export function addLater(to: Results, job: Job): void {
  to.later++;
  to.objects++;
  to.bytes += job.size;
}

export function mergeResults(to: Results, from: Results): void {
  mergeColumns(to.columns, from.columns);
  // Not push(...): one hostile object may hold more rejects than a call takes arguments.
  for (const reject of from.rejects) to.rejects.push(reject);
  mergeColumns(to.digests, from.digests);
  mergeColumns(to.namedLogs, from.namedLogs);
  for (const record of from.found) to.found.push(record);
  to.later += from.later;
  to.objects += from.objects;
  to.bytes += from.bytes;
}

function mergeColumns(to: Scalar[][], from: readonly (readonly Scalar[])[]): void {
  for (const [index, values] of from.entries()) for (const value of values) to[index]!.push(value);
}

/** What a worker says. */
export type WorkerMessage =
  | { readonly results: Results }
  | { readonly done: true }
  | { readonly failed: { code: string; message: string; hint?: string | undefined } };
