-- Where each trail delivers to, by its chains. `own`: a source says that the trail is the account's own; then a namesake elsewhere is
-- another trail. That of an organization belongs to the management account, which no key names.
CREATE OR REPLACE TEMP TABLE trail_places AS
SELECT DISTINCT c.chain_id, c.account_id, c.region, c.trail, c.kind, c.home_region, s.trail_arn IS NOT NULL AS own
FROM chains c
LEFT JOIN trail_status s ON split_part(s.trail_arn, ':', 4) = c.home_region AND split_part(s.trail_arn, ':', 5) = c.account_id
  AND split_part(s.trail_arn, ':', 6) = 'trail/' || c.trail;
