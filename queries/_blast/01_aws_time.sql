-- A time inside responseElements: ISO 8601, or the text that a Java DateFormat wrote: `Jul 10, 2023, 12:55:24 PM`, also without the
-- second comma, with U+202F or U+00A0 before AM/PM. There is no zone in it; arithmetic over real records shows UTC. Else null.
CREATE OR REPLACE TEMP MACRO aws_time(written) AS
  try_strptime(
    trim(regexp_replace(written, '[\s,\x{202F}\x{00A0}]+', ' ', 'g')),
    ['%b %d %Y %I:%M:%S %p', '%Y-%m-%dT%H:%M:%SZ', '%Y-%m-%dT%H:%M:%S.%fZ', '%Y-%m-%d %H:%M:%S', '%Y%m%dT%H%M%SZ']);
