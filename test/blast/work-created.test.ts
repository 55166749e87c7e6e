import { describe, expect, it } from 'vitest';
import { radius } from '../support/radius.js';
import { ACCOUNT, assumeRole, at, call, createKey, createUser, event, type Rec, roleSession, user } from './records.js';

const mallory = user('mallory', 'AKIASEED');
const alice = user('alice', 'AKIAALICE');
const service = (name: string) => ({ type: 'AWSService', invokedBy: `${name}.amazonaws.com` });
const arn = (role: string) => `arn:aws:iam::${ACCOUNT}:role/${role}`;

function launch(id: string, time: string, who: Rec, instance: string, more: Rec = {}, request: Rec = {}): Rec {
  return event(id, time, 'ec2', 'RunInstances', who, {
    requestParameters: { iamInstanceProfile: { name: 'web' }, ...request },
    responseElements: { instancesSet: { items: [{ instanceId: instance }] } },
    ...more,
  });
}

describe('instances', () => {
  it('are told by id: another with the same profile is not taken in, nor a person who borrows the name', async () => {
    const found = await radius(
      [
        launch('mine', '10:00:00', mallory, 'i-0a'),
        assumeRole('issue', '10:01:00', service('ec2'), 'web', 'i-0a', 'ASIAMINE'),
        call('use', '10:02:00', roleSession('web', 'i-0a', 'ASIAMINE', '10:01:00')),
        // The same profile, launched by somebody else in the same second.
        launch('theirs', '10:00:00', alice, 'i-0b'),
        assumeRole('issue-b', '10:01:00', service('ec2'), 'web', 'i-0b', 'ASIATHEIRS'),
        call('use-b', '10:02:00', roleSession('web', 'i-0b', 'ASIATHEIRS', '10:01:00')),
        // A person assumes the role under the name of the instance.
        assumeRole('borrowed', '10:03:00', alice, 'web', 'i-0a', 'ASIABORROWED'),
        call('use-borrowed', '10:04:00', roleSession('web', 'i-0a', 'ASIABORROWED', '10:03:00')),
        // The instance's name in another account.
        call('far', '10:04:00', roleSession('web', 'i-0a', 'ASIAFAR', '10:03:00', '444455556666')),
      ],
      'AKIASEED',
    );
    expect(found.reached).toEqual(['ASIAMINE: WORK high']);
    expect(found.eventIds).toEqual(['mine', 'use']);
    expect(found.edges).toMatchObject([{ from: 'AKIASEED', to: 'ASIAMINE', evidence: ['issue', 'mine'] }]);
    expect(found.suspects).toEqual([]);
  });

  it('launched before the compromise stay their owner’s, and so do their keys that nobody used', async () => {
    const found = await radius(
      [
        launch('before', '08:00:00', mallory, 'i-0a'),
        assumeRole('issue', '10:01:00', service('ec2'), 'web', 'i-0a', 'ASIAOWNER'),
        call('theft', '10:00:00', mallory),
      ],
      'AKIASEED',
      { compromisedAt: '2026-03-01T09:00:00Z' },
    );
    expect(found.reached).toEqual([]);
    expect(found.suspects).toEqual([]);
  });

  it('with another role than the one that was passed are suspects', async () => {
    const found = await radius(
      [
        event('profile', '09:00:00', 'iam', 'AddRoleToInstanceProfile', alice, {
          requestParameters: { instanceProfileName: 'web', roleName: 'web' },
        }),
        launch('mine', '10:00:00', mallory, 'i-0a'),
        assumeRole('fits', '10:01:00', service('ec2'), 'web', 'i-0a', 'ASIAFITS'),
        assumeRole('other', '10:01:00', service('ssm'), 'hostmanagement', 'i-0a', 'ASIAHOST'),
        event('bare', '10:00:00', 'ec2', 'RunInstances', mallory, {
          responseElements: { instancesSet: { items: [{ instanceId: 'i-0c' }] } },
        }),
        assumeRole('given', '10:05:00', service('ec2'), 'web', 'i-0c', 'ASIABARE'),
      ],
      'AKIASEED',
    );
    expect(found.reached).toEqual(['ASIAFITS: WORK high']);
    expect(found.suspects).toMatchObject([
      { to: 'ASIABARE', confidence: 'medium', reason: expect.stringMatching(/launched without a role/) },
      { to: 'ASIAHOST', confidence: 'medium', reason: expect.stringMatching(/another role/) },
    ]);
  });

  it('that were launched bare and then given a role are the radius’s own; an instance of others is a suspect', async () => {
    const give = (id: string, instance: string) =>
      event(id, '10:02:00', 'ec2', 'AssociateIamInstanceProfile', mallory, {
        requestParameters: {
          AssociateIamInstanceProfileRequest: { InstanceId: instance, IamInstanceProfile: { Name: 'admin' } },
        },
      });
    const found = await radius(
      [
        event('bare', '10:00:00', 'ec2', 'RunInstances', mallory, {
          responseElements: { instancesSet: { items: [{ instanceId: 'i-0a' }] } },
        }),
        give('give-own', 'i-0a'),
        assumeRole('own', '10:03:00', service('ec2'), 'admin', 'i-0a', 'ASIAOWN'),
        give('give-theirs', 'i-0b'),
        assumeRole('theirs', '10:03:00', service('ec2'), 'admin', 'i-0b', 'ASIATHEIRS'),
        // Replaced on another: only the response tells which.
        event('replace', '10:02:00', 'ec2', 'ReplaceIamInstanceProfileAssociation', mallory, {
          requestParameters: {
            ReplaceIamInstanceProfileAssociationRequest: {
              AssociationId: 'iip-assoc-1',
              IamInstanceProfile: { Name: 'admin' },
            },
          },
          responseElements: {
            ReplaceIamInstanceProfileAssociationResponse: { iamInstanceProfileAssociation: { instanceId: 'i-0d' } },
          },
        }),
        assumeRole('replaced', '10:03:00', service('ec2'), 'admin', 'i-0d', 'ASIAREPLACED'),
        assumeRole('stranger', '10:03:00', service('ec2'), 'admin', 'i-0c', 'ASIASTRANGER'),
      ],
      'AKIASEED',
    );
    expect(found.reached).toEqual(['ASIAOWN: WORK high']);
    expect(found.suspects.map((suspect) => suspect.to)).toEqual(['ASIAREPLACED', 'ASIATHEIRS']);
  });

  it('of a fleet are told by its id; of a scaling group, by its name, they are suspects', async () => {
    const scaling = roleSession('autoscaling', 'AutoScaling', 'ASIASCALING', '09:00:00');
    const tagged = (name: string) => ({
      tagSpecificationSet: { items: [{ tags: [{ key: 'aws:autoscaling:groupName', value: name }] }] },
    });
    const found = await radius(
      [
        event('fleet', '10:00:00', 'ec2', 'CreateFleet', mallory, {
          responseElements: { CreateFleetResponse: { fleetId: 'fleet-1a' } },
        }),
        launch(
          'by-fleet',
          '10:01:00',
          scaling,
          'i-0a',
          {},
          {
            tagSpecificationSet: { items: [{ tags: [{ key: 'aws:ec2:fleet-id', value: 'fleet-1a' }] }] },
          },
        ),
        assumeRole('fleet-issue', '10:02:00', service('ec2'), 'web', 'i-0a', 'ASIAFLEET'),
        event('group', '10:00:00', 'autoscaling', 'CreateAutoScalingGroup', mallory, {
          requestParameters: { autoScalingGroupName: 'miners' },
        }),
        launch('by-group', '10:01:00', scaling, 'i-0b', {}, tagged('miners')),
        assumeRole('group-issue', '10:02:00', service('ec2'), 'web', 'i-0b', 'ASIAGROUP'),
        launch('by-other', '10:01:00', scaling, 'i-0c', {}, tagged('shop')),
        assumeRole('other-issue', '10:02:00', service('ec2'), 'web', 'i-0c', 'ASIASHOP'),
      ],
      'AKIASEED',
    );
    expect(found.reached).toEqual(['ASIAFLEET: WORK high']);
    expect(found.suspects.map((suspect) => suspect.to)).toEqual(['ASIAGROUP']);
  });
});

