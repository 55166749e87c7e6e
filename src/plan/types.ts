// The containment plan: what to do in AWS, why, and what has to be so before. The only thing that analysis and containment share.

/** What a plan file says of itself. */
export const PLAN_SCHEMA = 'keytrail/plan/1';

/** A user or role that a step acts upon. */
interface OfUser {
  /** Its name, without path. */
  readonly user: string;
  /** `AIDA…`: another user of the same name is not meant. Null: the evidence does not tell. */
  readonly userId: string | null;
}

interface OfRole {
  readonly role: string;
  /** `AROA…`: another role of the same name is not meant. Null: the evidence does not tell. */
  readonly roleId: string | null;
}

interface Reasoned {
  /** 1, 2, 3 …: the order of the whole plan, over all its sections. */
  readonly number: number;
  /** One sentence: what the evidence says, and what the step stops. */
  readonly reason: string;
  /** Ids of the events that it rests on. */
  readonly evidence: readonly string[];
  /** Whether all of these records are proven; null: it rests on no record. */
  readonly proven: boolean | null;
  /** Credentials of the blast radius that it stops. */
  readonly stops: readonly string[];
}

/** What keeps a policy of ours from a user, tried in this order: a full quota leads to the next. */
export const DENY_WAYS = ['inline', 'attached', 'boundary'] as const;
export type DenyWay = (typeof DENY_WAYS)[number];

/** PutUserPolicy: an unconditional Deny of everything. Stops keys, sessions, federated sessions and the console of an IAM user. */
export interface DenyUser extends Reasoned, OfUser {
  readonly kind: 'deny-user';
  readonly policyName: string;
  readonly document: string;
  /** Inline as a rule; AWSDenyAll attached, or as the boundary, where the quota of inline policies is full. */
  readonly ways: readonly DenyWay[];
  readonly expect: { readonly policy: null };
}

/** PutRolePolicy: an unconditional Deny of everything, for a role that the intruder made. */
export interface DenyRole extends Reasoned, OfRole {
  readonly kind: 'deny-role';
  readonly policyName: string;
  readonly document: string;
  readonly expect: { readonly policy: null };
}

/** PutRolePolicy: a Deny of every session that was issued before it is applied; later sessions are not concerned. */
export interface RevokeRoleSessions extends Reasoned, OfRole {
  readonly kind: 'revoke-role-sessions';
  readonly policyName: string;
  /** With `APPLIED_AT` where the time of applying goes. */
  readonly document: string;
  readonly expect: { readonly policy: null };
}

/** UpdateAccessKey: Inactive. Never deleted: what was last done with a key is known as long as it exists. */
export interface DeactivateAccessKey extends Reasoned, OfUser {
  readonly kind: 'deactivate-access-key';
  readonly accessKeyId: string;
  readonly expect: { readonly status: 'Active' };
}

/** UpdateServiceSpecificCredential: Inactive (CodeCommit, Keyspaces, Bedrock). */
export interface DeactivateServiceCredential extends Reasoned, OfUser {
  readonly kind: 'deactivate-service-credential';
  readonly credentialId: string;
  readonly expect: { readonly status: 'Active' };
}

/** UpdateSSHPublicKey: Inactive. */
export interface DeactivateSshKey extends Reasoned, OfUser {
  readonly kind: 'deactivate-ssh-key';
  readonly sshPublicKeyId: string;
  readonly expect: { readonly status: 'Active' };
}

/** UpdateSigningCertificate: Inactive. */
export interface DeactivateCertificate extends Reasoned, OfUser {
  readonly kind: 'deactivate-certificate';
  readonly certificateId: string;
  readonly expect: { readonly status: 'Active' };
}

/** Where a former state was read. */
export const FORMER_SOURCES = ['trail', 'iam-state'] as const;
export type FormerSource = (typeof FORMER_SOURCES)[number];

