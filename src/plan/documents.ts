// The only policies that containment writes of itself. Their names are fixed, so that everybody recognises them and they can be taken back.

/** Inline policy of users and roles: denies everything. */
export const DENY_ALL_NAME = 'KeytrailContainmentDenyAll';

/** Inline policy of roles: denies every session that is older than it. The console writes the like under the name AWSRevokeOlderSessions. */
export const REVOKE_NAME = 'KeytrailRevokeOlderSessions';

/** Stands in a document of `revoke-role-sessions` until it is applied. */
export const APPLIED_AT = '<time of applying>';

/** An unconditional Deny: a condition on aws:TokenIssueTime would not reach long-term keys, which have no such time. */
export function denyAllDocument(): string {
  return document({ Sid: 'KeytrailContainment', Effect: 'Deny', Action: ['*'], Resource: ['*'] });
}

/**
 * Source of the rule: IAM User Guide, "Revoke IAM role temporary security credentials".
 * @param issuedBefore RFC 3339 UTC, or `APPLIED_AT`
 */
export function revokeDocument(issuedBefore: string): string {
  return document({
    Sid: 'KeytrailRevocation',
    Effect: 'Deny',
    Action: ['*'],
    Resource: ['*'],
    Condition: { DateLessThan: { 'aws:TokenIssueTime': issuedBefore } },
  });
}

/** The managed policy of AWS that takes the place of the inline one where there is no room for it. */
export function awsDenyAllArn(partition: string): string {
  return `arn:${partition}:iam::aws:policy/AWSDenyAll`;
}

function document(statement: object): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
}