describe('functions', () => {
  const create = (id: string, time: string, who: Rec, region = 'us-east-1', role = 'one') =>
    event(id, time, 'lambda', 'CreateFunction20150331', who, {
      awsRegion: region,
      requestParameters: { functionName: 'fn', role: arn(role) },
      responseElements: { functionName: 'fn', role: arn(role) },
    });

  it('belong to who created the name last, in that region, with that role', async () => {
    const found = await radius(
      [
        create('mine', '10:00:00', mallory),
        assumeRole('issue', '10:01:00', service('lambda'), 'one', 'fn', 'ASIAMINE'),
        // The same name and role in another region: an older function of somebody else.
        assumeRole('elsewhere', '10:01:00', service('lambda'), 'one', 'fn', 'ASIAELSEWHERE', {
          awsRegion: 'eu-west-1',
        }),
        // Deleted, and made again by its owner.
        create('again', '11:00:00', alice),
        assumeRole('after', '11:01:00', service('lambda'), 'one', 'fn', 'ASIAAFTER'),
        assumeRole('other-role', '10:01:00', service('lambda'), 'two', 'fn', 'ASIAROLE'),
        // A person who names the session so, in the same second.
        assumeRole('person', '10:01:00', alice, 'one', 'fn', 'ASIAPERSON'),
        call('person-use', '10:02:00', roleSession('one', 'fn', 'ASIAPERSON', '10:01:00')),
      ],
      'AKIASEED',
    );
    expect(found.reached).toEqual(['ASIAMINE: WORK high']);
    expect(found.eventIds).toEqual(['mine']);
  });

  it('of which another region has one too are suspects where nothing shows the session being opened', async () => {
    const there = { awsRegion: 'eu-west-1' };
    const found = await radius(
      [
        create('mine', '10:00:00', mallory),
        call('here', '10:02:00', roleSession('one', 'fn', 'ASIAHERE', '10:01:00')),
        call('there', '10:02:00', roleSession('one', 'fn', 'ASIATHERE', '10:01:00'), there),
        call('there-here', '10:03:00', roleSession('one', 'fn', 'ASIATHERE', '10:01:00')),
      ],
      'AKIASEED',
    );
    expect(found.reached).toEqual([]);
    expect(found.suspects.map(({ to, confidence }) => [to, confidence])).toEqual([
      ['ASIAHERE', 'medium'],
      ['ASIATHERE', 'medium'],
    ]);
  });
});

