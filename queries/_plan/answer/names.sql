-- Users and roles that the plan may name, with their ids.
SELECT account, sort, name, id, arn, first_time AS "first", last_time AS "last", keys FROM plan_names ORDER BY account, sort, name, first_time, id;
