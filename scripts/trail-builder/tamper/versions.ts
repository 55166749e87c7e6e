import { sha256 } from '../gzip.js';
import { HOUR, iso } from '../time.js';
import type { ExpectedVersion, PastVersion, Trail, Truth } from '../trail.js';
import { alter, objectOf } from './alter.js';

// What somebody does in a versioned bucket, where S3 keeps what was there before: no proof is lost by it, and the hand is seen.

/** The trail in a bucket whose versioning was on from the start. */
export function versioned(trail: Trail): Trail {
  const objects = [...trail.objects].map(([id, object]) => [id, { ...object, versionId: versionOf(id, 1) }] as const);
  return { ...alter(trail, { objects }), past: trail.past ?? [] };
}

/** Puts another object in the place of one; the earlier version stays behind it, and proves what it proved. */
export function overwrite(trail: Trail, id: string, change: (trail: Trail) => Trail): Trail {
  const before = objectOf(trail, id);
  const at = laterThan(before.lastModified);
  const versionId = versionOf(id, 2);
  const changed = change(trail);
  const object = { ...objectOf(changed, id), versionId, lastModified: at };
  const verdict = changed.truth.verdicts.get(id);
  const verdicts = new Map(trail.truth.verdicts);
  if (verdict !== undefined) verdicts.set(id, verdict);
  const finding = { bucket: before.bucket, key: before.key, finding: 'overwritten', at, versionId } as const;
  return {
    ...alter(changed, { objects: [[id, object]] }),
    past: [...(trail.past ?? []), pastOf(trail, id, false)],
    truth: found(trail, verdicts, finding),
  };
}

/** Deletes an object as S3 does where versions are kept: by a marker. `erase`: and the version itself too. */
export function deleteObject(trail: Trail, id: string, erase = false): Trail {
  const { bucket, key, lastModified } = objectOf(trail, id);
  const at = laterThan(lastModified);
  const versionId = versionOf(id, 3);
  const marker = { bucket, key, versionId, lastModified: at, latest: true, object: null };
  const gone = alter(trail, { objects: [[id, null]], alterations: [[id, 'removed']] });
  const finding = { bucket, key, finding: 'deleted', at, versionId } as const;
  return {
    ...gone,
    past: [...(trail.past ?? []), ...(erase ? [] : [pastOf(trail, id, false)]), marker],
    truth: found(trail, (erase ? gone : trail).truth.verdicts, finding),
  };
}

/** Changes the bytes of an object in the archive; its manifest says what they were. */
export function changeAfterCollection(trail: Trail, id: string, change: (trail: Trail) => Trail): Trail {
  const before = objectOf(trail, id);
  const changed = change(trail);
  const { bucket, key, versionId = null } = before;
  const finding = { bucket, key, finding: 'changed-after-collection', at: null, versionId } as const;
  return {
    ...alter(changed, { objects: [[id, { ...objectOf(changed, id), collected: before.bytes }]] }),
    truth: found(changed, changed.truth.verdicts, finding),
  };
}

/** Takes the file of an object out of the archive; its manifest still has it. */
export function loseAfterCollection(trail: Trail, id: string): Trail {
  const object = objectOf(trail, id);
  const { bucket, key, versionId = null } = object;
  const finding = { bucket, key, finding: 'changed-after-collection', at: null, versionId } as const;
  const gone = alter(trail, { objects: [[id, null]], alterations: [[id, 'removed']] });
  return {
    ...alter(trail, { objects: [[id, { ...object, lost: true }]] }),
    truth: found(gone, gone.truth.verdicts, finding),
  };
}

function found(trail: Trail, verdicts: Truth['verdicts'], finding: ExpectedVersion): Truth {
  return { ...trail.truth, verdicts, versions: [...(trail.truth.versions ?? []), finding], exit: 1 };
}

function pastOf(trail: Trail, id: string, latest: boolean): PastVersion {
  const object = objectOf(trail, id);
  const { bucket, key, lastModified, versionId = versionOf(id, 1) } = object;
  return { bucket, key, versionId, lastModified, latest, object };
}

/** An id as S3 makes them: 32 characters without meaning. */
function versionOf(id: string, number: number): string {
  return Buffer.from(sha256(Buffer.from(`${id}/${number}`)), 'hex')
    .toString('base64url')
    .replace(/[-_]/g, 'x')
    .slice(0, 32);
}

const laterThan = (time: string) => iso(Date.parse(time) + 30 * HOUR);
