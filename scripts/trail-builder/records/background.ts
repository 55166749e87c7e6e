import { accessKeyId, principalId } from '../identifiers.js';
import { random } from '../random.js';
import type { ResolvedSpec } from '../spec.js';
import { HOUR, MINUTE } from '../time.js';
import { iamUser } from './identity.js';
import { READS } from './reads.js';
import { type CloudTrailRecord, record } from './record.js';

/**
 * A quiet background for small trails: two users per account who read, now and then a denial. Nothing happens from the second
 * hour to a quarter past the fourth, so every chain of six hours or more has an empty digest.
 */
export function background(spec: ResolvedSpec): CloudTrailRecord[] {
  const records: CloudTrailRecord[] = [];
  for (const account of spec.accounts) {
    for (const region of spec.regions) {
      const rng = random(`${spec.seed}/${account}/${region}/background`);
      const callers = ['deploy', 'monitoring'].map((name, index) => {
        const user = { account, name, id: principalId(rng, 'AIDA', account) };
        return {
          account,
          identity: iamUser(user, accessKeyId(rng, 'AKIA', account)),
          address: `203.0.113.${10 + index}`,
          agent: index === 0 ? 'aws-cli/2.27.41 md/awscrt#0.26.1 os/linux#6.8.0' : 'Boto3/1.38.36 md/Botocore#1.38.36',
        };
      });
      const count = Math.round(((spec.end - spec.start) / HOUR) * spec.eventsPerHour);
      for (let n = 0; n < count; n++) {
        const time = spec.start + rng.int(spec.end - spec.start - 15 * MINUTE);
        const since = time - spec.start;
        if (since > 2 * HOUR && since < 4.25 * HOUR) continue;
        const caller = rng.pick(callers);
        const read = rng.pick(READS)(rng, account, region);
        const denied = rng.chance(0.04);
        const error = denied && {
          code: 'AccessDenied',
          message: `User: ${String(caller.identity.arn)} is not authorized to perform: ${read.service}:${read.name}`,
        };
        records.push(record(rng, caller, { time, region, ...read, ...(error && { error }) }));
      }
    }
  }
  return records;
}
