-- A run that has nothing before it reads while it lists: everything it listed, with the facts of what is read already. The rest has no
-- outcome yet, as after a listing alone.
INSERT INTO objects BY NAME
SELECT
  l.* REPLACE (
    l.delivered::TIMESTAMP AS delivered,
    l.last_modified::TIMESTAMP AS last_modified,
    coalesce(r.kind, l.kind) AS kind,
    coalesce(r.stored_bytes, l.stored_bytes)::UBIGINT AS stored_bytes,
    coalesce(r.metadata, l.metadata) AS metadata),
  r.* EXCLUDE (object_id, kind, stored_bytes, metadata, content_bytes),
  r.content_bytes::UBIGINT AS content_bytes
FROM listed l
LEFT JOIN results r USING (object_id);
