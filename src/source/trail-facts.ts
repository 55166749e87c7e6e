import {
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
  ListPublicKeysCommand,
} from './aws-sdk.js';
import { eachRegion, limit } from './cloudtrail.js';
import { plainAnswer } from './plain-answer.js';
import { isRegion } from './region.js';
import { fatal, isAboutCredentials, say } from './s3-error.js';

// What CloudTrail says of itself, as the AWS CLI prints it: to be kept beside the evidence.

/** Milliseconds since the epoch, both ends included. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** An entry of `aws cloudtrail list-public-keys`. */
export type KeyEntry = Readonly<Record<string, unknown>>;

export interface RegionKeys {
  readonly region: string;
  readonly keys: readonly KeyEntry[];
  /** The endpoint that answered. */
  readonly endpoint: string | null;
  readonly error: string | null;
}

/** ListPublicKeys of each region over its range. A region that does not answer is told; the copy goes on without its keys. */
export async function publicKeysOf(ranges: ReadonlyMap<string, Range>): Promise<readonly RegionKeys[]> {
  // Regions are read from keys, which an attacker may have written; they become part of a host name here.
  const regions = [...ranges.keys()].filter(isRegion);
  const asked = await eachRegion(regions, async (region, client, endpoint): Promise<RegionKeys> => {
    const { from, to } = ranges.get(region)!;
    const keys: KeyEntry[] = [];
    try {
      let token: string | undefined;
      // NextToken is "reserved for future use": followed, but not for ever.
      for (let page = 0; page < 100; page += 1) {
        const range = { StartTime: new Date(from), EndTime: new Date(to), ...(token && { NextToken: token }) };
        const answer = await client.send(new ListPublicKeysCommand(range), limit());
        keys.push(...(answer.PublicKeyList ?? []).map((key) => plainAnswer(key) as KeyEntry));
        token = answer.NextToken;
        if (!token) break;
      }
    } catch (error) {
      refuse(error, region);
      return { region, keys, endpoint: endpoint(), error: say(error) };
    }
    return { region, keys, endpoint: endpoint(), error: null };
  });
  const wrong = [...ranges.keys()].filter((region) => !isRegion(region));
  return [...asked, ...wrong.map((region) => ({ region, keys: [], endpoint: null, error: 'no region of that name' }))];
}

export interface TrailFacts {
  /** As describe-trails gives them, one of each ARN. */
  readonly trails: readonly Readonly<Record<string, unknown>>[];
  /** trail ARN → region → get-trail-status. */
  readonly status: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** trail ARN → get-event-selectors. */
  readonly selectors: Readonly<Record<string, unknown>>;
  /** What could not be had, and why. */
  readonly missing: readonly {
    readonly what: 'trails' | 'trail-status' | 'event-selectors';
    readonly reason: string;
  }[];
}

/** The trails that are known in these regions, the status there of those that deliver into `buckets`, and what they select. */
export async function trailFacts(regions: readonly string[], buckets: readonly string[]): Promise<TrailFacts> {
  const missing: TrailFacts['missing'][number][] = [];
  const trails = new Map<string, Readonly<Record<string, unknown>>>();
  const status: Record<string, Record<string, unknown>> = {};
  await eachRegion(regions.filter(isRegion), async (region, client) => {
    let delivering: string[];
    try {
      const { trailList = [] } = await client.send(new DescribeTrailsCommand({}), limit());
      for (const trail of trailList) trails.set(trail.TrailARN ?? '', plainAnswer(trail) as Record<string, unknown>);
      delivering = trailList.flatMap((trail) =>
        trail.TrailARN && buckets.includes(trail.S3BucketName ?? '') ? [trail.TrailARN] : [],
      );
    } catch (error) {
      refuse(error, region);
      missing.push({ what: 'trails', reason: `${region}: ${say(error)}` });
      return;
    }
    for (const arn of delivering) {
      try {
        const answer = await client.send(new GetTrailStatusCommand({ Name: arn }), limit());
        status[arn] = { ...status[arn], [region]: plainAnswer(answer) };
      } catch (error) {
        refuse(error, region);
        missing.push({ what: 'trail-status', reason: `${arn} in ${region}: ${say(error)}` });
      }
    }
  });
  const selectors = await eventSelectors(
    [...trails.values()].filter(({ S3BucketName }) => buckets.includes(String(S3BucketName))),
    missing,
  );
  const byArn = (a: readonly [string, unknown], b: readonly [string, unknown]) => (a[0] < b[0] ? -1 : 1);
  return {
    trails: [...trails].sort(byArn).map(([, trail]) => trail),
    status: Object.fromEntries(Object.entries(status).sort(byArn)),
    selectors,
    missing,
  };
}

/** Only the home region of a trail answers. */
async function eventSelectors(
  trails: readonly Readonly<Record<string, unknown>>[],
  missing: TrailFacts['missing'][number][],
): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  const homes = [...new Set(trails.map(({ HomeRegion }) => String(HomeRegion)))].filter(isRegion);
  await eachRegion(homes, async (region, client) => {
    for (const { TrailARN } of trails.filter(({ HomeRegion }) => HomeRegion === region)) {
      const arn = String(TrailARN);
      try {
        found[arn] = plainAnswer(await client.send(new GetEventSelectorsCommand({ TrailName: arn }), limit()));
      } catch (error) {
        refuse(error, region);
        missing.push({ what: 'event-selectors', reason: `${arn}: ${say(error)}` });
      }
    }
  });
  return found;
}

/** Credentials that ran out must end the run where it can be resumed, and not be written down as something that AWS did not say. */
function refuse(error: unknown, region: string): void {
  if (isAboutCredentials(error)) throw fatal(error, `CloudTrail in ${region}`, 'CloudTrail');
}
