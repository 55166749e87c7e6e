import { toIso } from '../clock.js';
import type { CollectedKey, OnNotice, Window } from '../model.js';
import { CloudTrailClient, DescribeTrailsCommand, GetTrailStatusCommand, ListPublicKeysCommand } from './aws-sdk.js';
import type { KeyCollection, TrailStatus } from './interface.js';
import { joinKeys } from './keys.js';
import { isRegion } from './region.js';
import { say } from './s3-error.js';

const DAY = 86_400_000;
/** A key is valid for 30 days and found by its validity, so the range reaches that far beyond the window. */
const MARGIN = 31 * DAY;
/** Digests exist since 30 June 2015; how far back AWS keeps the keys is not documented. */
const EARLIEST = Date.UTC(2015, 5, 1);
const USUAL = 90 * DAY;
/** Regions asked at once. CloudTrail allows 10 such calls a second in each. */
const SIDE_BY_SIDE = 8;

/**
 * The public keys of those regions whose validity touches the window, as CloudTrail itself gives them. Without a start it
 * would give the current key only (API reference, ListPublicKeys), so an open window asks for all. A region that does not
 * answer is a notice: the digests stay, and can be verified with keys from elsewhere.
 */
export async function listPublicKeys(regions: readonly string[], window: Window): Promise<KeyCollection> {
  const now = Date.now();
  const from = window.since === null ? EARLIEST : Math.max(EARLIEST, Date.parse(window.since) - MARGIN);
  const to = window.until === null ? now : Math.min(now, Date.parse(window.until) + MARGIN);
  const ranges = [from, ...(window.since === null ? [now - USUAL] : [])].map((start) => [start, to] as const);
  // Regions are read from keys, which an attacker may have written; they become part of a host name here.
  const wrong = regions
    .filter((region) => !isRegion(region))
    .map((region) => `no public keys for '${region}': no region`);
  const asked = await eachRegion(regions.filter(isRegion), async (region, client, endpoint) => {
    for (const [index, [start, end]] of ranges.entries()) {
      try {
        return {
          keys: await ask(region, client, endpoint, new Date(Math.min(start, end)), new Date(end)),
          notices: [],
        };
      } catch (error) {
        if ((error as Error).name === 'InvalidTimeRangeException' && index + 1 < ranges.length) continue;
        return { keys: [], notices: [`no public keys for ${region}: ${say(error)}; give --public-keys FILE`] };
      }
    }
    return { keys: [], notices: [] };
  });
  return joinKeys([...asked, { keys: [], notices: wrong }]);
}

/** When each region last had a digest of the trails that deliver to this bucket. What cannot be asked is a notice. */
export async function listTrailStatus(
  regions: readonly string[],
  bucket: string,
  onNotice: OnNotice,
): Promise<readonly TrailStatus[]> {
  const found = await eachRegion(regions.filter(isRegion), async (region, client) => {
    try {
      const { trailList = [] } = await client.send(new DescribeTrailsCommand({}), limit());
      const arns = trailList.flatMap((trail) =>
        trail.S3BucketName === bucket && trail.TrailARN ? [trail.TrailARN] : [],
      );
      const status: TrailStatus[] = [];
      for (const trailArn of arns) {
        const said = await client.send(new GetTrailStatusCommand({ Name: trailArn }), limit());
        const instant = (time: Date | undefined) => (time ? toIso(time) : null);
        status.push({
          trailArn,
          region,
          latestDigestDelivery: instant(said.LatestDigestDeliveryTime),
          latestDelivery: instant(said.LatestDeliveryTime),
          isLogging: said.IsLogging ?? null,
          startLogging: instant(said.StartLoggingTime),
          stopLogging: instant(said.StopLoggingTime),
        });
      }
      return status;
    } catch (error) {
      onNotice(`no trail status for ${region}: ${say(error)}`);
      return [];
    }
  });
  return found.flat();
}

async function ask(
  region: string,
  client: CloudTrailClient,
  endpoint: () => string,
  StartTime: Date,
  EndTime: Date,
): Promise<readonly CollectedKey[]> {
  const keys: CollectedKey[] = [];
  const collectedAt = toIso(new Date(Math.floor(Date.now() / 1000) * 1000));
  let token: string | undefined;
  // NextToken is "reserved for future use": followed, but not for ever.
  for (let page = 0; page < 100; page += 1) {
    const range = { StartTime, EndTime, ...(token === undefined ? {} : { NextToken: token }) };
    const answer = await client.send(new ListPublicKeysCommand(range), limit());
    for (const { Value, Fingerprint, ValidityStartTime, ValidityEndTime } of answer.PublicKeyList ?? []) {
      if (!Value || !Fingerprint) continue;
      keys.push({
        region,
        fingerprint: Fingerprint.toLowerCase(),
        der: new Uint8Array(Value),
        validFrom: ValidityStartTime ? toIso(ValidityStartTime) : null,
        validTo: ValidityEndTime ? toIso(ValidityEndTime) : null,
        file: endpoint(),
        origin: { sha256: null, state: null, collectedAt, collectedBy: null, endpoint: endpoint() },
      });
    }
    token = answer.NextToken;
    if (!token) break;
  }
  return keys;
}

/** Few attempts and short waits: without a network the run goes on after seconds, not minutes. */
export function limit() {
  return { abortSignal: AbortSignal.timeout(15_000) };
}

/** Does some work in every region, a few at once. `endpoint`: who answered the last request. */
export async function eachRegion<T>(
  regions: readonly string[],
  work: (region: string, client: CloudTrailClient, endpoint: () => string) => Promise<T>,
): Promise<T[]> {
  const distinct = [...new Set(regions)].sort();
  const results: T[] = new Array(distinct.length);
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < distinct.length; at = next++) {
      const region = distinct[at]!;
      const timeouts = { connectionTimeout: 3000, requestTimeout: 10_000, throwOnRequestTimeout: true };
      const client = new CloudTrailClient({ region, maxAttempts: 2, requestHandler: timeouts });
      let endpoint = region;
      client.middlewareStack.add(
        (following, context) => (args) => {
          endpoint = context.endpointV2?.url.origin ?? endpoint;
          return following(args);
        },
        { step: 'build', name: 'keytrailEndpoint' },
      );
      try {
        results[at] = await work(region, client, () => endpoint);
      } finally {
        client.destroy();
      }
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker));
  return results;
}
