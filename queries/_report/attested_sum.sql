SELECT count(*) AS named, count(*) FILTER (state = 'present') AS present, count(*) FILTER (state = 'missing') AS missing,
  count(*) FILTER (state = 'indicated') AS indicated
FROM attested;
