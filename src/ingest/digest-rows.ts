import { parseInstant } from '../clock.js';
import type { DigestBody, DigestLog } from '../model.js';
import { chainName } from '../verify/group.js';

// Digests as rows of the case.

/** A digest object, whether it could be read or not. */
export interface DigestRead {
  readonly objectId: number;
  /** Where it lies, in case its body does not say. */
  readonly locator: string;
  readonly sha256: string | null;
  /** Its logs become rows of their own. */
  readonly body: DigestBody | null;
  readonly remarks: readonly string[];
}

export const DIGEST_COLUMNS = [
  'object_id',
  'bucket',
  'key',
  'start_time',
  'end_time',
  'sha256',
  'fingerprint',
  'previous_bucket',
  'previous_key',
  'previous_sha256',
  'previous_signature',
  'oldest_event',
  'newest_event',
  'logs',
  'chain',
  'body',
  'remarks',
] as const;

export const LOG_COLUMNS = ['digest_id', 'bucket', 'key', 'sha256', 'oldest_event', 'newest_event'] as const;

export function digestRow({ objectId, locator, sha256, body, remarks }: DigestRead) {
  return {
    object_id: objectId,
    bucket: body?.bucket ?? null,
    key: body?.key ?? null,
    start_time: instant(body?.startTime),
    end_time: instant(body?.endTime),
    sha256,
    fingerprint: body?.fingerprint ?? null,
    previous_bucket: body?.previous?.bucket ?? null,
    previous_key: body?.previous?.key ?? null,
    previous_sha256: body?.previous?.sha256 ?? null,
    previous_signature: body?.previous?.signature ?? null,
    oldest_event: instant(body?.oldestEventTime),
    newest_event: instant(body?.newestEventTime),
    logs: body?.logFiles.length ?? 0,
    chain: chainName({ body, key: locator }),
    body: body && JSON.stringify({ ...body, logFiles: [] }),
    remarks: remarks.length === 0 ? null : JSON.stringify(remarks.map(wellFormed)),
  };
}

/** JSON.stringify writes a half of a surrogate pair as an escape that is none to DuckDB. */
const wellFormed = (text: string) => text.replace(/\p{Cs}/gu, '\ufffd');

export function digestLogRow(objectId: number, log: DigestLog) {
  return {
    digest_id: objectId,
    bucket: log.bucket,
    key: log.key,
    sha256: log.sha256,
    oldest_event: instant(log.oldestEventTime),
    newest_event: instant(log.newestEventTime),
  };
}

/** A digest's times are hostile text until they parse: what DuckDB would refuse becomes null, and stays in `body`. */
function instant(text: string | null | undefined): string | null {
  if (text === null || text === undefined || !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(text)) return null;
  return parseInstant(text)?.iso ?? null;
}
