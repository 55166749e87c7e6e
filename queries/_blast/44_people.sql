-- Users of Identity Center that newly reached actors created or changed: a password, a device, a group, an assignment.
CREATE OR REPLACE TEMP TABLE spread_people AS
SELECT event_id, event_time, node, event_name, recipient_account, id
FROM (
  SELECT
    event_id, event_time, node, event_name, recipient_account,
    told(CASE event_name
      WHEN 'CreateUser' THEN coalesce(response ->> '$.user.userId', response ->> '$.userId')
      WHEN 'CreateGroupMembership' THEN request ->> '$.memberId.userId'
      WHEN 'AddMemberToGroup' THEN request ->> '$.member.memberId'
      WHEN 'CreateAccountAssignment' THEN CASE WHEN (request ->> '$.principalType') = 'USER' THEN request ->> '$.principalId' END
      ELSE request ->> '$.userId' END) AS id
  FROM spread_writes
  WHERE event_source IN ('sso-directory.amazonaws.com', 'identitystore.amazonaws.com', 'sso.amazonaws.com')
    AND event_name IN ('CreateUser', 'CreateGroupMembership', 'AddMemberToGroup', 'CreateAccountAssignment', 'UpdatePassword', 'UpdateUser',
      'EnableUser', 'StartVirtualMfaDeviceRegistration', 'CompleteVirtualMfaDeviceRegistration', 'CompleteWebAuthnDeviceRegistration')
)
WHERE id IS NOT NULL;
