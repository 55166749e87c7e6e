-- Every region has its own key pairs: one fingerprint in two of them is odd, whether a key list or a digest says so.
SELECT fingerprint, list_sort(list(DISTINCT region)) AS regions
FROM (
  SELECT region, fingerprint FROM public_keys WHERE used AND region IS NOT NULL
  UNION ALL
  SELECT c.region, d.fingerprint FROM digests d JOIN chains c USING (chain_id)
)
WHERE fingerprint IS NOT NULL
GROUP BY fingerprint HAVING count(DISTINCT region) > 1
ORDER BY fingerprint LIMIT 1000;
