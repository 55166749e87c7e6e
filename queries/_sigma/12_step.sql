-- One key further down, from every element.
CREATE OR REPLACE TEMP MACRO sigma_step(found, place) AS
  list_filter(list_transform(sigma_elements(found), lambda v: json_extract(v, place)), lambda v: v IS NOT NULL)
