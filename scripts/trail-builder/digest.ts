import { gzip, sha256 } from './gzip.js';
import { type SigningKey, signText, stringToSign } from './signing-key.js';
import { iso } from './time.js';

/** What a digest names as its predecessor. */
export interface PreviousDigest {
  readonly bucket: string;
  readonly key: string;
  readonly sha256: string;
  readonly signature: string;
}

export interface DigestInput {
  readonly account: string;
  readonly start: number;
  readonly end: number;
  readonly bucket: string;
  readonly key: string;
  readonly previous: PreviousDigest | null;
  readonly logs: readonly { bucket: string; key: string; sha256: string; newest: string; oldest: string }[];
  readonly signWith: SigningKey;
  /** Backfill digests: when they were made, milliseconds since the epoch. */
  readonly generated: number | null;
}

/** A digest object with the metadata that S3 keeps beside it (User Guide, "CloudTrail digest file structure"). */
export function digestObject(input: DigestInput): {
  bytes: Buffer;
  metadata: Record<string, string>;
  asPrevious: PreviousDigest;
} {
  const { previous, logs } = input;
  const times = logs.flatMap((log) => [log.newest, log.oldest]).sort();
  const body = {
    awsAccountId: input.account,
    digestStartTime: iso(input.start),
    digestEndTime: iso(input.end),
    digestS3Bucket: input.bucket,
    digestS3Object: input.key,
    digestPublicKeyFingerprint: input.signWith.fingerprint,
    digestSignatureAlgorithm: 'SHA256withRSA',
    newestEventTime: times.at(-1) ?? null,
    oldestEventTime: times[0] ?? null,
    previousDigestS3Bucket: previous?.bucket ?? null,
    previousDigestS3Object: previous?.key ?? null,
    previousDigestHashValue: previous?.sha256 ?? null,
    previousDigestHashAlgorithm: previous ? 'SHA-256' : null,
    previousDigestSignature: previous?.signature ?? null,
    logFiles: logs.map((log) => ({
      s3Bucket: log.bucket,
      s3Object: log.key,
      hashValue: log.sha256,
      hashAlgorithm: 'SHA-256',
      newestEventTime: log.newest,
      oldestEventTime: log.oldest,
    })),
  };
  // CloudTrail escapes every slash, which JSON allows and JSON.stringify does not do.
  const content = JSON.stringify(body).replaceAll('/', '\\/');
  const hash = sha256(content);
  const location = `${input.bucket}/${input.key}`;
  const signature = signText(
    input.signWith,
    stringToSign(body.digestEndTime, location, hash, previous?.signature ?? null),
  );
  return {
    bytes: gzip(content),
    metadata: {
      signature,
      'signature-algorithm': 'SHA256withRSA',
      ...(input.generated !== null && { 'backfill-generation-timestamp': iso(input.generated) }),
    },
    asPrevious: { bucket: input.bucket, key: input.key, sha256: hash, signature },
  };
}
