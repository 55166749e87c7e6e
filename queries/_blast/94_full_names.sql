-- A user or role that goes by its name where another event of the radius tells its ARN.
CREATE OR REPLACE TEMP TABLE spread_full_names AS
SELECT
  split_part(arn, ':', 5) AS account,
  'iam:' || regexp_extract(arn, ':iam::\d+:(user|role|group|instance-profile)/', 1) || '/' || regexp_extract(arn, '[^/]*$') AS name,
  any_value(arn ORDER BY arn) AS arn
FROM (SELECT DISTINCT arn FROM spread_named WHERE arn LIKE 'arn:aws%:iam::%/%')
WHERE regexp_matches(arn, '^arn:aws[a-z-]*:iam::\d+:(user|role|group|instance-profile)/')
GROUP BY 1, 2
HAVING count(DISTINCT arn) = 1;
