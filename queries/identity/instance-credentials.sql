-- title: Instance credentials away from the instance
-- question: Was a credential of an instance used from an address that is not the instance's?
-- severity: high
-- attack: T1552.005
-- A session of an instance bears its id as name. Its own address is where its agent (SSM) calls from; what came through a VPC endpoint came
-- from the network of the instance, or of somebody with an endpoint. Where no agent is seen, other addresses can only be listed.
-- `delivery`: 1.0 or 2.0, the version of the metadata service that handed it out. The evidence of a row is its first hundred events.
WITH used AS (
  SELECT *, address_kind(source_ip) AS kind, regexp_extract(principal_id, ':(i-[0-9a-f]{8,17})$', 1) AS instance
  FROM blast_calls
  WHERE regexp_matches(principal_id, ':i-[0-9a-f]{8,17}$') AND NOT is_service(invoked_by)
), own AS (
  -- Of every event of these instances, in the radius or not: whoever speaks as the agent is on the machine. An aggregate and not a filter:
  -- with one the planner reads the whole case for these names.
  SELECT e.principal_id, e.source_ip
  FROM events e
  JOIN (SELECT DISTINCT principal_id FROM used) u ON u.principal_id = e.principal_id
  GROUP BY e.principal_id, e.source_ip
  HAVING bool_or(e.error_code IS NULL
    AND e.event_source IN ('ssm.amazonaws.com', 'ssmmessages.amazonaws.com', 'ec2messages.amazonaws.com')
    AND e.event_name IN ('UpdateInstanceInformation', 'OpenControlChannel', 'CreateControlChannel', 'ListInstanceAssociations', 'GetMessages',
      'PutInventory', 'PutComplianceItems', 'UpdateInstanceAssociationStatus', 'RequestManagedInstanceRoleToken'))
), away AS (
  SELECT
    u.instance, u.principal_id, u.credential, u.source_ip,
    CASE WHEN u.principal_id IN (SELECT principal_id FROM own) THEN 'another address than the agent of the instance uses'
      ELSE 'the address of the instance is not known' END AS judgement,
    list_sort(list(DISTINCT u.client)) AS clients,
    count(*) AS events,
    count(*) FILTER (u.outcome = 'denied') AS denied,
    min(u.event_time) AS first_time,
    max(u.event_time) AS last_time,
    count(*) FILTER (u.integrity = 'valid') AS proven,
    min(u.event_row) AS a_row,
    arg_min(u.event_id, (u.event_time, u.event_id), 100) AS evidence
  FROM used u
  LEFT JOIN own o ON o.principal_id = u.principal_id AND o.source_ip = u.source_ip
  WHERE u.kind IN ('public', 'private', 'other') AND u.vpce_id IS NULL AND o.principal_id IS NULL
  GROUP BY ALL
)
SELECT
  a.instance,
  a.principal_id,
  a.credential,
  a.source_ip,
  a.judgement,
  json_extract_string(e.raw, '$.userIdentity.sessionContext.ec2RoleDelivery') AS delivery,
  a.clients,
  a.events,
  a.denied,
  a.first_time,
  a.last_time,
  o.addresses AS addresses_of_the_agent,
  a.proven,
  a.evidence
FROM away a
JOIN events e ON e.rowid = a.a_row
LEFT JOIN (SELECT principal_id, list_sort(list(source_ip)) AS addresses FROM own GROUP BY principal_id) o ON o.principal_id = a.principal_id
ORDER BY a.first_time, a.principal_id, a.credential, a.source_ip;
