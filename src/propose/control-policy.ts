import type { ControlPolicy } from '../plan/index.js';
import type { Facts } from './facts.js';
import type { Person } from './people.js';
import type { Role } from './roles.js';
import { sorted } from './wording.js';

/** Of a service control policy: 5,120 characters (AWS Organizations quotas; a third party has said 10,240 since May 2026). */
const MOST = 5120;

/** What would let somebody out of the containment: our policies, keys and passwords of those contained. */
const KEPT = [
  'iam:AttachUserPolicy',
  'iam:CreateAccessKey',
  'iam:CreateLoginProfile',
  'iam:CreateServiceSpecificCredential',
  'iam:DeleteRolePolicy',
  'iam:DeleteUserPermissionsBoundary',
  'iam:DeleteUserPolicy',
  'iam:DetachUserPolicy',
  'iam:PutRolePolicy',
  'iam:PutUserPermissionsBoundary',
  'iam:PutUserPolicy',
  'iam:UpdateAccessKey',
  'iam:UpdateAssumeRolePolicy',
  'iam:UpdateLoginProfile',
  'iam:UpdateServiceSpecificCredential',
] as const;

interface Contained {
  readonly arn: string;
  /** Denied whole; else only its sessions of before. */
  readonly whole: boolean;
}

/**
 * What to hand over to whoever runs the organization: the denial from above, which nobody in the account can detach. A policy for each
 * account, and more where one does not hold all of it.
 */
export function controlPolicies(
  facts: Facts,
  partition: string,
  people: readonly Person[],
  roles: readonly Role[],
): ControlPolicy[] {
  const { containRole, asOf } = facts.input;
  const accounts = [...new Set([...people, ...roles].map(({ account }) => account))].sort();
  return accounts.flatMap((account) => {
    const arn = (sort: 'user' | 'role', name: string, id: string | null) =>
      facts.arnOf(account, sort, name, id) ?? `arn:${partition}:iam::${account}:${sort}/${name}`;
    const contained = sorted(
      [
        ...people
          .filter((one) => one.account === account)
          .map(({ name, id }): Contained => ({ arn: arn('user', name, id), whole: true })),
        ...roles
          .filter((one) => one.account === account)
          .map(({ name, id, created }): Contained => ({ arn: arn('role', name, id), whole: created !== null })),
      ],
      (one) => [one.arn],
    );
    const responder = `arn:${partition}:iam::${account}:role/${containRole}`;
    const parts = split(contained, (some) => document(some, responder, asOf).length <= MOST);
    return parts.map((some, index) => ({
      name: `KeytrailContainment-${account}${parts.length > 1 ? `-${index + 1}` : ''}`,
      document: document(some, responder, asOf),
      accounts: [account],
      reason:
        'denies what the plan contains from above, and keeps all but the responder from undoing it; it binds neither the management account nor service-linked roles',
    }));
  });
}

function document(contained: readonly Contained[], responder: string, asOf: string): string {
  const whole = contained.filter((one) => one.whole).map(({ arn }) => arn);
  const older = contained.filter((one) => !one.whole).map(({ arn }) => arn);
  const deny = (Sid: string, Condition: object, more: object = { Action: '*', Resource: '*' }) => ({
    Sid,
    Effect: 'Deny',
    ...more,
    Condition,
  });
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      ...(whole.length > 0 ? [deny('KeytrailContainment', { ArnEquals: { 'aws:PrincipalArn': whole } })] : []),
      ...(older.length > 0
        ? [
            deny('KeytrailRevocation', {
              ArnEquals: { 'aws:PrincipalArn': older },
              DateLessThan: { 'aws:TokenIssueTime': asOf },
            }),
          ]
        : []),
      deny(
        'KeytrailKeep',
        { ArnNotLike: { 'aws:PrincipalArn': responder } },
        { Action: KEPT, Resource: [...whole, ...older] },
      ),
    ],
  });
}

/** As many as fit, one after the other; what alone does not fit is left out. */
function split(items: readonly Contained[], fits: (some: readonly Contained[]) => boolean): Contained[][] {
  const parts: Contained[][] = [];
  let part: Contained[] = [];
  for (const item of items.filter((one) => fits([one]))) {
    if (part.length > 0 && !fits([...part, item])) {
      parts.push(part);
      part = [];
    }
    part.push(item);
  }
  return part.length > 0 ? [...parts, part] : parts;
}
