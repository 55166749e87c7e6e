import { toIso } from '../clock.js';
import type { Container, Verdict, Window } from '../model.js';
import type { CaseWriter } from '../store/writer.js';
import { chainName } from '../verify/group.js';

// What verification says, in the order of `aws cloudtrail validate-logs`: a trail after the other, its digests newest first, each followed
// by the logs that it lists in the order in which it lists them. A page at a time: an archive has millions of them.

export type TrailStep =
  | { readonly step: 'trail'; readonly trail: Trail }
  | ({ readonly step: 'digest' } & WalkedDigest)
  /** No digest links over this time. */
  | { readonly step: 'gap'; readonly backfill: boolean; readonly from: string; readonly to: string }
  | ({ readonly step: 'log' } & WalkedObject)
  /** So many further logs of the digest before are valid. */
  | { readonly step: 'valid-logs'; readonly logs: number }
  | { readonly step: 'end'; readonly trail: Trail }
  /** Not valid, and in no trail: no digest lists it, or it belongs to no chain. */
  | ({ readonly step: 'other'; readonly kind: 'log' | 'digest' | 'other' } & WalkedObject);

export interface Trail {
  readonly arn: string;
  readonly account: string;
  readonly trail: string;
  readonly homeRegion: string;
  /** The source region, whose logs these are. */
  readonly region: string;
  /** First start and last end of its trusted digests; null where none is trusted. */
  readonly from: string | null;
  readonly to: string | null;
}

export interface WalkedObject {
  readonly bucket: string | null;
  readonly key: string;
  readonly verdict: Verdict;
  readonly detail: string | null;
  readonly container: Container | null;
}

export interface WalkedDigest extends WalkedObject {
  readonly backfill: boolean;
  readonly fingerprint: string | null;
  /** As signed, RFC 3339 UTC. */
  readonly start: string | null;
  readonly end: string | null;
}

export type OnStep = (step: TrailStep) => Promise<void>;

const PAGE = 2000;
/** Listed logs that are fetched at once, roughly. */
const LOGS = 20_000;
/** validate-logs takes in what spilled over into the digest after the end. */
const SPILL_MS = 60 * 60 * 1000;
/** A digest that ends at the start of the window lists the logs of the hour before, and of a slot before that. */
const BEFORE_MS = 70 * 60 * 1000;

/** What has to be read so that the digests which validate-logs would walk can be told with all of their logs. */
export function walkedWindow({ since, until }: Window): Window {
  return { since: moved(since, -BEFORE_MS), until: moved(until, SPILL_MS) };
}

/** `all`: every valid log too, else how many there are. */
export async function walkTrails(writer: CaseWriter, window: Window, all: boolean, onStep: OnStep): Promise<void> {
  await writer.run('_report/aws_stage.sql');
  await writer.run('_report/aws_logs.sql', { all });
  await writer.run('_report/aws_stage_digests.sql');
  const bounds = { since: window.since, until: moved(window.until, SPILL_MS) };
  const missing = await missingDigests(writer, bounds);
  for (const row of await writer.objects<TrailRow>('_report/aws_trails.sql')) {
    await walkTrail(writer, row, missing, bounds, onStep);
  }
  for (let after = 0; ; ) {
    const others = await writer.objects<Other>('_report/aws_others.sql', { ...bounds, ...window, after, most: PAGE });
    for (const { objectId: _, ...other } of others) await onStep({ step: 'other', ...other });
    if (others.length < PAGE) return;
    after = others.at(-1)!.objectId;
  }
}

interface TrailRow extends Trail {
  readonly partition: string;
  /** Ids of its chains. */
  readonly standard: number | null;
  readonly backfill: number | null;
}

type Other = WalkedObject & { objectId: number; kind: 'log' | 'digest' | 'other' };

async function walkTrail(
  writer: CaseWriter,
  { standard, backfill, partition, ...trail }: TrailRow,
  missing: ReadonlyMap<string, readonly MissingRow[]>,
  bounds: Window,
  onStep: OnStep,
): Promise<void> {
  const { account, trail: name, homeRegion, region } = trail;
  let begun = false;
  for (const kind of ['standard', 'backfill'] as const) {
    const own = missing.get(JSON.stringify([partition, account, name, homeRegion, region, kind])) ?? [];
    const chain = kind === 'standard' ? standard : backfill;
    for await (const step of chainSteps(writer, chain, kind === 'backfill', bounds, own)) {
      if (!begun) await onStep({ step: 'trail', trail });
      begun = true;
      await onStep(step);
    }
  }
  if (begun) await onStep({ step: 'end', trail });
}

interface MissingRow {
  readonly bucket: string;
  readonly key: string;
  readonly at: string;
  readonly detail: string | null;
}

