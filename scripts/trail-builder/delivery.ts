import { gzip, sha256 } from './gzip.js';
import { uniquePart } from './identifiers.js';
import { logKey, objectId } from './object-name.js';
import { random } from './random.js';
import type { CloudTrailRecord } from './records/record.js';
import { type ResolvedSpec, type ResolvedTrail, trailAt } from './spec.js';
import { HOUR, MINUTE, SECOND } from './time.js';

/** A log object as it was delivered. */
export interface LogFile {
  readonly id: string;
  readonly bucket: string;
  readonly key: string;
  readonly bytes: Buffer;
  /** Lower-case hex, of the uncompressed content. */
  readonly sha256: string;
  /** Milliseconds since the epoch: when S3 had it, up to three minutes after the minute in its name. */
  readonly delivered: number;
  readonly newest: string;
  readonly oldest: string;
  readonly eventIds: readonly string[];
}

/**
 * Puts the records of one trail, account and region into log objects. The minute in the name is on the five-minute grid and
 * 0.1 to 9.9 minutes after the event; records are mostly not in the order of their time. What a record's file is called depends
 * on the seed and its slot alone, so adding later records leaves earlier files as they are.
 */
export function deliver(
  spec: ResolvedSpec,
  trail: ResolvedTrail,
  account: string,
  region: string,
  records: readonly CloudTrailRecord[],
): LogFile[] {
  const where = `${spec.seed}/${trail.name}/${account}/${region}`;
  const slots = new Map<number, CloudTrailRecord[]>();
  for (const record of records) {
    const lag = random(`${where}/${record.eventID}`).between(6, 290) * SECOND;
    const time = Date.parse(record.eventTime) + spec.delayed(record) * HOUR;
    const slot = Math.ceil((time + lag) / (5 * MINUTE)) * 5 * MINUTE;
    const there = slots.get(slot);
    if (there) there.push(record);
    else slots.set(slot, [record]);
  }
  const files: LogFile[] = [];
  for (const [slot, slotRecords] of [...slots].sort(([a], [b]) => a - b)) {
    slotRecords.sort((a, b) => (a.eventTime < b.eventTime ? -1 : a.eventTime > b.eventTime ? 1 : 0));
    for (let from = 0; from < slotRecords.length; from += spec.eventsPerFile) {
      const rng = random(`${where}/${slot}/${from}`);
      const part = slotRecords.slice(from, from + spec.eventsPerFile);
      files.push(logFile(trailAt(trail, slot), account, region, slot, part, rng));
    }
  }
  return files;
}

function logFile(
  trail: ResolvedTrail,
  account: string,
  region: string,
  slot: number,
  part: CloudTrailRecord[],
  rng: ReturnType<typeof random>,
): LogFile {
  const key = logKey(trail, account, region, slot, uniquePart(rng));
  const delivered = slot + rng.between(5, 170) * SECOND;
  const newest = part.at(-1)!.eventTime;
  const oldest = part[0]!.eventTime;
  const records = rng.chance(0.6) ? rng.shuffle([...part]) : part;
  const content = JSON.stringify({ Records: records });
  return {
    id: objectId(trail.bucket, key),
    bucket: trail.bucket,
    key,
    bytes: gzip(content),
    sha256: sha256(content),
    delivered,
    newest,
    oldest,
    eventIds: records.map((record) => record.eventID),
  };
}
