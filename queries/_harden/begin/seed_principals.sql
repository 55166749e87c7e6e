-- The users and roles that the seed acts as, and those that its radius reached: whoever came so far found what they were allowed.
CREATE OR REPLACE TEMP TABLE harden_seeds AS
SELECT principal, bool_or(is_seed) AS is_seed
FROM (
  SELECT principal_of(a.identity_type, a.identity_arn, a.issuer_arn) AS principal, r.depth = 0 AS is_seed
  FROM spread_reach r
  JOIN actors a USING (node)
  UNION ALL
  -- An actor has one ARN; its records may have several.
  SELECT DISTINCT principal_of(identity_type, identity_arn, session_issuer_arn), depth = 0 FROM blast_calls
)
GROUP BY principal;
