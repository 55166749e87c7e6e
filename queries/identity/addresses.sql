-- title: Source addresses
-- question: From which addresses did the radius act, of what kind, since when and with which credentials?
-- severity: info
-- attack: T1090
-- An address may be the name of a service or `AWS Internal`; a private one came through a VPC endpoint. Country, provider and Tor are
-- not told: that takes registries that are not in the evidence. The evidence of a row is its first hundred events.
SELECT
  source_ip,
  address_kind(source_ip) AS kind,
  network,
  vpce_id AS vpc_endpoint,
  min(event_time) AS first_time,
  max(event_time) AS last_time,
  count(*) AS events,
  count(*) FILTER (outcome = 'denied') AS denied,
  count(*) FILTER (outcome = 'failed') AS failed,
  list_sort(list(DISTINCT aws_region)) AS regions,
  list_sort(list(DISTINCT client)) AS clients,
  list_sort(list(DISTINCT credential)) AS credentials,
  count(*) FILTER (integrity = 'valid') AS proven,
  arg_min(event_id, (event_time, event_id), 100) AS evidence
FROM blast_calls
GROUP BY source_ip, network, vpce_id
ORDER BY first_time, source_ip, vpc_endpoint;
