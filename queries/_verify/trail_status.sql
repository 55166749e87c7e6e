SELECT trail_arn AS "trailArn", region, latest_digest_delivery AS "latestDigestDelivery", latest_delivery AS "latestDelivery",
  is_logging AS "isLogging", start_logging AS "startLogging", stop_logging AS "stopLogging"
FROM trail_status ORDER BY ALL;
