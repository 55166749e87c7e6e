import { ec2Id, hex, uuid } from '../identifiers.js';
import type { Random } from '../random.js';
import { READS, type Read } from '../records/reads.js';
import type { Call } from '../records/record.js';
import { HOLE } from './template.js';

/** Calls with long requests and answers, beside the short reads, so that records have the length of real ones (about 1.26 KB). */
export const ACTIONS: readonly Read[] = [
  ...READS,
  (rng, account, region) => object(rng, account, region, 'PutObject', false),
  (rng, account, region) => object(rng, account, region, 'GetObject', true),
  (rng, account, region) => ({
    service: 'ec2',
    name: 'CreateTags',
    readOnly: false,
    request: {
      resourcesSet: { items: [{ resourceId: ec2Id(rng, 'i') }, { resourceId: ec2Id(rng, 'vol') }] },
      tagSet: {
        items: [
          { key: 'Name', value: `web-${rng.int(99)}` },
          { key: 'CostCenter', value: '4711' },
          { key: 'Owner', value: `team-${account.slice(0, 4)}@example.com` },
          { key: 'aws:autoscaling:groupName', value: `asg-${region}-blue` },
        ],
      },
    },
    response: { requestId: HOLE.requestId, _return: true },
  }),
  (rng, account, region) => ({
    service: 'logs',
    name: 'CreateLogStream',
    readOnly: false,
    request: {
      logGroupName: `/aws/lambda/invoice-${rng.int(40)}`,
      logStreamName: `2026/03/02/[$LATEST]${HOLE.unique}`,
    },
    resources: [
      {
        accountId: account,
        type: 'AWS::Logs::LogGroup',
        ARN: `arn:aws:logs:${region}:${account}:log-group:/aws/lambda/invoice`,
      },
    ],
  }),
  (rng, account, region) => ({
    service: 'kms',
    name: 'GenerateDataKey',
    readOnly: true,
    request: {
      keySpec: 'AES_256',
      keyId: `arn:aws:kms:${region}:${account}:key/${uuid(rng)}`,
      encryptionContext: { 'aws:s3:arn': `arn:aws:s3:::data-lake-${account}/events/${HOLE.unique}.parquet` },
    },
    resources: [
      { accountId: account, type: 'AWS::KMS::Key', ARN: `arn:aws:kms:${region}:${account}:key/${uuid(rng)}` },
    ],
  }),
  (rng, account, region) => ({
    service: 'ec2',
    name: 'DescribeNetworkInterfaces',
    request: {
      networkInterfaceIdSet: { items: Array.from({ length: 3 }, () => ({ networkInterfaceId: ec2Id(rng, 'eni') })) },
      filterSet: {
        items: [
          { name: 'vpc-id', valueSet: { items: [{ value: ec2Id(rng, 'vpc') }] } },
          { name: 'owner-id', valueSet: { items: [{ value: account }] } },
        ],
      },
    },
    response: rng.chance(0.1) ? { requestId: HOLE.requestId, nextToken: `${region}-${hex(rng, 64)}` } : null,
  }),
];

function object(
  rng: Random,
  account: string,
  region: string,
  name: string,
  readOnly: boolean,
): Omit<Call, 'time' | 'region'> {
  const bucketName = `data-lake-${account}`;
  const key = `events/dt=2026-03-02/part-${rng.int(1000)}-${HOLE.unique}.c000.snappy.parquet`;
  return {
    service: 's3',
    name,
    readOnly,
    category: 'Data',
    request: { bucketName, Host: `${bucketName}.s3.${region}.amazonaws.com`, key },
    response: readOnly ? null : { 'x-amz-server-side-encryption': 'AES256', 'x-amz-version-id': HOLE.unique },
    extra: {
      SignatureVersion: 'SigV4',
      CipherSuite: 'TLS_AES_128_GCM_SHA256',
      bytesTransferredIn: readOnly ? 0 : rng.between(1000, 9_000_000),
      SSEApplied: 'Default_SSE_S3',
      AuthenticationMethod: 'AuthHeader',
      'x-amz-id-2': `${hex(rng, 60)}${HOLE.unique}=`,
      bytesTransferredOut: readOnly ? rng.between(1000, 9_000_000) : 0,
    },
    resources: [
      { type: 'AWS::S3::Object', ARN: `arn:aws:s3:::${bucketName}/${key}` },
      { accountId: account, type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${bucketName}` },
    ],
  };
}
