-- title: Parameters too large to be logged
-- question: Where did CloudTrail leave out what was asked or answered because it was too large, and where was a request padded?
-- severity: medium
-- attack: T1562.008, T1685.002
-- Padding a policy with white space makes its text vanish from the record: IAM does not count the padding, CloudTrail does, beyond 100 KB.
-- `white_space`: of a request that is still there, how much of it is nothing else, told from 10,000 characters on.
WITH sized AS (
  SELECT
    *,
    CASE WHEN strlen(CAST(request AS VARCHAR)) > 10000
      THEN length(CAST(request AS VARCHAR))
        - length(regexp_replace(CAST(request AS VARCHAR), '(\s|\\[nrt]|%20|%0A)+', '', 'g')) END AS white_space
  FROM blast_calls
)
SELECT
  event_time,
  credential,
  event_source,
  event_name,
  outcome,
  CASE WHEN request_omitted THEN 'requestParameters' WHEN response_omitted THEN 'responseElements' ELSE 'nothing: padded' END AS left_out,
  CASE WHEN request_omitted THEN request ->> '$.originalSize' WHEN response_omitted THEN response ->> '$.originalSize'
    ELSE CAST(strlen(CAST(request AS VARCHAR)) AS VARCHAR) END AS original_size,
  white_space,
  invoked_by,
  source_ip,
  recipient_account,
  integrity,
  [event_id] AS evidence
FROM sized
WHERE request_omitted OR response_omitted OR white_space > 10000
ORDER BY event_time, event_id;
