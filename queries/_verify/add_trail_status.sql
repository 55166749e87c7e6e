-- What several collections say of one trail: the latest, for none of them can have known what came after it.
INSERT INTO trail_status
SELECT "trailArn", region, max("latestDigestDelivery"), max("latestDelivery"),
  arg_max("isLogging", coalesce("latestDelivery", "latestDigestDelivery", "startLogging", "stopLogging")), max("startLogging"), max("stopLogging")
FROM (SELECT unnest(from_json($rows, '[{
  "trailArn": "VARCHAR", "region": "VARCHAR", "latestDigestDelivery": "TIMESTAMP", "latestDelivery": "TIMESTAMP", "isLogging": "BOOLEAN",
  "startLogging": "TIMESTAMP", "stopLogging": "TIMESTAMP"
}]'), max_depth := 2))
GROUP BY ALL;
