-- A log that CloudTrail says it delivered, and that no digest here lists or that lists its content elsewhere, is one of a trail whose
-- digests are not here: nobody put it there, and nothing vouches for its content.
UPDATE objects SET verdict = 'unverified', digest_id = NULL,
  detail = 'no digest here lists it, but CloudTrail''s own record says that it delivered such an object: event ' || a.event_id
    || coalesce(' of ' || strftime(a.event_time, '%Y-%m-%dT%H:%M:%SZ'), '')
FROM attested a
WHERE objects.kind = 'log' AND objects.verdict IN ('unlisted', 'moved') AND objects.latest IS NOT FALSE
  AND a.bucket = objects.bucket AND a.key = objects.key AND a.integrity IN ('valid', 'altered-container');

-- What a digest names as well: both say so.
UPDATE objects SET detail = concat_ws('; ', detail, 'CloudTrail''s own record of its delivery is there: event ' || a.event_id)
FROM attested a
WHERE objects.verdict = 'missing' AND NOT contains(coalesce(objects.detail, ''), a.event_id)
  AND a.bucket = objects.bucket AND a.key = objects.key AND a.integrity IN ('valid', 'altered-container');
