import { isAmazonHost } from '../amazon.js';
import type { DirectAccess } from '../model.js';
import { GetObjectCommand, HeadBucketCommand, S3Client, type S3ClientConfig } from './aws-sdk.js';

/** Where requests for a bucket go. `custom`: the endpoint that a variable or the AWS configuration set, else null. */
export interface Endpoint {
  readonly region: string;
  readonly custom: string | null;
  /** What to print: the endpoint that answers, whoever chose it. */
  readonly effective: string;
}

/**
 * What the usual AWS variables and files lead to. Asks the SDK itself, by letting it prepare a request that is never sent:
 * AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL, endpoint_url of a profile, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS and FIPS or
 * dual-stack settings then mean here what they mean everywhere.
 */
export async function findEndpoint(bucket: string): Promise<Endpoint> {
  const region = await findRegion();
  const probe = new S3Client({
    region,
    forcePathStyle: true,
    credentials: { accessKeyId: 'unused', secretAccessKey: 'unused' },
  });
  let url: URL | undefined;
  probe.middlewareStack.add(
    (_next, context) => async () => {
      url = context.endpointV2?.url;
      throw new Error('not to be sent');
    },
    { step: 'build', name: 'keytrailProbe' },
  );
  try {
    await probe.send(new HeadBucketCommand({ Bucket: bucket }));
  } catch (error) {
    if (url === undefined) throw error;
  } finally {
    probe.destroy();
  }
  const base = url!.pathname.replace(/\/[^/]*\/?$/, '');
  const effective = `${url!.origin}${base}`;
  return { region, custom: isAmazonHost(url!.hostname) ? null : effective, effective };
}

/** The CLI's variable AWS_DEFAULT_REGION is not the SDK's; and a listing does not need to know the region beforehand. */
export async function findRegion(): Promise<string> {
  if (process.env.AWS_REGION) return process.env.AWS_REGION;
  if (process.env.AWS_DEFAULT_REGION) return process.env.AWS_DEFAULT_REGION;
  const client = new S3Client({});
  try {
    return await client.config.region();
  } catch {
    return 'us-east-1';
  } finally {
    client.destroy();
  }
}

export interface ClientOptions {
  readonly region: string | null;
  /** A custom endpoint; it is addressed in path style, which moto, MinIO and their like need. */
  readonly endpoint: string | null;
  readonly sockets: number;
  readonly attempts: number;
}

/** A client for one bucket. A bucket of another region is followed there. */
export function createClient(options: ClientOptions): S3Client {
  const agent = { keepAlive: true, maxSockets: options.sockets };
  const config: S3ClientConfig = {
    region: options.region ?? 'us-east-1',
    followRegionRedirects: true,
    retryMode: 'standard',
    // Checksums that only some stores know would make others fail; what proves a body here is its digest.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: {
      connectionTimeout: 10_000,
      socketTimeout: 60_000,
      httpAgent: agent,
      httpsAgent: agent,
      socketAcquisitionWarningTimeout: 0x7fffffff,
    },
  };
  if (!process.env.AWS_MAX_ATTEMPTS) config.maxAttempts = options.attempts;
  if (options.endpoint !== null) {
    config.endpoint = options.endpoint;
    config.forcePathStyle = true;
  }
  return new S3Client(config);
}

/** Renewed some minutes before they end, as the SDK does. */
const RENEWED_MS = 5 * 60_000;

/**
 * Where a client would send a GetObject of that bucket, and with what; null where it would do something else than sign with Signature
 * Version 4. Nothing is sent.
 */
export async function directAccess(client: S3Client, bucket: string): Promise<DirectAccess | null> {
  let found: DirectAccess | null = null;
  client.middlewareStack.add(
    (_next, context) => async () => {
      const { url, properties } = context.endpointV2 ?? {};
      const [scheme] = (properties?.authSchemes ?? []) as readonly { name: string; signingRegion?: string }[];
      if (url !== undefined && url.search === '' && (scheme === undefined || scheme.name === 'sigv4')) {
        const { accessKeyId, secretAccessKey, sessionToken, expiration } = await client.config.credentials();
        found = {
          base: url.href,
          region: scheme?.signingRegion ?? (await client.config.region()),
          credentials: { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) },
          until: expiration ? expiration.getTime() - RENEWED_MS : null,
        };
      }
      throw new Error('not to be sent');
    },
    { step: 'build', name: 'keytrailDirect' },
  );
  // What fails here fails again, and is explained, when something is sent.
  await client.send(new GetObjectCommand({ Bucket: bucket, Key: 'x' })).catch(() => {});
  client.middlewareStack.remove('keytrailDirect');
  return found;
}
