-- JSON values as texts: strings without their quotes, everything else as JSON writes it, null not at all.
CREATE OR REPLACE TEMP MACRO sigma_texts(found) AS
  list_filter(list_transform(sigma_elements(found), lambda v: v ->> '$'), lambda t: t IS NOT NULL)
