import { accessKeyId, principalId, uuid } from '../identifiers.js';
import type { Random } from '../random.js';
import { consoleLogin } from '../records/console.js';
import { awsService, iamUser, iamUserSession, type Principal } from '../records/identity.js';
import { READS } from '../records/reads.js';
import type { Caller } from '../records/record.js';
import { assumeRole, serviceAssumeRole } from '../records/sts.js';
import { DAY, HOUR, MINUTE, SECOND } from '../time.js';
import { act, type Stage } from './stage.js';

/** Somebody or something that has nothing to do with it, and what it does when its turn comes. */
type Bystander = (stage: Stage, time: number) => void;

/**
 * Benign work of many principals until there are enough records: bots on the clock, people in working hours, services at any time.
 * They use the intruder's roles too, as the owners of other sessions.
 */
export function bystandersWork(stage: Stage, count: number): void {
  const { rng, start, end } = stage;
  const bots = stage.story.accounts.flatMap((account) => [
    bot(stage, account, 'monitoring', 'Datadog/7.66'),
    bot(stage, account, 'backup-bot', 'Boto3/1.38.36 md/Botocore#1.38.36'),
  ]);
  const people = stage.story.accounts.flatMap((account, n) => [
    atTheConsole(stage, account, n === 0 ? 'alice' : 'carol', `203.0.113.${90 + n}`),
    onTheCommandLine(stage, account, n === 0 ? 'bob' : 'dave', `203.0.113.${120 + n}`),
  ]);
  const services = stage.story.accounts.flatMap((account) => [
    lambda(stage, account),
    cloudTrail(account),
    instances(stage, account),
  ]);
  const target = stage.records.length + count;
  while (stage.records.length < target) {
    const time = start + rng.int(end - start - 20 * MINUTE);
    const hour = new Date(time).getUTCHours();
    const at =
      hour >= 7 && hour < 18 && rng.chance(0.6) ? rng.pick(people) : rng.pick(rng.chance(0.6) ? bots : services);
    at(stage, Math.floor(time / SECOND) * SECOND);
  }
}

/** A burst of reads, a few of them refused. */
function burst(stage: Stage, caller: Caller, time: number, calls: number, fromConsole = false): void {
  const { rng, home, other } = stage;
  const region = rng.chance(0.75) ? home : other;
  for (let n = 0; n < calls; n++) {
    const read = rng.pick(READS)(rng, caller.account, region);
    const denied = rng.chance(0.03) && {
      error: {
        code: 'AccessDenied',
        message: `User: ${String(caller.identity.arn)} is not authorized to perform: ${read.service}:${read.name}`,
      },
    };
    act(stage, caller, { time: time + n * rng.between(1, 9) * SECOND, region, ...read, ...denied, fromConsole });
  }
}

const person = (rng: Random, account: string, name: string): Principal => ({
  account,
  name,
  id: principalId(rng, 'AIDA', account),
});

function bot(stage: Stage, account: string, name: string, agent: string): Bystander {
  const identity = iamUser(person(stage.rng, account, name), accessKeyId(stage.rng, 'AKIA', account));
  const address = `198.51.100.${stage.rng.between(20, 60)}`;
  return (there, time) => burst(there, { account, identity, address, agent }, time, there.rng.between(8, 24));
}

function atTheConsole(stage: Stage, account: string, name: string, address: string): Bystander {
  const user = person(stage.rng, account, name);
  const agent =
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36';
  return (there, time) => {
    there.records.push(consoleLogin(there.rng, user, { time, region: there.global }, { address, agent }, true));
    for (let n = there.rng.between(2, 5); n > 0; n--) {
      const identity = iamUserSession(
        user,
        accessKeyId(there.rng, 'ASIA', account),
        time + there.rng.int(4) * SECOND,
        true,
      );
      burst(there, { account, identity, address, agent }, time + n * MINUTE, there.rng.between(4, 12), true);
    }
  };
}

