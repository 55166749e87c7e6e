-- Which kinds of events a rule can be about, and so which values of these columns. A null among them stands for an event without one.
SELECT
  CAST(coalesce(sum(events), 0) AS BIGINT) AS events,
  list(DISTINCT event_source) AS event_source, bool_or(event_source IS NULL) AS without_event_source,
  list(DISTINCT event_name) AS event_name, bool_or(event_name IS NULL) AS without_event_name,
  list(DISTINCT identity_type) AS identity_type, bool_or(identity_type IS NULL) AS without_identity_type,
  list(DISTINCT event_type) AS event_type, bool_or(event_type IS NULL) AS without_event_type,
  list(DISTINCT error_code) AS error_code, bool_or(error_code IS NULL) AS without_error_code
FROM sigma_kinds e
WHERE true /* condition */
