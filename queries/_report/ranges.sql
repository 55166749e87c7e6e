SELECT finding, account_id AS account, region, trail, kind, from_time AS "from", to_time AS "to", digests, detail, explained, evidence
FROM ranges ORDER BY ALL;
