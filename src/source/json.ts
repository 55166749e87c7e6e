import { parseInstant, toIso } from '../clock.js';

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A time as the AWS CLI prints it: ISO 8601 with any offset, or epoch seconds. RFC 3339 UTC, or null for neither. */
export function toInstant(value: unknown): string | null {
  if (typeof value === 'string') {
    // The CLI writes microseconds where the service has them; parseInstant takes up to nine digits.
    const instant = parseInstant(value);
    if (instant) return instant.iso;
    return /^\d{9,11}(\.\d+)?$/.test(value) ? toInstant(Number(value)) : null;
  }
  if (typeof value !== 'number') return null;
  const date = new Date(value * 1000);
  // Beyond the year 9999 it has six digits and a sign, which is RFC 3339 no longer.
  return Number.isNaN(date.getTime()) || !/^\d{4}-/.test(toIso(date)) ? null : toIso(date);
}