describe('tasks, builds, automations', () => {
  it('are told by their ids', async () => {
    const found = await radius(
      [
        event('task', '10:00:00', 'ecs', 'RunTask', mallory, {
          responseElements: { tasks: [{ taskArn: `arn:aws:ecs:us-east-1:${ACCOUNT}:task/c/0123456789abcdef` }] },
        }),
        assumeRole('task-issue', '10:01:00', service('ecs-tasks'), 'task', '0123456789abcdef', 'ASIATASK'),
        event('their-task', '10:00:00', 'ecs', 'RunTask', alice, {
          responseElements: { tasks: [{ taskArn: `arn:aws:ecs:us-east-1:${ACCOUNT}:task/c/fedcba9876543210` }] },
        }),
        assumeRole('their-issue', '10:01:00', service('ecs-tasks'), 'task', 'fedcba9876543210', 'ASIATHEIRTASK'),
        event('definition', '09:59:00', 'ecs', 'RegisterTaskDefinition', mallory, {
          requestParameters: { taskRoleArn: arn('task') },
        }),
        // Started by a service of the cluster, nobody knows whose.
        assumeRole('scheduled', '10:05:00', service('ecs-tasks'), 'task', 'aaaabbbbccccdddd', 'ASIASCHEDULED'),
        event('project', '10:00:00', 'codebuild', 'CreateProject', mallory, {
          requestParameters: { name: 'p', serviceRole: arn('build') },
        }),
        event('build', '10:01:00', 'codebuild', 'StartBuild', mallory, {
          requestParameters: { projectName: 'p' },
          responseElements: { build: { id: 'p:11111111-2222-3333-4444-555555555555' } },
        }),
        assumeRole(
          'build-issue',
          '10:02:00',
          service('codebuild'),
          'build',
          'AWSCodeBuild-11111111-2222-3333-4444-555555555555',
          'ASIABUILD',
        ),
        event('old-project', '10:01:00', 'codebuild', 'StartBuild', mallory, {
          requestParameters: { projectName: 'shop' },
          responseElements: { build: { id: 'shop:99999999-2222-3333-4444-555555555555' } },
        }),
        assumeRole(
          'shop-issue',
          '10:02:00',
          service('codebuild'),
          'shop',
          'AWSCodeBuild-99999999-2222-3333-4444-555555555555',
          'ASIASHOP',
        ),
        assumeRole(
          'their-build',
          '10:02:00',
          service('codebuild'),
          'shop',
          'AWSCodeBuild-00000000-2222-3333-4444-555555555555',
          'ASIATHEIRBUILD',
        ),
        event('automation', '10:00:00', 'ssm', 'StartAutomationExecution', mallory, {
          requestParameters: { documentName: 'd', parameters: { AutomationAssumeRole: [arn('auto')] } },
          responseElements: { automationExecutionId: '77777777-2222-3333-4444-555555555555' },
        }),
        assumeRole(
          'auto-issue',
          '10:01:00',
          service('ssm'),
          'auto',
          'Automation-77777777-2222-3333-4444-555555555555',
          'ASIAAUTO',
        ),
      ],
      'AKIASEED',
    );
    expect(found.reached).toEqual(['ASIAAUTO: WORK high', 'ASIABUILD: WORK high', 'ASIATASK: WORK high']);
    expect(found.suspects.map((suspect) => suspect.to)).toEqual(['ASIASCHEDULED', 'ASIASHOP']);
  });
});

