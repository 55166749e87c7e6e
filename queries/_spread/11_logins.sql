-- Sign-in events carry no key (ConsoleLogin, SwitchRole and the like). `ok`: sign-in says Success or Failure in responseElements,
-- not in errorCode. One source by equality: the scan then reads the other columns only where it occurs.
CREATE OR REPLACE TABLE spread_logins AS
SELECT
  'l:' || event_id AS node,
  event_id,
  event_time,
  event_name,
  identity_type,
  principal_id,
  identity_arn,
  coalesce(identity_account, recipient_account) AS account,
  session_created,
  CASE WHEN event_name = 'ConsoleLogin' THEN coalesce((response ->> '$.ConsoleLogin') = 'Success', false)
    ELSE error_code IS NULL END AS ok,
  CASE WHEN event_name = 'SwitchRole' THEN extra ->> '$.SwitchFrom' END AS switch_from,
  CASE WHEN event_name = 'ConsoleLogin' THEN told(extra ->> '$.MFAIdentifier') END AS mfa_device
FROM events
WHERE event_source = 'signin.amazonaws.com' AND access_key_id IS NULL AND principal_id IS NOT NULL;
