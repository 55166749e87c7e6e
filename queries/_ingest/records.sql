-- A time that can be one of CloudTrail's, else null. Whoever writes a record can write `infinity` or the year 294246; later arithmetic on it
-- would end every question of the case.
CREATE OR REPLACE TEMP MACRO legible_time(told) AS
  CASE WHEN told >= TIMESTAMP '1970-01-01' AND told < TIMESTAMP '2200-01-01' THEN told END;

-- Records as events: records('t') reads (raw, object_id, record_index) from the table or view t.
-- One json_transform with the whole struct costs a fifth of one json_extract a column. TRY: a malformed record becomes NULLs and
-- is moved to rejects by add_reject_records.sql; without it, one record would abort the statement.
CREATE OR REPLACE TEMP MACRO records(source) AS TABLE
SELECT
  coalesce(nullif(r."eventID", ''), 'sha256:' || sha256(raw)[1:32]) AS event_id,
  -- A cast to TIMESTAMP drops an offset in silence, so whatever is not plain UTC takes the slower way.
  legible_time(CASE WHEN suffix(coalesce(r."eventTime", r."@timestamp", r."timeWindow"."windowStart"), 'Z')
    THEN TRY_CAST(coalesce(r."eventTime", r."@timestamp", r."timeWindow"."windowStart") AS TIMESTAMP)
    ELSE TRY_CAST(coalesce(r."eventTime", r."@timestamp", r."timeWindow"."windowStart") AS TIMESTAMPTZ) AT TIME ZONE 'UTC'
  END) AS event_time,
  r."eventSource",
  r."eventName",
  r."awsRegion",
  r."sourceIPAddress",
  r."userAgent",
  r."errorCode",
  r."errorMessage",
  r."userIdentity"."type",
  r."userIdentity"."principalId",
  r."userIdentity".arn,
  r."userIdentity"."accountId",
  nullif(r."userIdentity"."accessKeyId", ''),
  legible_time(coalesce(
    TRY_CAST(r."userIdentity"."sessionContext".attributes."creationDate" AS TIMESTAMP),
    TRY_STRPTIME(r."userIdentity"."sessionContext".attributes."creationDate", '%Y%m%dT%H%M%SZ'))),
  r."userIdentity"."sessionContext"."sessionIssuer".arn,
  r."userIdentity"."invokedBy",
  coalesce(r."userIdentity"."sessionContext"."sourceIdentity", r."userIdentity"."sessionContext".attributes."sourceIdentity"),
  CASE lower(coalesce(r."userIdentity"."sessionContext".attributes."mfaAuthenticated", r."additionalEventData"->>'$.MFAUsed'))
    WHEN 'true' THEN true WHEN 'yes' THEN true WHEN 'false' THEN false WHEN 'no' THEN false END,
  coalesce(r."recipientAccountId", r."accountId"),
  TRY_CAST(r."readOnly" AS BOOLEAN),
  r."eventCategory",
  r."eventType",
  r."sharedEventID",
  r."requestID",
  r."vpcEndpointId",
  nullif(r."requestParameters", 'null'::JSON),
  nullif(r."responseElements", 'null'::JSON),
  nullif(r.resources, 'null'::JSON),
  nullif(r."additionalEventData", 'null'::JSON),
  raw,
  object_id,
  record_index,
  0,
  NULL
FROM (
  SELECT raw, object_id, record_index, TRY(json_transform(raw, '{
    "eventID": "VARCHAR",
    "eventTime": "VARCHAR", "@timestamp": "VARCHAR", "timeWindow": {"windowStart": "VARCHAR"},
    "eventSource": "VARCHAR", "eventName": "VARCHAR", "awsRegion": "VARCHAR",
    "sourceIPAddress": "VARCHAR", "userAgent": "VARCHAR", "errorCode": "VARCHAR", "errorMessage": "VARCHAR",
    "userIdentity": {
      "type": "VARCHAR", "principalId": "VARCHAR", "arn": "VARCHAR", "accountId": "VARCHAR",
      "accessKeyId": "VARCHAR", "invokedBy": "VARCHAR",
      "sessionContext": {
        "attributes": {"creationDate": "VARCHAR", "mfaAuthenticated": "VARCHAR", "sourceIdentity": "VARCHAR"},
        "sessionIssuer": {"arn": "VARCHAR"},
        "sourceIdentity": "VARCHAR"}},
    "recipientAccountId": "VARCHAR", "accountId": "VARCHAR", "readOnly": "VARCHAR",
    "eventCategory": "VARCHAR", "eventType": "VARCHAR", "sharedEventID": "VARCHAR", "requestID": "VARCHAR",
    "vpcEndpointId": "VARCHAR",
    "requestParameters": "JSON", "responseElements": "JSON", "resources": "JSON", "additionalEventData": "JSON"
  }')) AS r
  FROM query_table(source)
);

-- What the worker threads hand on.
CREATE OR REPLACE TEMP VIEW incoming AS SELECT raw, object_id, record_index FROM slabs();
