import { KeytrailError } from './error.js';

const RFC3339 =
  /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?([Zz]|[+-]\d{2}:?\d{2})?$/;

/** An instant from a user's argument: RFC 3339 with any offset. A time without an offset is UTC; `assumedUtc` says so. */
export function parseInstant(text: string): { iso: string; assumedUtc: boolean } | null {
  if (isPlainUtc(text)) return { iso: text, assumedUtc: false };
  const match = RFC3339.exec(text.trim());
  if (!match) return null;
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', zone] = match;
  if (match[4] === undefined && zone !== undefined) return null;
  const offset =
    zone === undefined || /^z$/i.test(zone) ? 'Z' : zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
  const millis = fraction === '' ? '' : `.${fraction.slice(0, 3).padEnd(3, '0')}`;
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const time = Date.parse(`${local}${millis}${offset}`);
  // Date.parse turns 30 February into 1 March: the calendar day has to come back as it went in.
  const wall = Date.parse(`${local}Z`);
  if (Number.isNaN(time) || Number.isNaN(wall) || !new Date(wall).toISOString().startsWith(local)) return null;
  return { iso: toIso(new Date(time)), assumedUtc: zone === undefined };
}

const PLAIN_UTC = /^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether a text is a moment just as `toIso` writes it: nearly all that a listing of millions says. Without a Date, which costs more. */
export function isPlainUtc(text: string): boolean {
  if (text.length !== 20 || !PLAIN_UTC.test(text)) return false;
  const two = (at: number) => (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48;
  const [century, year, month, day] = [two(0), two(2), two(5), two(8)];
  const leap = year === 0 ? century % 4 === 0 : year % 4 === 0;
  const days = month === 2 && leap ? 29 : (DAYS[month - 1] ?? 0);
  return day >= 1 && day <= days;
}

/** ISO 8601, UTC with Z, whole seconds without a fraction. */
export function toIso(date: Date): string {
  return date.toISOString().replace('.000Z', 'Z');
}

/** Milliseconds since the epoch of a time that keytrail itself normalised or that AWS wrote, NaN when it is neither. */
export function millis(iso: string): number {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/.test(iso) ? Date.parse(iso) : Number.NaN;
}

/** `parseInstant`, or an error that names the option. */
export function requireInstant(option: string, text: string): { iso: string; assumedUtc: boolean } {
  const instant = parseInstant(text);
  if (!instant) {
    throw new KeytrailError(
      'bad-argument',
      `${option}: '${text}' is not a time`,
      'give RFC 3339, e.g. 2026-03-01T09:30:00Z or 2026-03-01T10:30:00+01:00',
    );
  }
  return instant;
}
