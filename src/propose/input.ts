import type { Confidence } from '../model.js';
import type {
  SnapshotRow,
  Sort,
  StateCredentialRow,
  StateKeyRow,
  StatePrincipalRow,
  StateProviderRow,
  StateTrustRow,
} from './state-rows.js';

// What a plan is made of: the rows of queries/_plan/answer/*.sql, a type each. Times are RFC 3339 UTC.

/** What something rests on. */
export interface Ground {
  /** Event ids, at most a hundred. */
  readonly evidence: readonly string[];
  /** Whether all of these records are proven; null: it rests on none. */
  readonly proven: boolean | null;
}

export interface CredentialRow extends Ground {
  readonly id: string;
  readonly kind: 'access-key' | 'temporary-key' | 'session';
  readonly life: string;
  readonly principal: string | null;
  readonly principalId: string | null;
  readonly account: string | null;
  readonly userName: string | null;
  readonly roleName: string | null;
  /** It is what the seed names, or belongs to the principal that it names. */
  readonly ofSeed: boolean;
  readonly confidence: Confidence;
  readonly edge: string | null;
  readonly parent: string | null;
  readonly depth: number;
  readonly status: string;
  readonly statusAt: string | null;
  readonly statusProven: boolean | null;
  readonly endedBy: string | null;
  /** Made inactive by the radius itself, which can take it back. */
  readonly endedByRadius: boolean;
  readonly alive: boolean | null;
  readonly issuedAt: string | null;
  readonly endsBy: string | null;
  readonly firstSeen: string | null;
  readonly lastSeen: string | null;
  /** Of a role session: the ARN of its role, path included. */
  readonly issuerArn: string | null;
  readonly identityType: string | null;
}

/** What the radius set up that is no key and lets somebody in again. */
export interface ThingRow extends Ground {
  readonly kind: string;
  readonly id: string;
  readonly account: string | null;
  readonly madeBy: string;
  readonly at: string;
  readonly last: string;
  readonly call: string;
  readonly region: string | null;
  /** The user or role that it hangs on. */
  readonly subject: string | null;
  readonly confidence: Confidence | null;
  readonly status: string;
  readonly statusProven: boolean | null;
  readonly statusAt: string | null;
  readonly endedBy: string | null;
  readonly alive: boolean | null;
}

/** A user or role by name and id. */
export interface NameRow {
  readonly account: string;
  readonly sort: Sort;
  readonly name: string;
  readonly id: string;
  readonly arn: string | null;
  readonly first: string | null;
  readonly last: string | null;
  /** Keys of it that are seen at work and are not of the radius. */
  readonly keys: readonly string[];
}

/** A user or role is gone, or may do nothing any more. */
export interface EndRow {
  readonly account: string;
  readonly sort: Sort;
  readonly name: string;
  readonly status: 'deleted' | 'denied' | 'revoked';
  readonly policy: string | null;
  /** Of a revocation: sessions issued before it. */
  readonly before: string | null;
  readonly eventId: string;
  readonly at: string;
  readonly actor: string | null;
  readonly proven: boolean;
  /** By the radius itself. */
  readonly mine: boolean;
}

export interface AccountRow {
  readonly account: string;
  /** The newest event of the radius there. */
  readonly lastSeen: string | null;
  readonly recorded: boolean;
}

interface ChangeRow {
  readonly account: string;
  readonly eventId: string;
  readonly at: string;
  readonly call: string;
  /** Of the radius; null: somebody else's. */
  readonly confidence: Confidence | null;
  readonly who: string | null;
  readonly proven: boolean;
}

export interface TrustRow extends ChangeRow {
  readonly role: string;
  /** Null: the record does not show it. */
  readonly document: string | null;
}

export interface ProviderRow extends ChangeRow {
  readonly arn: string;
  readonly document: string | null;
  readonly client: string | null;
  readonly clients: readonly string[];
  readonly thumbprints: readonly string[];
}

