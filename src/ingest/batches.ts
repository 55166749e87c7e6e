import type { Container, JsonValue } from '../model.js';
import type { CaseWriter } from '../store/writer.js';
import { digestKeyOf } from '../verify/group.js';
import type { Job, ReadResult } from './job.js';
import type { Pool } from './pool.js';

// Statements of one to two million records are DuckDB's best grain, so a batch ends when its content is about that much. It is
// also the grain at which an interrupted run goes on: a batch is one transaction.
const BATCH_OBJECTS = 50_000;
const BATCH_CONTENT_BYTES = 1.6e9;
/** Digests are kept in memory until their batch is over. */
const DIGEST_CONTENT_BYTES = 100e6;
/** What gzip makes of CloudTrail, roughly. */
const INFLATION = 9;

interface Pending {
  readonly objectId: number;
  readonly source: string;
  readonly locator: string;
  readonly versionId: string | null;
  readonly size: number | string;
  readonly kind: Job['kind'];
  readonly expected: readonly string[];
}

/** Jobs whose turn has come, in the order of their ids; none when all are done. */
export async function* batches(
  writer: CaseWriter,
  digests: boolean,
  sourceIndex: ReadonlyMap<string, number>,
  batchBytes = BATCH_CONTENT_BYTES,
): AsyncIterable<Job[]> {
  const most = digests ? Math.min(DIGEST_CONTENT_BYTES, batchBytes) : batchBytes;
  let after = 0;
  for (;;) {
    const pending = await writer.objects<Pending>('_ingest/pending.sql', { digests, after, most: BATCH_OBJECTS });
    if (pending.length === 0) return;
    let batch: Job[] = [];
    let content = 0;
    for (const { source, size, ...object } of pending) {
      const bytes = Number(size);
      const estimate = /gz$/.test(object.locator) ? bytes * INFLATION : bytes;
      if (batch.length > 0 && content + estimate > most) {
        yield batch;
        batch = [];
        content = 0;
      }
      content += estimate;
      batch.push({ ...object, size: bytes, source: sourceIndex.get(source) ?? 0 });
      after = object.objectId;
    }
    yield batch;
  }
}

/** Reads one batch and writes down what came of it, in one transaction. */
export async function runBatch(
  writer: CaseWriter,
  pool: Pool,
  jobs: readonly Job[],
  onRead: (objects: number, bytes: number) => void,
): Promise<void> {
  const results: ReadResult[] = [];
  await writer.run('_case/begin.sql');
  try {
    const loading = writer.load('_ingest/load_events.sql');
    // A statement that fails (a full disk) must not leave the workers waiting for room.
    loading.catch(() => writer.abort());
    const reading = pool.read(jobs, (some, bytes) => {
      results.push(...some);
      onRead(some.length, bytes);
    });
    // Nor may a worker that is gone leave the statement waiting for its records.
    reading.catch(() => writer.abort());
    const [loaded, read] = await Promise.allSettled([loading, reading]);
    if (read.status === 'rejected') throw read.reason;
    if (loaded.status === 'rejected') throw loaded.reason;
    if (results.length !== jobs.length) throw new Error(`${jobs.length} objects went in, ${results.length} came out`);
    const kinds = new Map(jobs.map((job) => [job.objectId, job]));
    await writer.run('_ingest/stage_results.sql');
    await writer.append(
      'results',
      RESULT_COLUMNS,
      results.map((result) => resultRow(result, kinds.get(result.objectId)!)),
    );
    await writer.run('_ingest/set_results.sql');
    await writer.add('_ingest/add_rejects.sql', results.flatMap(rejectRows));
    const digests = results.filter((result) => result.digest || kinds.get(result.objectId)?.kind === 'digest');
    await writer.add(
      '_ingest/add_digests.sql',
      digests.map((result) => digestRow(result, kinds.get(result.objectId)!)),
    );
    await writer.run('_ingest/stage_digest_logs.sql');
    await writer.append('named_logs', LOG_COLUMNS, digests.flatMap(digestLogRows));
    await writer.run('_ingest/add_digest_logs.sql');
    await writer.run('_case/commit.sql');
  } catch (error) {
    await writer.run('_case/rollback.sql').catch(() => {});
    throw error;
  }
}

const RESULT_COLUMNS = [
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

const LOG_COLUMNS = ['digest_id', 'bucket', 'key', 'sha256', 'oldest_event', 'newest_event'] as const;

function resultRow(result: ReadResult, job: Job) {
  const outcome = result.unavailable !== null ? 'unavailable' : result.problem !== null ? 'rejected' : 'read';
  return {
    object_id: result.objectId,
    outcome,
    problem: result.unavailable ?? result.problem,
    gone: result.gone,
    kind: result.digest ? 'digest' : result.foreign ? 'other' : job.kind,
    stored_bytes: result.storedBytes,
    stored_sha256: result.storedSha256,
    content_bytes: result.contentBytes,
    content_sha256: result.contentSha256,
    container: result.container satisfies Container | null,
    metadata: result.metadata ? JSON.stringify(result.metadata) : null,
    records: result.records,
    rejected: result.rejects.length,
  };
}

/** An object that holds nothing readable is a reject as a whole: position null. */
function rejectRows(result: ReadResult) {
  const rows = result.rejects.map((reject) => ({ objectId: result.objectId, ...reject }));
  const why = result.unavailable ?? result.problem;
  return why === null ? rows : [...rows, { objectId: result.objectId, position: null, reason: why, raw: null }];
}

function digestRow(result: ReadResult, job: Job): Record<string, JsonValue> {
  const body = result.digest?.body ?? null;
  const key = digestKeyOf({ body, key: job.locator });
  const own = body === null ? null : { ...body, logFiles: [] };
  return {
    object_id: result.objectId,
    bucket: body?.bucket ?? null,
    key: body?.key ?? null,
    start_time: instant(body?.startTime),
    end_time: instant(body?.endTime),
    sha256: result.contentSha256,
    fingerprint: body?.fingerprint ?? null,
    previous_bucket: body?.previous?.bucket ?? null,
    previous_key: body?.previous?.key ?? null,
    previous_sha256: body?.previous?.sha256 ?? null,
    previous_signature: body?.previous?.signature ?? null,
    oldest_event: instant(body?.oldestEventTime),
    newest_event: instant(body?.newestEventTime),
    logs: body?.logFiles.length ?? 0,
    chain:
      key === null
        ? null
        : JSON.stringify([key.partition, key.account, key.trail, key.homeRegion, key.region, key.kind]),
    body: own === null ? null : JSON.stringify(own),
    remarks: [...(result.digest?.remarks ?? [])],
  };
}

function digestLogRows(result: ReadResult) {
  return (result.digest?.body.logFiles ?? []).map((log) => ({
    digest_id: result.objectId,
    bucket: log.bucket,
    key: log.key,
    sha256: log.sha256,
    oldest_event: instant(log.oldestEventTime),
    newest_event: instant(log.newestEventTime),
  }));
}

/** A digest's times are hostile text until they parse: what DuckDB would refuse becomes null, and stays in `body`. */
function instant(text: string | null | undefined): string | null {
  if (text === null || text === undefined || !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(text)) return null;
  return Number.isNaN(Date.parse(text)) ? null : text;
}
