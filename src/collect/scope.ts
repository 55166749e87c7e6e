import type { Listed } from '../model.js';
import { type ParsedKey, parseKey } from '../object-key.js';
import type { ListFilter } from '../source/source.js';

/** A log's name may lie a slot or two of five minutes beside the moment that a digest covers. */
const LOG_MARGIN_MS = 10 * 60_000;
/** The digest that covers the last log of a window ends up to an hour after it, and its successor, which quotes its signature, another. */
const DIGEST_MARGIN_MS = 3 * 3_600_000;

/** Whether an object belongs to a collection. What a name does not say passes: it might be inside. */
export function belongs(key: string, { window, accounts, regions }: ListFilter): boolean {
  const parsed = parseKey(key);
  if (parsed === null) return true;
  if (accounts.length > 0 && !accounts.includes(parsed.account)) return false;
  if (regions.length > 0 && !regions.includes(parsed.region)) return false;
  const delivered = Date.parse(deliveredOf(parsed));
  const margin = parsed.type === 'digest' ? DIGEST_MARGIN_MS : LOG_MARGIN_MS;
  if (Number.isNaN(delivered)) return true;
  if (window.since !== null && delivered < Date.parse(window.since) - margin) return false;
  return window.until === null || delivered <= Date.parse(window.until) + margin;
}

export function deliveredOf(parsed: ParsedKey): string {
  return parsed.type === 'digest' ? parsed.end : parsed.delivered;
}

/** Whether reading it would only be refused: what is in these classes has to be restored first (GetObject, InvalidObjectState). */
export function isArchived({ storageClass, restored, deleteMarker }: Listed): boolean {
  return !deleteMarker && (storageClass === 'GLACIER' || storageClass === 'DEEP_ARCHIVE') && restored !== true;
}
