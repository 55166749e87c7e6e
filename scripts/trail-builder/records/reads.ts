import { ec2Id, hex, uuid } from '../identifiers.js';
import type { Random } from '../random.js';
import type { Call } from './record.js';

/** What a read asks, without when and where. */
export type Read = (rng: Random, account: string, region: string) => Omit<Call, 'time' | 'region'>;

/** Everyday reads of regional services, with requests and answers as these services log them. */
export const READS: readonly Read[] = [
  (rng) => ({
    service: 'ec2',
    name: 'DescribeInstances',
    request: { instancesSet: { items: [{ instanceId: ec2Id(rng, 'i') }] }, filterSet: {} },
  }),
  (rng) => ({
    service: 'ec2',
    name: 'DescribeSecurityGroups',
    request: { securityGroupSet: {}, securityGroupIdSet: { items: [{ groupId: ec2Id(rng, 'sg') }] }, filterSet: {} },
  }),
  (rng) => ({
    service: 'ec2',
    name: 'DescribeVolumes',
    request: { maxResults: rng.pick([100, 500, 1000]), volumeSet: {}, filterSet: {} },
  }),
  (rng) => ({
    service: 'ec2',
    name: 'DescribeRouteTables',
    request: { routeTableIdSet: { items: [{ routeTableId: ec2Id(rng, 'rtb') }] }, filterSet: {} },
  }),
  (rng, account, region) => {
    const bucketName = `${rng.pick(['app-assets', 'build-artifacts', 'data-lake', 'backups'])}-${account}`;
    return {
      service: 's3',
      name: rng.pick(['GetBucketAcl', 'GetBucketPolicy', 'GetBucketLocation', 'GetBucketVersioning']),
      request: { bucketName, Host: `${bucketName}.s3.${region}.amazonaws.com` },
      resources: [{ accountId: account, type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${bucketName}` }],
      extra: {
        SignatureVersion: 'SigV4',
        CipherSuite: 'TLS_AES_128_GCM_SHA256',
        bytesTransferredIn: 0,
        AuthenticationMethod: 'AuthHeader',
        'x-amz-id-2': `${hex(rng, 44)}=`,
        bytesTransferredOut: rng.between(200, 900),
      },
    };
  },
  (rng, account, region) => ({
    service: 'kms',
    name: 'Decrypt',
    request: {
      encryptionAlgorithm: 'SYMMETRIC_DEFAULT',
      encryptionContext: {
        PARAMETER_ARN: `arn:aws:ssm:${region}:${account}:parameter/app/${rng.pick(['db', 'mail', 'cache'])}`,
      },
    },
    resources: [
      { accountId: account, type: 'AWS::KMS::Key', ARN: `arn:aws:kms:${region}:${account}:key/${uuid(rng)}` },
    ],
  }),
  (rng) => ({
    service: 'ssm',
    name: 'GetParameter',
    request: { name: `/app/${rng.pick(['db/url', 'mail/host', 'feature/flags'])}`, withDecryption: true },
  }),
  (rng) => ({
    service: 'rds',
    name: 'DescribeDBInstances',
    request: { dBInstanceIdentifier: `orders-${rng.int(4)}` },
  }),
  (_, account, region) => ({
    service: 'cloudtrail',
    name: 'LookupEvents',
    request: {
      maxResults: 50,
      lookupAttributes: [{ attributeKey: 'ResourceName', attributeValue: `${account}-${region}` }],
    },
  }),
  (rng) => ({
    service: 'logs',
    name: 'DescribeLogStreams',
    request: { logGroupName: `/aws/lambda/${rng.pick(['resize', 'invoice', 'notify'])}`, descending: true, limit: 50 },
  }),
];
