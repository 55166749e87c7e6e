-- Suspects: an MFA device was set up, and then a session was fetched or a login made with it: who set it up holds its seed.
INSERT INTO spread_added
WITH devices AS (
  SELECT
    event_id, event_time, node,
    told(coalesce(response ->> '$.virtualMFADevice.serialNumber', request ->> '$.serialNumber')) AS serial
  FROM spread_writes
  WHERE event_source = 'iam.amazonaws.com' AND event_name IN ('CreateVirtualMFADevice', 'EnableMFADevice', 'ResyncMFADevice')
), used AS (
  SELECT i.mfa_device AS serial, i.event_time, i.event_id, c.node, i.caller
  FROM spread_issues i JOIN spread_children c ON c.event_id = i.event_id
  WHERE i.mfa_device IS NOT NULL
  UNION ALL
  SELECT mfa_device, event_time, event_id, node, NULL FROM spread_logins WHERE ok AND mfa_device IS NOT NULL
)
SELECT
  d.node, u.node, 'PRIN', 2, d.event_time, 1, [d.event_id, u.event_id],
  'opened with the MFA device ' || d.serial || ', which was set up by this credential'
FROM devices d
JOIN used u ON u.serial = d.serial AND u.event_time >= d.event_time
-- What the credential fetched for itself is an edge already.
WHERE u.caller IS DISTINCT FROM d.node
QUALIFY row_number() OVER (PARTITION BY d.node, u.node ORDER BY d.event_time DESC, d.event_id) = 1;
