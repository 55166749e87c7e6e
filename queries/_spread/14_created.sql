-- Users and roles that somebody created, by id: a name can be given again to another principal, an id cannot. `for_service`: a
-- service-linked role, which nobody but its service can assume.
CREATE OR REPLACE TABLE spread_created AS
WITH made AS (
  SELECT
    event_id, event_time, caller, recipient_account, integrity,
    CASE event_name WHEN 'CreateUser' THEN 'user' ELSE 'role' END AS kind,
    event_name = 'CreateServiceLinkedRole' AS for_service,
    coalesce(response ->> '$.user.userId', response ->> '$.role.roleId') AS id,
    coalesce(response ->> '$.user.arn', response ->> '$.role.arn') AS arn
  FROM spread_changes
  WHERE event_name IN ('CreateUser', 'CreateRole', 'CreateServiceLinkedRole')
)
SELECT event_id, event_time, kind, id, arn, coalesce(split_part(arn, ':', 5), recipient_account) AS account, caller, for_service
FROM made
WHERE unique_id(id) IS NOT NULL
-- An id is made once; a record that says so again adds nothing. A proven one is believed before one that anybody may have written.
QUALIFY row_number() OVER (PARTITION BY id ORDER BY integrity IS NOT DISTINCT FROM 'valid' DESC, event_time, event_id) = 1;
