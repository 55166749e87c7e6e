import { setMaxListeners } from 'node:events';
import { closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { toIso } from '../clock.js';
import { KeytrailError } from '../error.js';
import { COLLECTING } from '../source/archive-unfinished.js';
import { caller } from '../source/caller.js';
import type { Bucket } from '../source/s3-bucket.js';
import { archiveRoot } from './archive-root.js';
import { describe, openBuckets } from './buckets.js';
import { Copier } from './copy.js';
import { keepBucketState, keepPublicKeys, keepTrails, trailRegions } from './facts.js';
import { ArchiveFiles, diskError } from './files.js';
import { keepEventHistory } from './history.js';
import { Journal } from './journal.js';
import { lockArchive } from './lock.js';
import { CollectionRecord } from './record.js';
import { belongs } from './scope.js';
import type { CollectOptions, CollectSummary, Missing } from './types.js';

export { checkBuckets } from './buckets.js';
export { type CollectIamOptions, type CollectIamSummary, collectIam, type IamSurvey, surveyIam } from './iam.js';
export { leastPolicy, type PolicyOptions } from './policy.js';
export { survey } from './survey.js';
export type { CollectOptions, CollectSummary, Counts, Missing, Share, Survey } from './types.js';

/**
 * Copies evidence from buckets into an archive, with everything that proves it. Reads only. Stopped in whatever way, it leaves an archive
 * that says that it is not finished, and the same call goes on where it was.
 * @throws KeytrailError
 */
export async function collect(options: CollectOptions): Promise<CollectSummary> {
  const started = performance.now();
  const { signal } = options;
  // Every request under way listens to it.
  if (signal) setMaxListeners(0, signal);
  const buckets = await openBuckets(options);
  const root = archiveRoot(options.to);
  const unlock = lockArchive(root);
  let journal: Journal | null = null;
  try {
    signal?.throwIfAborted();
    const region = buckets[0]!.region;
    const { arn, account, error } = await caller(region);
    const now = Math.floor(Date.now() / 1000) * 1000;
    const record = new CollectionRecord(root);
    record.begin(toIso(new Date(now)));
    for (const name of readdirSync(join(root, COLLECTING))) {
      if (name.startsWith('part-')) rmSync(join(root, COLLECTING, name), { force: true });
    }
    journal = Journal.open(root);
    const copier = new Copier(journal, new ArchiveFiles(root), options);
    const filter = { window: options.window, accounts: options.accounts, regions: options.regions };
    for (const bucket of buckets) await copier.copy(bucket, filter);
    const { tally } = copier;
    options.onProgress?.({ phase: 'keys and trails', done: 0, total: null, unit: 'objects' });
    const regions = trailRegions(tally, buckets);
    const keys = await keepPublicKeys(root, tally.digestRegions(), now);
    const trails = await keepTrails(
      root,
      regions,
      buckets.map(({ bucket }) => bucket),
    );
    await keepBucketState(root, buckets);
    const history = options.eventHistory
      ? await keepEventHistory(root, account ?? '', regions, options, now)
      : { history: [], missing: [] };
    signal?.throwIfAborted();
    const kept = countKept(journal, buckets, options);
    writeManifest(root, journal);
    const unavailable = [...copier.unavailable].sort(([a], [b]) => (a < b ? -1 : 1));
    const summary: CollectSummary = {
      to: options.to,
      collectedAt: toIso(new Date(now)),
      collectedBy: arn,
      window: options.window,
      buckets: buckets.map(describe),
      counts: {
        listed: tally.listed,
        written: copier.written,
        there: copier.there,
        unavailable: unavailable.reduce((sum, [, n]) => sum + n, 0),
        earlier: tally.earlier,
        deleteMarkers: tally.deleteMarkers,
        kept,
        bytes: tally.bytes,
        writtenBytes: copier.writtenBytes,
        etagDiffers: copier.etagDiffers,
      },
      shares: tally.shares(),
      unavailable: Object.fromEntries(unavailable),
      unavailableObjects: copier.unavailableObjects,
      keys: keys.keys,
      trails: trails.trails,
      eventHistory: history.history,
      missing: [
        ...unaccounted(
          copier,
          unavailable.reduce((sum, [, n]) => sum + n, 0),
        ),
        ...unavailable.map(([reason, n]): Missing => ({ what: 'objects', reason: `${n}: ${reason}` })),
        ...buckets.flatMap(versionsMissing),
        ...keys.missing,
        ...trails.missing,
        ...history.missing,
        ...(error === null ? [] : [{ what: 'caller', reason: error } as const]),
      ],
      seconds: (performance.now() - started) / 1000,
    };
    record.finish(
      summary,
      { window: options.window, accounts: options.accounts, regions: options.regions },
      { accounts: [...tally.accounts], regions: tally.regions(), organization: tally.organization },
    );
    journal.close();
    journal = null;
    rmSync(join(root, COLLECTING), { recursive: true, force: true });
    return summary;
  } catch (error) {
    if (signal?.aborted) {
      throw new KeytrailError('interrupted', 'stopped', 'run the same command again: it goes on where it was', {
        cause: error,
      });
    }
    throw diskError(error, options.to);
  } finally {
    journal?.close();
    unlock();
    for (const bucket of buckets) bucket.close();
  }
}

/** Every object that was listed has to be somewhere. */
function unaccounted({ tally, written, there }: Copier, unavailable: number): Missing[] {
  const sum = written + there + unavailable;
  if (sum === tally.listed) return [];
  return [{ what: 'objects', reason: `does not add up: ${tally.listed} were listed, and ${sum} are accounted for` }];
}

function versionsMissing({ bucket, versions }: Bucket): Missing[] {
  if (typeof versions !== 'object') return [];
  return [{ what: 'versions', reason: `${bucket}: earlier versions and delete markers: ${versions.denied}` }];
}

/** What earlier runs copied, this one asked for as well, and the bucket does not have any more. */
function countKept(
  journal: Journal,
  buckets: readonly Bucket[],
  { window, accounts, regions }: CollectOptions,
): number {
  let kept = 0;
  for (const { bucket, key, versionId, deleteMarker } of journal.unseen()) {
    const asked = buckets.some((one) => one.bucket === bucket && key.startsWith(one.prefix));
    if (!asked || deleteMarker || versionId?.startsWith('collected-')) continue;
    if (belongs(key, { window, accounts, regions })) kept += 1;
  }
  return kept;
}

/** objects.jsonl in the order of its keys, whatever the order in which they came. */
function writeManifest(root: string, journal: Journal): void {
  const temporary = join(root, COLLECTING, 'objects.jsonl');
  const file = openSync(temporary, 'w');
  try {
    let text = '';
    for (const line of journal.sorted()) {
      text += `${line}\n`;
      if (text.length < 1 << 20) continue;
      writeSync(file, text);
      text = '';
    }
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(temporary, join(root, 'objects.jsonl'));
}
