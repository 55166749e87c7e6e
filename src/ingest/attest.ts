import { parseKey } from '../object-key.js';
import type { CaseWriter } from '../store/writer.js';
import { addMissing } from './judge-logs.js';
import { deliveredOf } from './listing.js';
import type { Scopes } from './scopes.js';

const PAGE = 5_000;

interface Absent {
  readonly bucket: string;
  readonly key: string;
  readonly eventId: string;
  readonly eventTime: string | null;
  /** Those that hold something of its place. */
  readonly sources: readonly string[];
  /** It may have been delivered after the copy was made. */
  readonly late: boolean;
  /** The detail of the row that says already that it is missing. */
  readonly known: string | null;
}

/**
 * What CloudTrail's own records of its deliveries name and nobody has is missing, even where no digest is left. Only a proven record
 * says so, of what was asked for, and of a place that was copied at all; anything else is an indication. After the integrity of every
 * event is known.
 */
export async function attest(writer: CaseWriter, scopes: Scopes): Promise<void> {
  await writer.run('_coverage/attested.sql');
  const [sum] = await writer.objects<{ named: number }>('_report/attested_sum.sql');
  if (sum?.named === 0) return;
  let last = { bucket: '', key: '' };
  for (;;) {
    const page = await writer.objects<Absent>('_coverage/attested_absent.sql', { ...last, most: PAGE });
    if (page.length === 0) break;
    const judged = page.map((absent) => ({ absent, ...judge(absent, scopes) }));
    const missing = judged.filter(({ absent, state }) => state === 'missing' && absent.known === null);
    await addMissing(
      writer,
      missing.map(({ absent }) => missingRow(absent)),
    );
    const others = judged.filter(({ state }) => state !== 'missing');
    await writer.add(
      '_coverage/set_attested.sql',
      others.map(({ absent: { bucket, key }, state, why }) => ({ bucket, key, state, why })),
    );
    const { bucket, key } = page.at(-1)!;
    last = { bucket, key };
  }
  await writer.run('_coverage/attested_details.sql');
  // What was called unlisted and is not now.
  for (const step of ['set_integrity', 'set_copy_integrity', 'count_copies']) await writer.run(`_ingest/${step}.sql`);
}

function judge({ key, sources, late, known }: Absent, scopes: Scopes): { state: string; why: string | null } {
  if (known !== null) return { state: 'missing', why: null };
  if (sources.length === 0) {
    return {
      state: 'indicated',
      why: 'nothing of its bucket, account and region was copied: it may not have been asked for',
    };
  }
  if (!scopes.asked(key, sources)) return { state: 'unasked', why: 'no run asked for it' };
  if (late) return { state: 'indicated', why: 'delivered within the last hour before the copy was made' };
  return { state: 'missing', why: null };
}

function missingRow({ bucket, key, eventId, eventTime }: Absent) {
  const parsed = parseKey(key);
  const when = eventTime === null ? '' : ` of ${eventTime}`;
  return {
    bucket,
    key,
    kind: parsed?.type ?? 'log',
    account_id: parsed?.account ?? null,
    region: parsed?.region ?? null,
    delivered: deliveredOf(parsed),
    verdict: 'missing',
    detail: `CloudTrail's own record of its delivery is there: event ${eventId}${when}`,
    digest_id: null,
    via: null,
  };
}
