import { beforeAll, describe, expect, it } from 'vitest';
import { type Radius, radius } from '../support/radius.js';
import { ACCOUNT, event, OTHER_ACCOUNT, type Rec, user } from './records.js';

const mallory = user('mallory', 'AKIASEED');
const root = `arn:aws:iam::${OTHER_ACCOUNT}:root`;
const canonical = 'c'.repeat(64);

function policy(principal: unknown, more: Rec = {}): Rec {
  return {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: principal, Action: '*', Resource: '*', ...more }],
  };
}

const text = (principal: unknown, more: Rec = {}) => JSON.stringify(policy(principal, more));
const ours = { AWS: `arn:aws:iam::${ACCOUNT}:role/app` };
const theirs = { AWS: root };

/** source, call, parameters, response, what is expected: resource and outsiders. */
type Row = readonly [string, string, Rec, Rec | null, string | null, readonly (string | null)[]];

const grants: readonly Row[] = [
  ['s3', 'PutBucketPolicy', { bucketName: 'b', bucketPolicy: policy(theirs) }, null, 'b', [root]],
  ['s3', 'PutAccessPointPolicy', { name: 'ap', policy: text(theirs) }, null, 'ap', [root]],
  ['s3', 'PutBucketAcl', { bucketName: 'b', 'x-amz-acl': ['public-read'] }, null, 'b', ['*']],
  [
    's3',
    'PutObjectAcl',
    {
      bucketName: 'b',
      AccessControlPolicy: {
        Owner: { ID: 'a'.repeat(64) },
        AccessControlList: { Grant: [{ Grantee: { ID: 'a'.repeat(64) } }, { Grantee: { ID: canonical } }] },
      },
    },
    null,
    'b',
    [canonical],
  ],
  ['s3', 'DeleteBucketPublicAccessBlock', { bucketName: 'b' }, null, 'b', [null]],
  [
    's3',
    'PutBucketReplication',
    { bucketName: 'b', ReplicationConfiguration: { Rule: { Destination: { Account: OTHER_ACCOUNT } } } },
    null,
    'b',
    [OTHER_ACCOUNT],
  ],
  ['kms', 'PutKeyPolicy', { keyId: 'k', policy: text(theirs) }, null, 'k', [root]],
  ['kms', 'CreateGrant', { keyId: 'k', granteePrincipal: root }, { grantId: 'g' }, 'k', [root]],
  ['lambda', 'AddPermission20150331v2', { functionName: 'f', principal: '*' }, null, 'f', ['*']],
  [
    'lambda',
    'AddLayerVersionPermission20181031',
    { layerName: 'l', principal: OTHER_ACCOUNT },
    null,
    'l',
    [OTHER_ACCOUNT],
  ],
  ['sqs', 'AddPermission', { queueUrl: 'q', aWSAccountIds: [OTHER_ACCOUNT] }, null, 'q', [OTHER_ACCOUNT]],
  ['sqs', 'SetQueueAttributes', { queueUrl: 'q', attributes: { Policy: text(theirs) } }, null, 'q', [root]],
  [
    'sns',
    'SetTopicAttributes',
    { topicArn: 't', attributeName: 'Policy', attributeValue: text('*') },
    null,
    't',
    ['*'],
  ],
  ['sns', 'AddPermission', { topicArn: 't', aWSAccountId: [OTHER_ACCOUNT] }, null, 't', [OTHER_ACCOUNT]],
  ['secretsmanager', 'PutResourcePolicy', { secretId: 's', resourcePolicy: text(theirs) }, null, 's', [root]],
  ['ecr', 'SetRepositoryPolicy', { repositoryName: 'r', policyText: text(theirs) }, null, 'r', [root]],
  ['events', 'PutPermission', { eventBusName: 'e', principal: OTHER_ACCOUNT }, null, 'e', [OTHER_ACCOUNT]],
  ['logs', 'PutDestinationPolicy', { destinationName: 'd', accessPolicy: text(theirs) }, null, 'd', [root]],
  [
    'logs',
    'PutSubscriptionFilter',
    { logGroupName: 'g', destinationArn: `arn:aws:logs:us-east-1:${OTHER_ACCOUNT}:destination:x` },
    null,
    'g',
    [`arn:aws:logs:us-east-1:${OTHER_ACCOUNT}:destination:x`],
  ],
  [
    'ec2',
    'ModifySnapshotAttribute',
    { snapshotId: 'snap-1', createVolumePermission: { add: { items: [{ userId: OTHER_ACCOUNT }] } } },
    null,
    'snap-1',
    [OTHER_ACCOUNT],
  ],
  [
    'ec2',
    'ModifyImageAttribute',
    { imageId: 'ami-1', launchPermission: { add: { items: [{ group: 'all' }] } } },
    null,
    'ami-1',
    ['*'],
  ],
  [
    'rds',
    'ModifyDBSnapshotAttribute',
    { dBSnapshotIdentifier: 'db', valuesToAdd: [OTHER_ACCOUNT] },
    null,
    'db',
    [OTHER_ACCOUNT],
  ],
  ['glue', 'PutResourcePolicy', { policyInJson: text(theirs), resourceArn: 'catalog' }, null, 'catalog', [root]],
  ['backup', 'PutBackupVaultAccessPolicy', { backupVaultName: 'v', policy: text(theirs) }, null, 'v', [root]],
  ['ram', 'CreateResourceShare', { name: 'share', principals: [OTHER_ACCOUNT] }, null, 'share', [OTHER_ACCOUNT]],
  [
    'organizations',
    'InviteAccountToOrganization',
    { target: { id: OTHER_ACCOUNT, type: 'ACCOUNT' } },
    null,
    null,
    [OTHER_ACCOUNT],
  ],
  [
    'organizations',
    'CreateAccount',
    { accountName: 'x' },
    { createAccountStatus: { accountId: OTHER_ACCOUNT } },
    null,
    [OTHER_ACCOUNT],
  ],
  ['organizations', 'RegisterDelegatedAdministrator', { accountId: OTHER_ACCOUNT }, null, null, [OTHER_ACCOUNT]],
  [
    'route53domains',
    'TransferDomainToAnotherAwsAccount',
    { domainName: 'd.example', accountId: OTHER_ACCOUNT },
    null,
    'd.example',
    [OTHER_ACCOUNT],
  ],
  ['ec2', 'CreateVpcPeeringConnection', { vpcId: 'vpc-1', peerOwnerId: OTHER_ACCOUNT }, null, 'vpc-1', [OTHER_ACCOUNT]],
  [
    'ec2',
    'ModifyVpcEndpointServicePermissions',
    {
      ModifyVpcEndpointServicePermissionsRequest: {
        ServiceId: 'vpce-svc-1',
        AddAllowedPrincipals: { tag: 1, content: root },
      },
    },
    null,
    'vpce-svc-1',
    [root],
  ],
  [
    'lakeformation',
    'GrantPermissions',
    { principal: { dataLakePrincipalIdentifier: OTHER_ACCOUNT } },
    null,
    null,
    [OTHER_ACCOUNT],
  ],
  // A role's trust: raw in the request, encoded in a response.
  ['iam', 'CreateRole', { roleName: 'door', assumeRolePolicyDocument: text(theirs) }, null, 'door', [root]],
  [
    'iam',
    'UpdateAssumeRolePolicy',
    { roleName: 'door', policyDocument: encodeURIComponent(text(theirs)) },
    null,
    'door',
    [root],
  ],
];

