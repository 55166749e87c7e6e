-- Who outside the account was given something by the radius, or would have been had the call not failed. A provider that is let into
-- a role is an outsider too. What a policy's Condition leaves of the grant, a person has to read.
CREATE OR REPLACE TEMP TABLE blast_outsiders AS
SELECT
  g.event_id, g.event_time, b.credential, regexp_extract(g.event_source, '^[^.]+') AS service, g.call, g.resource, g.outsider,
  g.outside_account AS account, g.conditional, b.outcome, b.integrity
FROM grants_in('blast_calls') g
JOIN blast_calls b USING (event_id);
