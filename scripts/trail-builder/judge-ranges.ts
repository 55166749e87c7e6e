import type { Verdict } from '../../src/model.js';
import { HOUR, iso } from './time.js';
import type { BuiltChain, BuiltDigest, ExpectedRange, Trail } from './trail.js';

type State = Omit<Trail, 'truth'>;

/** The range findings that follow from which digests are still there and trusted. */
export function judgeRanges(
  state: State,
  trusted: ReadonlySet<string>,
  verdicts: ReadonlyMap<string, Verdict>,
): ExpectedRange[] {
  const ranges: ExpectedRange[] = [];
  for (const chain of state.delivery.chains) {
    // A backfill chain has no cadence: nothing between two of its digests can be called a hole.
    if (chain.kind === 'standard' && chain.digests.some((digest) => state.objects.has(digest.id))) {
      ranges.push(...chainRanges(state, chain, trusted, verdicts));
    }
  }
  const bare = withoutDigests(state);
  return [...ranges, ...bare, ...silentTrails(state, bare)];
}

function chainRanges(
  state: State,
  chain: BuiltChain,
  trusted: ReadonlySet<string>,
  verdicts: ReadonlyMap<string, Verdict>,
): ExpectedRange[] {
  const ranges: ExpectedRange[] = [];
  const { account, region, trail } = chain;
  const add = (range: Pick<ExpectedRange, 'finding' | 'from' | 'to'> & Partial<ExpectedRange>): void => {
    ranges.push({ account, region, trail, digests: null, explained: false, evidence: [], ...range });
  };
  let last: BuiltDigest | null = null;
  let run = 0;
  for (const digest of chain.digests) {
    if (!trusted.has(digest.id)) {
      run++;
      continue;
    }
    if (last === null) {
      const since = state.window.since;
      const cut = digest.previous !== null;
      if (since === null ? cut : Date.parse(since) < digest.start) {
        add({ finding: 'head-uncovered', from: since, to: iso(digest.start) });
      } else if (!cut && chain.digests.some((older) => older.end <= digest.start && hasLogs(state, older))) {
        add({ finding: 'gap', from: null, to: iso(digest.start) });
      }
    } else if (digest.previous === null) {
      const evidence = digest.explainedBy.filter((event) => isProven(state, event, trusted, verdicts));
      add({ finding: 'gap', from: iso(last.end), to: iso(digest.start), explained: evidence.length > 0, evidence });
    } else if (run > 0) {
      add({ finding: 'hole', from: iso(last.end), to: iso(digest.start), digests: run });
    } else if (last.end !== digest.start) {
      const [from, to] = [Math.min(last.end, digest.start), Math.max(last.end, digest.start)];
      add({ finding: 'inconsistent-time', from: iso(from), to: iso(to) });
    }
    last = digest;
    run = 0;
  }
  for (const alteration of state.alterations.values()) {
    if (typeof alteration !== 'object' || !('forkOf' in alteration)) continue;
    const twin = chain.digests.find((digest) => digest.id === alteration.forkOf);
    if (twin && alteration.end > twin.start) {
      add({ finding: 'inconsistent-time', from: iso(twin.start), to: iso(Math.min(twin.end, alteration.end)) });
    }
  }
  // What is there and false says nothing of how far the chain reached.
  const there = chain.digests.filter(({ id }) => state.objects.has(id) && !isFalse(verdicts.get(id)));
  const cut = chain.digests.slice(chain.digests.indexOf(there.at(-1)!) + 1);
  const known = Object.keys(state.trailStatus).length > 0;
  const logsLeft = cut.some((digest) => hasLogs(state, digest));
  if (cut.length > 0 && (known || logsLeft)) {
    // Only the status says how many are gone; left-over logs say no more than that some are.
    const digests = known ? cut.length : null;
    add({ finding: 'truncated-tail', from: iso(there.at(-1)!.end), to: null, digests });
  } else if (cut.length > 0 && Date.parse(state.collectedAt) - there.at(-1)!.end >= 2 * HOUR) {
    const evidence = cut[0]!.explainedBy.filter((event) => isProven(state, event, trusted, verdicts));
    const explained = evidence.length > 0;
    add({ finding: 'truncated-tail', from: iso(there.at(-1)!.end), to: state.collectedAt, explained, evidence });
  }
  return ranges;
}

const isFalse = (verdict: Verdict | undefined): boolean =>
  verdict === 'invalid-signature' || verdict === 'invalid-format' || verdict === 'chain-mismatch';

const hasLogs = (state: State, { logs }: BuiltDigest): boolean => logs.some((log) => state.objects.has(log));

/** Whether a log that a trusted digest lists holds the event, as it was delivered. */
export function isProven(
  state: State,
  eventId: string,
  trusted: ReadonlySet<string>,
  verdicts: ReadonlyMap<string, Verdict>,
): boolean {
  for (const [id, log] of state.delivery.logs) {
    if (!log.eventIds.includes(eventId)) continue;
    const listed = state.delivery.chains.some((chain) =>
      chain.digests.some((digest) => trusted.has(digest.id) && digest.logs.includes(id)),
    );
    if (listed && !verdicts.has(id)) return true;
  }
  return false;
}

/** Accounts and regions whose logs are there and whose digests are all gone. */
function withoutDigests(state: State): ExpectedRange[] {
  const withLogs = new Map<string, { account: string; region: string }>();
  for (const [id, { account, region }] of state.delivery.logs) {
    if (state.objects.has(id)) withLogs.set(`${account}/${region}`, { account, region });
  }
  for (const { account, region, digests } of state.delivery.chains) {
    if (digests.some((digest) => state.objects.has(digest.id))) withLogs.delete(`${account}/${region}`);
  }
  return [...withLogs.values()].map(({ account, region }) => ({
    finding: 'no-digests',
    account,
    region,
    trail: null,
    from: null,
    to: null,
    digests: null,
    explained: false,
    evidence: [],
  }));
}

/** Trails whose status tells of a delivered digest, and of which not one is there. It tells of the account that owns the trail. */
function silentTrails(state: State, bare: readonly ExpectedRange[]): ExpectedRange[] {
  return state.delivery.chains.flatMap(({ kind, account, region, trail, homeRegion, digests }) => {
    const told = bare.some((range) => range.account === account && range.region === region);
    if (kind !== 'standard' || told || digests.some(({ id }) => state.objects.has(id))) return [];
    const arn =
      state.trails.find(({ Name, HomeRegion }) => Name === trail && HomeRegion === homeRegion)?.TrailARN ?? '';
    const delivered = state.trailStatus[arn]?.[region]?.LatestDigestDeliveryTime;
    if (!arn.includes(`:${account}:`) || typeof delivered !== 'string') return [];
    const none = { digests: null, explained: false, evidence: [] };
    return [{ finding: 'no-digests', account, region, trail, from: null, to: delivered, ...none } as const];
  });
}
