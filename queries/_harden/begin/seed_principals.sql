-- The users and roles that the seed acts as, and those that its radius reached: whoever came so far found what they were allowed.
CREATE OR REPLACE TEMP TABLE harden_seeds AS
SELECT principal_of(a.identity_type, a.identity_arn, a.issuer_arn) AS principal, bool_or(r.depth = 0) AS is_seed
FROM spread_reach r
JOIN actors a USING (node)
GROUP BY ALL;
