// What only several chains, or chains and logs, tell together: places without digests, cut heads and tails.
import { millis } from '../clock.js';
import type { RangeFinding, Window } from '../model.js';
import { DIGEST_DELAY_MS, DIGEST_MS, SLOT_MS } from './cadence.js';
import type { ChainOutcome } from './facts.js';
import { type Bounds, boundsOf, finding, isoOf, plural, within } from './range.js';
import { type Delivery, silentTrails } from './silent-trails.js';

/** The logs of one account and region: delivery times of the first and the last, RFC 3339 UTC. */
export interface LogSpan {
  readonly account: string;
  readonly region: string;
  readonly first: string;
  readonly last: string;
  readonly logs: number;
}

/** What was asked for by name; empty: everything there. */
export interface Expected {
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
}

interface Scene {
  readonly bounds: Bounds;
  readonly window: Window;
  readonly spans: readonly LogSpan[];
  readonly expected: Expected;
  /** `account/region` → its chains. */
  readonly places: ReadonlyMap<string, readonly ChainOutcome[]>;
  readonly chains: readonly ChainOutcome[];
}

/** Half an hour beyond a digest: regions of one trail are digested at different minutes. */
const REGION_LAG_MS = DIGEST_MS + DIGEST_MS / 2;

/**
 * In a fixed order: places without digests, then heads, then tails. `logSpans`: those of all logs there. `delivered`: what the trails
 * themselves say to have delivered.
 */
export function coverageFindings(
  chains: readonly ChainOutcome[],
  logSpans: readonly LogSpan[],
  window: Window,
  expected: Expected,
  delivered: readonly Delivery[] = [],
): RangeFinding[] {
  const places = new Map<string, ChainOutcome[]>();
  for (const chain of chains) {
    const place = `${chain.id.account}/${chain.id.region}`;
    const there = places.get(place);
    if (there) there.push(chain);
    else places.set(place, [chain]);
  }
  const scene: Scene = { bounds: boundsOf(window), window, spans: logSpans, expected, places, chains };
  const tails = laterLogs(scene);
  tails.push(...laterRegions(scene, new Set(tails.map(chainOf))));
  const bare = [...logsWithoutDigests(scene), ...placesWithoutAnything(scene)];
  const told = new Set(bare.map(({ account, region }) => `${account}/${region}`));
  return [
    ...bare,
    ...silentTrails(chains, delivered, scene.bounds, told),
    ...olderLogs(scene),
    ...tails,
    ...laterCollection(scene, new Set(tails.map(chainOf))),
  ];
}

const chainOf = ({ account, region, trail, kind }: RangeFinding) => [account, region, trail, kind].join('\n');

function logsWithoutDigests({ spans, places }: Scene): RangeFinding[] {
  const bare = spans.filter(({ account, region }) => !places.has(`${account}/${region}`));
  return bare.map(({ account, region, first, last, logs }) =>
    noDigests(account, region, first, last, `${plural(logs, 'log')} and not one digest`),
  );
}

/** Asked for, and there is neither digest nor log: silence must not pass for a clean result. */
function placesWithoutAnything({ spans, places, expected, window, chains }: Scene): RangeFinding[] {
  const there = new Set([...places.keys(), ...spans.map(({ account, region }) => `${account}/${region}`)]);
  const seen = [...chains.map(({ id }) => id.account), ...spans.map(({ account }) => account)];
  const accounts = expected.accounts.length > 0 ? expected.accounts : [...new Set(seen)].sort();
  const { since, until } = window;
  const absent = (account: string, region: string) =>
    noDigests(account, region, since, until, 'asked for, and there is neither a digest nor a log');
  if (chains.length === 0 && spans.length === 0 && expected.accounts.length + expected.regions.length === 0) {
    return [noDigests(ANY, ANY, since, until, 'there is neither a digest nor a log: nothing was verified')];
  }
  if (expected.regions.length === 0) {
    const known = new Set(seen);
    return expected.accounts.filter((account) => !known.has(account)).map((account) => absent(account, ANY));
  }
  const all = accounts.length > 0 ? accounts : [ANY];
  return all.flatMap((account) =>
    expected.regions.filter((region) => !there.has(`${account}/${region}`)).map((region) => absent(account, region)),
  );
}

/** In a finding about every region of an account that was asked for. */
const ANY = '*';

function noDigests(account: string, region: string, from: string | null, to: string | null, detail: string) {
  const span = { from, to, digests: null };
  const none = { trail: null, kind: null, explained: null, evidence: [] };
  return { finding: 'no-digests', account, region, ...span, detail, ...none } satisfies RangeFinding;
}

