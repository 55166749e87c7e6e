-- A source that is listed again says anew what is deleted in it.
DELETE FROM delete_markers WHERE source = $source;
