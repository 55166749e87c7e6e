-- Keys that signed digests at a time outside the validity that AWS states for them: digests count together, for a key that is late for
-- one is late for thousands. Of a backfill digest the time of its generation counts.
WITH signed AS (
  SELECT c.region, d.fingerprint,
    coalesce(
      CASE WHEN c.kind = 'backfill' THEN
        try_cast(regexp_extract(o.metadata, '(?i)backfill-generation-timestamp"\s*:\s*"([^"]*)"', 1) AS TIMESTAMPTZ)::TIMESTAMP
      END,
      d.end_time
    ) AS signed_at
  FROM digests d JOIN chains c USING (chain_id) JOIN objects o USING (object_id)
  WHERE d.trusted
), keys AS (
  SELECT * FROM public_keys WHERE used
)
SELECT s.region, s.fingerprint, count(*)::INTEGER AS digests, min(s.signed_at) AS "first", max(s.signed_at) AS "last",
  (SELECT min(valid_from) FROM keys k WHERE k.fingerprint = s.fingerprint AND coalesce(k.region, s.region) = s.region) AS "validFrom",
  (SELECT max(valid_to) FROM keys k WHERE k.fingerprint = s.fingerprint AND coalesce(k.region, s.region) = s.region) AS "validTo"
FROM signed s
WHERE NOT EXISTS (
  FROM keys k
  WHERE k.fingerprint = s.fingerprint AND coalesce(k.region, s.region) = s.region
    AND coalesce(s.signed_at >= k.valid_from, true) AND coalesce(s.signed_at <= k.valid_to, true)
)
GROUP BY s.region, s.fingerprint
ORDER BY ALL;