/** Calls of the same kinds that give nothing to anybody outside. */
const innocent: readonly (readonly [string, string, Rec])[] = [
  ['s3', 'PutBucketPolicy', { bucketName: 'mine', bucketPolicy: policy({ Service: 'cloudtrail.amazonaws.com' }) }],
  ['s3', 'PutBucketPolicy', { bucketName: 'mine', bucketPolicy: policy(ours) }],
  ['s3', 'PutBucketPolicy', { bucketName: 'mine', bucketPolicy: { Statement: { Effect: 'Deny', Principal: '*' } } }],
  ['s3', 'PutBucketAcl', { bucketName: 'mine', 'x-amz-acl': ['private'] }],
  ['kms', 'CreateGrant', { keyId: 'mine', granteePrincipal: ours.AWS }],
  ['lambda', 'AddPermission20150331v2', { functionName: 'mine', principal: 's3.amazonaws.com' }],
  ['sns', 'SetTopicAttributes', { topicArn: 'mine', attributeName: 'DisplayName', attributeValue: OTHER_ACCOUNT }],
  [
    'logs',
    'PutSubscriptionFilter',
    { logGroupName: 'mine', destinationArn: `arn:aws:lambda:us-east-1:${ACCOUNT}:function:f` },
  ],
  [
    'ec2',
    'ModifySnapshotAttribute',
    { snapshotId: 'mine', createVolumePermission: { remove: { items: [{ userId: OTHER_ACCOUNT }] } } },
  ],
  ['rds', 'ModifyDBSnapshotAttribute', { dBSnapshotIdentifier: 'mine', valuesToRemove: [OTHER_ACCOUNT] }],
  ['iam', 'PutRolePolicy', { roleName: 'mine', policyDocument: text(theirs) }],
  ['organizations', 'AttachPolicy', { policyId: 'p-1', targetId: ACCOUNT }],
];

