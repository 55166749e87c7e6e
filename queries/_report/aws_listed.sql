-- What some digests list, in their order.
SELECT digest_id AS "digestId", bucket, key, verdict, detail, container
FROM told_logs
WHERE digest_id IN (SELECT unnest(from_json($ids, '["UINTEGER"]')))
ORDER BY position;
