SELECT min(delivered) AS "from", max(delivered) AS "to" FROM objects WHERE source IS NOT NULL AND kind <> 'other';