function onTheCommandLine(stage: Stage, account: string, name: string, address: string): Bystander {
  const identity = iamUser(person(stage.rng, account, name), accessKeyId(stage.rng, 'AKIA', account));
  const caller = {
    account,
    identity,
    address,
    agent: 'aws-cli/2.27.41 md/awscrt#0.26.1 os/macos#24.5.0 md/arch#arm64',
  };
  return (there, time) => {
    const { rng, home, roles } = there;
    const role = account === there.a ? rng.pick([roles.dataAdmin, roles.deploy]) : roles.crossAccount;
    const issued = assumeRole(rng, caller, { time, region: home }, role, name);
    there.records.push(...issued.records);
    burst(there, { ...caller, identity: issued.identity }, time + 5 * SECOND, rng.between(10, 30));
  };
}

function lambda(stage: Stage, account: string): Bystander {
  const role = { account, name: 'invoice-function-role', id: principalId(stage.rng, 'AROA', account) };
  return (there, time) => {
    const issued = serviceAssumeRole(there.rng, 'lambda', { time, region: there.home }, role, 'invoice');
    there.records.push(...issued.records);
    const agent = 'aws-sdk-nodejs/3.840.0 linux/v22.16.0 exec-env/AWS_Lambda_nodejs22.x';
    burst(
      there,
      { account, identity: issued.identity, address: '198.51.100.12', agent },
      time + SECOND,
      there.rng.between(3, 8),
    );
  };
}

/** Instances of others under the role that the intruder's instance has too. */
function instances(stage: Stage, account: string): Bystander {
  const role =
    account === stage.a
      ? stage.roles.instance
      : { account, name: 'web-role', id: principalId(stage.rng, 'AROA', account) };
  const ids = ['i-0a11ce5e9d2f40b17', 'i-0b0bca7f3e8d19c26'];
  return (there, time) => {
    const issued = serviceAssumeRole(there.rng, 'ec2', { time, region: there.home }, role, there.rng.pick(ids));
    there.records.push(...issued.records);
    const agent = 'aws-sdk-go/1.55.5 (go1.23.4; linux; amd64) amazon-ssm-agent/3.3.2299.0';
    burst(
      there,
      { account, identity: issued.identity, address: '198.51.100.80', agent },
      time + 30 * SECOND,
      there.rng.between(3, 9),
    );
  };
}

/** CloudTrail's own look at the bucket before a delivery. */
function cloudTrail(account: string): Bystander {
  const host = 'cloudtrail.amazonaws.com';
  const caller = { account, identity: awsService('cloudtrail'), address: host, agent: host };
  return (there, time) => {
    const bucketName = `cloudtrail-logs-${there.a}`;
    act(there, caller, {
      time,
      region: there.home,
      service: 's3',
      name: 'GetBucketAcl',
      request: { bucketName, Host: `${bucketName}.s3.${there.home}.amazonaws.com`, acl: '' },
      resources: [{ accountId: there.a, type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${bucketName}` }],
      sharedEventId: uuid(there.rng),
    });
  };
}

/** The trap: the intruder's role and session name, used by its rightful owner before the break-in and on the day after. */
export function sameSessionName(stage: Stage, compromisedAt: number): void {
  const { rng, a, home, roles } = stage;
  const identity = iamUser(person(rng, a, 'release-bot'), accessKeyId(rng, 'AKIA', a));
  const caller = { account: a, identity, address: '203.0.113.41', agent: 'Boto3/1.38.36 md/Botocore#1.38.36' };
  for (const time of [compromisedAt - 2 * HOUR, compromisedAt + DAY - HOUR]) {
    const issued = assumeRole(rng, caller, { time, region: home }, roles.deploy, 'deploy');
    stage.records.push(...issued.records);
    burst(stage, { ...caller, identity: issued.identity }, time + 4 * SECOND, 12);
  }
  const during = assumeRole(
    rng,
    caller,
    { time: compromisedAt + 30 * MINUTE, region: home },
    roles.dataAdmin,
    'data-export',
  );
  stage.records.push(...during.records);
  burst(stage, { ...caller, identity: during.identity }, compromisedAt + 31 * MINUTE, 9);
}
