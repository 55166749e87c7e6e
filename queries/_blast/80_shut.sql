-- Users and roles that may do nothing any more: a policy with an unconditional Deny of everything (`before` is null), AWS's AWSDenyAll, or
-- AWSRevokeOlderSessions as the console writes it, which shuts the sessions issued before a moment. Of each policy its last state counts:
-- the same name is overwritten in silence, and what was removed shuts nothing.
CREATE OR REPLACE TEMP TABLE spread_shut AS
WITH latest AS (
  SELECT *
  FROM spread_endings
  WHERE policy IS NOT NULL AND subject IS NOT NULL
  QUALIFY row_number() OVER (PARTITION BY account, sort, subject, policy ORDER BY event_time DESC, event_id DESC) = 1
), told AS (
  SELECT
    * EXCLUDE (document),
    CASE WHEN call IN ('AttachUserPolicy', 'AttachRolePolicy') THEN regexp_matches(policy, ':aws:policy/AWSDenyAll$')
      ELSE len(list_filter(shutting(document), lambda statement: coalesce(json_type(statement, '$.Condition'), 'NULL') = 'NULL')) > 0 END AS everything,
    list_max(list_transform(
      list_filter(shutting(document), lambda statement:
        json_keys(statement, '$.Condition') = ['DateLessThan'] AND json_keys(statement, '$.Condition.DateLessThan') = ['aws:TokenIssueTime']),
      lambda statement: aws_time(statement ->> '$.Condition.DateLessThan."aws:TokenIssueTime"'))) AS before
  FROM latest
  WHERE call IN ('PutUserPolicy', 'PutRolePolicy', 'AttachUserPolicy', 'AttachRolePolicy')
)
SELECT account, sort, subject, policy, CASE WHEN NOT everything THEN before END AS before, event_id, event_time, proven, forged
FROM told
WHERE everything OR before IS NOT NULL;
