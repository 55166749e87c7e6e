import { parseKey } from '../object-key.js';
import { byColumns, type CaseWriter } from '../store/writer.js';
import type { DigestVerdict } from '../verify/chain.js';
import { addMissing, VERDICT_COLUMNS } from './judge-logs.js';

/**
 * DuckDB sets memory aside for every column of every append, however few its rows are: an organization has thousands of chains, and
 * whoever writes digests as many as he likes.
 */
const ROWS_AT_ONCE = 20_000;

type VerdictRow = Readonly<Record<(typeof VERDICT_COLUMNS)[number], string | number | boolean | null>>;

/** Takes the verdicts of chain after chain and writes them down many at a time. */
export class DigestVerdicts {
  private rows: VerdictRow[] = [];
  private missing: object[] = [];

  constructor(private readonly writer: CaseWriter) {}

  async add(verdicts: readonly DigestVerdict[], chain: number | null): Promise<void> {
    for (const { objectId, verdict, detail, via, signature, trusted, ...place } of verdicts) {
      if (objectId === null) {
        this.missing.push(missingRow({ verdict, detail, via, ...place }));
        continue;
      }
      const said = detail === '' ? null : detail;
      this.rows.push({
        object_id: objectId,
        verdict,
        detail: said,
        digest_id: null,
        chain_id: chain,
        via,
        signature,
        trusted,
      });
    }
    if (this.rows.length + this.missing.length >= ROWS_AT_ONCE) await this.flush();
  }

  async flush(): Promise<void> {
    const { rows, missing } = this;
    this.rows = [];
    this.missing = [];
    await this.writer.append('verdicts', byColumns(VERDICT_COLUMNS, rows));
    await addMissing(this.writer, missing);
  }
}

function missingRow({
  bucket,
  key,
  verdict,
  detail,
  via,
}: Pick<DigestVerdict, 'bucket' | 'key' | 'verdict' | 'detail' | 'via'>) {
  const parsed = parseKey(key);
  return {
    bucket,
    key,
    kind: 'digest',
    account_id: parsed?.account ?? null,
    region: parsed?.region ?? null,
    delivered: parsed?.type === 'digest' ? parsed.end : null,
    verdict,
    detail,
    via,
  };
}
