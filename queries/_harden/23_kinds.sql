-- Every call that is there, once, with the actions that it needs, and where its records say what it was about.
CREATE OR REPLACE TEMP TABLE harden_kinds AS
WITH kinds AS (
  SELECT DISTINCT event_source, call FROM harden_events WHERE NOT doubted
), mapped AS (
  SELECT
    k.event_source, k.call, s.prefix, s.reason AS source_reason, a.actions AS patterns, a.calls, a.reason,
    -- What a source calls itself, where nobody told us its prefix. A source is evidence: only a host name becomes a prefix.
    coalesce(s.prefix, CASE WHEN regexp_full_match(k.event_source, '[a-z0-9-]+(\.[a-z0-9-]+)*\.amazonaws\.com(\.cn)?') THEN split_part(k.event_source, '.', 1) END) AS guess,
    regexp_full_match(k.call, '[A-Za-z][A-Za-z0-9]{0,127}') AS named
  FROM kinds k
  LEFT JOIN harden_sources s USING (event_source)
  LEFT JOIN harden_actions a ON a.event_source = k.event_source AND regexp_full_match(k.call, a.calls)
  QUALIFY row_number() OVER (PARTITION BY k.event_source, k.call ORDER BY a.nth NULLS LAST) = 1
)
SELECT
  event_source, call,
  CASE
    WHEN patterns IS NOT NULL THEN list_transform(patterns, lambda pattern: regexp_replace(call, '^(?:' || calls || ')$', pattern))
    WHEN guess IS NOT NULL AND named THEN [guess || ':' || call]
    ELSE [] END AS actions,
  -- Nobody told us the prefix, or the name is none.
  patterns IS NULL AND (prefix IS NULL OR NOT named) AS look,
  coalesce(reason, source_reason) AS reason
FROM mapped;
