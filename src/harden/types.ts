import type { Severity, Window } from '../model.js';

export interface HardenOptions {
  /** Null: everybody whom the trail saw acting. Else `spread` has run in the same opened case. */
  readonly seed: string | null;
  /** RFC 3339. Null: all use counts. */
  readonly compromisedAt: string | null;
  readonly window: Window;
  /** Empty: all. */
  readonly accounts: readonly string[];
  /** What nobody used for so many days counts as unused. */
  readonly days: number;
}

/** IAM User Guide, "IAM JSON policy elements reference". */
export interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: { readonly Bool: { readonly 'aws:ViaAWSService': 'true' } };
}

export interface PolicyDocument {
  readonly Version: '2012-10-17';
  readonly Statement: readonly Statement[];
}

/** An action of IAM that a principal needed, and the records that say so. */
export interface Need {
  /** `s3:GetObject` */
  readonly action: string;
  /** Needed by a service that acts for the user (a forward access session), never by the user directly. */
  readonly viaService: boolean;
  /** ARNs, or `*` alone where its records do not all tell for certain what it was used on. */
  readonly resources: readonly string[];
  /** More than twenty things: their kind stands for them. */
  readonly folded: boolean;
  /** `event source` and call, as the log has them. */
  readonly calls: readonly string[];
  readonly events: number;
  readonly succeeded: number;
  readonly proven: number;
  readonly first: string | null;
  readonly last: string | null;
  /** The action was made from the name alone: no table of ours knows its service. */
  readonly look: boolean;
  /** Why it is not called as the log calls it. */
  readonly reason: string | null;
  /** Event ids, at most twenty. */
  readonly evidence: readonly string[];
}

export interface Unstated {
  readonly source: string;
  readonly call: string;
  readonly events: number;
  readonly evidence: readonly string[];
}

export interface Policy {
  /** Of the managed policy, and of its file. */
  readonly name: string;
  /** As IAM counts them: without white space. */
  readonly characters: number;
  readonly document: PolicyDocument;
}

/** A user or role with the policies that allow what it legitimately used, and nothing else. */
export interface Allowance {
  readonly principal: string;
  readonly account: string;
  readonly kind: 'user' | 'role';
  readonly name: string;
  /** The seed acts as it. False: its radius reached it, or there is no seed. */
  readonly isSeed: boolean;
  /** Records that count, and how many of them are proven. */
  readonly events: number;
  readonly proven: number;
  readonly first: string | null;
  readonly last: string | null;
  /** What the state of IAM says it has; null: there is none here. */
  readonly now: {
    readonly attached: readonly string[];
    readonly inline: readonly string[];
    readonly groups: readonly string[];
    readonly boundary: string | null;
  } | null;
  readonly needs: readonly Need[];
  readonly policies: readonly Policy[];
  /** What to look at before a policy is used. */
  readonly notices: readonly string[];
  readonly refused: readonly Unstated[];
  /** Calls of which no statement is made, and why. */
  readonly unstated: readonly (Unstated & { readonly reason: string })[];
}

export const HARDEN_FINDINGS = [
  'trust-everybody',
  'trust-outside',
  'trust-unused',
  'trust-whole-account',
  'trust-deleted',
  'admin-without-mfa',
  'unused-key',
  'idle-key',
  'unused-password',
  'unused-role',
  'root-used',
] as const;

export interface HardenFinding {
  readonly finding: (typeof HARDEN_FINDINGS)[number];
  readonly severity: Severity;
  readonly account: string;
  /** ARN of a user or role, or the id of a key. */
  readonly about: string;
  readonly detail: string;
  readonly todo: string;
  /** When the state of IAM that it rests on was so; null: it rests on the trail alone. */
  readonly stateOf: string | null;
  readonly events: number;
  readonly proven: number;
  /** Event ids, at most twenty. */
  readonly evidence: readonly string[];
}

/** A trust policy that names only whom the trail saw. */
export interface TrustProposal {
  readonly role: string;
  readonly account: string;
  /** Principals that it no longer names. */
  readonly dropped: readonly string[];
  /** Principals that were put in place of a whole account. */
  readonly named: readonly string[];
  readonly document: object;
}

export interface AccountSeen {
  readonly account: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly hours: number;
  readonly covered: number;
  readonly readEvents: boolean;
  readonly stateOf: string | null;
  readonly reportOf: string | null;
}

export interface HardenResult {
  readonly schema: 'keytrail/harden/1';
  readonly seed: string | null;
  readonly compromisedAt: string | null;
  readonly window: { readonly from: string | null; readonly to: string | null };
  readonly days: number;
  readonly accounts: readonly AccountSeen[];
  /** Which use counts, in a sentence. */
  readonly basis: string;
  readonly principals: readonly Allowance[];
  readonly findings: readonly HardenFinding[];
  readonly trust: readonly TrustProposal[];
  /** What cannot be told from this case. */
  readonly cannot: readonly string[];
  /** Of the records that the policies rest on: verdict → how many. */
  readonly integrity: Readonly<Record<string, number>>;
}
