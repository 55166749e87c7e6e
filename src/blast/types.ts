import type { Answer, Confidence, JsonValue, OnNotice, Question, Severity, Window } from '../model.js';
import type { AliveThing, Before, Candidate, Concurrent, Cover, Life } from './state-types.js';

export type * from './state-types.js';

/** What `blast` is asked. Times RFC 3339 UTC. */
export interface BlastOptions {
  /**
   * An access key id, the id or ARN of a principal, a session as results call it (`<principal id>@<time it began>`), an address
   * (`ip:203.0.113.7`), or the id of an event.
   */
  readonly seed: string;
  /** From when on the seed is the intruder's; null: all use of it counts. */
  readonly compromisedAt: string | null;
  readonly window: Window;
  /** The weakest edge that is followed without a person's judgement. Null: exact and high only. */
  readonly include: 'medium' | 'low' | null;
  /** The time at which "alive" is meant. */
  readonly asOf: string;
  /** Asked once the radius is known; default: the questions of the package. */
  readonly questions?: readonly Question[];
  /** Each answer, as it is had. */
  readonly onAnswer?: (answer: Answer) => void;
  readonly onNotice?: OnNotice;
}

/**
 * How one credential led to another (docs/case.md). KEY … TRUST expand the radius by themselves where they are exact or high; READ never
 * does.
 */
export type EdgeMethod =
  | 'SEED'
  | 'KEY'
  | 'SESS'
  | 'LOGIN'
  | 'OAUTH'
  | 'WORK'
  | 'PRIN'
  | 'SHARED'
  | 'TRUST'
  | 'OBO'
  | 'FAS'
  | 'SAMEUSER'
  | 'READ';

export type CredentialKind = 'access-key' | 'temporary-key' | 'session';

export interface BlastCredential extends Life {
  /** The access key id; of a session without any key `<principal id>@<time it began>`. */
  readonly id: string;
  readonly kind: CredentialKind;
  /** ARN where one is known, else the name or id that the records give. */
  readonly principal: string | null;
  readonly principalId: string | null;
  readonly account: string | null;
  /** The credential or principal that led here; null for the seed. */
  readonly parent: string | null;
  readonly edge: EdgeMethod | null;
  readonly depth: number;
  /** That of the weakest edge on the way from the seed. */
  readonly confidence: Confidence;
  readonly issuedAt: string | null;
  readonly expiresAt: string | null;
  readonly firstSeen: string | null;
  readonly lastSeen: string | null;
  readonly events: number;
  /** Still usable at `asOf`; null: the data does not tell. */
  readonly alive: boolean | null;
  /** When the record that ended it was made. */
  readonly statusAt: string | null;
  /** When it ends at the latest: `expiresAt`, or the longest life of its kind. Null: a key does not end by itself. */
  readonly endsBy: string | null;
  /** The kind of life it has, which decides what stops it. */
  readonly life: string;
  /** It can be used, or maybe so, once the seed's own key is deactivated. */
  readonly survives: boolean;
  /** How many of its events are proven. */
  readonly proven: number;
  /** Events from a network and client of the owner's before the compromise, and the others; null: there is no before. */
  readonly known: number | null;
  readonly new: number | null;
}

export interface BlastEdge {
  readonly from: string;
  readonly to: string;
  readonly method: EdgeMethod;
  readonly confidence: Confidence;
  /** Event ids. */
  readonly evidence: readonly string[];
  /** Whether all of that evidence is proven; null: there is none. */
  readonly proven: boolean | null;
}

/** An edge that was not followed, and how many events lie behind it. */
export interface Suspect extends Omit<BlastEdge, 'proven'> {
  readonly reason: string;
  readonly events: number;
}

/** Who issued the seed, or its issuer; `issued` is the credential below it. */
export interface Upstream {
  readonly id: string;
  readonly kind: CredentialKind | 'principal';
  readonly principal: string | null;
  readonly account: string | null;
  readonly issued: string;
  readonly method: EdgeMethod;
  readonly confidence: Confidence;
  readonly at: string;
  readonly evidence: readonly string[];
  /** Steps above the seed. */
  readonly depth: number;
  /**
   * Why the way up ends here: `long-term key`, `password`, `service`, `federation`, `another account`, `not in the data`; `suspect`: who may
   * have been it, which is not climbed further. Null: there is a step above.
   */
  readonly ends: string | null;
  /** Of a suspect. */
  readonly reason: string | null;
}

export interface Orphan {
  readonly id: string;
  readonly principalId: string;
  readonly principal: string | null;
  readonly account: string | null;
  readonly issuedAt: string | null;
  readonly firstSeen: string | null;
  readonly lastSeen: string | null;
  readonly events: number;
  readonly reason: string;
}

/** A user or role that the radius created, the principal that the seed names, or what else lets somebody in: a provider, a workload. */
export interface BlastPrincipal {
  readonly id: string;
  /** `user`, `role`, `session`, `account`; `saml-provider`, `trust-anchor`, `identity-center-user` and others that methods add. */
  readonly kind: string;
  readonly arn: string | null;
  readonly account: string | null;
  readonly parent: string | null;
  readonly edge: EdgeMethod | null;
  readonly depth: number;
  readonly confidence: Confidence;
  readonly createdAt: string | null;
  readonly events: number;
}

