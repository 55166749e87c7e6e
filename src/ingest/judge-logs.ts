import type { Container, ObjectKind } from '../model.js';
import { parseKey } from '../object-key.js';
import { byColumns, type CaseWriter } from '../store/writer.js';
import type { Coverage } from '../verify/coverage.js';
import { judgeLog, type LogListing, missingLog } from '../verify/log.js';
import { deliveredOf } from './listing.js';
import type { Scopes } from './scopes.js';

const PAGE = 20_000;

export const VERDICT_COLUMNS = [
  'object_id',
  'verdict',
  'detail',
  'digest_id',
  'chain_id',
  'via',
  'signature',
  'trusted',
] as const;

interface LogRow {
  readonly objectId: number;
  readonly bucket: string | null;
  readonly key: string;
  readonly locationKnown: boolean;
  readonly kind: ObjectKind;
  readonly account: string | null;
  readonly region: string | null;
  readonly delivered: string | null;
  readonly sha256: string | null;
  readonly container: Container | null;
  readonly outcome: string | null;
  readonly problem: string | null;
  readonly rejected: number;
  readonly listings: readonly LogListing[];
}

/** Gives every log its verdict, and a row to every log that a trusted digest names and nothing was found for. */
export async function judgeLogs(writer: CaseWriter, cover: Coverage, scopes: Scopes): Promise<void> {
  await writer.run('_verify/stage_verdicts.sql');
  await writer.run('_verify/valid_logs.sql');
  let after = 0;
  for (;;) {
    const page = await writer.objects<LogRow>('_verify/logs_to_judge.sql', { after, most: PAGE });
    if (page.length === 0) break;
    const verdicts = page.map((row) => verdictRow(row, cover));
    await writer.append('verdicts', byColumns(VERDICT_COLUMNS, verdicts));
    after = page.at(-1)!.objectId;
  }
  await writer.run('_verify/set_verdicts.sql');
  let last = { bucket: '', key: '' };
  for (;;) {
    const missing = await writer.objects<Missing>('_verify/missing_logs.sql', { ...last, most: PAGE });
    if (missing.length === 0) return;
    await addMissing(writer, missing.filter(({ key, sources }) => scopes.asked(key, sources)).map(missingRow));
    const { bucket, key } = missing.at(-1)!;
    last = { bucket, key };
  }
}

interface Missing {
  readonly bucket: string;
  readonly key: string;
  readonly digestId: number;
  readonly sha256: string;
  /** Where the digests that name it lie. */
  readonly sources: readonly string[];
}

/** Rows for what is missing; an object that was listed and then gone already has one. */
export async function addMissing(writer: CaseWriter, rows: readonly object[]): Promise<void> {
  await writer.add('_verify/add_missing.sql', rows);
  await writer.add('_verify/set_missing.sql', rows);
}

function verdictRow(row: LogRow, cover: Coverage) {
  const { sha256, outcome, problem, rejected, listings, ...facts } = row;
  // Of several members the first alone was loaded where it alone was expected; the others are among the rejects.
  const firstAlone = facts.container === 'several-members' && rejected > 0;
  const { verdict, detail, digestId } = judgeLog(
    {
      ...facts,
      contentSha256: firstAlone ? null : sha256,
      firstMemberSha256: sha256,
      problem: outcome === 'rejected' ? problem : null,
      unavailable: outcome === 'unavailable' ? problem : null,
    },
    listings,
    cover,
  );
  return {
    object_id: row.objectId,
    verdict,
    detail: detail === '' ? null : detail,
    digest_id: digestId,
    chain_id: null,
    via: null,
    signature: null,
    trusted: null,
  };
}

function missingRow({ bucket, key, ...listing }: Missing) {
  const { verdict, detail, digestId } = missingLog(listing);
  const parsed = parseKey(key);
  return {
    bucket,
    key,
    kind: 'log',
    account_id: parsed?.account ?? null,
    region: parsed?.region ?? null,
    delivered: deliveredOf(parsed),
    verdict,
    detail,
    digest_id: digestId,
  };
}
