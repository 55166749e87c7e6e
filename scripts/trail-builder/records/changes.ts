import type { Random } from '../random.js';
import type { ResolvedTrail } from '../spec.js';
import { type Caller, type CloudTrailRecord, type JsonObject, record } from './record.js';

/** What calls on a trail, its bucket or its key say besides who and when. Shapes of public captures. */
interface Change {
  readonly time: number;
  readonly error?: { readonly code: string; readonly message: string };
}

/** PutEventSelectors; answered with what was asked for. */
export function putEventSelectors(
  rng: Random,
  caller: Caller,
  trail: ResolvedTrail,
  selectors: JsonObject,
  change: Change,
): CloudTrailRecord {
  const request = { trailName: trail.name, ...selectors };
  const response = { trailARN: trail.arn, ...selectors };
  return record(rng, caller, {
    ...base(trail, change),
    service: 'cloudtrail',
    name: 'PutEventSelectors',
    request,
    response,
  });
}

/** UpdateTrail: it answers with how the trail is set now. */
export function updateTrail(
  rng: Random,
  caller: Caller,
  trail: ResolvedTrail,
  asked: JsonObject,
  change: Change,
): CloudTrailRecord {
  const response = {
    name: trail.name,
    s3BucketName: trail.bucket,
    includeGlobalServiceEvents: true,
    isMultiRegionTrail: trail.regions.length > 1,
    trailARN: trail.arn,
    logFileValidationEnabled: trail.validation,
    isOrganizationTrail: trail.organizationId !== null,
    ...asked,
  };
  const request = { name: trail.name, ...asked };
  return record(rng, caller, { ...base(trail, change), service: 'cloudtrail', name: 'UpdateTrail', request, response });
}

/** A bucket policy that no longer lets CloudTrail deliver. */
export function shutBucket(rng: Random, caller: Caller, trail: ResolvedTrail, change: Change): CloudTrailRecord {
  const policy = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:PutObject', Resource: `arn:aws:s3:::${trail.bucket}/*` }],
  };
  const request = {
    bucketName: trail.bucket,
    Host: `${trail.bucket}.s3.amazonaws.com`,
    policy: '',
    bucketPolicy: policy,
  };
  return record(rng, caller, { ...base(trail, change), service: 's3', name: 'PutBucketPolicy', request });
}

/** The key of the trail, or any other. */
export function disableKey(
  rng: Random,
  caller: Caller,
  trail: ResolvedTrail,
  keyId: string,
  change: Change,
): CloudTrailRecord {
  return record(rng, caller, { ...base(trail, change), service: 'kms', name: 'DisableKey', request: { keyId } });
}

const base = (trail: ResolvedTrail, { time, error }: Change) => ({
  time,
  region: trail.homeRegion,
  readOnly: false,
  recipient: trail.owner,
  ...(error && { error }),
});
