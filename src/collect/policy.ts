import { partitionOf } from '../object-key.js';
import { parseLocation } from '../source/s3-location.js';

export interface PolicyOptions {
  readonly sources: readonly string[];
  readonly eventHistory: boolean;
  /** What of IAM state: nothing, with the credential report that is stored, or with a new one. */
  readonly iam: 'no' | 'stored' | 'generate';
  /** Decides the partition: aws, aws-cn, aws-us-gov. */
  readonly region: string;
}

/** The least IAM policy that a collection needs. It allows nothing that writes; of a new credential report, see docs/archive.md. */
export function leastPolicy(options: PolicyOptions): object {
  const statements = [
    ...(options.sources.length === 0 ? [] : evidenceStatements(options)),
    ...(options.iam === 'no' ? [] : [iamStatement(options.iam)]),
  ];
  return { Version: '2012-10-17', Statement: statements };
}

function iamStatement(iam: 'stored' | 'generate'): object {
  return {
    Sid: 'ReadIamState',
    Effect: 'Allow',
    Action: [
      ...(iam === 'generate' ? ['iam:GenerateCredentialReport'] : []),
      'iam:GetAccessKeyLastUsed',
      'iam:GetAccountAuthorizationDetails',
      'iam:GetAccountSummary',
      'iam:GetCredentialReport',
      'iam:GetLoginProfile',
      'iam:GetOpenIDConnectProvider',
      'iam:GetSAMLProvider',
      'iam:ListAccessKeys',
      'iam:ListAccountAliases',
      'iam:ListMFADevices',
      'iam:ListOpenIDConnectProviders',
      'iam:ListRoles',
      'iam:ListSAMLProviders',
      'iam:ListSSHPublicKeys',
      'iam:ListServiceSpecificCredentials',
      'iam:ListSigningCertificates',
      'iam:ListUsers',
      'iam:ListVirtualMFADevices',
    ],
    Resource: '*',
  };
}

function evidenceStatements({ sources, eventHistory, region }: PolicyOptions): object[] {
  const partition = partitionOf(region);
  const places = sources.map(parseLocation);
  const arn = (bucket: string, path = '') => `arn:${partition}:s3:::${bucket}${path}`;
  const buckets = [...new Set(places.map(({ bucket }) => arn(bucket)))];
  const whole = places.some(({ prefix }) => prefix === '');
  const prefixes = places.map(({ prefix }) => prefix.replace(/\/$/, ''));
  return [
    {
      Sid: 'ListEvidence',
      Effect: 'Allow',
      Action: ['s3:ListBucket', 's3:ListBucketVersions'],
      Resource: buckets,
      ...(!whole && {
        Condition: { StringLike: { 's3:prefix': prefixes.flatMap((prefix) => [prefix, `${prefix}/*`]) } },
      }),
    },
    {
      Sid: 'ReadEvidence',
      Effect: 'Allow',
      Action: ['s3:GetObject', 's3:GetObjectVersion'],
      Resource: places.flatMap(({ bucket, prefix }) =>
        prefix === '' || prefix.endsWith('/')
          ? [arn(bucket, `/${prefix}*`)]
          : [arn(bucket, `/${prefix}`), arn(bucket, `/${prefix}/*`)],
      ),
    },
    {
      Sid: 'ReadBucketSettings',
      Effect: 'Allow',
      Action: [
        's3:GetBucketVersioning',
        's3:GetLifecycleConfiguration',
        's3:GetBucketPolicy',
        's3:GetBucketObjectLockConfiguration',
        's3:GetEncryptionConfiguration',
      ],
      Resource: buckets,
    },
    {
      Sid: 'ReadKeysAndTrails',
      Effect: 'Allow',
      Action: [
        'cloudtrail:ListPublicKeys',
        'cloudtrail:DescribeTrails',
        'cloudtrail:GetTrailStatus',
        'cloudtrail:GetEventSelectors',
        ...(eventHistory ? ['cloudtrail:LookupEvents'] : []),
      ],
      Resource: '*',
    },
    {
      // Only where the trail or the bucket encrypts with KMS; the policy of the key has to allow it as well.
      Sid: 'DecryptEvidence',
      Effect: 'Allow',
      Action: 'kms:Decrypt',
      Resource: '*',
      Condition: { StringLike: { 'kms:ViaService': `s3.*.amazonaws.com${partition === 'aws-cn' ? '.cn' : ''}` } },
    },
  ];
}
