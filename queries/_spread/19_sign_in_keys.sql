-- Temporary keys that nobody issued, of principals that have such grants, and the sign-in session that their records name. It stands in
-- the record itself only: the first one of each key is read.
CREATE OR REPLACE TABLE spread_granted_keys AS
WITH keys AS (
  SELECT node, access_key_id, principal_id, session_created, identity_type, first_time
  FROM actors
  WHERE access_key_id LIKE 'ASIA%' AND NOT only_for_services
    AND principal_id IN (SELECT principal_id FROM spread_sign_ins)
    AND access_key_id NOT IN (FROM spread_issued)
)
SELECT
  k.node, any_value(k.principal_id) AS principal_id, any_value(k.session_created) AS session_created, any_value(k.first_time) AS first_time,
  max(told(TRY(e.raw ->> '$.userIdentity.sessionContext.signInSessionArn'))) AS session_arn
FROM keys k
JOIN events e ON e.event_time = k.first_time
  AND e.access_key_id = k.access_key_id
  AND e.principal_id = k.principal_id
  AND e.session_created IS NOT DISTINCT FROM k.session_created
GROUP BY k.node;
