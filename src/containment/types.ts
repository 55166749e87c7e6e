// Nouns of the containment program. Like the plan, they say what is so, never how it is asked of AWS.
import type { DenyWay, Plan, Step } from '../plan/index.js';

/** Time as a parameter: tests do not wait. */
export interface Clock {
  now(): Date;
  sleep(milliseconds: number): Promise<void>;
  /** 0 ≤ n < 1: spreads the waits of several runs. */
  random(): number;
}

/** As whom AWS sees us, and where. */
export interface Identity {
  /** `arn:aws:iam::…:user/…`, `arn:aws:sts::…:assumed-role/…/…`, `arn:aws:iam::…:root`. */
  readonly arn: string;
  readonly account: string;
  readonly accessKeyId: string;
  readonly partition: string;
  readonly region: string;
  /** Where IAM is really asked: AWS_ENDPOINT_URL and a profile may redirect it. */
  readonly endpoint: string;
  /** ARN and access key of whoever assumed the role, the nearest first; empty: nobody did, or AWS does not tell. */
  readonly behind: readonly { readonly arn: string; readonly accessKeyId: string }[];
}

/** A section of the plan and the identity that acts in it. It can only read. */
export interface AccountAccess {
  readonly account: string;
  readonly identity: Identity;
  readonly reads: IamReads;
}

export interface Connection {
  /** Whose credentials were given. */
  readonly caller: Identity;
  /** One for each section that is worked on, in their order. */
  readonly accounts: readonly AccountAccess[];
}

/** What containment reads of IAM. Null: there is no such thing. Every answer is live, nothing is kept. */
export interface IamReads {
  user(name: string): Promise<UserState | null>;
  role(name: string): Promise<RoleState | null>;
  /** The exact text of an inline policy. */
  userPolicy(user: string, policy: string): Promise<string | null>;
  rolePolicy(role: string, policy: string): Promise<string | null>;
  userPolicyNames(user: string): Promise<readonly string[] | null>;
  rolePolicyNames(role: string): Promise<readonly string[] | null>;
  /** ARNs of attached managed policies. */
  attachedToUser(user: string): Promise<readonly string[] | null>;
  attachedToRole(role: string): Promise<readonly string[] | null>;
  accessKeys(user: string): Promise<readonly CredentialState[] | null>;
  serviceCredentials(user: string): Promise<readonly CredentialState[] | null>;
  sshKeys(user: string): Promise<readonly CredentialState[] | null>;
  certificates(user: string): Promise<readonly CredentialState[] | null>;
  /** When the console password was made. */
  loginProfile(user: string): Promise<{ readonly created: string | null } | null>;
  samlMetadata(arn: string): Promise<string | null>;
  oidcProvider(arn: string): Promise<OidcState | null>;
  users(): Promise<readonly { readonly name: string; readonly id: string; readonly created: string | null }[]>;
  /** By how many milliseconds the clock of AWS is ahead of ours, by its last answer. */
  ahead(): number;
}

export interface UserState {
  readonly id: string;
  readonly boundary: string | null;
}

export interface RoleState {
  readonly id: string;
  readonly path: string;
  /** Exact text of the trust policy. */
  readonly trust: string;
}

export interface CredentialState {
  readonly id: string;
  /** `Active`, `Inactive`, `Expired`. */
  readonly status: string;
  readonly created: string | null;
}

export interface OidcState {
  readonly clientIds: readonly string[];
  readonly thumbprints: readonly string[];
}

/** What containment can change in IAM. Every one of them may be repeated without harm. */
export interface IamWrites {
  putUserPolicy(user: string, policy: string, document: string): Promise<void>;
  deleteUserPolicy(user: string, policy: string): Promise<void>;
  attachUserPolicy(user: string, arn: string): Promise<void>;
  detachUserPolicy(user: string, arn: string): Promise<void>;
  putUserBoundary(user: string, arn: string): Promise<void>;
  deleteUserBoundary(user: string): Promise<void>;
  putRolePolicy(role: string, policy: string, document: string): Promise<void>;
  deleteRolePolicy(role: string, policy: string): Promise<void>;
  setAccessKey(user: string, id: string, status: Status): Promise<void>;
  setServiceCredential(user: string, id: string, status: Status): Promise<void>;
  setSshKey(user: string, id: string, status: Status): Promise<void>;
  setCertificate(user: string, id: string, status: Status): Promise<void>;
  updateTrust(role: string, document: string): Promise<void>;
  updateSamlProvider(arn: string, document: string): Promise<void>;
  removeOidcClient(arn: string, clientId: string): Promise<void>;
  addOidcClient(arn: string, clientId: string): Promise<void>;
  setOidcThumbprints(arn: string, thumbprints: readonly string[]): Promise<void>;
}

export type Status = 'Active' | 'Inactive';

/** Gives what can write. Called only by an apply or revert whose hash was right. */
export type OpenWrites = (access: AccountAccess) => Promise<IamWrites>;

/** What a plan is worked on with. */
export interface Job {
  readonly plan: Plan;
  /** Path of the journal. */
  readonly journal: string;
  readonly connection: Connection;
  /** Numbers of steps to leave alone. */
  readonly skip: readonly number[];
  readonly clock: Clock;
  /** Told as it happens; the report says it again. */
  readonly tell: (told: Told) => void;
  /** Aborted by Ctrl-C: the step under way is finished and journaled, the others are `not reached`; a watch ends with what it saw. */
  readonly signal?: AbortSignal;
}

