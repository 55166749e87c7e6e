SELECT trail_arn AS "trailArn", region, latest_digest_delivery AS "latestDigestDelivery" FROM trail_status ORDER BY ALL;
