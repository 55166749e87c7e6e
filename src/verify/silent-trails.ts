// Trails that delivered digests of which not one is there.
import { millis } from '../clock.js';
import type { RangeFinding } from '../model.js';
import type { ChainOutcome } from './facts.js';
import { type Bounds, isoOf, within } from './range.js';

/** That a trail delivered a digest of a region (GetTrailStatus, LatestDigestDeliveryTime), to a place that the evidence was copied from. */
export interface Delivery {
  /** Of the trail: the management account for one of an organization. */
  readonly account: string;
  readonly trail: string;
  readonly homeRegion: string;
  readonly region: string;
  /** RFC 3339, UTC. */
  readonly at: string;
  /** Whether it is an organization's; null: not known, and a trail of its name in another account may be the same. */
  readonly organization: boolean | null;
}

/** `told`: places, as `account/region`, that are known to be without digests already. */
export function silentTrails(
  chains: readonly ChainOutcome[],
  delivered: readonly Delivery[],
  bounds: Bounds,
  told: ReadonlySet<string>,
): RangeFinding[] {
  const there = new Set(
    chains.flatMap(({ id }) => (id.kind === 'standard' ? [nameOf(id, id.account), nameOf(id)] : [])),
  );
  return delivered.flatMap((one) => {
    const { account, region, trail, at } = one;
    const present = there.has(nameOf(one, account)) || (one.organization === null && there.has(nameOf(one)));
    if (present || told.has(`${account}/${region}`) || !within(bounds, millis(at))) return [];
    const detail = `the trail status says that a digest was delivered at ${at}, and not one is there`;
    const from = isoOf(bounds.since);
    const none = { digests: null, explained: null, evidence: [] };
    return [
      { finding: 'no-digests', account, region, trail, kind: 'standard', from, to: at, detail, ...none } as const,
    ];
  });
}

const nameOf = ({ trail, homeRegion, region }: Pick<Delivery, 'trail' | 'homeRegion' | 'region'>, account = '*') =>
  [account, trail, homeRegion, region].join('\n');
