import { outagesOf, type ResolvedSpec, type ResolvedTrail } from './spec.js';
import { iso } from './time.js';
import type { BuiltChain, StoredObject, Trail, TrailDescription } from './trail.js';

export function describeTrails(spec: ResolvedSpec): TrailDescription[] {
  return spec.trails.map((trail) => ({
    Name: trail.name,
    S3BucketName: trail.bucket,
    ...(trail.prefix !== null && { S3KeyPrefix: trail.prefix }),
    IncludeGlobalServiceEvents: true,
    IsMultiRegionTrail: trail.regions.length > 1,
    HomeRegion: trail.homeRegion,
    TrailARN: trail.arn,
    LogFileValidationEnabled: trail.validation,
    HasCustomEventSelectors: true,
    HasInsightSelectors: false,
    IsOrganizationTrail: trail.organizationId !== null,
  }));
}

/** GetTrailStatus of every trail in every region of its own. The newest delivery is what betrays a cut-off tail. */
export function trailStatus(
  spec: ResolvedSpec,
  objects: ReadonlyMap<string, StoredObject>,
  chains: readonly BuiltChain[],
): Trail['trailStatus'] {
  const status: Record<string, Record<string, Record<string, string | boolean>>> = {};
  for (const trail of spec.trails) {
    const outage = outagesOf(spec, trail).at(-1);
    status[trail.arn] = {};
    for (const region of trail.regions) {
      const digest = newest(trail, region, objects, chains, 'digests');
      const log = newest(trail, region, objects, chains, 'logs');
      status[trail.arn]![region] = {
        IsLogging: true,
        ...(log !== null && { LatestDeliveryTime: log }),
        StartLoggingTime: iso(outage?.start ?? spec.start),
        ...(outage && { StopLoggingTime: iso(outage.stop) }),
        ...(trail.validation && digest !== null && { LatestDigestDeliveryTime: digest }),
      };
    }
  }
  return status;
}

/** `get-trail-status` asks in the trail's own account: of an organization trail it tells of the management account's objects. */
function newest(
  trail: ResolvedTrail,
  region: string,
  objects: ReadonlyMap<string, StoredObject>,
  chains: readonly BuiltChain[],
  what: 'digests' | 'logs',
): string | null {
  const account = trail.accounts.includes(trail.owner) ? trail.owner : trail.accounts[0];
  const chain = chains.find(
    (one) => one.trail === trail.name && one.region === region && one.account === account && one.kind === 'standard',
  );
  const ids = chain?.digests.flatMap((digest) => (what === 'digests' ? [digest.id] : digest.logs)) ?? [];
  const times = ids.map((id) => objects.get(id)!.lastModified).sort();
  return times.at(-1) ?? null;
}
