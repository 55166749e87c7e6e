import type { JsonValue } from '../../model.js';
import { cellText } from '../../text/escape.js';
import type { NamedRow } from '../shapes.js';

/** What plaso writes for an event without a time, so that Timesketch users know the word. */
const NO_TIME = 'Not a time';
const EPOCH = '1970-01-01T00:00:00.000000+00:00';

/**
 * An event of the radius as a line that Timesketch imports: `message`, `datetime` and `timestamp_desc`
 * (timesketch.org/guides/user/import-from-json-csv), and every column beside them. Objects and lists are JSON text: as objects they would give the
 * index a field for each key of each parameter, of another type in every second record, and it would refuse the line.
 */
export function timesketchEvent(event: NamedRow): Record<string, JsonValue> {
  const time = typeof event.event_time === 'string' ? microseconds(event.event_time) : null;
  const row: Record<string, JsonValue> = {
    message: message(event),
    datetime: time ?? EPOCH,
    timestamp_desc: time === null ? NO_TIME : 'CloudTrail Event Time',
    data_type: 'aws:cloudtrail:entry',
  };
  for (const [name, value] of Object.entries(event)) {
    if (name in row || value === null) continue;
    row[name] = typeof value === 'object' ? cellText(value) : value;
  }
  return row;
}

/** `2026-03-02T11:07:13Z` → `2026-03-02T11:07:13.000000+00:00`, as Timesketch's own examples write it. */
function microseconds(time: string): string | null {
  const [, second, fraction = ''] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?Z$/.exec(time) ?? [];
  return second === undefined ? null : `${second}.${fraction.padEnd(6, '0').slice(0, 6)}+00:00`;
}

/** `iam:CreateAccessKey by arn:… with AKIA… from 203.0.113.7: AccessDenied`. */
function message(event: NamedRow): string {
  const text = (name: string) => cellText(event[name]);
  const service = text('event_source').replace(/\.amazonaws\.com$/, '');
  const who = text('identity_arn') || text('principal_id') || text('identity_type');
  return [
    `${service}:${text('event_name')}`,
    who === '' ? '' : ` by ${who}`,
    ` with ${text('credential')}`,
    text('source_ip') === '' ? '' : ` from ${text('source_ip')}`,
    text('error_code') === '' ? '' : `: ${text('error_code')}`,
  ].join('');
}
