import { iamUser } from '../records/identity.js';
import { READS } from '../records/reads.js';
import type { Caller, CloudTrailRecord } from '../records/record.js';
import { assumeRole } from '../records/sts.js';
import { MINUTE, SECOND } from '../time.js';
import { type Ledger, note } from './ledger.js';
import { MOMENTS } from './moments.js';
import { act, type Stage } from './stage.js';

export const OWNER_ADDRESS = '203.0.113.40';

/**
 * The rightful owner of the leaked key: a build server that asks who it is, assumes the deployment role and works, every half
 * hour or so, from one address; before the compromise and, as nobody has noticed, after it.
 */
export function ownerWorks(stage: Stage, book: Ledger, compromisedAt: number, until: number): void {
  const { rng } = stage;
  const caller: Caller = {
    account: stage.a,
    identity: iamUser(stage.ci, stage.seedKey),
    address: OWNER_ADDRESS,
    agent:
      'aws-cli/2.27.41 md/awscrt#0.26.1 ua/2.1 os/linux#6.8.0-1029-azure md/arch#x86_64 lang/python#3.13.4 md/command#sts.get-caller-identity',
  };
  for (let time = stage.start + 11 * MINUTE; time < until; time += rng.between(24, 95) * MINUTE) {
    // A job that began before the compromise and worked through it would be neither before nor after.
    if (straddles(time, compromisedAt)) continue;
    // Of a job that began while logging was off and went on after it, the use of a key is told and its issue is not.
    if (straddles(time, stage.start + MOMENTS.startLogging)) continue;
    const records = job(stage, caller, time, book, compromisedAt);
    if (time >= compromisedAt) {
      note(book.radius, records);
      note(book.ownerAfter, records);
    } else {
      note(book.before, records);
    }
  }
}

const straddles = (time: number, moment: number): boolean => time < moment && time > moment - 5 * MINUTE;

function job(
  stage: Stage,
  caller: Caller,
  time: number,
  book: Ledger,
  compromisedAt: number,
): readonly CloudTrailRecord[] {
  const { rng, home, roles } = stage;
  const who = act(stage, caller, { time, region: home, service: 'sts', name: 'GetCallerIdentity' });
  const issued = assumeRole(
    rng,
    caller,
    { time: time + 4 * SECOND, region: home },
    roles.deploy,
    `build-${rng.int(9000) + 1000}`,
  );
  stage.records.push(...issued.records);
  note(book.issuing, issued.records);
  (time >= compromisedAt ? book.credentials : book.credentialsBefore).push({
    id: issued.accessKeyId,
    kind: 'role-session',
    parent: stage.seedKey,
    method: 'KEY',
    depth: 1,
    owner: true,
  });
  const worker = {
    ...caller,
    identity: issued.identity,
    agent: 'Boto3/1.38.36 md/Botocore#1.38.36 ua/2.1 os/linux#6.8.0',
  };
  const work = Array.from({ length: rng.between(3, 9) }, (_, n) =>
    act(stage, worker, {
      time: time + 10 * SECOND + n * rng.between(2, 20) * SECOND,
      region: home,
      ...rng.pick(READS)(rng, stage.a, home),
    }),
  );
  return [who, ...issued.records, ...work];
}
