import { accessKeyId, principalId } from '../identifiers.js';
import { random } from '../random.js';
import { iamUser, type Principal } from '../records/identity.js';
import { READS } from '../records/reads.js';
import { type Caller, record } from '../records/record.js';
import { assumeRole } from '../records/sts.js';

/** A key in the haystack and its known radius: 40 calls, a role, 30 calls, a role from there, 30 calls. */
export interface Needle {
  readonly seed: string;
  /** The three keys, seed first. */
  readonly credentials: string[];
  readonly eventIds: string[];
  /** The next of its records as text; null when it is done. */
  next(time: number): string | null;
}

export function needle(seed: number, account: string, region: string): Needle {
  const rng = random(`${seed}/needle`);
  const user: Principal = { account, name: 'ci-deploy', id: principalId(rng, 'AIDA', account) };
  const key = accessKeyId(rng, 'AKIA', account);
  const roles = ['DeployRole', 'DataPlatformAdmin'].map((name) => ({
    account,
    name,
    id: principalId(rng, 'AROA', account),
  }));
  let caller: Caller = { account, identity: iamUser(user, key), address: '192.0.2.77', agent: 'aws-cli/2.15.30' };
  const credentials = [key];
  const eventIds: string[] = [];
  let said = 0;
  return {
    seed: key,
    credentials,
    eventIds,
    next: (time) => {
      const n = said++;
      if (n > 101) return null;
      if (n === 40 || n === 71) {
        const issued = assumeRole(rng, caller, { time, region }, roles[n === 40 ? 0 : 1]!, `needle-${n}`);
        caller = { ...caller, identity: issued.identity };
        credentials.push(issued.accessKeyId);
        eventIds.push(issued.records[0]!.eventID);
        return JSON.stringify(issued.records[0]);
      }
      const one = record(rng, caller, { time, region, ...rng.pick(READS)(rng, account, region) });
      eventIds.push(one.eventID);
      return JSON.stringify(one);
    },
  };
}
