import type { DigestBody, JsonValue, Metadata, RangeFinding } from '../model.js';
import { parseKey } from '../object-key.js';
import type { TrailStatus } from '../source/source.js';
import type { CaseWriter } from '../store/writer.js';
import { type ChainId, chainOf, type DigestFacts, type SeenPlace, strayVerdict, verifyChain } from '../verify/chain.js';
import { type ChainOutcome, coverage, coverageFindings, type LogSpan } from '../verify/coverage.js';
import type { KeyRing } from '../verify/signature.js';
import type { Delivery } from '../verify/silent-trails.js';
import { DigestVerdicts } from './digest-verdicts.js';
import { judgeLogs } from './judge-logs.js';
import { relocate } from './relocate.js';
import type { Scopes } from './scopes.js';

// Everything that verification needs is in the case by now: this applies the pure rules of verify/ to it, a chain and a page of logs
// at a time, so that memory does not grow with the archive.

export interface VerifyContext {
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  readonly trailStatus: readonly TrailStatus[];
  readonly scopes: Scopes;
}

export async function verifyCase(writer: CaseWriter, ring: KeyRing, context: VerifyContext): Promise<void> {
  for (const table of ['missing', 'chains', 'ranges']) await writer.run(`_verify/forget_${table}.sql`);
  await writer.run('_verify/stage_verdicts.sql');
  await relocate(writer, 'relocate_digests');
  await writer.run('_verify/gone.sql');
  const outcomes = await verifyChains(writer, ring, context);
  await writer.run('_verify/set_verdicts.sql');
  await writer.run('_verify/set_digest_verdicts.sql');
  await writer.run('_verify/trusted_logs.sql');
  await relocate(writer, 'relocate');
  await judgeLogs(writer, coverage(outcomes), context.scopes);
  const spans = await writer.objects<Record<keyof LogSpan, string>>('_verify/log_spans.sql');
  const findings = coverageFindings(
    outcomes,
    spans.map((span) => ({ ...span, logs: Number(span.logs) })),
    context.scopes.window(),
    context,
    await writer.objects<Delivery>('_verify/deliveries.sql'),
  );
  await writer.add(
    '_verify/add_ranges.sql',
    [...outcomes.flatMap(({ result }) => result.ranges), ...findings].map(rangeRow),
  );
  await writer.run('_verify/logs_in_ranges.sql');
  await writer.run('_verify/changed.sql');
}

async function verifyChains(writer: CaseWriter, ring: KeyRing, context: VerifyContext): Promise<ChainOutcome[]> {
  const outcomes: ChainOutcome[] = [];
  const rows: object[] = [];
  const verdicts = new DigestVerdicts(writer);
  const seen = await writer.objects<SeenPlace>('_verify/seen_places.sql');
  const chains = await writer.objects<{ chain: string }>('_verify/chain_names.sql');
  let next = ahead(writer, chains[0]?.chain);
  for (const [index, { chain }] of chains.entries()) {
    const id = chainOf(chain);
    const digests = await next;
    const sources = await writer.objects<{ source: string }>('_verify/chain_sources.sql', { chain });
    const [collection] = await writer.objects<Collected>('_verify/collected_at.sql', { chain });
    const collectedAt = collection?.collectedAt ?? null;
    const names = sources.map(({ source }) => source);
    const delivered = latestDelivered(id, digests, context.trailStatus);
    // DuckDB looks for the next chain while this one is judged.
    next = ahead(writer, chains[index + 1]?.chain);
    const result = verifyChain(id, digests, ring, {
      window: context.scopes.window(names),
      asked: context.scopes.askedWindow(names),
      latestDelivered: delivered,
      collectedAt,
      seen,
    });
    const number = outcomes.push({
      id,
      result: { ...result, digests: [] },
      collectedAt: collection?.asked === true ? collectedAt : null,
      statusKnown: delivered !== null,
    });
    await verdicts.add(result.digests, number);
    const { account, region, homeRegion, ...rest } = id;
    rows.push({
      ...rest,
      chain_id: number,
      account_id: account,
      region,
      home_region: homeRegion,
      digests: digests.length,
      from_time: result.from,
      to_time: result.to,
      head: result.head,
    });
  }
  const strays = await chainDigests(writer, null);
  await verdicts.add(strays.map(strayVerdict), null);
  await verdicts.flush();
  await writer.add('_verify/add_chains.sql', rows);
  return outcomes;
}

interface Collected {
  readonly collectedAt: string | null;
  readonly asked: boolean;
}

interface DigestRow {
  readonly objectId: number;
  readonly bucket: string | null;
  readonly key: string;
  readonly located: boolean;
  readonly body: string | null;
  readonly remarks: readonly string[] | null;
  readonly outcome: string;
  readonly problem: string | null;
  readonly sha256: string | null;
  readonly container: DigestFacts['container'];
  readonly metadata: string | null;
}

/** The digests of a chain that is wanted later. */
function ahead(writer: CaseWriter, chain: string | undefined): Promise<DigestFacts[]> {
  const digests = chain === undefined ? Promise.resolve([]) : chainDigests(writer, chain);
  // Heard where it is awaited.
  digests.catch(() => {});
  return digests;
}

async function chainDigests(writer: CaseWriter, chain: string | null): Promise<DigestFacts[]> {
  const rows = await writer.objects<DigestRow>('_verify/chain_digests.sql', { chain });
  return rows.map((row) => ({
    objectId: row.objectId,
    bucket: row.bucket,
    key: row.key,
    locationKnown: row.located,
    body: row.body === null ? null : (JSON.parse(row.body) as DigestBody),
    remarks: row.remarks ?? [],
    problem: row.outcome === 'rejected' ? row.problem : null,
    unavailable: row.outcome === 'unavailable' ? row.problem : null,
    sha256: row.sha256,
    container: row.container,
    metadata: row.metadata === null ? null : (JSON.parse(row.metadata) as Metadata),
  }));
}

/**
 * The ARN of an account's trail carries the account, that of an organization trail the management account: only where digests lie in
 * an organization's folder may a trail of the same name in another account be the one that delivers them.
 */
function latestDelivered(
  chain: ChainId,
  digests: readonly DigestFacts[],
  status: readonly TrailStatus[],
): string | null {
  if (chain.kind === 'backfill') return null;
  const named = status.flatMap(({ trailArn, region, latestDigestDelivery }) => {
    const [, partition, , home, account, name] = trailArn.split(':');
    const same = partition === chain.partition && region === chain.region && home === chain.homeRegion;
    return same && name === `trail/${chain.trail}` ? [{ account, latestDigestDelivery }] : [];
  });
  const own = named.filter(({ account }) => account === chain.account);
  const ofOrganization = () =>
    digests.some(({ body, key }) => (parseKey(body?.key ?? key)?.organization ?? null) !== null);
  const which = own.length > 0 || !ofOrganization() ? own : named;
  // All are RFC 3339 in UTC: their order as text is that of time.
  return which.reduce<string | null>(
    (latest, { latestDigestDelivery: time }) => (time !== null && (latest === null || time > latest) ? time : latest),
    null,
  );
}

function rangeRow(range: RangeFinding): Record<string, JsonValue> {
  return { ...range, evidence: [...range.evidence] };
}
