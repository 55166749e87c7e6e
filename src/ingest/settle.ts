import type { CaseWriter } from '../store/writer.js';
import { canonicalJson } from './canonical.js';

/** What a run took in, and whether it adds up. */
export interface Accounting {
  readonly listed: number;
  readonly read: number;
  readonly rejected: number;
  readonly unavailable: number;
  readonly records: number;
  readonly events: number;
  readonly copies: number;
  readonly reject_records: number;
  /** Copies whose content differs from their event's. */
  readonly different: number;
  /** Content bytes. */
  readonly bytes: number;
}

/** After all objects are read and judged: rejects, copies, and the integrity of every event. */
export async function settle(writer: CaseWriter): Promise<void> {
  await writer.run('_ingest/ranks.sql');
  await writer.run('_ingest/never_read.sql');
  await writer.run('_ingest/add_reject_records.sql');
  await writer.run('_ingest/drop_reject_records.sql');
  await writer.run('_ingest/count_rejects.sql');
  await writer.run('_ingest/set_integrity.sql');
  await writer.run('_ingest/set_copy_integrity.sql');
  await restoreTorn(writer);
  await writer.run('_ingest/find_copies.sql');
  await compareContents(writer);
  await writer.run('_ingest/add_copies.sql');
  await writer.run('_ingest/drop_copies.sql');
  await writer.run('_ingest/count_copies.sql');
}

/** An ingest adds proof to what an earlier one loaded, so which record is the event is not decided for good. */
async function restoreTorn(writer: CaseWriter): Promise<void> {
  // In a first ingest there is nothing to look through.
  const [copied] = await writer.objects<{ events: number }>('_ingest/count_copied.sql');
  if (copied?.events === 0) return;
  await writer.run('_ingest/find_torn.sql');
  const [torn] = await writer.objects<{ copies: number }>('_ingest/count_torn.sql');
  if (torn?.copies === 0) return;
  await writer.run('_ingest/restore_torn.sql');
  await writer.run('_ingest/drop_torn.sql');
  await writer.run('_ingest/set_integrity.sql');
}

interface Unequal {
  readonly objectId: number;
  readonly recordIndex: number;
  readonly raw: string;
  readonly keptRaw: string;
}

async function compareContents(writer: CaseWriter): Promise<void> {
  let last = { objectId: 0, recordIndex: -1 };
  for (;;) {
    const page = await writer.objects<Unequal>('_ingest/unequal_copies.sql', {
      object_id: last.objectId,
      record_index: last.recordIndex,
    });
    if (page.length === 0) return;
    const same = page.filter(({ raw, keptRaw }) => {
      const canonical = canonicalJson(raw);
      return canonical !== null && canonical === canonicalJson(keptRaw);
    });
    await writer.add(
      '_ingest/set_same_content.sql',
      same.map(({ objectId, recordIndex }) => ({ objectId, recordIndex })),
    );
    last = page.at(-1)!;
  }
}

export async function account(writer: CaseWriter): Promise<Accounting> {
  const [row] = await writer.objects('_ingest/account.sql');
  return Object.fromEntries(
    Object.entries(row!).map(([name, value]) => [name, Number(value)]),
  ) as unknown as Accounting;
}

/** The sentences that say what does not add up; none when nothing was lost. */
export function lost(accounting: Accounting): string[] {
  const { listed, read, rejected, unavailable, records, events, copies, reject_records } = accounting;
  const out: string[] = [];
  if (listed !== read + rejected + unavailable) {
    out.push(`${listed} objects were listed, but ${read} read + ${rejected} rejected + ${unavailable} unavailable`);
  }
  if (records !== events + copies + reject_records) {
    out.push(`${records} records were found, but ${events} events + ${copies} copies + ${reject_records} rejects`);
  }
  return out;
}
