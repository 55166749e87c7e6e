import { accessKeyId, ec2Id, hex, principalId, uuid } from '../identifiers.js';
import { createAccessKey } from '../records/iam.js';
import { iamUser, type Principal, roleArn, userArn } from '../records/identity.js';
import type { Caller, CloudTrailRecord, JsonObject } from '../records/record.js';
import { serviceAssumeRole } from '../records/sts.js';
import { HOUR, iso, MINUTE, SECOND } from '../time.js';
import {
  another,
  bystander,
  does,
  gains,
  type Hand,
  INTRUDER,
  LIFE,
  mine,
  opens,
  passes,
  type Tale,
  theirs,
  wait,
} from './tale.js';
import type { Way } from './way.js';

const INSIDE = {
  address: '198.51.100.91',
  agent: 'aws-sdk-go-v2/1.36.3 os/linux lang/go#1.24.4 md/GOOS#linux md/GOARCH#amd64',
};

const roleOf = (tale: Tale, hand: Hand): Principal => tale.rng.pick(tale.roles[hand.caller.account]!);

/** The service assumes the role for a workload of the intruder's, more than once: every key of it is his. */
function runs(tale: Tale, service: string, role: Principal, sessionName: string): void {
  for (let round = tale.rng.between(1, 3); round > 0; round--) {
    const time = wait(tale, 30 * SECOND, 5 * MINUTE);
    const issued = serviceAssumeRole(tale.rng, service, { time, region: tale.home }, role, sessionName);
    opens(tale, issued.accessKeyId, issued.records[0]!);
    const caller = { account: role.account, identity: issued.identity, ...INSIDE };
    gains(tale, { id: issued.accessKeyId, kind: 'workload', caller, life: LIFE.role });
  }
}

/** A workload of somebody else's, with the same role. */
function runsForOthers(
  tale: Tale,
  service: string,
  role: Principal,
  sessionName: string,
  time: number,
): { key: string; caller: Caller } {
  const issued = serviceAssumeRole(tale.rng, service, { time, region: tale.home }, role, sessionName);
  theirs(tale, ...issued.records);
  const caller = { account: role.account, identity: issued.identity, ...INSIDE, address: '198.51.100.80' };
  passes(tale, caller, time + 20 * SECOND, 3);
  return { key: issued.accessKeyId, caller };
}

function launch(
  tale: Tale,
  caller: Caller,
  instanceId: string,
  profile: string,
): Omit<Parameters<typeof does>[2], never> {
  const arn = `arn:aws:iam::${caller.account}:instance-profile/${profile}`;
  return {
    service: 'ec2',
    name: 'RunInstances',
    request: {
      instancesSet: { items: [{ imageId: `ami-0${hex(tale.rng, 16)}`, minCount: 1, maxCount: 1 }] },
      instanceType: 'g5.12xlarge',
      iamInstanceProfile: tale.rng.chance(0.5) ? { arn } : { name: profile },
    },
    response: {
      reservationId: `r-0${hex(tale.rng, 16)}`,
      ownerId: caller.account,
      instancesSet: {
        items: [{ instanceId, iamInstanceProfile: { arn, id: principalId(tale.rng, 'AIPA', caller.account) } }],
      },
    },
  };
}

function instance(tale: Tale, hand: Hand): void {
  const role = roleOf(tale, hand);
  const id = ec2Id(tale.rng, 'i');
  does(tale, hand, launch(tale, hand.caller, id, role.name));
  // The owners' own instance with the same profile.
  const owner = bystander(tale, role.account, 'autoscaler');
  const other = ec2Id(tale.rng, 'i');
  another(tale, owner.caller, launch(tale, owner.caller, other, role.name));
  runsForOthers(tale, 'ec2', role, other, tale.now + 40 * SECOND);
  runs(tale, 'ec2', role, id);
}

const lambdaCall = (name: string, functionName: string, role: Principal): Omit<Parameters<typeof does>[2], never> => ({
  service: 'lambda',
  name,
  request: { functionName, role: roleArn(role), runtime: 'nodejs22.x', handler: 'index.handler', code: {} },
  response: {
    functionName,
    functionArn: `arn:aws:lambda:us-east-1:${role.account}:function:${functionName}`,
    role: roleArn(role),
  },
});

function lambda(tale: Tale, hand: Hand): void {
  const role = roleOf(tale, hand);
  const name = `sync-${tale.rng.int(900)}`;
  // Before, there was a function of this name with another role; and the owner works on a function of his own.
  const others = tale.roles[role.account]!.find((one) => one.id !== role.id)!;
  runsForOthers(tale, 'lambda', others, name, tale.now - 2 * HOUR);
  does(tale, hand, lambdaCall('CreateFunction20150331', name, role));
  runs(tale, 'lambda', role, name);
  const owner = bystander(tale, role.account, 'developer');
  another(tale, owner.caller, lambdaCall('UpdateFunctionCode20150331v2', 'invoice', role));
  runsForOthers(tale, 'lambda', role, 'invoice', tale.now + MINUTE);
}

