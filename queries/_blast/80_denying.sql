-- The statements of a policy that deny every action on everything. A condition other than the one below makes them say less than that.
CREATE OR REPLACE TEMP MACRO shutting(written) AS
  list_filter(
    CASE json_type(TRY_CAST(policy_text(written) AS JSON), '$.Statement')
      WHEN 'ARRAY' THEN json_extract(TRY_CAST(policy_text(written) AS JSON), '$.Statement[*]')
      WHEN 'OBJECT' THEN [json_extract(TRY_CAST(policy_text(written) AS JSON), '$.Statement')]
      ELSE []::JSON[] END,
    lambda statement: (statement ->> '$.Effect') = 'Deny'
      AND len(list_intersect(strings_at(statement, '$.Action'), ['*', '*:*'])) > 0
      AND list_contains(strings_at(statement, '$.Resource'), '*'));
