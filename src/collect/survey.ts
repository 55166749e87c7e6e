import { describe, openBuckets } from './buckets.js';
import { byKey } from './by-key.js';
import { belongs } from './scope.js';
import { Tally } from './tally.js';
import type { CollectOptions, Survey } from './types.js';

/** Lists what a collection would copy, and writes nothing. */
export async function survey(options: Omit<CollectOptions, 'to'>): Promise<Survey> {
  const buckets = await openBuckets(options);
  const tally = new Tally();
  const filter = { window: options.window, accounts: options.accounts, regions: options.regions };
  try {
    for (const bucket of buckets) {
      for await (const versions of byKey(bucket.list(filter))) {
        options.signal?.throwIfAborted();
        if (belongs(versions[0]!.key, filter)) for (const version of versions) tally.add(version);
        options.onProgress?.({ phase: 'listing', done: tally.listed, total: null, unit: 'objects' });
      }
    }
  } finally {
    for (const bucket of buckets) bucket.close();
  }
  const { listed, earlier, deleteMarkers, bytes, archived } = tally;
  return {
    window: options.window,
    buckets: buckets.map(describe),
    counts: { listed, earlier, deleteMarkers, bytes, archived },
    shares: tally.shares(),
    requests: { list: buckets.reduce((sum, { requests }) => sum + requests, 0), get: listed - archived },
  };
}
