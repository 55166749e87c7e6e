-- title: User agents
-- question: With which programs did the radius act, and does any of them look like an attack tool?
-- severity: info
-- attack: T1588.002
-- The client writes this text itself: it can be forged, and tools built on boto3 or the CLI often show as those. `seen_as` says what
-- the text contains; of several the most telling. The evidence of a row is its first hundred events.
WITH agents AS (
  SELECT *, lower(user_agent) AS agent FROM blast_calls
)
SELECT
  user_agent,
  client,
  CASE
    WHEN regexp_matches(agent, 'pacu|scout ?suite|trufflehog|cloudfox|enumerate-iam|weirdaal|aws_consoler|skyark|quiet-?riot|cloudsploit|nimbostratus|s3scanner|kingfisher|nuclei|stratus-red-team|peirates|principalmapper|gobuster|sqlmap')
      THEN 'attack or audit tool: '
        || regexp_extract(agent, 'pacu|scout ?suite|trufflehog|cloudfox|enumerate-iam|weirdaal|aws_consoler|skyark|quiet-?riot|cloudsploit|nimbostratus|s3scanner|kingfisher|nuclei|stratus-red-team|peirates|principalmapper|gobuster|sqlmap')
    WHEN regexp_matches(agent, 'kali|parrot|pentoo|blackarch')
      THEN 'system for penetration tests: ' || regexp_extract(agent, 'kali|parrot|pentoo|blackarch')
    WHEN regexp_matches(agent, 'prowler|cloudmapper|steampipe|cartography|cloud-custodian|c7n')
      THEN 'inventory tool: ' || regexp_extract(agent, 'prowler|cloudmapper|steampipe|cartography|cloud-custodian|c7n')
    WHEN regexp_matches(agent, 's3 browser|cyberduck|winscp|rclone|cloudberry|mountain duck|s3cmd|s5cmd|minio|filezilla|goofys|s3fs')
      THEN 'storage client: ' || regexp_extract(agent, 's3 browser|cyberduck|winscp|rclone|cloudberry|mountain duck|s3cmd|s5cmd|minio|filezilla|goofys|s3fs')
    WHEN regexp_matches(agent, 'terraform|pulumi|ansible|aws-cdk|crossplane|serverless')
      THEN 'deployment tool: ' || regexp_extract(agent, 'terraform|pulumi|ansible|aws-cdk|crossplane|serverless')
    WHEN regexp_matches(agent, 'exec-env/cloudshell|cloudshell') THEN 'CloudShell'
    WHEN regexp_matches(agent, '^(console|signin)\.amazonaws\.com|aws-internal/3|^\[?s3console|aws-sdk-js.*console|^mozilla/') THEN 'console or browser'
    WHEN agent = 'aws internal' OR regexp_full_match(agent, '[\w.-]+\.amazonaws\.com(\.cn)?') THEN 'AWS itself'
    WHEN regexp_matches(agent, '^\[?(aws-cli|aws-sdk|boto|botocore|aws-tools|awspowershell|aws-sdk-go|terraform|apn)') THEN 'command line or SDK'
    WHEN regexp_matches(agent, '^(python|go-http-client|curl|wget|okhttp|axios|node)') THEN 'plain HTTP client'
    ELSE 'other' END AS seen_as,
  min(event_time) AS first_time,
  max(event_time) AS last_time,
  count(*) AS events,
  count(*) FILTER (outcome = 'denied') AS denied,
  list_sort(list(DISTINCT source_ip)) AS addresses,
  list_sort(list(DISTINCT credential)) AS credentials,
  count(*) FILTER (integrity = 'valid') AS proven,
  arg_min(event_id, (event_time, event_id), 100) AS evidence
FROM agents
GROUP BY user_agent, client, seen_as
ORDER BY first_time, user_agent;
