-- Whether the events behind the edges are proven. Most are of the radius; of the others (a service's own AssumeRole) the case is asked.
CREATE OR REPLACE TEMP TABLE spread_evidence AS
WITH cited AS (
  SELECT DISTINCT unnest(evidence) AS event_id FROM blast_edges
), mine AS (
  SELECT c.event_id, b.integrity FROM cited c JOIN blast_events b USING (event_id)
)
SELECT event_id, bool_or(integrity IN ('valid', 'altered-container')) AS proven
FROM (
  FROM mine
  UNION ALL
  SELECT e.event_id, e.integrity FROM events e JOIN (FROM cited ANTI JOIN mine USING (event_id)) c ON c.event_id = e.event_id
)
GROUP BY event_id;
