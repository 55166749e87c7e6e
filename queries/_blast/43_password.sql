-- Suspects: a password was set, and then somebody signed in with it. The user's owner may have asked for it. Of several settings the last
-- before the login opened the door, whoever made it. The root user's is set by recovery, too, which who holds the mailbox can ask for.
INSERT INTO spread_added
WITH settings AS (
  SELECT
    c.event_id, c.event_time, c.caller AS node, c.event_name, coalesce(c.recipient_account, a.account) AS account,
    CASE WHEN (c.request ->> '$.userName') IS NOT NULL THEN 'user/' || (c.request ->> '$.userName')
      WHEN a.identity_type = 'Root' THEN 'root'
      ELSE 'user/' || regexp_extract(a.identity_arn, '[^/]*$') END AS who
  FROM spread_changes c
  JOIN spread_actors a ON a.node = c.caller
  WHERE c.event_name IN ('CreateLoginProfile', 'UpdateLoginProfile', 'DeleteLoginProfile', 'ChangePassword')
  UNION ALL
  SELECT event_id, event_time, node, event_name, account, 'root' FROM spread_logins
  WHERE ok AND identity_type = 'Root' AND event_name IN ('PasswordRecoveryCompleted', 'PasswordUpdated', 'EmailUpdated')
), doors AS (
  SELECT node, event_id, event_time, account, CASE identity_type WHEN 'Root' THEN 'root' ELSE 'user/' || regexp_extract(identity_arn, '[^/]*$') END AS who
  FROM spread_logins
  WHERE ok AND (identity_type IN ('IAMUser', 'Root') AND event_name = 'ConsoleLogin'
    OR identity_type = 'Root' AND event_name IN ('PasswordRecoveryRequested', 'PasswordRecoveryCompleted'))
), named AS (
  FROM settings
  UNION ALL
  -- The user got another name in between.
  SELECT s.* REPLACE ('user/' || (c.request ->> '$.newUserName') AS who)
  FROM settings s
  JOIN spread_changes c ON c.event_name = 'UpdateUser' AND c.recipient_account = s.account
    AND 'user/' || (c.request ->> '$.userName') = s.who AND c.event_time >= s.event_time
  WHERE (c.request ->> '$.newUserName') IS NOT NULL
), opened AS (
  SELECT s.*, d.node AS door, d.event_id AS door_event, d.event_time AS door_time
  FROM named s
  JOIN doors d ON d.account = s.account AND d.who = s.who AND d.event_time >= s.event_time AND d.node <> s.node
  QUALIFY row_number() OVER (PARTITION BY d.node ORDER BY s.event_time DESC, s.event_id) = 1
)
SELECT
  o.node, o.door, 'LOGIN', 2, o.event_time, 1, [o.event_id, o.door_event],
  CASE WHEN o.who = 'root' THEN 'the root user''s password or address was set, and then it was signed in or recovered as root'
    WHEN o.event_name = 'ChangePassword' THEN 'the user''s own password was changed in this session, and then somebody signed in with it'
    ELSE 'a console password was set for this user, who then logged in; the user was not created by the same hand' END
FROM opened o
WHERE o.node IN (FROM spread_fresh) AND o.event_name <> 'DeleteLoginProfile';
