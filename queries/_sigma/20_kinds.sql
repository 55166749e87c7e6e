-- The kinds of events that the case has, with how many there are of each: a rule that fits none of them needs no further look.
CREATE OR REPLACE TEMP TABLE sigma_kinds AS
SELECT event_source, event_name, identity_type, event_type, error_code, count(*) AS events
FROM events
GROUP BY ALL
