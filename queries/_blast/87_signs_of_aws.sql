-- AWS found the key in public and put its quarantine on the user, in the user's own name: by then it was out.
INSERT INTO spread_signs
SELECT 'quarantine', 3, c.request ->> '$.policyArn', NULL, c.event_time, c.event_id, 'AWS Internal'
FROM calls c
WHERE c.event_name = 'AttachUserPolicy' AND c.quarantine AND c.event_time IS NOT NULL
  AND EXISTS (
    FROM spread_life l
    WHERE l.depth = 0 AND l.account = c.recipient_account
      AND (l.principal_id = c.principal_id OR l.user_name = (c.request ->> '$.userName')));
