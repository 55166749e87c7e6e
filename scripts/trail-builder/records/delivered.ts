import { random } from '../random.js';
import type { ResolvedTrail } from '../spec.js';
import type { StoredObject } from '../trail.js';
import { awsService } from './identity.js';
import { type CloudTrailRecord, record } from './record.js';

/**
 * The data event of one delivery, as a trail that records data events of the log bucket has it: a PutObject by CloudTrail itself, in the
 * account and region of the bucket (shape of public captures of 2022 and 2023).
 */
export function delivery(seed: number, trail: ResolvedTrail, object: StoredObject): CloudTrailRecord {
  const rng = random(`${seed}/${trail.name}/delivered/${object.bucket}/${object.key}`);
  const caller = {
    account: trail.owner,
    identity: awsService('cloudtrail'),
    address: 'cloudtrail.amazonaws.com',
    agent: 'cloudtrail.amazonaws.com',
  };
  return record(rng, caller, {
    time: Date.parse(object.lastModified),
    region: trail.homeRegion,
    service: 's3',
    name: 'PutObject',
    category: 'Data',
    readOnly: false,
    request: {
      bucketName: object.bucket,
      Host: `${object.bucket}.s3.${trail.homeRegion}.amazonaws.com`,
      'x-amz-acl': 'bucket-owner-full-control',
      'x-amz-server-side-encryption': 'AES256',
      key: object.key,
    },
    response: { 'x-amz-server-side-encryption': 'AES256' },
    extra: {
      SignatureVersion: 'SigV4',
      CipherSuite: 'ECDHE-RSA-AES128-GCM-SHA256',
      bytesTransferredIn: object.bytes.length,
      SSEApplied: 'SSE_S3',
      AuthenticationMethod: 'AuthHeader',
      bytesTransferredOut: 0,
    },
    resources: [
      { type: 'AWS::S3::Object', ARN: `arn:aws:s3:::${object.bucket}/${object.key}` },
      { accountId: trail.owner, type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${object.bucket}` },
    ],
  });
}