/** A credential that the radius made active. */
export interface RearmedRow extends Ground {
  readonly account: string;
  readonly userName: string | null;
  readonly call: string;
  readonly id: string;
  readonly at: string;
  readonly confidence: Confidence;
  /** A record says that it was inactive before. */
  readonly shutBefore: boolean;
  readonly shutSince: boolean;
}

interface Placed extends Ground {
  readonly account: string;
  readonly region: string | null;
  readonly confidence: Confidence;
}

export interface PermissionRow extends Placed {
  readonly kind: string;
  readonly call: string;
  readonly target: string | null;
  readonly granted: string | null;
  readonly at: string;
  readonly userName: string | null;
  readonly roleName: string | null;
  readonly groupName: string | null;
  readonly policyArn: string | null;
  readonly policyName: string | null;
  readonly serialNumber: string | null;
  readonly instanceProfileName: string | null;
}

export interface OutsiderRow extends Placed {
  readonly service: string;
  readonly call: string;
  readonly resource: string | null;
  readonly outsider: string | null;
  readonly conditional: boolean;
  readonly statement: string | null;
  readonly at: string;
}

export interface TokenRow extends Placed {
  readonly service: string;
  readonly call: string;
  readonly kind: string;
  readonly target: string | null;
  readonly as: string | null;
  readonly events: number;
  /** Null: it does not expire, or the record does not tell. */
  readonly expiresAt: string | null;
}

export interface LoggingRow extends Placed {
  readonly source: string;
  readonly call: string;
  readonly name: string | null;
  readonly at: string;
}

/** When recording was last switched on. */
export interface RestartRow {
  readonly account: string;
  readonly region: string | null;
  readonly call: string;
  readonly at: string;
}

/** A workload that was there before and that the radius changed or entered, or one that it made. */
export interface TakenRow extends LoggingRow {
  readonly made: boolean;
}

export interface SuspectRow {
  readonly id: string;
  readonly from: string;
  readonly method: string;
  readonly confidence: Confidence;
  readonly reason: string | null;
  readonly events: number;
  readonly evidence: readonly string[];
  readonly account: string | null;
  readonly arn: string | null;
}

/** AWS attached its quarantine of a leaked key to a user. */
export interface QuarantineRow {
  readonly account: string | null;
  readonly userName: string | null;
  readonly policy: string;
  readonly at: string;
}

export interface PlanRows {
  readonly credentials: readonly CredentialRow[];
  readonly names: readonly NameRow[];
  readonly accounts: readonly AccountRow[];
  readonly things: readonly ThingRow[];
  readonly ends: readonly EndRow[];
  readonly trust: readonly TrustRow[];
  readonly providers: readonly ProviderRow[];
  readonly rearmed: readonly RearmedRow[];
  readonly permissions: readonly PermissionRow[];
  readonly outsiders: readonly OutsiderRow[];
  readonly tokens: readonly TokenRow[];
  readonly logging: readonly LoggingRow[];
  readonly restarts: readonly RestartRow[];
  readonly taken: readonly TakenRow[];
  readonly suspects: readonly SuspectRow[];
  readonly quarantines: readonly QuarantineRow[];
  readonly snapshots: readonly SnapshotRow[];
  readonly stateKeys: readonly StateKeyRow[];
  readonly stateCredentials: readonly StateCredentialRow[];
  readonly statePrincipals: readonly StatePrincipalRow[];
  readonly stateTrust: readonly StateTrustRow[];
  readonly stateProviders: readonly StateProviderRow[];
}

export interface PlanInput extends PlanRows {
  /** `keytrail 0.1.0` */
  readonly madeBy: string;
  readonly seed: string;
  readonly compromisedAt: string | null;
  readonly asOf: string;
  /** Events of the radius, and how many of them are proven. */
  readonly events: number;
  readonly proven: number;
  /** Up to when the case has records. */
  readonly endsAt: string | null;
  /** Sessions of its principals that nobody issued by record. */
  readonly orphans: number;
  /** Who issued the seed: not of the radius. */
  readonly upstream: readonly string[];
  /** Name of the role that a responder assumes in each account. */
  readonly containRole: string;
  /** What the radius itself warns of. */
  readonly warnings: readonly string[];
}
