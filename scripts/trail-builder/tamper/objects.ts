import { gzip } from '../gzip.js';
import { uniquePart } from '../identifiers.js';
import { logKey, objectId } from '../object-name.js';
import { random } from '../random.js';
import type { CloudTrailRecord } from '../records/record.js';
import { iso, MINUTE } from '../time.js';
import type { BuiltChain, StoredObject, Trail } from '../trail.js';
import { alter, objectOf } from './alter.js';

export function removeObjects(trail: Trail, ...ids: readonly string[]): Trail {
  for (const id of ids) objectOf(trail, id);
  return alter(trail, { objects: ids.map((id) => [id, null]), alterations: ids.map((id) => [id, 'removed']) });
}

/** Puts an object under another key of its bucket. */
export function moveObject(trail: Trail, id: string, key: string): Trail {
  const object = objectOf(trail, id);
  const there = objectId(object.bucket, key);
  return alter(trail, {
    objects: [
      [id, null],
      [there, { ...object, key }],
    ],
    alterations: [[there, { movedFrom: id }]],
  });
}

/**
 * Puts a log that no digest lists in the middle of a digest's window (default: the second standard digest of the first chain), or so
 * many minutes before its end.
 * `id` comes back beside the trail.
 */
export function injectLog(
  trail: Trail,
  records: readonly CloudTrailRecord[],
  where: { chain?: BuiltChain; digest?: number; beforeEnd?: number } = {},
): { trail: Trail; id: string } {
  const chain = where.chain ?? trail.delivery.chains[0]!;
  const digest = chain.digests[where.digest ?? 1]!;
  const object = trail.objects.get(digest.id) ?? [...trail.objects.values()][0]!;
  const middle = digest.start + Math.floor((digest.end - digest.start) / (10 * MINUTE)) * 5 * MINUTE;
  const moment = where.beforeEnd === undefined ? middle : digest.end - where.beforeEnd * MINUTE;
  const slot = Math.floor(moment / (5 * MINUTE)) * 5 * MINUTE;
  const unique = uniquePart(random(`${trail.seed}/injected/${digest.id}/${trail.objects.size}`));
  const key = logKey(trail, chain.account, chain.region, slot, unique);
  const injected: StoredObject = {
    bucket: object.bucket,
    key,
    bytes: gzip(JSON.stringify({ Records: records })),
    metadata: {},
    lastModified: iso(slot + 40_000),
    kind: 'log',
  };
  const id = objectId(injected.bucket, key);
  return { trail: alter(trail, { objects: [[id, injected]], alterations: [[id, 'injected']] }), id };
}

/** Listed and not copied: archived, or denied to whoever collected. */
export function withhold(trail: Trail, id: string, why: string): Trail {
  return alter(trail, {
    objects: [[id, { ...objectOf(trail, id), unavailable: why }]],
    alterations: [[id, 'unavailable']],
  });
}

/** What a newer `trail-status.json` would have betrayed is not known. */
export function dropTrailStatus(trail: Trail): Trail {
  return alter(trail, { trailStatus: {} });
}
