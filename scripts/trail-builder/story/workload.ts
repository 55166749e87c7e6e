import { ec2Id, hex, principalId } from '../identifiers.js';
import { serviceAssumeRole } from '../records/sts.js';
import { HOUR, MINUTE, SECOND } from '../time.js';
import { does, type Hand } from './hand.js';
import { type Ledger, note } from './ledger.js';
import { act, type Stage } from './stage.js';

/** RunInstances with an instance profile; EC2 then assumes the role for the instance, again before every key expires. */
export function runInstance(stage: Stage, book: Ledger, hand: Hand, at: number): void {
  const { rng, other: region, a, roles } = stage;
  const instanceId = ec2Id(rng, 'i');
  const profile = { name: 'app-instance-profile', arn: `arn:aws:iam::${a}:instance-profile/app-instance-profile` };
  const started = does(stage, book, hand, at, region, {
    service: 'ec2',
    name: 'RunInstances',
    readOnly: false,
    fromConsole: true,
    request: {
      instancesSet: { items: [{ imageId: `ami-0${hex(rng, 16)}`, minCount: 1, maxCount: 1 }] },
      instanceType: 'g5.12xlarge',
      blockDeviceMapping: {},
      monitoring: { enabled: false },
      disableApiTermination: true,
      iamInstanceProfile: { arn: profile.arn },
    },
    response: {
      reservationId: `r-0${hex(rng, 16)}`,
      ownerId: a,
      groupSet: {},
      instancesSet: {
        items: [
          {
            instanceId,
            instanceState: { code: 0, name: 'pending' },
            instanceType: 'g5.12xlarge',
            launchTime: at,
            iamInstanceProfile: { arn: profile.arn, id: principalId(rng, 'AIPA', a) },
            placement: { availabilityZone: `${region}a`, tenancy: 'default' },
          },
        ],
      },
    },
  });
  const workload = {
    instance: instanceId,
    role: roles.instance.id,
    parent: hand.id,
    startedBy: started.eventID,
    credentials: [] as string[],
    events: [] as string[],
  };
  book.issuing.add(started.eventID);
  for (let round = 0; round < 2; round++) {
    const time = at + 70 * SECOND + round * 5 * HOUR;
    const issued = serviceAssumeRole(rng, 'ec2', { time, region }, roles.instance, instanceId);
    stage.records.push(...issued.records);
    workload.credentials.push(issued.accessKeyId);
    const caller = {
      account: a,
      identity: issued.identity,
      address: '198.51.100.91',
      agent: 'aws-sdk-go-v2/1.36.3 os/linux lang/go#1.24.4 md/GOOS#linux md/GOARCH#amd64',
    };
    const used = Array.from({ length: 9 }, (_, n) =>
      act(stage, caller, {
        time: time + MINUTE + n * rng.between(3, 11) * MINUTE,
        region,
        service: n % 4 === 0 ? 'ssm' : 's3',
        name: n % 4 === 0 ? 'GetParametersByPath' : 'ListObjects',
        request: n % 4 === 0 ? { path: '/prod', withDecryption: true } : { bucketName: `data-lake-${a}` },
        readOnly: true,
      }),
    );
    const seen = new Set<string>();
    note(seen, [...issued.records, ...used]);
    workload.events.push(...seen);
  }
  book.workloads.push(workload);
}
