-- Stacks that reached actors had made or changed, with the role that CloudFormation was given for it, if any.
CREATE OR REPLACE TEMP TABLE spread_stack_calls AS
SELECT
  w.event_id, w.event_time, w.node, w.recipient_account AS account, a.principal_id,
  nullif(regexp_extract(w.request ->> '$.roleARN', '[^/]*$'), '') AS role,
  -- The id of a stack ends in a UUID of its own.
  nullif(regexp_extract(coalesce(w.response ->> '$.stackId', w.request ->> '$.stackName'), ':stack/[^/]+/([0-9a-f-]+)', 1), '') AS stack
FROM spread_writes w
JOIN spread_actors a ON a.node = w.node
WHERE w.event_source = 'cloudformation.amazonaws.com'
  AND w.call IN ('CreateStack', 'UpdateStack', 'ExecuteChangeSet', 'ContinueUpdateRollback', 'RollbackStack');
