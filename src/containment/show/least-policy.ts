import { awsDenyAllArn, type DenyWay, type Section, type Step } from '../../plan/index.js';

/** A statement of a policy: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_statement.html */
export interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface Policy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly Statement[];
}

/** Characters of a managed policy without white space (IAM User Guide, "IAM and AWS STS quotas"). */
export const MANAGED = 6144;

/** Actions on what a step is about, each with the condition that narrows it. */
interface Needs {
  readonly actions: readonly string[];
  readonly on: readonly string[];
  readonly condition?: Statement['Condition'];
}

/** Whichever step is about a user: `verify --watch` looks for everything that could let him act again. */
const READ_USER = [
  'GetUser',
  'ListUserPolicies',
  'GetUserPolicy',
  'ListAttachedUserPolicies',
  'GetLoginProfile',
  'ListAccessKeys',
  'ListServiceSpecificCredentials',
  'ListSSHPublicKeys',
  'ListSigningCertificates',
];
const READ_ROLE = ['GetRole', 'ListRolePolicies', 'GetRolePolicy', 'ListAttachedRolePolicies'];

/**
 * What the steps of a section need, with their reads, `verify` and `revert`, and nothing besides. The plan knows names and not paths:
 * `user/mallory` and `user/*` + `/mallory` are the one user of that name in the account, wherever it lies.
 */
export function leastPolicy(section: Section): Policy {
  const needs = section.steps.flatMap((step) => needsOf(step, section));
  // Of no user: it cannot be narrowed. Watched for users that are new.
  if (section.steps.length > 0) needs.push({ actions: ['ListUsers'], on: ['*'] });
  return { Version: '2012-10-17', Statement: join(needs) };
}

/** What the identity needs that the plan is applied as, where it belongs to another account than a section. */
export function callerPolicy(sections: readonly Section[]): Policy | null {
  const roles = sections.filter(({ steps }) => steps.length > 0).flatMap(({ assumeRole }) => assumeRole ?? []);
  if (roles.length === 0) return null;
  const statement: Statement = {
    Sid: 'KeytrailAssume',
    Effect: 'Allow',
    Action: ['sts:AssumeRole'],
    Resource: [...new Set(roles)].sort(),
  };
  return { Version: '2012-10-17', Statement: [statement] };
}

/** Characters of a policy as IAM counts them. */
export function sizeOf(policy: Policy): number {
  return JSON.stringify(policy).replace(/\s/g, '').length;
}

function needsOf(step: Step, { account, partition }: Section): Needs[] {
  const home = `arn:${partition}:iam::${account}:`;
  const on = (what: 'user' | 'role', name: string) => [`${home}${what}/${name}`, `${home}${what}/*/${name}`];
  switch (step.kind) {
    case 'deny-user':
      return [
        { actions: READ_USER, on: on('user', step.user) },
        ...step.ways.map((way) => ({ ...wayNeeds(way, partition), on: on('user', step.user) })),
      ];
    case 'deny-role':
    case 'revoke-role-sessions':
      return [{ actions: [...READ_ROLE, 'PutRolePolicy', 'DeleteRolePolicy'], on: on('role', step.role) }];
    case 'restore-trust':
      return [{ actions: [...READ_ROLE, 'UpdateAssumeRolePolicy'], on: on('role', step.role) }];
    case 'restore-saml-provider':
      return [{ actions: ['GetSAMLProvider', 'UpdateSAMLProvider'], on: [step.providerArn] }];
    case 'remove-oidc-client':
      return [
        {
          actions: [
            'GetOpenIDConnectProvider',
            'RemoveClientIDFromOpenIDConnectProvider',
            'AddClientIDToOpenIDConnectProvider',
          ],
          on: [step.providerArn],
        },
      ];
    case 'restore-oidc-thumbprints':
      return [
        {
          actions: ['GetOpenIDConnectProvider', 'UpdateOpenIDConnectProviderThumbprint'],
          on: [step.providerArn],
        },
      ];
    default:
      return [{ actions: [...READ_USER, CREDENTIAL[step.kind]], on: on('user', step.user) }];
  }
}

const CREDENTIAL = {
  'deactivate-access-key': 'UpdateAccessKey',
  'deactivate-service-credential': 'UpdateServiceSpecificCredential',
  'deactivate-ssh-key': 'UpdateSSHPublicKey',
  'deactivate-certificate': 'UpdateSigningCertificate',
} as const;

function wayNeeds(way: DenyWay, partition: string): Omit<Needs, 'on'> {
  switch (way) {
    case 'inline':
      return { actions: ['PutUserPolicy', 'DeleteUserPolicy'] };
    case 'attached':
      return {
        actions: ['AttachUserPolicy', 'DetachUserPolicy'],
        condition: { ArnEquals: { 'iam:PolicyARN': awsDenyAllArn(partition) } },
      };
    default:
      // Without a condition: what has to be put back is the boundary that was there before, whichever it was.
      return { actions: ['PutUserPermissionsBoundary', 'DeleteUserPermissionsBoundary'] };
  }
}

/** First the actions of each thing, then the things that have the same actions: as few statements as say exactly that. */
function join(needs: readonly Needs[]): Statement[] {
  const ofThing = new Map<string, { on: readonly string[]; condition: Needs['condition']; actions: Set<string> }>();
  for (const { actions, on, condition } of needs) {
    const key = JSON.stringify([on, condition]);
    const held = ofThing.get(key) ?? { on, condition, actions: new Set<string>() };
    for (const action of actions) held.actions.add(`iam:${action}`);
    ofThing.set(key, held);
  }
  const statements = new Map<string, { action: readonly string[]; condition: Needs['condition']; on: Set<string> }>();
  for (const { on, condition, actions } of ofThing.values()) {
    const action = [...actions].sort();
    const key = JSON.stringify([action, condition]);
    const held = statements.get(key) ?? { action, condition, on: new Set<string>() };
    for (const arn of on) held.on.add(arn);
    statements.set(key, held);
  }
  return [...statements.values()].map(({ action, condition, on }, index) => ({
    Sid: `Keytrail${index + 1}`,
    Effect: 'Allow',
    Action: action,
    Resource: [...on].sort(),
    ...(condition === undefined ? {} : { Condition: condition }),
  }));
}
