-- TRUST, suspects: a role's trust policy was changed, and then the role was assumed by a caller whom the new policy names and the one before
-- did not (where that is in the data), and who had not assumed it before.
INSERT INTO spread_added
WITH documents AS (
  SELECT
    event_id, event_time, caller, event_name, recipient_account AS account,
    coalesce(request ->> '$.roleName', response ->> '$.role.roleName') AS role,
    allowed_principals(coalesce(request ->> '$.policyDocument', request ->> '$.assumeRolePolicyDocument', response ->> '$.role.assumeRolePolicyDocument'))
      AS named,
    is_omitted(request) AS unread
  FROM spread_changes
  WHERE event_name IN ('CreateRole', 'UpdateAssumeRolePolicy')
), widened AS (
  SELECT
    * EXCLUDE (named),
    list_filter(named, lambda who: NOT list_contains(coalesce(lag(named) OVER (PARTITION BY account, role ORDER BY event_time, event_id), []), who)) AS named
  FROM documents
), mine AS (
  SELECT * FROM widened WHERE event_name = 'UpdateAssumeRolePolicy' AND caller IN (FROM spread_fresh) AND (unread OR len(named) > 0)
), assumed AS (
  SELECT
    i.event_id, i.event_time, i.account, regexp_extract(i.owner, 'assumed-role/([^/]*)/', 1) AS role, i.caller, i.provider,
    a.identity_type, a.principal_id, a.identity_arn, a.issuer_arn, a.account AS caller_account, a.service,
    coalesce(a.service, split_part(a.principal_id, ':', 1)) AS whose
  FROM spread_issues i
  JOIN spread_actors a ON a.node = i.caller
  WHERE i.owner LIKE '%:assumed-role/%' AND i.account IN (SELECT account FROM mine)
), first_time AS (
  SELECT account, role, whose, min(event_time) AS event_time FROM assumed GROUP BY ALL
), let_in AS (
  SELECT m.event_id AS change, m.event_time AS moment, m.caller AS changer, a.event_id, a.caller
  FROM mine m
  JOIN assumed a ON a.account = m.account AND a.role = m.role AND a.event_time >= m.event_time
  JOIN first_time f ON f.account = a.account AND f.role = a.role AND f.whose IS NOT DISTINCT FROM a.whose AND f.event_time >= m.event_time
  WHERE m.unread OR list_has_any(m.named, list_filter(
    ['*', a.identity_arn, a.issuer_arn, a.provider, a.service, a.principal_id, split_part(a.principal_id, ':', 1),
      a.caller_account, 'arn:aws:iam::' || a.caller_account || ':root', 'arn:aws-cn:iam::' || a.caller_account || ':root',
      'arn:aws-us-gov:iam::' || a.caller_account || ':root'], lambda who: who IS NOT NULL))
    -- The copy of the role's owner names a caller of another account by number only.
    OR (a.identity_type = 'AWSAccount' AND len(list_filter(m.named, lambda who: split_part(who, ':', 5) = a.caller_account)) > 0)
)
SELECT
  l.changer, c.node, 'TRUST', 2, l.moment, 1, [l.change, l.event_id],
  'the role''s trust policy was changed by this credential; the caller, whom it now names, had not assumed the role before'
FROM let_in l
JOIN spread_children c ON c.event_id = l.event_id AND c.weakness <= 1
WHERE l.caller <> l.changer AND l.changer <> c.node
QUALIFY row_number() OVER (PARTITION BY l.changer, c.node ORDER BY l.moment DESC, l.change) = 1;
