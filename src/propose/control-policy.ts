import type { ControlPolicy } from '../plan/index.js';
import type { Facts } from './facts.js';
import { holderOf } from './holder.js';
import type { Person } from './people.js';
import type { Role } from './roles.js';
import { sorted } from './wording.js';

const FEDERATED = /^arn:aws[a-z-]*:sts::\d{12}:federated-user\/[\w+=,.@-]+$/;
const PLAIN = /^[\w+=,.@/:-]{1,600}$/;

/** Of a service control policy: 5,120 characters (AWS Organizations quotas; a third party has said 10,240 since May 2026). */
const MOST = 5120;

/** What would let somebody out of the containment: our policies, keys and passwords of those contained. */
const KEPT = [
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
  /** A user or role of IAM, which somebody could free again. */
  readonly kept: boolean;
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
  const roots = facts.credentials.filter(
    (one) => one.alive !== false && holderOf(one) === 'root' && one.life !== 'root-session' && one.account !== null,
  );
  const accounts = [...new Set([...people, ...roles, ...roots].map(({ account }) => account ?? ''))].sort();
  return accounts.filter(facts.isRecorded).flatMap((account) => {
    const home = `arn:${partition}:iam::${account}:`;
    // Sessions of GetFederationToken have an ARN of their own, which the user's does not cover.
    const federated = facts.credentials.filter(
      (one) => one.account === account && one.alive !== false && FEDERATED.test(one.principal ?? ''),
    );
    const contained: readonly Contained[] = [
      ...people
        .filter((one) => one.account === account)
        .map(({ name, id }) => ({ arn: arnIn(facts, home, 'user', name, id), whole: true, kept: true })),
      ...roles
        .filter((one) => one.account === account)
        .map(({ name, id, created }) => ({
          arn: arnIn(facts, home, 'role', name, id),
          whole: created !== null,
          kept: true,
        })),
      ...[...new Set(federated.map(({ principal }) => principal ?? ''))].map((arn) => ({
        arn,
        whole: true,
        kept: false,
      })),
      ...(roots.some((one) => one.account === account) ? [{ arn: `${home}root`, whole: true, kept: false }] : []),
    ];
    const responder = `arn:${partition}:iam::${account}:role/${containRole}`;
    const parts = split(
      sorted(contained, (one) => [one.arn]),
      (some) => document(some, responder, asOf).length <= MOST,
    );
    return parts.map((some, index) => ({
      name: `KeytrailContainment-${account}${parts.length > 1 ? `-${index + 1}` : ''}`,
      document: document(some, responder, asOf),
      accounts: [account],
      reason:
        'denies what the plan contains from above, and keeps all but the responder from undoing it; it binds neither the management account nor service-linked roles',
    }));
  });
}

/** Its name is sure; its path is a word of the log, in which `*` would be a pattern. */
function arnIn(facts: Facts, home: string, sort: 'user' | 'role', name: string, id: string | null): string {
  const told = facts.arnOf(home.split(':')[4] ?? '', sort, name, id);
  const plain = told?.startsWith(`${home}${sort}/`) && told.endsWith(`/${name}`) && PLAIN.test(told);
  return plain && told !== null ? told : `${home}${sort}/${name}`;
}

function document(contained: readonly Contained[], responder: string, asOf: string): string {
  const whole = contained.filter((one) => one.whole).map(({ arn }) => arn);
  const older = contained.filter((one) => !one.whole).map(({ arn }) => arn);
  const kept = contained.filter((one) => one.kept).map(({ arn }) => arn);
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
      ...(kept.length > 0
        ? [deny('KeytrailKeep', { ArnNotLike: { 'aws:PrincipalArn': responder } }, { Action: KEPT, Resource: kept })]
        : []),
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
