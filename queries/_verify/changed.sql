-- Its archive says what its bytes were when they were collected, and they are no longer that.
UPDATE objects SET detail = concat_ws('; ', detail, 'changed after it was collected')
WHERE manifest_sha256 <> stored_sha256 AND NOT coalesce(suffix(detail, 'changed after it was collected'), false);
