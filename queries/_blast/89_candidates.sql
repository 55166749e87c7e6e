-- Moments at which the seed may have changed hands, the likeliest first, with the reasons that add up to the score.
CREATE OR REPLACE TEMP TABLE blast_candidates AS
WITH reasons AS (
  SELECT
    m.hand, m.event_time AS moment, m.score, s.sign, max(s.weight) AS weight,
    CASE s.sign
      WHEN 'network' THEN 'a network never seen before: '
      WHEN 'address' THEN 'a new address: '
      WHEN 'client' THEN 'a new client: '
      WHEN 'agent' THEN 'a new user agent'
      WHEN 'region' THEN 'a region never used before: '
      WHEN 'identity' THEN 'GetCallerIdentity, the first from there'
      WHEN 'new-calls' THEN max(s.value) || ' calls never made before, within 10 minutes'
      WHEN 'denials' THEN max(s.value) || ' denials within 10 minutes'
      WHEN 'silence' THEN 'the first use after ' || max(s.value) || ' days of silence'
      WHEN 'first' THEN 'the first use of all that is recorded'
      ELSE 'AWS quarantined the user: it knew by then, so the leak is older' END
      || CASE WHEN s.sign IN ('network', 'address', 'client', 'region') THEN
        array_to_string(list(s.value ORDER BY s.event_time, s.value)[1:3], ', ')
          || CASE WHEN count(DISTINCT s.value) > 3 THEN ' and ' || (count(DISTINCT s.value) - 3) || ' more' ELSE '' END ELSE '' END AS said,
    any_value(s.value ORDER BY s.event_time, s.value) AS value,
    arg_min(s.event_id, (s.event_time, s.event_id), 10) AS evidence
  FROM spread_scores m
  JOIN spread_hands s ON s.hand = m.hand AND s.event_time BETWEEN m.event_time AND m.event_time + INTERVAL 15 MINUTE
  GROUP BY m.hand, m.event_time, m.score, s.sign
)
SELECT
  row_number() OVER (ORDER BY score DESC, moment, hand) AS rank,
  moment,
  score,
  array_to_string(list(said ORDER BY weight DESC, sign), '; ') AS reason,
  list({sign: sign, weight: weight, said: said} ORDER BY weight DESC, sign) AS reasons,
  coalesce(any_value(value) FILTER (sign = 'network'), any_value(value) FILTER (sign = 'address'), nullif(hand, '')) AS value,
  (SELECT count(*) FROM spread_own_calls c WHERE c.event_time BETWEEN moment AND moment + INTERVAL 15 MINUTE) AS events,
  list_sort(list_distinct(flatten(list(evidence)))) AS evidence
FROM reasons
GROUP BY hand, moment, score
ORDER BY rank;
