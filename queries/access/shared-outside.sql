-- title: Snapshots and images shared
-- question: Which snapshots and images did the radius hand to another account or to everybody?
-- severity: critical
-- attack: T1537
-- `given_to`: accounts, organizations, `*` for everybody. A share within the same account, or one that is taken back, is none. Null: what
-- was refused says nothing but its name.
WITH given AS (
  SELECT event_id, any_value(resource) AS resource, list_sort(list(DISTINCT outsider)) AS given_to
  FROM blast_outsiders
  GROUP BY event_id
)
SELECT
  c.event_time,
  c.credential,
  c.event_name,
  c.outcome,
  coalesce(g.resource, wanted_resource(c.error_message)) AS resource,
  g.given_to,
  coalesce(list_contains(g.given_to, '*'), false) AS public,
  c.invoked_by,
  c.source_ip,
  c.recipient_account,
  c.aws_region,
  c.integrity,
  [c.event_id] AS evidence
FROM blast_calls c
LEFT JOIN given g ON g.event_id = c.event_id
WHERE ((c.event_source = 'ec2.amazonaws.com' AND c.call IN ('ModifySnapshotAttribute', 'ModifyImageAttribute', 'ModifyFpgaImageAttribute'))
    OR (c.event_source = 'rds.amazonaws.com' AND c.call IN ('ModifyDBSnapshotAttribute', 'ModifyDBClusterSnapshotAttribute'))
    OR (c.event_source = 'redshift.amazonaws.com' AND c.call = 'AuthorizeSnapshotAccess'))
  AND (g.event_id IS NOT NULL OR (c.outcome <> 'succeeded' AND c.request IS NULL))
ORDER BY c.event_time, c.event_id;