export interface BlastAccount {
  readonly id: string;
  /** `events` were recorded there, a `session` of it was held, or it was only `named`. */
  readonly how: 'events' | 'session' | 'named';
  readonly credentials: number | null;
  readonly events: number;
  /** Events that name it, or a resource in it. */
  readonly named: number;
  readonly first: string | null;
  readonly last: string | null;
  /** Event ids, the first hundred. */
  readonly evidence: readonly string[];
}

export interface BlastResource {
  /** Of S3 objects the bucket's. Where account and region do not make the ARN certain, service and name: `iam:user/alice`. */
  readonly arn: string;
  readonly certain: boolean;
  readonly account: string | null;
  readonly verbs: readonly string[];
  readonly events: number;
  readonly succeeded: number;
  readonly denied: number;
  /** Successful reads, changes, and calls that delete it or something of it. */
  readonly read: number;
  readonly changed: number;
  readonly deleted: number;
  /** Of a bucket, how many objects were named. */
  readonly objects: number;
  /** As data events count them; null: none does. */
  readonly bytesIn: number | null;
  readonly bytesOut: number | null;
  readonly first: string | null;
  readonly last: string | null;
  readonly proven: number;
  /** Event ids, the first hundred. */
  readonly evidence: readonly string[];
}

/** Something given to somebody outside the account it lies in, or tried. */
export interface Outsider {
  readonly at: string | null;
  readonly eventId: string;
  readonly credential: string;
  readonly service: string;
  readonly call: string;
  /** What was given: a name or an ARN, as the record has it. */
  readonly resource: string | null;
  /** Account id, ARN, canonical user id, `*` for everybody; null: only a bar was taken away. */
  readonly outsider: string | null;
  /** The account behind `outsider`, where it tells one. */
  readonly account: string | null;
  /** Every statement that names him has a Condition, which a person has to read. */
  readonly conditional: boolean;
  readonly outcome: 'succeeded' | 'denied' | 'failed';
}

/** Access handed out that is no key of a principal: a database login, a registry token, a session on a host. */
export interface Token {
  readonly credential: string;
  readonly service: string;
  readonly call: string;
  /** In words: `database login`, `registry token`, `login on a host` … */
  readonly kind: string;
  /** Null: the record does not tell, or attempts in vain were aimed at several. */
  readonly target: string | null;
  /** As whom, where the record tells: the user of the database or of the host. */
  readonly as: string | null;
  readonly outcome: 'succeeded' | 'denied' | 'failed';
  readonly events: number;
  readonly first: string | null;
  readonly last: string | null;
  /** Null: it does not expire, or the record does not tell. */
  readonly expiresAt: string | null;
  /** Event ids, the first hundred. */
  readonly evidence: readonly string[];
}

/**
 * What the radius did to rights: no credential came of it, but who was given more, or lost a guard, acts after an escalation from then on.
 */
export interface Escalation {
  readonly at: string;
  readonly kind: string;
  readonly call: string;
  /** Whom it is about: `user/name`, `role/name`, `group/name`, else the id or ARN that the call gives. */
  readonly target: string | null;
  /** The policy or permission set, where the call names one. */
  readonly granted: string | null;
  readonly account: string | null;
  /** Who did it. */
  readonly credential: string;
  /** Keys and sessions of the target that acted after it: in the radius, and outside. */
  readonly insideAfter: number;
  readonly outsideAfter: number;
  readonly evidence: readonly string[];
}

/** What `keytrail blast --format json` prints. */
export interface BlastResult {
  readonly schema: 'keytrail/blast/1';
  readonly seed: string;
  readonly window: { readonly from: string | null; readonly to: string | null };
  readonly compromisedAt: string | null;
  readonly asOf: string;
  readonly include: 'medium' | 'low' | null;
  readonly credentials: readonly BlastCredential[];
  readonly edges: readonly BlastEdge[];
  readonly suspects: readonly Suspect[];
  readonly upstream: readonly Upstream[];
  readonly orphans: readonly Orphan[];
  readonly principals: readonly BlastPrincipal[];
  readonly accounts: readonly BlastAccount[];
  /** The ten thousand that most events name. */
  readonly resources: readonly BlastResource[];
  readonly resourcesLeft: number;
  /** What the radius set up that is no key and lets somebody in again. */
  readonly alive: readonly AliveThing[];
  /** Null: no moment of compromise was given. */
  readonly before: Before | null;
  readonly concurrent: readonly Concurrent[];
  readonly outsiders: readonly Outsider[];
  readonly tokens: readonly Token[];
  readonly escalations: readonly Escalation[];
  readonly events: number;
  /** Integrity verdict → number of events of the radius. */
  readonly integrity: Readonly<Record<string, number>>;
  /** What verification found about the time and accounts of the radius, as in `verify --format json`. */
  readonly coverage: readonly Readonly<Record<string, JsonValue>>[];
  readonly cover: Cover;
  readonly findings: readonly { readonly query: string; readonly severity: Severity; readonly rows: number }[];
  /** Only where `compromisedAt` is null. */
  readonly candidates: readonly Candidate[];
  /** What a reader of the result has to know: cut depth, ambiguous seed, records that are not in the data. */
  readonly warnings: readonly string[];
}