describe('grants to outsiders', () => {
  let found: Radius;

  beforeAll(async () => {
    found = await radius(
      [
        ...grants.map(([source, name, request, response], index) =>
          event(`grant-${index}`, '10:00:00', source, name, mallory, {
            requestParameters: request,
            responseElements: response,
          }),
        ),
        ...innocent.map(([source, name, request], index) =>
          event(`innocent-${index}`, '10:01:00', source, name, mallory, { requestParameters: request }),
        ),
        event('conditional', '10:02:00', 's3', 'PutBucketPolicy', mallory, {
          requestParameters: {
            bucketName: 'org',
            bucketPolicy: policy('*', { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }),
          },
        }),
        event('tried', '10:03:00', 'ec2', 'ModifySnapshotAttribute', mallory, {
          errorCode: 'Client.UnauthorizedOperation',
          requestParameters: {
            snapshotId: 'snap-2',
            createVolumePermission: { add: { items: [{ userId: OTHER_ACCOUNT }] } },
          },
        }),
        event('stranger', '10:03:00', 's3', 'PutBucketPolicy', user('alice', 'AKIAALICE'), {
          requestParameters: { bucketName: 'b', bucketPolicy: policy(theirs) },
        }),
      ],
      'AKIASEED',
    );
  });

  it.each(grants.map((row, index) => [`${row[0]}:${row[1]}`, index] as const))('tells of %s', (_name, index) => {
    const [service, , , , resource, outsiders] = grants[index] as Row;
    const rows = found.outsiders.filter((row) => row.eventId === `grant-${index}`);
    expect(rows.map((row) => row.outsider)).toEqual(outsiders);
    expect(rows[0]).toMatchObject({
      service,
      resource,
      credential: 'AKIASEED',
      conditional: false,
      outcome: 'succeeded',
    });
  });

  it('names nobody for calls that give nothing away', () => {
    expect(found.outsiders.filter((row) => row.eventId.startsWith('innocent'))).toEqual([]);
    expect(found.outsiders.filter((row) => row.eventId === 'stranger')).toEqual([]);
  });

  it('keeps attempts and conditions apart', () => {
    expect(found.outsiders.filter((row) => row.eventId === 'conditional')).toMatchObject([
      { outsider: '*', conditional: true, account: null },
    ]);
    expect(found.outsiders.filter((row) => row.eventId === 'tried')).toMatchObject([
      { outsider: OTHER_ACCOUNT, account: OTHER_ACCOUNT, outcome: 'denied' },
    ]);
  });
});
