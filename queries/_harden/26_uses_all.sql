INSERT INTO harden_uses
SELECT principal, via_service, 'iam:PassRole', event_source, call, role, events, events, proven, first_time, last_time, evidence
FROM harden_passed
WHERE role IS NOT NULL;
