-- Users and roles that a plan may be about, by name.
CREATE OR REPLACE TEMP TABLE plan_wanted AS
SELECT account, 'user' AS sort, user_name AS name FROM plan_credentials WHERE user_name IS NOT NULL AND account IS NOT NULL
UNION
SELECT account, 'role', role_name FROM plan_credentials WHERE role_name IS NOT NULL AND account IS NOT NULL
UNION
SELECT account, sort, subject FROM spread_doors WHERE subject IS NOT NULL AND account IS NOT NULL
UNION
SELECT coalesce(c.account, a.account), 'user', regexp_extract(coalesce(c.arn, a.identity_arn), '[^/]*$')
FROM spread_seeds s
LEFT JOIN spread_created c ON c.id = s.node[3:]
LEFT JOIN spread_actors a ON a.principal_id = s.node[3:] AND a.identity_type = 'IAMUser'
WHERE starts_with(s.node, 'p:AIDA') AND coalesce(c.arn, a.identity_arn) IS NOT NULL
UNION
SELECT recipient_account, 'user', request ->> '$.userName'
FROM blast_calls
WHERE event_source = 'iam.amazonaws.com' AND call = 'UpdateAccessKey' AND outcome = 'succeeded' AND (request ->> '$.userName') IS NOT NULL;
