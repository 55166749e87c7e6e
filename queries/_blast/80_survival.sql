-- Why a credential, or a thing that lets somebody in, goes on when the key is deactivated, and what stops it. A closed list: AWS documents
-- what each control reaches (IAM User Guide: temporary credentials, revoking role sessions; Identity Center: revoking sessions).
CREATE OR REPLACE TEMP TABLE spread_survival AS
FROM (VALUES
  ('access-key', 'an access key of its own: deactivating one key touches no other', 'UpdateAccessKey: Inactive'),
  ('session-token', 'a session of GetSessionToken goes on until it expires, up to 36 hours', 'an unconditional Deny of everything on the user'),
  ('federation-token', 'a session of GetFederationToken goes on until it expires, up to 36 hours, and no revocation of a role reaches it',
    'an unconditional Deny of everything on the user that asked for it'),
  ('user-session', 'a session of the user, of GetSessionToken or of the console: it goes on until it expires, up to 36 hours',
    'an unconditional Deny of everything on the user'),
  ('console-session', 'an open console session mints keys of its own as long as it lasts', 'an unconditional Deny of everything on the user; DeleteLoginProfile stops new sign-ins only'),
  ('console-role', 'an open console session of a role mints keys of its own as long as it lasts', 'AWSRevokeOlderSessions on the role'),
  ('role-session', 'a role session goes on until it expires, up to 12 hours', 'AWSRevokeOlderSessions on the role'),
  ('chained-session', 'a role session that came from another one goes on for up to an hour; revoking the first role does not reach it', 'AWSRevokeOlderSessions on this role too'),
  ('root-session', 'a session of AssumeRoot goes on for up to 15 minutes', 'a service control policy on the member account'),
  ('workload-session', 'a workload holds it, and is given a new one before it expires', 'stop the workload, then AWSRevokeOlderSessions on its role'),
  ('identity-center', 'an Identity Center session: its role cannot be edited', 'revoke it in Identity Center: a Deny by identitystore:userId and aws:TokenIssueTime'),
  ('service-linked', 'a session of a service-linked role, which cannot be revoked', 'the service that the role belongs to'),
  ('oauth-session', 'an OAuth sign-in is refreshed with a token of its own', 'end the sign-in session; an unconditional Deny of everything on the principal'),
  ('unknown-session', 'a session goes on until it expires, up to 36 hours', 'a Deny of everything on its principal'),
  ('user', 'a user has keys and a password of its own', 'an unconditional Deny of everything on the user'),
  ('role', 'a role is open to whoever its trust policy names', 'the trust policy; then AWSRevokeOlderSessions'),
  ('password', 'a console password signs in without any key', 'an unconditional Deny of everything on the user; DeleteLoginProfile'),
  ('service-credential', 'a service-specific credential is no access key (CodeCommit, Keyspaces, Bedrock)', 'UpdateServiceSpecificCredential: Inactive'),
  ('ssh-key', 'an SSH public key opens CodeCommit without any access key', 'UpdateSSHPublicKey: Inactive'),
  ('certificate', 'a signing certificate signs without any access key', 'UpdateSigningCertificate: Inactive'),
  ('mfa-device', 'an MFA device in the intruder''s hand passes for the user''s', 'DeactivateMFADevice'),
  ('trust', 'whoever a trust policy names may assume the role without the key', 'restore the trust policy; then AWSRevokeOlderSessions'),
  ('provider', 'whoever controls the identity provider signs in as any role that trusts it', 'delete the provider or its trust'),
  ('anchor', 'whoever holds a certificate of the trust anchor gets role sessions', 'DisableTrustAnchor, DisableProfile'),
  ('workload', 'it is given credentials of its role again and again as long as it exists', 'stop or delete it; then AWSRevokeOlderSessions on its role'),
  ('oauth', 'an OAuth sign-in is refreshed with a token of its own', 'end the sign-in session; an unconditional Deny of everything on the principal'),
  ('grant', 'an outsider acts with credentials of its own', 'remove the grant from the policy of the resource')
) AS reasons(reason, why, control);
