-- An IPv6 address as 32 hexadecimal digits. Null: no such address; one that ends in the digits of an IPv4 address is not read.
CREATE OR REPLACE TEMP MACRO sigma_ipv6(written) AS
  CASE WHEN regexp_full_match(written, '([0-9a-fA-F]{0,4}:){2,8}[0-9a-fA-F]{0,4}') THEN
    nullif(regexp_extract(
      array_to_string(list_transform(
        CASE WHEN contains(written, '::') THEN
          flatten([
            list_filter(string_split(string_split(lower(written), '::')[1], ':'), lambda part: part <> ''),
            list_transform(range(greatest(0, 8 - len(list_filter(string_split(lower(written), ':'), lambda part: part <> '')))), lambda i: '0'),
            list_filter(string_split(string_split(lower(written), '::')[2], ':'), lambda part: part <> '')])
        ELSE string_split(lower(written), ':') END,
        lambda part: lpad(part, 4, '0')), ''),
      '^[0-9a-f]{32}$'), '') END
