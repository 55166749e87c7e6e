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
  let pages = 0;
  try {
    for (const bucket of buckets) {
      const counted = async function* () {
        for await (const page of bucket.list(filter)) {
          pages += 1;
          yield page;
        }
      };
      for await (const versions of byKey(counted())) {
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
    requests: { list: pages, get: listed - archived },
  };
}
