-- What the radius gave to outsiders, but for the trust of roles, which is a matter of its own: a row per thing and outsider.
SELECT
  o.service, o.call, o.resource, o.outsider, c.recipient_account AS account, c.aws_region AS region,
  any_value(c.confidence ORDER BY c.confidence) AS confidence,
  bool_and(o.conditional) AS conditional,
  -- Names of statements, without which a permission of a function cannot be taken back.
  any_value(c.request ->> '$.statementId' ORDER BY o.event_time DESC, o.event_id) AS statement,
  min(o.event_time) AS "at",
  arg_min(o.event_id, (o.event_time, o.event_id), 100) AS evidence,
  bool_and(coalesce(o.integrity IN ('valid', 'altered-container'), false)) AS proven
FROM blast_outsiders o
JOIN blast_calls c USING (event_id)
WHERE o.outcome = 'succeeded' AND o.event_time <= CAST($as_of AS TIMESTAMP)
  AND NOT (o.service = 'iam' AND o.call IN ('CreateRole', 'UpdateAssumeRolePolicy'))
GROUP BY o.service, o.call, o.resource, o.outsider, c.recipient_account, c.aws_region
ORDER BY "at", o.service, o.call, o.resource, o.outsider, account, region
LIMIT 2000;
