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

/** How many levels of objects and lists a JSON text has inside one another, and about how many values, without parsing it. */
export function shapeOf(json: string): { readonly depth: number; readonly values: number } {
  let depth = 0;
  let deepest = 0;
  let values = 1;
  for (let at = 0; at < json.length; at += 1) {
    const code = json.charCodeAt(at);
    if (code === 0x22) {
      for (at += 1; at < json.length && json.charCodeAt(at) !== 0x22; at += 1) {
        if (json.charCodeAt(at) === 0x5c) at += 1;
      }
    } else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      values += 1;
      if (depth > deepest) deepest = depth;
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
    else if (code === 0x2c) values += 1;
  }
  return { depth: deepest, values };
}