describe('a role passed to a service', () => {
  const passing: readonly (readonly [string, string, string, (role: string) => Rec])[] = [
    ['glue', 'CreateJob', 'glue', (role) => ({ role: arn(role) })],
    ['sagemaker', 'CreateNotebookInstance', 'sagemaker', (role) => ({ roleArn: arn(role), notebookInstanceName: 'n' })],
    ['states', 'CreateStateMachine', 'states.us-east-1', (role) => ({ roleArn: arn(role) })],
    ['events', 'PutTargets', 'events', (role) => ({ targets: [{ id: '1', roleArn: arn(role) }] })],
    ['scheduler', 'CreateSchedule', 'scheduler', (role) => ({ target: { roleArn: arn(role) } })],
    ['batch', 'RegisterJobDefinition', 'ecs-tasks', (role) => ({ containerProperties: { jobRoleArn: arn(role) } })],
    ['elasticmapreduce', 'RunJobFlow', 'elasticmapreduce', (role) => ({ serviceRole: role, jobFlowRole: 'nodes' })],
    [
      'apprunner',
      'CreateService',
      'tasks.apprunner',
      (role) => ({ instanceConfiguration: { instanceRoleArn: arn(role) } }),
    ],
    ['transfer', 'CreateUser', 'transfer', (role) => ({ role: arn(role), userName: 'u' })],
    ['iot', 'CreateRoleAlias', 'credentials.iot', (role) => ({ roleArn: arn(role) })],
    ['ssm', 'CreateActivation', 'ssm', (role) => ({ iamRole: `service-role/${role}` })],
    [
      'ssm',
      'UpdateServiceSetting',
      'ssm',
      (role) => ({
        settingId: '/ssm/managed-instance/default-ec2-instance-management-role',
        settingValue: `service-role/${role}`,
      }),
    ],
    ['cloudformation', 'CreateStack', 'cloudformation', (role) => ({ stackName: 's', roleARN: arn(role) })],
  ];

  it('makes its later sessions suspects, whatever the service calls the parameter', async () => {
    const found = await radius(
      passing.flatMap(([source, name, opener, request], index) => {
        const role = `r${index}`;
        return [
          assumeRole(`earlier-${index}`, '09:00:00', service(opener), role, 'worker', `ASIAEARLIER${index}`),
          event(`pass-${index}`, '10:00:00', source, name, mallory, { requestParameters: request(role) }),
          assumeRole(`later-${index}`, '10:05:00', service(opener), role, 'worker', `ASIALATER${index}`),
          assumeRole(`role-${index}`, '10:05:00', service(opener), `unpassed${index}`, 'worker', `ASIAROLE${index}`),
          assumeRole(`service-${index}`, '10:05:00', service('config'), role, 'worker', `ASIASERVICE${index}`),
          assumeRole(`person-${index}`, '10:05:00', alice, role, 'worker', `ASIAPERSON${index}`),
        ];
      }),
      'AKIASEED',
    );
    expect(found.reached).toEqual([]);
    expect(found.suspects.map(({ to, evidence, confidence }) => [to, evidence, confidence])).toEqual(
      expect.arrayContaining(
        passing.map((_row, index) => [`ASIALATER${index}`, [`later-${index}`, `pass-${index}`], 'medium']),
      ),
    );
    expect(found.suspects).toHaveLength(passing.length);
  });

  it('is not one that a policy names, nor one of a call that failed', async () => {
    const found = await radius(
      [
        event('policy', '10:00:00', 'sqs', 'SetQueueAttributes', mallory, {
          requestParameters: {
            attributes: { Policy: JSON.stringify({ Statement: [{ Principal: { AWS: arn('passed') } }] }) },
          },
        }),
        event('denied', '10:00:00', 'glue', 'CreateJob', mallory, {
          errorCode: 'AccessDenied',
          requestParameters: { role: arn('passed') },
        }),
        assumeRole('by-sqs', '10:05:00', service('sqs'), 'passed', 'w', 'ASIASQS'),
        assumeRole('by-glue', '10:05:00', service('glue'), 'passed', 'w', 'ASIAGLUE'),
      ],
      'AKIASEED',
    );
    expect(found.suspects).toEqual([]);
  });
});

