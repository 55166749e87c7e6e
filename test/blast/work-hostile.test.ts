import { expect, it } from 'vitest';
import { radius } from '../support/radius.js';
import { ACCOUNT, assumeRole, call, event, OTHER_ACCOUNT, type Rec, roleSession, user } from './records.js';

const mallory = user('mallory', 'AKIASEED');
const service = (name: string) => ({ type: 'AWSService', invokedBy: `${name}.amazonaws.com` });

/** Parameters of every shape but the one that AWS would send. */
const shapes: readonly unknown[] = [
  null,
  'text',
  17,
  [],
  ['a', { b: null }],
  {
    bucketName: ['b'],
    bucketPolicy: 'no json',
    tags: 'x',
    tagSpecificationSet: 3,
    principals: { a: 1 },
    attributes: [],
  },
  {
    bucketName: `(${'['.repeat(5000)}`,
    bucketPolicy: { Statement: { Effect: 'Allow', Principal: { AWS: OTHER_ACCOUNT } } },
  },
  {
    functionName: '::::',
    instanceIds: { a: ['i-0a'] },
    clusterName: ['c'],
    name: {},
    roleArn: [`arn:aws:iam::${ACCOUNT}:role/x`],
  },
  { omitted: 'true', originalSize: '149893', reason: 'requestParameters too large' },
];

const calls = [
  ['s3', 'PutBucketPolicy'],
  ['s3', 'Put"]$.[*Policy'],
  ['kms', "x'Policy"],
  ['ec2', 'RunInstances'],
  ['ec2', 'ModifySnapshotAttribute'],
  ['ec2', 'AssociateIamInstanceProfile'],
  ['ec2', 'CreateFleet'],
  ['lambda', 'CreateFunction20150331'],
  ['lambda', 'UpdateFunctionCode20150331v2'],
  ['ecs', 'RunTask'],
  ['codebuild', 'StartBuild'],
  ['codebuild', 'CreateProject'],
  ['ssm', 'StartAutomationExecution'],
  ['ssm', 'SendCommand'],
  ['cloudformation', 'CreateStack'],
  ['eks', 'CreatePodIdentityAssociation'],
  ['eks-auth', 'AssumeRoleForPodIdentity'],
  ['lakeformation', 'GetDataAccess'],
  ['secretsmanager', 'GetSecretValue'],
  ['redshift', 'GetClusterCredentials'],
  ['ram', 'CreateResourceShare'],
] as const;

it('no shape of parameters ends a run or ties anybody to the radius', async () => {
  const records: Rec[] = calls.flatMap(([source, name], row) =>
    shapes.map((shape, column) =>
      event(`odd-${row}-${column}`, '10:00:00', source, name, mallory, {
        requestParameters: shape,
        responseElements: shapes[(row + column) % shapes.length],
        additionalEventData: shape,
      }),
    ),
  );
  const found = await radius(
    [
      ...records,
      assumeRole('innocent', '10:01:00', service('ec2'), 'x', 'i-0a', 'ASIAINNOCENT', {
        requestParameters: { tags: 'none' },
      }),
      call('innocent-use', '10:02:00', roleSession('x', '', 'ASIAEMPTY', '10:01:00')),
    ],
    'AKIASEED',
  );
  expect(found.reached).toEqual([]);
  expect(found.eventIds).toHaveLength(records.length);
});

it('a policy that names an outsider is told whatever else stands around it', async () => {
  const found = await radius(
    [
      event('odd', '10:00:00', 's3', 'PutBucketPolicy', mallory, {
        requestParameters: {
          bucketName: 'b',
          bucketPolicy: { Statement: [null, 'x', { Effect: 'Allow', Principal: { AWS: [OTHER_ACCOUNT, 7] } }] },
        },
      }),
    ],
    'AKIASEED',
  );
  expect(found.outsiders).toMatchObject([{ outsider: OTHER_ACCOUNT }]);
});
