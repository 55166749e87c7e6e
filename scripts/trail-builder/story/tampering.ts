import { digestListing } from '../find.js';
import { gunzip } from '../gzip.js';
import type { CloudTrailRecord } from '../records/record.js';
import { modifyLog } from '../tamper/content.js';
import { removeObjects } from '../tamper/objects.js';
import { HOUR } from '../time.js';
import type { BuiltDigest, Trail } from '../trail.js';
import type { Victims } from './cover-up.js';
import type { Ledger } from './ledger.js';
import { OWNER_ADDRESS } from './owner.js';

/**
 * What the intruder goes for: a log with a secret he read, a log and a digest with other deeds of his. Never anything on which an
 * edge or the explanation of the outage rests: those would be other stories. The three lie under three digests.
 */
export function chooseVictims(trail: Trail, book: Ledger, before: number): Victims & { digest: BuiltDigest } {
  const candidates = [...trail.delivery.logs]
    .filter(([, log]) => log.delivered < before - HOUR && log.eventIds.some((id) => book.radius.has(id)))
    .filter(([, log]) => !log.eventIds.some((id) => book.issuing.has(id)))
    .map(([id]) => ({ id, digest: digestListing(trail, id)!, secrets: secretsRead(trail, id, book) }))
    .sort((a, b) => b.secrets - a.secrets || (a.id < b.id ? -1 : 1));
  const deleted = candidates[0];
  const overwritten = candidates.find((one) => one.digest.id !== deleted?.digest.id);
  const spared = new Set([deleted?.digest.id, overwritten?.digest.id]);
  const digest = candidates.find(
    (one) => !spared.has(one.digest.id) && one.digest.previous !== null && isDeletable(trail, one.digest, book),
  );
  if (!deleted || !overwritten || !digest) throw new Error('the story has no objects that it could spare');
  const object = (id: string) => trail.objects.get(id)!;
  return {
    deleted: [object(deleted.id), object(digest.digest.id)],
    overwritten: object(overwritten.id),
    digest: digest.digest,
  };
}

const isDeletable = (trail: Trail, digest: BuiltDigest, book: Ledger): boolean =>
  digest.logs.every((log) => !trail.delivery.logs.get(log)!.eventIds.some((id) => book.issuing.has(id)));

function secretsRead(trail: Trail, id: string, book: Ledger): number {
  const { Records } = JSON.parse(gunzip(trail.objects.get(id)!.bytes).toString('utf8')) as {
    Records: CloudTrailRecord[];
  };
  return Records.filter(
    (one) => one.eventName === 'GetSecretValue' && one.errorCode === undefined && book.radius.has(one.eventID),
  ).length;
}

/** Deletes what was chosen, and gives the intruder's records in the overwritten log the address of the owner. */
export function tamper(trail: Trail, victims: Victims, book: Ledger): Trail {
  const id = (object: { bucket: string; key: string }): string => `${object.bucket}/${object.key}`;
  const gone = removeObjects(trail, ...victims.deleted.map(id));
  return modifyLog(gone, id(victims.overwritten), (records) =>
    records.map((one) => (book.radius.has(one.eventID) ? { ...one, sourceIPAddress: OWNER_ADDRESS } : one)),
  );
}
