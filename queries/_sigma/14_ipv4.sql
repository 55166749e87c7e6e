-- An IPv4 address as eight hexadecimal digits, so that networks are ranges of texts. Null: no such address.
CREATE OR REPLACE TEMP MACRO sigma_ipv4(written) AS
  CASE WHEN regexp_full_match(written, '(\d{1,3}\.){3}\d{1,3}') THEN
    CASE WHEN len(list_filter(string_split(written, '.'), lambda part: coalesce(TRY_CAST(part AS INTEGER), 256) > 255)) = 0
      THEN array_to_string(list_transform(string_split(written, '.'), lambda part: printf('%02x', TRY_CAST(part AS INTEGER))), '') END END
