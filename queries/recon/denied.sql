-- title: Denied calls
-- question: What did the radius want and was refused, by what, and did it get it after all?
-- severity: low
-- attack: T1580, T1069.003
-- Each action by each credential; the evidence of a row is its first hundred events. `refused_by`: the kind of policy that the message
-- names. `by_quarantine`: an explicit deny of an identity-based policy while AWS's quarantine of the leaked key was attached to the user;
-- so without it the call may have gone through. `granted`: when the same call of the same service first succeeded in the radius afterwards.
WITH quarantines AS (
  -- Attached by AWS, and taken away by whomever. Of the whole case: the record bears AWS's address and need not be the radius's.
  SELECT recipient_account AS account, request ->> '$.userName' AS user_name, event_time, event_name = 'AttachUserPolicy' AS attached
  FROM events
  WHERE event_source = 'iam.amazonaws.com'
    AND event_name IN ('AttachUserPolicy', 'DetachUserPolicy')
    AND error_code IS NULL
    AND regexp_matches(request ->> '$.policyArn', ':aws:policy/AWSCompromisedKeyQuarantine(V\d+)?$')
), refused AS (
  SELECT
    *,
    -- Some services tell in the answer why they refused.
    coalesce(error_message, response ->> '$.message') AS message,
    -- A session that GetFederationToken made is under the policies of its user.
    regexp_extract(CASE WHEN identity_type = 'IAMUser' THEN identity_arn ELSE session_issuer_arn END, ':user/(?:.*/)?([^/]*)$',
      1) AS user_name
  FROM blast_calls
  WHERE outcome = 'denied'
), judged AS (
  SELECT
    r.*,
    wanted_action(r.message) AS action,
    wanted_resource(r.message) AS wanted,
    refused_by(r.message) AS refused_by,
    coalesce(q.attached AND refused_by(r.message) = 'identity-based policy', false) AS by_quarantine
  FROM refused r
  ASOF LEFT JOIN quarantines q ON q.account = r.recipient_account AND q.user_name = r.user_name AND q.event_time <= r.event_time
), grouped AS (
  SELECT
    coalesce(action, replace(event_source, '.amazonaws.com', '') || ':' || call) AS action,
    event_source,
    event_name,
    call,
    credential,
    error_code,
    refused_by,
    by_quarantine,
    list_sort(list_distinct(arg_min(coalesce(wanted, resources ->> '$[0].ARN'), (event_time, event_id), 50)))[1:5] AS resources,
    arg_min(message, (event_time, event_id)) AS first_message,
    count(*) AS events,
    min(event_time) AS first_time,
    max(event_time) AS last_time,
    count(*) FILTER (integrity = 'valid') AS proven,
    arg_min(event_id, (event_time, event_id), 100) AS evidence
  FROM judged
  GROUP BY ALL
), granted AS (
  SELECT DISTINCT event_source, call, event_time
  FROM blast_calls
  WHERE outcome = 'succeeded' AND call IN (SELECT call FROM refused)
)
SELECT
  g.action,
  g.event_source,
  g.event_name,
  g.credential,
  g.error_code,
  g.refused_by,
  g.by_quarantine,
  g.resources,
  g.first_message,
  g.events,
  g.first_time,
  g.last_time,
  s.event_time AS granted,
  g.proven,
  g.evidence
FROM grouped g
ASOF LEFT JOIN granted s ON s.event_source = g.event_source AND s.call = g.call AND g.first_time <= s.event_time
ORDER BY g.first_time, g.action, g.event_name, g.credential, g.error_code, g.refused_by, g.by_quarantine;
