INSERT INTO known_links
SELECT caller, node, 'WORK', CASE WHEN others THEN 2 ELSE 1 END, event_time, 1, [event_id, issue],
  CASE WHEN others THEN 'another node of this cluster fetched credentials for a pod in the same second' END
FROM spread_pod_calls;
