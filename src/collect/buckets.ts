import { Bucket } from '../source/s3-bucket.js';
import type { CollectedBucket, CollectOptions } from './types.js';

/** Opens what is to be copied; the endpoint that answers is told, for a variable can redirect a whole collection. */
export async function openBuckets(
  options: Pick<CollectOptions, 'sources' | 'concurrency' | 'requestPayer' | 'onNotice' | 'signal'>,
): Promise<Bucket[]> {
  const buckets: Bucket[] = [];
  for (const source of new Set(options.sources)) {
    const bucket = await Bucket.open(source, {
      sockets: options.concurrency,
      requestPayer: options.requestPayer,
      onNotice: options.onNotice ?? (() => {}),
      signal: options.signal,
    });
    options.onNotice?.(`${source}: endpoint ${bucket.endpoint}`);
    if (typeof bucket.versions === 'object') {
      options.onNotice?.(`${source}: earlier versions cannot be listed: ${bucket.versions.denied}`);
    }
    buckets.push(bucket);
  }
  return buckets;
}

/** Throws what opening them throws, before anything else is done. */
export async function checkBuckets(options: Parameters<typeof openBuckets>[0]): Promise<void> {
  for (const bucket of await openBuckets({ ...options, onNotice: undefined })) bucket.close();
}

export function describe({ name, bucket, prefix, endpoint, versions }: Bucket): CollectedBucket {
  const said = typeof versions === 'object' ? `denied: ${versions.denied}` : versions;
  return { source: name, bucket, prefix, endpoint, versions: said };
}
