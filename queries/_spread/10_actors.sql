-- Who acted: a row per (key id, principal id, creation date). AWS says that a temporary key id is unique only together with its
-- secret and token, so the key id alone does not tell two sessions apart. One scan of a few columns; everything after it is small.
-- Sign-in events without a key are not grouped: each is a login of its own (11_logins.sql).
CREATE OR REPLACE TABLE actors AS
SELECT
  'a:' || row_number() OVER (ORDER BY access_key_id, principal_id, session_created, identity_type, service) AS node,
  *
FROM (
  SELECT
    access_key_id,
    principal_id,
    session_created,
    identity_type,
    CASE WHEN principal_id IS NULL AND access_key_id IS NULL THEN invoked_by END AS service,
    min(identity_arn) AS identity_arn,
    min(identity_account) AS account,
    min(session_issuer_arn) AS issuer_arn,
    bool_and(invoked_by IS NOT NULL) AS only_for_services,
    min(event_time) AS first_time,
    max(event_time) AS last_time,
    count(*) AS events
  FROM events
  WHERE (access_key_id IS NOT NULL OR principal_id IS NOT NULL OR invoked_by IS NOT NULL)
    AND (access_key_id IS NOT NULL OR event_source IS DISTINCT FROM 'signin.amazonaws.com')
  GROUP BY ALL
);