describe('stacks', () => {
  const stack = (id: string, time: string, who: Rec, more: Rec = {}) =>
    event(id, time, 'cloudformation', 'CreateStack', who, {
      requestParameters: { stackName: 's', ...more },
      responseElements: {
        stackId: `arn:aws:cloudformation:us-east-1:${ACCOUNT}:stack/s/11111111-2222-3333-4444-555555555555`,
      },
    });
  const by = { invokedBy: 'cloudformation.amazonaws.com' };
  const forwarded = (key: string, time: string) => ({
    ...mallory,
    ...by,
    accessKeyId: key,
    sessionContext: { attributes: { creationDate: `2026-03-01T${time}Z` } },
  });

  it('that the caller had made act for him: what they create is his', async () => {
    const found = await radius(
      [
        stack('made', '10:00:00', mallory),
        createUser('by-stack', '10:01:00', forwarded('ASIAFORWARD', '10:00:30'), 'eve'),
        call('eve', '10:05:00', user('eve', 'AKIAEVE')),
        call('own', '10:06:00', mallory),
        // Another service acting for him stays what it is.
        call('other-service', '10:01:00', { ...forwarded('ASIAOTHER', '10:00:40'), invokedBy: 'athena.amazonaws.com' }),
        // Somebody else's stack.
        stack('theirs', '10:00:00', alice),
        createUser('by-theirs', '10:01:00', { ...alice, ...by, accessKeyId: 'ASIATHEIRS' }, 'bob'),
      ],
      'AKIASEED',
    );
    expect(found.reached).toEqual(['AKIAEVE: PRIN high', 'ASIAFORWARD: WORK high']);
    expect(found.eventIds).toEqual(['by-stack', 'eve', 'made', 'own']);
    expect(found.suspects.map(({ to, method }) => [to, method])).toEqual([['ASIAOTHER', 'FAS']]);
  });

  it('of a principal of which several keys had some made are his if all of these are, and in doubt otherwise', async () => {
    const bob = (key: string) => user('bob', key);
    const found = await radius(
      [
        stack('made', '10:00:00', mallory),
        createKey('second', '10:01:00', mallory, 'mallory', 'AKIASECOND'),
        stack('again', '10:10:00', user('mallory', 'AKIASECOND')),
        createKey('by-stack', '10:11:00', forwarded('ASIAFORWARD', '10:10:30'), 'eve', 'AKIAEVE'),
        // A key that is found only behind the first of these stacks.
        createKey('third', '10:20:00', user('eve', 'AKIAEVE'), 'mallory', 'AKIATHIRD'),
        stack('thrice', '10:30:00', user('mallory', 'AKIATHIRD')),
        call('by-third', '10:31:00', forwarded('ASIALATER', '10:30:30')),
        // Of this user the owner had one made, too.
        createKey('for-bob', '10:01:00', mallory, 'bob', 'AKIABOBTWO'),
        stack('bob', '10:10:00', bob('AKIABOBTWO')),
        stack('owner', '09:50:00', bob('AKIABOB')),
        createUser('whose', '10:11:00', { ...bob('ASIABOB'), ...by }, 'joe'),
      ],
      'AKIASEED',
    );
    expect(found.reached).toEqual([
      'AKIABOBTWO: KEY exact',
      'AKIAEVE: KEY high',
      'AKIASECOND: KEY exact',
      'AKIATHIRD: KEY high',
      'ASIAFORWARD: WORK high',
      'ASIALATER: WORK high',
    ]);
    expect(found.edges.filter(({ to }) => to === 'ASIAFORWARD')).toMatchObject([
      { from: 'AKIASEED', confidence: 'high', evidence: ['made'] },
      { from: 'AKIASECOND', confidence: 'high', evidence: ['again'] },
    ]);
    expect(found.suspects).toMatchObject([{ from: 'AKIABOBTWO', to: 'ASIABOB', method: 'WORK', confidence: 'medium' }]);
  });

  it('are in doubt where the owner had some made by the same key before it leaked', async () => {
    const found = await radius(
      [
        stack('owner', '09:50:00', mallory),
        stack('made', '10:00:00', mallory),
        createUser('by-stack', '10:01:00', forwarded('ASIAFORWARD', '10:00:30'), 'eve'),
      ],
      'AKIASEED',
      { compromisedAt: at('09:55:00'), include: 'medium' },
    );
    expect(found.reached).toEqual(['ASIAFORWARD: WORK medium']);
  });

  it('with a role are told by their id where the session names it', async () => {
    const session = (key: string, name: string, created: string) => ({
      ...roleSession('deploy', name, key, created),
      ...by,
    });
    const launchOf = (id: string, time: string, who: Rec, uuid: string) =>
      event(id, time, 'ec2', 'CreateVolume', who, {
        requestParameters: {
          tags: [
            {
              key: 'aws:cloudformation:stack-id',
              value: `arn:aws:cloudformation:us-east-1:${ACCOUNT}:stack/s/${uuid}`,
            },
          ],
        },
      });
    const found = await radius(
      [
        stack('made', '10:00:00', mallory, { roleARN: arn('deploy') }),
        assumeRole('mine', '10:01:00', service('cloudformation'), 'deploy', 'AWSCloudFormation', 'ASIAMINE'),
        launchOf(
          'mine-use',
          '10:01:30',
          session('ASIAMINE', 'AWSCloudFormation', '10:01:00'),
          '11111111-2222-3333-4444-555555555555',
        ),
        assumeRole('theirs', '10:02:00', service('cloudformation'), 'deploy', 'AWSCloudFormation', 'ASIATHEIRS'),
        launchOf(
          'their-use',
          '10:02:30',
          session('ASIATHEIRS', 'AWSCloudFormation', '10:02:00'),
          '99999999-2222-3333-4444-555555555555',
        ),
      ],
      'AKIASEED',
    );
    expect(found.reached).toEqual(['ASIAMINE: WORK high']);
    expect(found.eventIds).toEqual(['made', 'mine-use']);
    expect(found.suspects.map(({ to, confidence }) => [to, confidence])).toEqual([['ASIATHEIRS', 'medium']]);
  });
});