/** UpdateAssumeRolePolicy: the trust policy as it was before the intruder changed it. */
export interface RestoreTrust extends Reasoned, OfRole {
  readonly kind: 'restore-trust';
  readonly document: string;
  readonly from: FormerSource;
  /** The intruder's. Compared as JSON: white space and the order of fields do not count. */
  readonly expect: { readonly document: string };
}

/** UpdateSAMLProvider: the metadata as it was. */
export interface RestoreSamlProvider extends Reasoned {
  readonly kind: 'restore-saml-provider';
  readonly providerArn: string;
  readonly document: string;
  readonly from: FormerSource;
  readonly expect: { readonly document: string };
}

/** RemoveClientIDFromOpenIDConnectProvider: an audience that the intruder added. */
export interface RemoveOidcClient extends Reasoned {
  readonly kind: 'remove-oidc-client';
  readonly providerArn: string;
  readonly clientId: string;
  readonly expect: { readonly present: true };
}

/** UpdateOpenIDConnectProviderThumbprint: the certificates as they were. */
export interface RestoreOidcThumbprints extends Reasoned {
  readonly kind: 'restore-oidc-thumbprints';
  readonly providerArn: string;
  readonly thumbprints: readonly string[];
  readonly from: FormerSource;
  readonly expect: { readonly thumbprints: readonly string[] };
}

/** Everything that containment can do. A closed union: each of them can be taken back, and nothing is ever deleted that was not its own. */
export type Step =
  | DenyUser
  | DenyRole
  | RevokeRoleSessions
  | DeactivateAccessKey
  | DeactivateServiceCredential
  | DeactivateSshKey
  | DeactivateCertificate
  | RestoreTrust
  | RestoreSamlProvider
  | RemoveOidcClient
  | RestoreOidcThumbprints;
export type StepKind = Step['kind'];

/** Why IAM cannot do it, or not so that it can be taken back; `suspect`: whose it is, a person has to judge first. */
export const TASK_KINDS = [
  'root',
  'service-linked-role',
  'identity-center',
  'other-account',
  'resource-policy',
  'workload',
  'password',
  'mfa-device',
  'provider',
  'trust-anchor',
  'permissions',
  'sign-in-session',
  'former-state-unknown',
  'unnameable',
  'token',
  'logging',
  'suspect',
] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

/** What a person has to do. */
export interface Task {
  readonly kind: TaskKind;
  /** ARN, id or name of what it is about. */
  readonly about: string;
  readonly what: string;
  /** Why no step does it. */
  readonly reason: string;
  /** The words of an AWS CLI command that would do it, or that shows what there is; null: there is none. */
  readonly command: readonly string[] | null;
  readonly evidence: readonly string[];
  readonly proven: boolean | null;
}

/** What is to be done in one account. */
export interface Section {
  /** Twelve digits. */
  readonly account: string;
  /** `aws`, `aws-cn`, `aws-us-gov`. */
  readonly partition: string;
  /** ARN of the role to assume where the identity that applies the plan belongs to another account. Null: none is known. */
  readonly assumeRole: string | null;
  readonly steps: readonly Step[];
  readonly tasks: readonly Task[];
}

/** A service control policy to hand over to whoever runs the organization. keytrail never attaches it. */
export interface ControlPolicy {
  readonly name: string;
  /** JSON, at most 5,120 characters. */
  readonly document: string;
  /** The accounts to attach it to. It does not bind the management account. */
  readonly accounts: readonly string[];
  readonly reason: string;
}

export interface Plan {
  readonly schema: typeof PLAN_SCHEMA;
  /** `keytrail 0.1.0` */
  readonly madeBy: string;
  readonly seed: string;
  readonly compromisedAt: string | null;
  /** The time at which the state is meant, RFC 3339 UTC. */
  readonly asOf: string;
  /** Events of the radius, and how many of them are proven. */
  readonly events: number;
  readonly proven: number;
  readonly sections: readonly Section[];
  readonly controlPolicies: readonly ControlPolicy[];
  /** What a reader has to know before anything else. */
  readonly warnings: readonly string[];
}
