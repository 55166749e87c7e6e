import { gunzip } from './gzip.js';
import type { CloudTrailRecord } from './records/record.js';
import type { BuiltChain, BuiltDigest, Trail } from './trail.js';

/** The chains that match every given field, in the order in which they were built. */
export function chainsOf(trail: Trail, match: Partial<Omit<BuiltChain, 'digests'>> = {}): BuiltChain[] {
  return trail.delivery.chains.filter((chain) =>
    Object.entries(match).every(([field, value]) => chain[field as keyof BuiltChain] === value),
  );
}

/** The id of the log that an event was delivered in (of the first trail that delivered it). */
export function logWith(trail: Trail, eventId: string): string | null {
  for (const [id, log] of trail.delivery.logs) if (log.eventIds.includes(eventId)) return id;
  return null;
}

export function digestListing(trail: Trail, logId: string): BuiltDigest | null {
  for (const chain of trail.delivery.chains) {
    for (const digest of chain.digests) if (digest.logs.includes(logId)) return digest;
  }
  return null;
}

/** The records of a log as it lies there now. */
export function recordsOf(trail: Trail, logId: string): CloudTrailRecord[] {
  const content = gunzip(trail.objects.get(logId)!.bytes).toString('utf8');
  return (JSON.parse(content) as { Records: CloudTrailRecord[] }).Records;
}
