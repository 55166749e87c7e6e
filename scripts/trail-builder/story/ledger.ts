import type { CloudTrailRecord } from '../records/record.js';

/** By which join a credential is reached: KEY its id stands in the issuing answer, SESS its session, LOGIN a console sign-in. */
export type Join = 'SEED' | 'KEY' | 'SESS' | 'LOGIN' | 'PRIN';

export interface TruthCredential {
  /** An access key id. */
  readonly id: string;
  readonly kind: 'long-term' | 'role-session' | 'session-token' | 'federation-token' | 'console';
  /** The access key id, or the id of the created user, that it came from. Null: the seed. */
  readonly parent: string | null;
  readonly method: Join;
  /** Edges from the seed; a created user counts as one. */
  readonly depth: number;
  /** The one who issued it is the rightful owner, with the same key: no record can tell. */
  readonly owner: boolean;
}

export interface TruthPrincipal {
  /** `AIDA…` */
  readonly id: string;
  readonly kind: 'user';
  readonly name: string;
  readonly account: string;
  readonly parent: string;
  readonly depth: number;
}

/** Something that runs under a role which the intruder handed to it: reached by its session name, not by a key. */
export interface TruthWorkload {
  readonly instance: string;
  readonly role: string;
  readonly parent: string;
  /** The event that started it. */
  readonly startedBy: string;
  readonly credentials: string[];
  /** AssumeRole by the service and everything that the workload did. */
  readonly events: string[];
}

/** What is true of the story, written down while it is told. */
export interface Ledger {
  readonly credentials: TruthCredential[];
  readonly principals: TruthPrincipal[];
  readonly workloads: TruthWorkload[];
  /** Event ids in the radius from the compromise on. */
  readonly radius: Set<string>;
  /** Of these: the owner's. */
  readonly ownerAfter: Set<string>;
  /** Reached by the seed only where every use of it counts. */
  readonly before: Set<string>;
  readonly credentialsBefore: TruthCredential[];
  /** Events that an edge rests on; tampering stays away from them, or the radius would break off there. */
  readonly issuing: Set<string>;
}

export const ledger = (): Ledger => ({
  credentials: [],
  principals: [],
  workloads: [],
  radius: new Set(),
  ownerAfter: new Set(),
  before: new Set(),
  credentialsBefore: [],
  issuing: new Set(),
});

export const note = (set: Set<string>, records: readonly CloudTrailRecord[]): void => {
  for (const one of records) set.add(one.eventID);
};
