INSERT INTO spread_added_things
SELECT 'i:' || id, id, 'identity-center-user', NULL, any_value(recipient_account), min(event_time)
FROM spread_people
WHERE 'i:' || id NOT IN (SELECT node FROM spread_things)
GROUP BY id;