/** What is missing, newest first, by the name of its chain. */
async function missingDigests(writer: CaseWriter, bounds: Window): Promise<ReadonlyMap<string, readonly MissingRow[]>> {
  const found = new Map<string, MissingRow[]>();
  for (const row of await writer.objects<MissingRow>('_report/aws_missing_digests.sql', { ...bounds })) {
    const name = chainName({ body: null, key: row.key });
    const rows = name === null ? undefined : found.get(name);
    if (rows) rows.push(row);
    else if (name !== null) found.set(name, [row]);
  }
  return found;
}

/** The digests of a chain, newest first, those that are missing in their place, each with its logs. */
async function* chainSteps(
  writer: CaseWriter,
  chain: number | null,
  backfill: boolean,
  bounds: Window,
  missing: readonly MissingRow[],
): AsyncGenerator<TrailStep> {
  const absent = [...missing];
  const gone = ({ bucket, key, detail }: Omit<MissingRow, 'at'>): TrailStep => {
    const none = { container: null, fingerprint: null, start: null, end: null };
    return { step: 'digest', backfill, bucket, key, verdict: 'missing', detail, ...none };
  };
  // The last digest that has no predecessor: validate-logs tells of a gap once it finds an older one.
  let starting: DigestRow | null = null;
  for await (const { row, logs } of chainDigests(writer, chain, bounds)) {
    while (absent.length > 0 && row.at !== null && absent[0]!.at >= row.at) yield gone(absent.shift()!);
    if (starting?.start && row.at !== null && row.at < (starting.at ?? '')) {
      yield { step: 'gap', backfill, from: row.at, to: starting.start };
      starting = null;
    }
    const { objectId: _, at: __, trusted, starting: starts, logs: listed, vacant, ...digest } = row;
    if (vacant !== null) yield gone({ ...vacant, detail: null });
    yield { step: 'digest', backfill, ...digest };
    for (const log of logs) yield { step: 'log', ...log };
    if (listed > logs.length) yield { step: 'valid-logs', logs: listed - logs.length };
    if (trusted) starting = starts ? row : null;
  }
  for (const row of absent) yield gone(row);
}

interface DigestRow extends Omit<WalkedDigest, 'backfill'> {
  readonly objectId: number;
  /** The stamp in its name. */
  readonly at: string | null;
  readonly trusted: boolean;
  /** Signed without a predecessor. */
  readonly starting: boolean;
  readonly logs: number;
  /** The place that it was moved away from. */
  readonly vacant: { readonly bucket: string; readonly key: string } | null;
}

type LogRow = WalkedObject & { readonly digestId: number };

async function* chainDigests(
  writer: CaseWriter,
  chain: number | null,
  bounds: Window,
): AsyncGenerator<{ readonly row: DigestRow; readonly logs: readonly WalkedObject[] }> {
  if (chain === null) return;
  let last: { before: string | null; id: number } = { before: null, id: 0 };
  for (;;) {
    const page = await writer.objects<DigestRow>('_report/aws_digests.sql', { chain, ...bounds, ...last, most: PAGE });
    for (const rows of bySize(page)) {
      const logs = await listedLogs(writer, rows);
      for (const row of rows) yield { row, logs: logs.get(row.objectId) ?? [] };
    }
    const end = page.at(-1);
    if (!end || page.length < PAGE) return;
    last = { before: end.at ?? NO_TIME, id: end.objectId };
  }
}

/** What sorts last: a digest whose name has no time. */
const NO_TIME = '1970-01-01T00:00:00Z';

function* bySize(rows: readonly DigestRow[]): Generator<DigestRow[]> {
  let batch: DigestRow[] = [];
  let logs = 0;
  for (const row of rows) {
    batch.push(row);
    logs += row.logs;
    if (logs < LOGS) continue;
    yield batch;
    batch = [];
    logs = 0;
  }
  if (batch.length > 0) yield batch;
}

async function listedLogs(writer: CaseWriter, rows: readonly DigestRow[]): Promise<Map<number, WalkedObject[]>> {
  const ids = rows.filter(({ logs }) => logs > 0).map(({ objectId }) => objectId);
  const found = new Map<number, WalkedObject[]>();
  if (ids.length === 0) return found;
  for (const { digestId, ...log } of await writer.objects<LogRow>('_report/aws_listed.sql', {
    ids: JSON.stringify(ids),
  })) {
    const logs = found.get(digestId);
    if (logs) logs.push(log);
    else found.set(digestId, [log]);
  }
  return found;
}

function moved(time: string | null, by: number): string | null {
  return time === null ? null : toIso(new Date(Date.parse(time) + by));
}
