-- Whose policies decide a call: the user, or the role of a session. A federated user has the rights of the user who made it. Where a
-- session does not name its role in full, the path of the role is not known. Null: root, services, other accounts' anonymous callers.
CREATE OR REPLACE TEMP MACRO principal_of(identity_type, identity_arn, issuer_arn) AS
  CASE identity_type
    WHEN 'IAMUser' THEN identity_arn
    WHEN 'FederatedUser' THEN CASE WHEN contains(issuer_arn, ':user/') THEN issuer_arn END
    WHEN 'AssumedRole' THEN coalesce(issuer_arn,
      regexp_replace(nullif(regexp_extract(identity_arn, '^arn:aws[a-z-]*:sts::\d{12}:assumed-role/[^/]+'), ''), ':sts::(\d{12}):assumed-role/', ':iam::\1:role/')) END;
