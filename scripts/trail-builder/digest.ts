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
  /** Default: signed as it is. */
  readonly change?: (body: DigestBody) => DigestBody;
}

/** The fields of a digest, as they are written. */
export type DigestBody = ReturnType<typeof bodyOf> & Record<string, unknown>;

/** A digest object with the metadata that S3 keeps beside it (User Guide, "CloudTrail digest file structure"). */
export function digestObject(input: DigestInput): {
  bytes: Buffer;
  metadata: Record<string, string>;
  asPrevious: PreviousDigest;
  body: DigestBody;
} {
  const body = (input.change ?? ((same) => same))(bodyOf(input));
  const { content, signature, asPrevious } = signBody(body, input.signWith);
  return {
    bytes: gzip(content),
    metadata: {
      signature,
      'signature-algorithm': 'SHA256withRSA',
      ...(input.generated !== null && { 'backfill-generation-timestamp': iso(input.generated) }),
    },
    asPrevious,
    body,
  };
}

function bodyOf(input: DigestInput) {
  const { previous, logs } = input;
  const times = logs.flatMap((log) => [log.newest, log.oldest]).sort();
  return {
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
}

/** Writes a body out and signs it, whatever it says. */
export function signBody(
  body: DigestBody,
  signWith: SigningKey,
): { content: string; signature: string; asPrevious: PreviousDigest } {
  // CloudTrail escapes every slash, which JSON allows and JSON.stringify does not do.
  const content = JSON.stringify(body).replaceAll('/', '\\/');
  const hash = sha256(content);
  const { digestS3Bucket: bucket, digestS3Object: key, digestEndTime: end, previousDigestSignature: before } = body;
  const signature = signText(signWith, stringToSign(end, `${bucket}/${key}`, hash, before));
  return { content, signature, asPrevious: { bucket, key, sha256: hash, signature } };
}