/** A function that was there before gets other code: whose the sessions are from then on, nobody can say. */
function lambdaTaken(tale: Tale, hand: Hand): void {
  const role = roleOf(tale, hand);
  const name = `report-${tale.rng.int(9000)}`;
  runsForOthers(tale, 'lambda', role, name, tale.now - HOUR);
  const request: JsonObject = { functionName: name, publish: false };
  does(tale, hand, { ...lambdaCall('UpdateFunctionCode20150331v2', name, role), request });
  const after = runsForOthers(tale, 'lambda', role, name, wait(tale, MINUTE, 5 * MINUTE));
  tale.suspects.push({ to: after.key, method: 'WORK' });
}

/** A shell on an instance that was there before. */
function instanceTaken(tale: Tale, hand: Hand): void {
  const role = roleOf(tale, hand);
  const id = ec2Id(tale.rng, 'i');
  does(
    tale,
    hand,
    tale.rng.chance(0.5)
      ? {
          service: 'ssm',
          name: 'StartSession',
          readOnly: false,
          request: { target: id },
          response: {
            sessionId: `s-${hex(tale.rng, 17)}`,
            tokenValue: 'Value hidden due to security reasons.',
            streamUrl: '',
          },
        }
      : {
          service: 'ssm',
          name: 'SendCommand',
          readOnly: false,
          request: {
            instanceIds: [id],
            documentName: 'AWS-RunShellScript',
            parameters: 'HIDDEN_DUE_TO_SECURITY_REASONS',
          },
          response: { command: { commandId: uuid(tale.rng), instanceIds: [id] } },
        },
  );
  const after = runsForOthers(tale, 'ec2', role, id, wait(tale, MINUTE, 5 * MINUTE));
  tale.suspects.push({ to: after.key, method: 'WORK' });
}

function task(tale: Tale, hand: Hand): void {
  const role = roleOf(tale, hand);
  const { account } = role;
  const id = hex(tale.rng, 32);
  const family = `job-${tale.rng.int(900)}`;
  const definition = `arn:aws:ecs:us-east-1:${account}:task-definition/${family}:1`;
  does(tale, hand, {
    service: 'ecs',
    name: 'RegisterTaskDefinition',
    request: { family, taskRoleArn: roleArn(role), containerDefinitions: [{ name: 'x', image: 'alpine' }] },
    response: { taskDefinition: { taskDefinitionArn: definition, family, taskRoleArn: roleArn(role), revision: 1 } },
  });
  wait(tale, SECOND, MINUTE);
  does(tale, hand, {
    service: 'ecs',
    name: 'RunTask',
    request: { cluster: 'default', taskDefinition: definition, count: 1 },
    response: {
      tasks: [
        {
          taskArn: `arn:aws:ecs:us-east-1:${account}:task/default/${id}`,
          taskDefinitionArn: definition,
          lastStatus: 'PROVISIONING',
        },
      ],
      failures: [],
    },
  });
  runsForOthers(tale, 'ecs-tasks', role, hex(tale.rng, 32), tale.now);
  runs(tale, 'ecs-tasks', role, id);
}

/** Any service with a role in its parameters. */
function build(tale: Tale, hand: Hand): void {
  const role = roleOf(tale, hand);
  const name = `nightly-${tale.rng.int(900)}`;
  const arn = `arn:aws:codebuild:us-east-1:${role.account}:project/${name}`;
  const id = `${name}:${uuid(tale.rng)}`;
  does(tale, hand, {
    service: 'codebuild',
    name: 'CreateProject',
    request: { name, serviceRole: roleArn(role), source: { type: 'NO_SOURCE' } },
    response: { project: { name, arn, serviceRole: roleArn(role) } },
  });
  wait(tale, SECOND, MINUTE);
  does(tale, hand, {
    service: 'codebuild',
    name: 'StartBuild',
    readOnly: false,
    request: { projectName: name },
    response: {
      build: {
        id,
        arn: arn.replace('project/', 'build/').replace(name, id),
        projectName: name,
        serviceRole: roleArn(role),
      },
    },
  });
  // The owners' build of another project under the same role.
  runsForOthers(tale, 'codebuild', role, `AWSCodeBuild-${uuid(tale.rng)}`, tale.now - HOUR);
  runs(tale, 'codebuild', role, `AWSCodeBuild-${id.split(':')[1]}`);
}

/** A stack without a role of its own: CloudFormation calls as whoever created it, and what it makes is his. */
function stack(tale: Tale, hand: Hand): void {
  const { account } = hand.caller;
  const name = `base-${tale.rng.int(900)}`;
  does(tale, hand, {
    service: 'cloudformation',
    name: 'CreateStack',
    request: { stackName: name, capabilities: ['CAPABILITY_NAMED_IAM'] },
    response: { stackId: `arn:aws:cloudformation:us-east-1:${account}:stack/${name}/${uuid(tale.rng)}` },
  });
  wait(tale, SECOND, MINUTE);
  const host = 'cloudformation.amazonaws.com';
  const service = {
    ...hand,
    caller: { ...hand.caller, identity: { ...hand.caller.identity, invokedBy: host }, address: host, agent: host },
  };
  const user = { account, name: `${name}-User-${hex(tale.rng, 6)}`, id: principalId(tale.rng, 'AIDA', account) };
  does(tale, service, {
    service: 'iam',
    name: 'CreateUser',
    request: { userName: user.name },
    response: {
      user: { path: '/', userName: user.name, userId: user.id, arn: `arn:aws:iam::${account}:user/${user.name}` },
    },
  });
}

