-- Of arrays their elements, of arrays in arrays theirs; anything else as it is.
CREATE OR REPLACE TEMP MACRO sigma_elements(found) AS
  flatten(list_transform(
    flatten(list_transform(found, lambda v: CASE json_type(v) WHEN 'ARRAY' THEN json_extract(v, '$[*]') ELSE [v] END)),
    lambda v: CASE json_type(v) WHEN 'ARRAY' THEN json_extract(v, '$[*]') ELSE [v] END))
