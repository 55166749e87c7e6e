import type { CaseWriter } from '../store/writer.js';
import { addDigests } from './add-digests.js';
import type { Job } from './job.js';
import type { Pool } from './pool.js';
import { mergeResults, noResults } from './results.js';

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
  const results = noResults();
  await writer.run('_case/begin.sql');
  try {
    const loading = writer.load('_ingest/load_events.sql');
    // A statement that fails (a full disk) must not leave the workers waiting for room.
    loading.catch(() => writer.abort());
    const reading = pool.read(jobs, (some) => {
      mergeResults(results, some);
      onRead(some.objects, some.bytes);
    });
    // Nor may a worker that is gone leave the statement waiting for its records.
    reading.catch(() => writer.abort());
    const [loaded, read] = await Promise.allSettled([loading, reading]);
    if (read.status === 'rejected') throw read.reason;
    if (loaded.status === 'rejected') throw loaded.reason;
    if (results.objects !== jobs.length) throw new Error(`${jobs.length} objects went in, ${results.objects} came out`);
    await writer.run('_ingest/stage_results.sql');
    await writer.append('results', results.columns);
    await writer.run('_ingest/set_results.sql');
    await writer.add('_ingest/add_rejects.sql', results.rejects);
    await addDigests(writer, results.digests);
    await writer.run('_ingest/stage_digest_logs.sql');
    await writer.append('named_logs', results.namedLogs);
    await writer.run('_ingest/add_digest_logs.sql');
    await writer.run('_case/commit.sql');
  } catch (error) {
    await writer.run('_case/rollback.sql').catch(() => {});
    throw error;
  }
}