/** Logs from before the first digest of any chain there, although that one says that nothing came before it. */
function olderLogs({ spans, places, bounds }: Scene): RangeFinding[] {
  return spans.flatMap(({ account, region, first }) => {
    const standard = standardAt(places, account, region).filter(({ result }) => result.from !== null);
    const oldest = minBy(standard, ({ result }) => millis(result.from ?? ''));
    if (oldest?.result.head !== 'starting' || headIsTold(oldest)) return [];
    const [from, to] = [Math.max(millis(first), bounds.since), millis(oldest.result.from ?? '')];
    if (from >= to - SLOT_MS || !within(bounds, from)) return [];
    const detail = 'no digest covers this time: the chain starts without a predecessor, and there are logs from before';
    return [finding(oldest.id, 'gap', from, Math.min(to, bounds.until), null, detail)];
  });
}

const headIsTold = ({ result }: ChainOutcome) =>
  result.ranges.some(
    (range) => range.finding === 'head-uncovered' || (range.finding === 'gap' && range.to === result.from),
  );

/** Logs so much younger than the newest digest of every chain there that the next one must have been delivered. */
function laterLogs({ spans, places, bounds }: Scene): RangeFinding[] {
  return spans.flatMap(({ account, region, last }) => {
    const newest = maxBy(standardAt(places, account, region), newestOf);
    if (!newest) return [];
    const to = Math.min(millis(last), bounds.until);
    if (to <= newestOf(newest) + DIGEST_MS + DIGEST_DELAY_MS) return [];
    return truncated(newest, to, bounds, `there are logs up to ${isoOf(to)}`);
  });
}

/** The chains of one trail end within the same hour, whatever the region. Only trusted digests are evidence. */
function laterRegions({ chains, bounds }: Scene, told: ReadonlySet<string>): RangeFinding[] {
  const latest = new Map<string, { to: number; region: string }>();
  for (const { id, result } of chains) {
    if (id.kind !== 'standard' || result.to === null) continue;
    const to = Math.min(millis(result.to), bounds.until);
    if (to > (latest.get(trailOf(id))?.to ?? Number.NEGATIVE_INFINITY))
      latest.set(trailOf(id), { to, region: id.region });
  }
  return chains.flatMap((chain) => {
    const other = latest.get(trailOf(chain.id));
    if (chain.id.kind !== 'standard' || !other || other.to <= newestOf(chain) + REGION_LAG_MS) return [];
    const found = truncated(chain, other.to, bounds, `the digests of ${other.region} reach to ${isoOf(other.to)}`);
    return found.filter((range) => !told.has(chainOf(range)));
  });
}

/**
 * An open window reaches to the collection. Whether logging went on until then nothing here says: how many digests are gone is not
 * known, and a record that logging was switched off explains it.
 */
function laterCollection({ chains, bounds }: Scene, told: ReadonlySet<string>): RangeFinding[] {
  if (Number.isFinite(bounds.until)) return [];
  return chains.flatMap((chain) => {
    const { id, result, collectedAt, statusKnown } = chain;
    if (id.kind !== 'standard' || result.newest === null || statusKnown || !collectedAt) return [];
    const to = millis(collectedAt);
    if (!(to - DIGEST_DELAY_MS - DIGEST_MS >= newestOf(chain)) || to < bounds.since) return [];
    const detail = `the chain ends long before the collection of ${collectedAt}: logging was off by then, or digests of the end are gone`;
    const range = finding(id, 'truncated-tail', Math.max(newestOf(chain), bounds.since), to, null, detail);
    return told.has(chainOf(range)) || hasTail(result) ? [] : [range];
  });
}

const hasTail = ({ ranges }: ChainOutcome['result']) => ranges.some((range) => range.finding === 'truncated-tail');

const trailOf = ({ partition, account, trail, homeRegion }: ChainOutcome['id']) =>
  [partition, account, trail, homeRegion].join('\n');

function truncated(chain: ChainOutcome, to: number, { since }: Bounds, reason: string): RangeFinding[] {
  const newest = newestOf(chain);
  if (to < since || hasTail(chain.result)) return [];
  const from = Math.max(newest, since);
  const count = Math.floor((to - from) / DIGEST_MS);
  return [
    finding(
      chain.id,
      'truncated-tail',
      from,
      to,
      count,
      `${plural(count, 'digest')} of the end not there, or not genuine: ${reason}`,
    ),
  ];
}

const standardAt = (places: Scene['places'], account: string, region: string) =>
  (places.get(`${account}/${region}`) ?? []).filter(
    ({ id, result }) => id.kind === 'standard' && result.newest !== null,
  );

const newestOf = ({ result }: ChainOutcome) => (result.newest === null ? Number.NaN : millis(result.newest));

function maxBy<T>(items: readonly T[], value: (item: T) => number): T | undefined {
  return items.reduce<T | undefined>(
    (best, item) => (best === undefined || value(item) > value(best) ? item : best),
    undefined,
  );
}
const minBy = <T>(items: readonly T[], value: (item: T) => number) => maxBy(items, (item) => -value(item));
