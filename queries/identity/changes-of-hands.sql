-- title: Moments of compromise
-- question: When did the seed come into other hands: which moments speak for it, and why?
-- severity: info
-- attack: T1078.004
-- The likeliest first, by the signs that add up to the score: a network, client or region never seen before, the first GetCallerIdentity
-- from there, calls never made before, denials, the end of a silence. Indications all of them; an owner may travel. Give the one that you
-- take for true to --compromised-at.
SELECT
  rank,
  moment,
  score,
  reason,
  value AS network_or_address,
  events AS events_in_the_next_quarter_hour,
  evidence
FROM blast_candidates
WHERE rank <= 20
ORDER BY rank;