export type Told =
  | { readonly type: 'step'; readonly step: StepReport }
  /** A wait: throttled, or what was written is not to be seen yet. */
  | { readonly type: 'waiting'; readonly step: number | null; readonly seconds: number; readonly why: string }
  | { readonly type: 'notice'; readonly text: string }
  /** While watching. */
  | { readonly type: 'change'; readonly change: Change };

/** Before (a dry run says these too): `to do`, `already so`, `in force`, `gone`, `differs`, `locks out`, `skipped`; a revert says `to take back`, `not ours`. */
export type StepWord =
  /** Would be done. */
  | 'to do'
  /** Somebody else has seen to it: it is not ours, and never taken back. */
  | 'already so'
  /** Done by us earlier, and still so. */
  | 'in force'
  /** What the step is about does not exist any more. */
  | 'gone'
  /** The live state is not what the plan (or for a revert, the journal) expects. Nothing is done. */
  | 'differs'
  /** It would stop the identity that we run as. Nothing is done. */
  | 'locks out'
  /** Left alone as asked. */
  | 'skipped'
  /** Written and read back. */
  | 'done'
  | 'failed'
  /** An earlier step stopped the run. */
  | 'not reached'
  | 'to take back'
  | 'taken back'
  /** Nothing of ours to take back. */
  | 'not ours';

export interface StepReport {
  readonly account: string;
  readonly step: Step;
  readonly word: StepWord;
  /** One line: what would be or was written, what is in the way, what AWS said. */
  readonly detail: string;
  /** How a user is denied. */
  readonly way: DenyWay | null;
}

/** What apply, revert, or a dry run of them came to. */
export interface Report {
  readonly what: 'apply' | 'revert';
  /** A dry run did not. */
  readonly executed: boolean;
  /** In the order in which they are worked on. */
  readonly steps: readonly StepReport[];
  readonly notices: readonly string[];
  /** Contract: 0 done, 1 done in part, 2 nothing done. Of a dry run: 0 it would go through, 2 it would be refused. */
  readonly exit: 0 | 1 | 2;
}

export type Effect =
  | 'holds'
  /** What it is about does not exist any more. */
  | 'gone'
  | 'does not hold'
  /** Not done yet, by the journal and by the live state. */
  | 'not applied'
  /** Taken back by a revert. */
  | 'taken back';

export interface EffectReport {
  readonly account: string;
  readonly step: Step;
  readonly effect: Effect;
  readonly detail: string;
}

/** Something that happened to what is contained, since. */
export interface Change {
  /** When it was noticed, RFC 3339 UTC. */
  readonly at: string;
  readonly account: string;
  /** User, role or provider. */
  readonly about: string;
  readonly what: string;
}

export interface VerifyReport {
  readonly steps: readonly EffectReport[];
  readonly changes: readonly Change[];
  readonly notices: readonly string[];
  /** 0: everything holds, and nothing changed; 1 otherwise. */
  readonly exit: 0 | 1;
}

/** What the journal says became of a step. */
export type Phase =
  | 'open'
  /** About to be written when the last run ended: it may or may not be so. */
  | 'intended'
  | 'done'
  | 'already so'
  | 'gone'
  | 'refused'
  | 'skipped'
  | 'failed'
  /** About to be taken back when the last run ended. */
  | 'taking back'
  | 'taken back';

export interface StepStatus {
  readonly account: string;
  readonly step: Step;
  readonly phase: Phase;
  /** Time of the line that says so; null: no line is about it. */
  readonly at: string | null;
  readonly detail: string;
}

export interface RunStatus {
  readonly what: 'apply' | 'revert';
  readonly at: string;
  readonly arn: string;
  readonly endpoint: string;
  readonly tool: string;
  /** Null: it was cut off. */
  readonly end: { readonly at: string; readonly exit: number } | null;
}

export interface StatusReport {
  readonly steps: readonly StepStatus[];
  readonly runs: readonly RunStatus[];
  /** Lines of the journal, and the hash of the last: what a revert starts from. Null: there is no journal. */
  readonly lines: number;
  readonly head: string | null;
  readonly notices: readonly string[];
  /** 0: every step is done, already so or gone, or everything was taken back; 1: in part; 2: nothing done. */
  readonly exit: 0 | 1 | 2;
}

export interface ConnectOptions {
  /** Else AWS_REGION, the profile's, us-east-1. */
  readonly region: string | null;
  readonly profile: string | null;
  /** Only these sections; null: all. */
  readonly accounts: readonly string[] | null;
  readonly clock: Clock;
  readonly tell: (told: Told) => void;
}

/** The doors of this room (index.ts). */
export interface Containment {
  /** Asks who we are, and assumes the roles of sections in other accounts. @throws KeytrailError no-access */
  connect(plan: Plan, options: ConnectOptions): Promise<Connection>;
  /** The dry runs: nothing that can write exists in the process. */
  previewApply(job: Job): Promise<Report>;
  previewRevert(job: Job): Promise<Report>;
  /** @param hash as `show` prints it. @throws KeytrailError bad-argument where it is another, case-busy where another run holds the journal */
  apply(job: Job, hash: string, openWrites?: OpenWrites): Promise<Report>;
  revert(job: Job, hash: string, openWrites?: OpenWrites): Promise<Report>;
  verify(job: Job, watchMinutes: number): Promise<VerifyReport>;
  /** From the journal alone, without AWS. */
  status(plan: Plan, journal: string): StatusReport;
  /** `plan.journal.jsonl` beside `plan.json`. */
  journalBeside(plan: string): string;
}
