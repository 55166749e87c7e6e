-- title: Passwords and second factors
-- question: Did the radius change, set or remove passwords, second factors or the rules for them?
-- severity: high
-- attack: T1098, T1098.005, T1556.006
-- `of_itself`: the user changed its own; of another, it is a takeover or a lock-out.
WITH changed AS (
  SELECT
    *,
    coalesce(request ->> '$.userName', regexp_extract(request ->> '$.serialNumber', 'mfa/(.*)$', 1), wanted_resource(error_message),
      CASE WHEN call = 'ChangePassword' OR event_source = 'signin.amazonaws.com' THEN identity_arn END) AS target
  FROM blast_calls
  WHERE (event_source = 'iam.amazonaws.com' AND call IN ('DeactivateMFADevice', 'DeleteVirtualMFADevice', 'EnableMFADevice',
      'CreateVirtualMFADevice', 'ResyncMFADevice', 'ChangePassword', 'CreateLoginProfile', 'UpdateLoginProfile', 'DeleteLoginProfile',
      'UpdateAccountPasswordPolicy', 'DeleteAccountPasswordPolicy'))
    OR (event_source = 'signin.amazonaws.com' AND call IN ('PasswordRecoveryRequested', 'PasswordRecoveryCompleted', 'PasswordUpdated',
      'EmailUpdated'))
    OR (event_source = 'account.amazonaws.com' AND call IN ('StartPrimaryEmailUpdate', 'AcceptPrimaryEmailUpdate', 'PutAlternateContact',
      'DeleteAlternateContact', 'PutContactInformation'))
)
SELECT
  event_time,
  credential,
  event_name,
  outcome,
  target,
  coalesce(
    call = 'ChangePassword' OR event_source = 'signin.amazonaws.com' OR target = regexp_extract(identity_arn, '[^/]*$'),
    false) AS of_itself,
  CASE
    WHEN call IN ('DeactivateMFADevice', 'DeleteVirtualMFADevice') THEN 'second factor removed'
    WHEN call IN ('EnableMFADevice', 'CreateVirtualMFADevice', 'ResyncMFADevice') THEN 'second factor of the intruder''s own'
    WHEN call = 'CreateLoginProfile' THEN 'password set: the console is open to it'
    WHEN call = 'DeleteLoginProfile' THEN 'password removed'
    WHEN call = 'DeleteAccountPasswordPolicy' THEN 'rules for passwords removed'
    WHEN call = 'UpdateAccountPasswordPolicy' THEN 'rules for passwords changed'
      || coalesce(', at least ' || (request ->> '$.minimumPasswordLength') || ' characters', '')
    WHEN event_source = 'account.amazonaws.com' THEN 'addresses at which AWS reaches the account'
    WHEN call = 'EmailUpdated' THEN 'e-mail address of root changed'
    ELSE 'password changed' END AS what,
  coalesce(request ->> '$.serialNumber', response ->> '$.virtualMFADevice.serialNumber') AS device,
  (request ->> '$.passwordResetRequired') AS reset_required,
  invoked_by,
  source_ip,
  integrity,
  [event_id] AS evidence
FROM changed
ORDER BY event_time, event_id;
