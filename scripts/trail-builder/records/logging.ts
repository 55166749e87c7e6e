import type { Random } from '../random.js';
import type { ResolvedTrail } from '../spec.js';
import { type Caller, type CloudTrailRecord, record } from './record.js';

/** StopLogging or StartLogging of a trail, in its home region. Requests name a trail by its name or its ARN; this one by its ARN. */
export function switchLogging(
  rng: Random,
  caller: Caller,
  trail: ResolvedTrail,
  name: 'StopLogging' | 'StartLogging',
  time: number,
): CloudTrailRecord {
  return record(rng, caller, {
    time,
    region: trail.homeRegion,
    service: 'cloudtrail',
    name,
    request: { name: trail.arn },
    readOnly: false,
    recipient: trail.owner,
  });
}
