-- Active keys that nobody used within the days before the state was taken: not by IAM's word, and not by the trail's. What IAM did not tell is not
-- counted as unused; a younger key neither.
WITH told AS (
  SELECT *
  FROM iam_keys_told
  WHERE newest AND active AND said_at IS NOT NULL AND created < said_at - to_days(CAST($days AS INTEGER))
    AND (source = 'access-keys' OR account_id NOT IN (SELECT account_id FROM iam_newest('access-keys')) OR user_name = '<root_account>')
    AND (last_used < said_at - to_days(CAST($days AS INTEGER)) OR told_use IN ('N/A', 'no_information'))
    AND ($accounts IS NULL OR list_contains(CAST($accounts AS VARCHAR[]), account_id))
)
SELECT
  t.account_id AS account, t.user_name AS "user", t.access_key_id AS key, t.slot, t.source, t.said_at AS "stateOf", t.created, t.told_use AS "toldUse",
  u.last_time AS "last", coalesce(u.events, 0) AS events, coalesce(u.by_intruder, 0) AS "byIntruder", coalesce(u.proven, 0) AS proven, coalesce(u.evidence, []) AS evidence
FROM told t
LEFT JOIN harden_key_uses u USING (access_key_id)
WHERE coalesce(u.last_time < t.said_at - to_days(CAST($days AS INTEGER)), true)
  -- A slot whose key is not known may be any key of the user that was used meanwhile.
  AND (t.access_key_id IS NOT NULL OR NOT EXISTS (
    FROM harden_key_uses k WHERE k.arn = t.arn AND k.last_time >= t.said_at - to_days(CAST($days AS INTEGER))))
ORDER BY account, "user", key, t.slot;
