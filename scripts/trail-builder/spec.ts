import type { DigestBody } from './digest.js';
import type { CloudTrailRecord } from './records/record.js';
import type { DerType } from './signing-key.js';
import { HOUR } from './time.js';

/** What to build. Everything but the seed has a default: one account, one region, six hours, about 60 events. */
export interface TrailSpec {
  readonly seed: number;
  /** RFC 3339 UTC. First event; the chains begin up to an hour earlier. */
  readonly start?: string;
  readonly hours?: number;
  readonly accounts?: readonly string[];
  /** Source regions. The first is the home region unless a trail says otherwise. */
  readonly regions?: readonly string[];
  /** Default: one trail, made from `bucket`, `prefix` and `organizationId`. */
  readonly trails?: readonly TrailConfig[];
  readonly bucket?: string;
  readonly prefix?: string;
  readonly organizationId?: string;
  /** The records to deliver, in any order. Default: background of `eventsPerHour`, with two quiet hours in the middle. */
  readonly events?: readonly CloudTrailRecord[];
  /** Per account and region. Default 12. */
  readonly eventsPerHour?: number;
  /** Most records of one log object. Default 20. */
  readonly eventsPerFile?: number;
  readonly outages?: readonly Outage[];
  readonly backfill?: readonly Backfill[];
  /** RFC 3339: digests that end then or later are signed with a second key; both are valid for a day before it. */
  /** Hours between an event and the delivery of its log, beside the usual minutes: failed deliveries are tried again for 30 days. */
  readonly delayed?: (record: CloudTrailRecord) => number;
  readonly rotateKeysAt?: string;
  readonly derType?: DerType;
  /** Another body for a standard digest, by its index in the chain: what CloudTrail would sign if it erred. The chain goes on from it. */
  readonly signs?: (body: DigestBody, index: number) => DigestBody;
  /** What collection.json says. Default: open on both sides. */
  readonly window?: { readonly since: string | null; readonly until: string | null };
}

export interface TrailConfig {
  readonly name: string;
  readonly homeRegion?: string;
  readonly bucket?: string;
  readonly prefix?: string;
  readonly organizationId?: string;
  /** Whose events it delivers. Default: those of the whole specification. */
  readonly accounts?: readonly string[];
  readonly regions?: readonly string[];
  /** Default true. False: log file validation is off, logs only. */
  readonly validation?: boolean;
  /** It records data events of the log bucket: what the trails before it deliver there. Default false. */
  readonly attests?: boolean;
  /** UpdateTrail to another place; the chain goes on there. */
  readonly moves?: readonly Move[];
}

/** From that moment (RFC 3339 UTC) deliveries go there. What is not named stays. */
export interface Move {
  readonly at: string;
  readonly bucket?: string;
  readonly prefix?: string | null;
  readonly organizationId?: string | null;
}

/** Logging was off. Events after `stop` and before `start` are not delivered; the chains restart with null predecessors. */
export interface Outage {
  /** Default: every trail. */
  readonly trail?: string;
  readonly stop: string;
  readonly start: string;
  /**
   * The eventID of the StopLogging among the given events, or 'write' (default): the builder adds StopLogging and StartLogging,
   * or 'none': nothing says why.
   */
  readonly record?: string;
}

/** The last log of the digest that covers `at` misses it and is listed by a backfill digest, generated `hoursLater`. */
export interface Backfill {
  readonly account?: string;
  readonly region?: string;
  readonly at: string;
  readonly hoursLater: number;
}

export type ResolvedTrail = Required<Omit<TrailConfig, 'prefix' | 'organizationId'>> & {
  readonly prefix: string | null;
  readonly organizationId: string | null;
  /** The account that owns the trail: for an organization trail the management account. */
  readonly owner: string;
  readonly arn: string;
};

export interface ResolvedSpec {
  readonly seed: number;
  /** Milliseconds since the epoch. */
  readonly start: number;
  readonly end: number;
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  readonly trails: readonly ResolvedTrail[];
  readonly eventsPerHour: number;
  readonly eventsPerFile: number;
  readonly outages: readonly Outage[];
  readonly backfill: readonly Backfill[];
  readonly delayed: (record: CloudTrailRecord) => number;
  readonly rotateKeysAt: number | null;
  readonly derType: DerType;
  readonly signs: (body: DigestBody, index: number) => DigestBody;
  readonly window: { readonly since: string | null; readonly until: string | null };
}

export const DEFAULT_START = '2026-03-02T06:00:00Z';

export function resolveSpec(spec: TrailSpec): ResolvedSpec {
  const start = Date.parse(spec.start ?? DEFAULT_START);
  const end = start + (spec.hours ?? 6) * HOUR;
  const accounts = spec.accounts ?? ['111122223333'];
  const regions = spec.regions ?? ['us-east-1'];
  const configs = spec.trails ?? [{ name: 'management-events' }];
  const trails = configs.map((config): ResolvedTrail => {
    const homeRegion = config.homeRegion ?? regions[0]!;
    const owner = accounts[0]!;
    return {
      name: config.name,
      homeRegion,
      bucket: config.bucket ?? spec.bucket ?? `cloudtrail-logs-${owner}`,
      prefix: config.prefix ?? spec.prefix ?? null,
      organizationId: config.organizationId ?? spec.organizationId ?? null,
      accounts: config.accounts ?? accounts,
      regions: config.regions ?? regions,
      validation: config.validation ?? true,
      attests: config.attests ?? false,
      moves: config.moves ?? [],
      owner,
      arn: `arn:aws:cloudtrail:${homeRegion}:${owner}:trail/${config.name}`,
    };
  });
  return {
    seed: spec.seed,
    start,
    end,
    accounts,
    regions,
    trails,
    eventsPerHour: spec.eventsPerHour ?? 12,
    eventsPerFile: spec.eventsPerFile ?? 20,
    outages: spec.outages ?? [],
    backfill: spec.backfill ?? [],
    delayed: spec.delayed ?? (() => 0),
    rotateKeysAt: spec.rotateKeysAt === undefined ? null : Date.parse(spec.rotateKeysAt),
    derType: spec.derType ?? 'pkcs1',
    signs: spec.signs ?? ((body) => body),
    window: spec.window ?? { since: null, until: null },
  };
}

export const outagesOf = (
  spec: ResolvedSpec,
  trail: ResolvedTrail,
): { stop: number; start: number; record: string }[] =>
  spec.outages
    .filter((outage) => outage.trail === undefined || outage.trail === trail.name)
    .map((outage) => ({
      stop: Date.parse(outage.stop),
      start: Date.parse(outage.start),
      record: outage.record ?? 'write',
    }))
    .sort((a, b) => a.stop - b.stop);

/** The trail as it delivers at a time, milliseconds since the epoch. */
export function trailAt(trail: ResolvedTrail, time: number): ResolvedTrail {
  const places = trail.moves.filter(({ at }) => Date.parse(at) <= time).map(({ at: _, ...place }) => place);
  return Object.assign({}, trail, ...places) as ResolvedTrail;
}
