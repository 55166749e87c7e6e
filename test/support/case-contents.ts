import { createHash } from 'node:crypto';
import { openCase } from '../../src/store/case.js';

const TABLES = {
  objects: 'object_id',
  chains: 'chain_id',
  digests: 'object_id',
  digest_logs: 'digest_id, bucket, key',
  ranges: 'finding, account_id, region, trail, from_time',
  events: 'event_id',
  event_copies: 'event_id, object_id, record_index',
  rejects: 'object_id, position',
  trail_changes: 'event_id',
  range_records: 'finding, account_id, region, trail, from_time, role, event_id',
  chain_starts: 'chain_id, digest_id',
  selectors: 'trail, account_id, from_time, event_id',
  attested: 'bucket, key',
  coverage: 'account_id, region, hour',
} as const;

/** What a case says, table by table, as one hash each: two cases with the same hashes are the same case. */
export async function caseContents(path: string): Promise<Record<string, { rows: number; hash: string }>> {
  const opened = await openCase(path, { threads: 2, memory: '512MB' });
  try {
    const out: Record<string, { rows: number; hash: string }> = {};
    for (const [table, order] of Object.entries(TABLES)) {
      const { rows } = await opened.select(`FROM ${table} ORDER BY ${order}`);
      out[table] = { rows: rows.length, hash: createHash('sha256').update(JSON.stringify(rows)).digest('hex') };
    }
    return out;
  } finally {
    await opened.close();
  }
}
