import type { CaseWriter, Scalar } from '../store/writer.js';

/** Writes down the digests that were read: `columns` are those of DIGEST_COLUMNS. Staged only as long as it takes, for they are long. */
export async function addDigests(writer: CaseWriter, columns: readonly (readonly Scalar[])[]): Promise<void> {
  if (columns[0]?.length === 0) return;
  await writer.run('_ingest/stage_digests.sql');
  await writer.append('read_digests', columns);
  await writer.run('_ingest/add_digests.sql');
}
