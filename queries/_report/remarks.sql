SELECT remark, account_id AS account, region, trail, bucket, key, detail FROM remarks ORDER BY ALL LIMIT 10000;
