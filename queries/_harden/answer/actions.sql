-- What each principal needs: an action a row, and what it was used on where every use of it says so. More than twenty things become their kind.
WITH kinds AS (
  SELECT u.*, k.look, k.reason
  FROM harden_uses u
  LEFT JOIN harden_kinds k USING (event_source, call)
), summed AS (
  SELECT
    principal, via_service, action,
    list_sort(list(DISTINCT event_source || ' ' || call)) AS calls,
    CAST(sum(events) AS BIGINT) AS events,
    CAST(sum(succeeded) AS BIGINT) AS succeeded,
    CAST(sum(proven) AS BIGINT) AS proven,
    min(first_time) AS "first",
    max(last_time) AS "last",
    bool_and(arn IS NOT NULL) AS certain,
    count(DISTINCT arn) AS things,
    list_sort(list(DISTINCT arn) FILTER (arn IS NOT NULL))[1:21] AS arns,
    list_sort(list(DISTINCT regexp_replace(arn, '[^:/*]+(/\*|:\*|-\?+)?$', '*')) FILTER (arn IS NOT NULL))[1:21] AS folded,
    bool_or(coalesce(look, false)) AS look,
    arg_min(reason, call) FILTER (reason IS NOT NULL AND action <> 'iam:PassRole') AS reason,
    list_slice(flatten(list(evidence ORDER BY first_time, call, arn)), 1, 20) AS evidence
  FROM kinds
  GROUP BY principal, via_service, action
)
SELECT
  principal, via_service AS "viaService", action,
  CASE WHEN NOT certain THEN ['*'] WHEN things <= 20 THEN arns WHEN len(folded) <= 20 THEN folded ELSE ['*'] END AS resources,
  certain AND things > 20 AS folded, certain, things,
  calls, events, succeeded, proven, "first", "last", look, reason, evidence
FROM summed
ORDER BY principal, via_service, action;