/** The same with a service's key for the caller, as it is where the caller has none that could be handed on; a user comes of it. */
function stackInHisName(tale: Tale, hand: Hand): void {
  const { account, identity } = hand.caller;
  const name = `core-${tale.rng.int(900)}`;
  const stackId = `arn:aws:cloudformation:us-east-1:${account}:stack/${name}/${uuid(tale.rng)}`;
  does(tale, hand, {
    service: 'cloudformation',
    name: 'CreateStack',
    request: { stackName: name, capabilities: ['CAPABILITY_NAMED_IAM'] },
    response: { stackId },
  });
  const time = wait(tale, SECOND, MINUTE);
  const host = 'cloudformation.amazonaws.com';
  const key = accessKeyId(tale.rng, 'ASIA', account);
  const { sessionContext } = identity as { sessionContext?: JsonObject };
  const attributes = { creationDate: iso(time), mfaAuthenticated: 'false' };
  const inHisName = {
    ...identity,
    accessKeyId: key,
    invokedBy: host,
    sessionContext: { ...sessionContext, attributes },
  };
  tale.credentials.add(key);
  const service = { ...hand, caller: { account, identity: inHisName, address: host, agent: host } };
  const user = { account, name: `${name}-User`, id: principalId(tale.rng, 'AIDA', account) };
  tale.own.add(user.id);
  does(tale, service, {
    service: 'iam',
    name: 'CreateUser',
    request: { userName: user.name },
    response: { user: { path: '/', userName: user.name, userId: user.id, arn: userArn(user) } },
  });
  wait(tale, SECOND);
  const made = createAccessKey(tale.rng, service.caller, { time: tale.now, region: tale.home }, user);
  mine(tale, made.record);
  gains(tale, {
    id: made.accessKeyId,
    kind: 'key',
    user,
    caller: { account, identity: iamUser(user, made.accessKeyId), ...INTRUDER },
    life: LIFE.key,
  });
}

/** A role for the pods of a service account; other pods of the cluster have it already. */
function pods(tale: Tale, hand: Hand): void {
  const role = roleOf(tale, hand);
  const cluster = `shop-${tale.rng.int(900)}`;
  const pod = (account: string, time: number): { key: string; caller: Caller; record: CloudTrailRecord } => {
    const name = `eks-${cluster}-${account}-${uuid(tale.rng)}`;
    const issued = serviceAssumeRole(tale.rng, 'pods.eks', { time, region: tale.home }, role, name);
    const [first] = issued.records;
    const tags = [
      { key: 'eks-cluster-name', value: cluster },
      { key: 'kubernetes-namespace', value: 'default' },
      { key: 'kubernetes-service-account', value: account },
    ];
    const request = { ...(first!.requestParameters as JsonObject), tags };
    const caller = { account: role.account, identity: issued.identity, ...INSIDE };
    return { key: issued.accessKeyId, caller, record: { ...first!, requestParameters: request } };
  };
  const before = pod('cart', tale.now - HOUR);
  theirs(tale, before.record);
  passes(tale, before.caller, tale.now - HOUR + MINUTE, 2);
  does(tale, hand, {
    service: 'eks',
    name: 'CreatePodIdentityAssociation',
    request: { name: cluster, namespace: 'default', serviceAccount: 'pay', roleArn: roleArn(role) },
    response: { association: { clusterName: cluster, serviceAccount: 'pay', roleArn: roleArn(role) } },
  });
  const own = pod('pay', wait(tale, MINUTE, 5 * MINUTE));
  opens(tale, own.key, own.record);
  gains(tale, { id: own.key, kind: 'workload', caller: own.caller, life: LIFE.role });
  const other = pod('cart', wait(tale, 10 * SECOND));
  theirs(tale, other.record);
  passes(tale, other.caller, tale.now + MINUTE, 2);
}

const all = ['key', 'role', 'console', 'workload'] as const;

export const COMPUTE: readonly Way[] = [
  { name: 'instance', by: all, tell: instance },
  { name: 'function', by: all, tell: lambda },
  { name: 'task', by: all, tell: task },
  { name: 'build', by: all, tell: build },
  { name: 'stack', by: all, tell: stack },
  { name: 'stack in the name of its maker', by: ['key'], tell: stackInHisName },
  { name: 'pods', by: all, tell: pods },
  { name: 'function taken over', by: all, tell: lambdaTaken },
  { name: 'instance taken over', by: all, tell: instanceTaken },
];
