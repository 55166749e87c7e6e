import { switchLogging } from '../records/logging.js';
import type { ResolvedTrail } from '../spec.js';
import { MINUTE, SECOND } from '../time.js';
import type { StoredObject } from '../trail.js';
import { assumes, does, type Hand } from './hand.js';
import type { Ledger } from './ledger.js';
import type { Stage } from './stage.js';

/** What the intruder does to the evidence: the ids of objects, and how. */
export interface Victims {
  readonly deleted: readonly StoredObject[];
  readonly overwritten: StoredObject;
}

/** In the evening: objects of the log bucket deleted and overwritten (data events, where they are selected), then StopLogging. */
export function coverUp(
  stage: Stage,
  book: Ledger,
  key: Hand,
  trail: ResolvedTrail,
  stop: number,
  victims: Victims | null,
): string {
  const { rng, home, roles } = stage;
  const hand = assumes(stage, book, key, stop - 31 * MINUTE, home, roles.dataAdmin, 'maintenance');
  does(stage, book, hand, stop - 29 * MINUTE, home, {
    service: 'cloudtrail',
    name: 'DescribeTrails',
    request: { trailNameList: [], includeShadowTrails: true },
  });
  does(stage, book, hand, stop - 28 * MINUTE, home, {
    service: 'cloudtrail',
    name: 'GetEventSelectors',
    request: { trailName: trail.name },
  });
  let time = stop - 20 * MINUTE;
  const touch = (object: StoredObject, name: string): void => {
    time += rng.between(20, 90) * SECOND;
    does(stage, book, hand, time, home, {
      service: 's3',
      name,
      readOnly: false,
      category: 'Data',
      request: { bucketName: object.bucket, Host: `${object.bucket}.s3.${home}.amazonaws.com`, key: object.key },
      resources: [
        { type: 'AWS::S3::Object', ARN: `arn:aws:s3:::${object.bucket}/${object.key}` },
        { accountId: trail.owner, type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${object.bucket}` },
      ],
      extra: {
        SignatureVersion: 'SigV4',
        CipherSuite: 'TLS_AES_128_GCM_SHA256',
        bytesTransferredIn: name === 'PutObject' ? object.bytes.length : 0,
        AuthenticationMethod: 'AuthHeader',
        bytesTransferredOut: 0,
      },
    });
  };
  if (victims) {
    for (const object of victims.deleted) touch(object, 'DeleteObject');
    touch(victims.overwritten, 'PutObject');
  }
  const stopped = switchLogging(rng, hand.caller, trail, 'StopLogging', stop);
  stage.records.push(stopped);
  book.radius.add(stopped.eventID);
  book.issuing.add(stopped.eventID);
  return stopped.eventID;
}
