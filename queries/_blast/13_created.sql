-- Users and roles that somebody created, by id: a name can be given again to another principal, an id cannot.
CREATE OR REPLACE TEMP TABLE spread_created AS
WITH made AS (
  SELECT
    event_id, event_time, access_key_id, principal_id, session_created, identity_type, recipient_account,
    CASE event_name WHEN 'CreateUser' THEN 'user' ELSE 'role' END AS kind,
    coalesce(response ->> '$.user.userId', response ->> '$.role.roleId') AS id,
    coalesce(response ->> '$.user.arn', response ->> '$.role.arn') AS arn
  FROM events
  WHERE event_name IN ('CreateUser', 'CreateRole')
    AND event_source = 'iam.amazonaws.com'
    AND error_code IS NULL
    AND response IS NOT NULL
)
SELECT m.event_id, m.event_time, m.kind, m.id, m.arn, coalesce(split_part(m.arn, ':', 5), m.recipient_account) AS account, a.node AS caller
FROM made m
JOIN spread_actors a
  ON a.access_key_id IS NOT DISTINCT FROM m.access_key_id
  AND a.principal_id IS NOT DISTINCT FROM m.principal_id
  AND a.session_created IS NOT DISTINCT FROM m.session_created
  AND a.identity_type IS NOT DISTINCT FROM m.identity_type
WHERE regexp_full_match(m.id, '[A-Z0-9]+')
-- An id is made once; a record that says so again adds nothing.
QUALIFY row_number() OVER (PARTITION BY m.id ORDER BY m.event_time, m.event_id) = 1;
