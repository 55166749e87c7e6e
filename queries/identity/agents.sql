-- title: User agents
-- question: With which programs did the radius act, and does any of them look like an attack tool?
-- severity: info
-- attack: T1588.002
-- The client writes this text itself: it can be forged, and tools built on boto3 or the CLI mostly show as those. `seen_as` says what the
-- text holds; of several the most telling. The evidence of a row is its first hundred events.
WITH kinds(rank, seen_as, pattern) AS (
  VALUES
    (1, 'attack or audit tool', 'pacu|scout ?suite|trufflehog|cloudfox|enumerate-iam|weirdaal|aws_consoler|skyark|quiet-?riot|cloudsploit'),
    (2, 'attack or audit tool', 'nimbostratus|s3scanner|kingfisher|nuclei|stratus-red-team|peirates|principalmapper|gobuster|sqlmap|nmap'),
    (3, 'system for penetration tests', 'kali|parrot|pentoo|blackarch'),
    (4, 'inventory tool', 'prowler|cloudmapper|steampipe|cartography|cloud-custodian|c7n'),
    (5, 'storage client', 's3 browser|cyberduck|winscp|rclone|cloudberry|mountain duck|s3cmd|s5cmd|minio|filezilla|goofys|s3fs'),
    (6, 'deployment tool', 'terraform|pulumi|ansible|aws-cdk|crossplane|serverless'),
    (7, 'CloudShell', 'cloudshell'),
    (8, 'console or browser', '^(?:console|signin)\.amazonaws\.com|aws-internal/3|^\[?s3console|^mozilla/'),
    (9, 'AWS itself', '^aws internal$|^[\w.-]+\.amazonaws\.com(?:\.cn)?$'),
    (10, 'command line or SDK', '^\[?(?:aws-cli|aws-sdk|boto|aws-tools|awspowershell|apn)'),
    (11, 'plain HTTP client', '^(?:python|go-http-client|curl|wget|okhttp|axios|node)')
), agents AS (
  SELECT
    user_agent,
    arg_min(seen_as, rank) AS seen_as,
    arg_min(regexp_extract(lower(user_agent), pattern), rank) AS seen
  FROM (SELECT DISTINCT user_agent FROM blast_calls)
  JOIN kinds ON regexp_matches(lower(user_agent), pattern)
  GROUP BY user_agent
)
SELECT
  b.user_agent,
  b.client,
  coalesce(a.seen_as, 'other') AS seen_as,
  a.seen,
  min(b.event_time) AS first_time,
  max(b.event_time) AS last_time,
  count(*) AS events,
  count(*) FILTER (b.outcome = 'denied') AS denied,
  count(*) FILTER (b.outcome = 'failed') AS failed,
  list_sort(list(DISTINCT b.source_ip))[1:20] AS addresses,
  list_sort(list(DISTINCT b.credential))[1:20] AS credentials,
  count(*) FILTER (b.integrity = 'valid') AS proven,
  arg_min(b.event_id, (b.event_time, b.event_id), 100) AS evidence
FROM blast_calls b
LEFT JOIN agents a ON a.user_agent = b.user_agent
GROUP BY b.user_agent, b.client, a.seen_as, a.seen
ORDER BY first_time, b.user_agent;
