import { createHash } from 'node:crypto';
import { toIso } from '../clock.js';
import { overLimit } from '../limits.js';
import type { Listed } from '../model.js';
import { GetObjectCommand, type S3Client } from './aws-sdk.js';
import { BODY_ATTEMPTS, BrokenBody, bodyOf, metadataOf, pauseAfter } from './s3-body.js';
import { explainObject, fatal } from './s3-error.js';
import { tagOf } from './s3-pages.js';

/** One object as S3 gave it, its body byte for byte as stored. */
export interface Stored {
  readonly bytes: Buffer;
  /** Lower-case hex, of the bytes. */
  readonly sha256: string;
  readonly etag: string | null;
  readonly versionId: string | null;
  /** RFC 3339, UTC. */
  readonly lastModified: string | null;
  readonly storageClass: string | null;
  /** User metadata, names in lower case. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly contentEncoding: string | null;
  /** Server-side encryption: AES256, aws:kms, … */
  readonly sse: string | null;
  readonly kmsKeyId: string | null;
  /** Whether its ETag has the form of an MD5 and is not that of the bytes, again and again. */
  readonly etagDiffers: boolean;
}

/** Why an object could not be had. `gone`: it was listed, and was not there any more. */
export interface NotStored {
  readonly unavailable: string;
  readonly gone: boolean;
}

export interface FetchOptions {
  readonly client: S3Client;
  readonly endpoint: string;
  /** Bytes of one object. */
  readonly most: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Fetches one object to keep it. What concerns this object alone is a value; what concerns every object (credentials, the network, a
 * store that gave up) is a KeytrailError, so that the run stops where it can be resumed.
 */
export async function fetchObject(object: Listed, options: FetchOptions): Promise<Stored | NotStored> {
  const { signal } = options;
  let refused: string | null = null;
  for (let attempt = 1; ; attempt += 1) {
    try {
      const stored = await get(object, options);
      // A store whose ETags only look like an MD5 gives the same bytes again; a damaged transfer does not.
      if ('unavailable' in stored || !stored.etagDiffers || stored.sha256 === refused) return stored;
      refused = stored.sha256;
      if (attempt < BODY_ATTEMPTS) continue;
      throw new BrokenBody('its bytes are others at each attempt');
    } catch (error) {
      signal?.throwIfAborted();
      const said = error instanceof BrokenBody ? null : explainObject(error);
      if (said && 'unavailable' in said) return { unavailable: said.unavailable, gone: said.gone === true };
      if (!(error instanceof BrokenBody) || attempt === BODY_ATTEMPTS) {
        throw fatal(error, `s3://${object.bucket}/${object.key}`, options.endpoint);
      }
      await pauseAfter(attempt, signal);
    }
  }
}

async function get(object: Listed, options: FetchOptions): Promise<Stored | NotStored> {
  const { client, most, signal } = options;
  const answer = await client.send(
    new GetObjectCommand({
      Bucket: object.bucket ?? '',
      Key: object.key,
      // The current version needs no permission for versions; that it is still the one that was listed is looked at below.
      ...(object.versionId === null || object.latest !== false ? {} : { VersionId: object.versionId }),
    }),
    signal ? { abortSignal: signal } : {},
  );
  if (object.versionId !== null && object.latest !== false && answer.VersionId !== object.versionId) {
    (answer.Body as { destroy?(): void } | undefined)?.destroy?.();
    return get({ ...object, latest: false }, options);
  }
  const body = await bodyOf(answer, most);
  if (typeof body === 'number')
    return { unavailable: overLimit(body, { storedBytes: most }, 'storedBytes'), gone: false };
  const etag = tagOf(answer.ETag);
  const sse = answer.ServerSideEncryption ?? null;
  // The ETag is the MD5 of what was uploaded at once, unless KMS or the customer's own key encrypts it (S3 API, "Object").
  const isMd5 =
    etag !== null && /^[0-9a-f]{32}$/.test(etag) && (sse === null || sse === 'AES256') && !answer.SSECustomerAlgorithm;
  return {
    bytes: body,
    sha256: createHash('sha256').update(body).digest('hex'),
    etag,
    versionId: object.versionId,
    lastModified: answer.LastModified ? toIso(answer.LastModified) : object.lastModified,
    storageClass: answer.StorageClass ?? object.storageClass,
    metadata: metadataOf(answer),
    contentEncoding: answer.ContentEncoding ?? null,
    sse,
    kmsKeyId: answer.SSEKMSKeyId ?? null,
    etagDiffers: isMd5 && createHash('md5').update(body).digest('hex') !== etag,
  };
}