describe('pods', () => {
  const tags = (cluster: string, account: string) => ({
    requestParameters: {
      roleArn: arn('pod'),
      roleSessionName: 'eks-c-p-1',
      tags: [
        { key: 'eks-cluster-name', value: cluster },
        { key: 'kubernetes-namespace', value: 'default' },
        { key: 'kubernetes-service-account', value: account },
      ],
    },
  });
  const fetched = (id: string, time: string, who: Rec, cluster: string) =>
    event(id, time, 'eks-auth', 'AssumeRoleForPodIdentity', who, {
      requestParameters: { clusterName: cluster, token: 'HIDDEN_DUE_TO_SECURITY_REASONS' },
    });

  it('that an association of the radius gave a role are its own', async () => {
    const found = await radius(
      [
        event('associate', '10:00:00', 'eks', 'CreatePodIdentityAssociation', mallory, {
          requestParameters: { clusterName: 'shop', namespace: 'default', serviceAccount: 'cart', roleArn: arn('pod') },
        }),
        assumeRole('mine', '10:01:00', service('pods.eks'), 'pod', 'eks-shop-a-1', 'ASIAMINE', tags('shop', 'cart')),
        assumeRole('other', '10:01:00', service('pods.eks'), 'pod', 'eks-shop-b-1', 'ASIAOTHER', tags('shop', 'pay')),
        assumeRole(
          'before',
          '09:01:00',
          service('pods.eks'),
          'pod',
          'eks-shop-a-0',
          'ASIABEFORE',
          tags('shop', 'cart'),
        ),
        // The owner makes it anew: what the pods get from then on is his doing.
        event('renewed', '11:00:00', 'eks', 'CreatePodIdentityAssociation', alice, {
          requestParameters: { clusterName: 'shop', namespace: 'default', serviceAccount: 'cart', roleArn: arn('pod') },
        }),
        assumeRole('after', '11:01:00', service('pods.eks'), 'pod', 'eks-shop-a-2', 'ASIAAFTER', tags('shop', 'cart')),
      ],
      'AKIASEED',
    );
    expect(found.reached).toEqual(['ASIAMINE: WORK high']);
    expect(found.suspects.map(({ to }) => to)).toEqual(['ASIAAFTER', 'ASIAOTHER']);
  });

  it('whose credentials a node fetched lead on, though its own record shows none', async () => {
    const node = roleSession('node', 'i-0a', 'ASIANODE', '09:00:00');
    const rival = roleSession('node', 'i-0b', 'ASIARIVAL', '09:00:00');
    const found = await radius(
      [
        fetched('fetch', '10:00:00', node, 'shop'),
        assumeRole('mine', '10:00:00', service('pods.eks'), 'pod', 'eks-shop-a-1', 'ASIAMINE', tags('shop', 'cart')),
        call('use', '10:01:00', roleSession('pod', 'eks-shop-a-1', 'ASIAMINE', '10:00:00')),
        assumeRole(
          'other-cluster',
          '10:00:00',
          service('pods.eks'),
          'pod',
          'eks-lab-a-1',
          'ASIALAB',
          tags('lab', 'cart'),
        ),
        fetched('same-second', '11:00:00', node, 'shop'),
        fetched('rival', '11:00:00', rival, 'shop'),
        assumeRole('whose', '11:00:00', service('pods.eks'), 'pod', 'eks-shop-a-2', 'ASIAWHOSE', tags('shop', 'cart')),
      ],
      'ASIANODE',
    );
    expect(found.reached).toEqual(['ASIAMINE: WORK high']);
    expect(found.eventIds).toEqual(['fetch', 'same-second', 'use']);
    expect(found.suspects.map(({ to, confidence }) => [to, confidence])).toEqual([['ASIAWHOSE', 'medium']]);
    const up = await radius(
      [
        fetched('fetch', '10:00:00', node, 'shop'),
        assumeRole('mine', '10:00:00', service('pods.eks'), 'pod', 'eks-shop-a-1', 'ASIAMINE', tags('shop', 'cart')),
        call('use', '10:01:00', roleSession('pod', 'eks-shop-a-1', 'ASIAMINE', '10:00:00')),
      ],
      'ASIAMINE',
    );
    expect(up.upstream).toContainEqual(expect.objectContaining({ id: 'ASIANODE', method: 'WORK', confidence: 'high' }));
  });
});
