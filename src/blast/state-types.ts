import type { JsonValue } from '../model.js';

/** `unknown`: the data does not tell. `denied` and `revoked`: it exists, and a policy lets it do nothing any more. */
export type CredentialStatus = 'active' | 'inactive' | 'deleted' | 'denied' | 'revoked' | 'expired' | 'unknown';

/** What becomes of a credential or a thing that lets somebody in, and what says so. Closed list of texts: queries/_blast/80_survival.sql. */
export interface Life {
  readonly status: CredentialStatus;
  /** Event ids: the record that ended it, and use that contradicts that record. */
  readonly statusEvidence: readonly string[];
  /** Whether the record that ended it is proven; null: none did. */
  readonly statusProven: boolean | null;
  /** Why it goes on when the seed's own key is deactivated; null: it does not. */
  readonly why: string | null;
  /** What stops it; null: nothing is left to stop. */
  readonly control: string | null;
}

/** Something that the radius set up, that is no key, and that lets somebody in again. */
export interface AliveThing extends Life {
  readonly kind: string;
  readonly id: string;
  readonly account: string | null;
  /** The credential that set it up first. */
  readonly madeBy: string;
  readonly at: string;
  /** Event ids, the first hundred. */
  readonly evidence: readonly string[];
  readonly proven: boolean;
  readonly alive: boolean | null;
}

/** The owner's habits before the moment of compromise, and what is new against them. An indication: it takes nothing out of the radius. */
export interface Before {
  /** Events before it, of the seed and of the sessions that came of it. */
  readonly events: number;
  readonly from: string | null;
  readonly to: string | null;
  /** Events of the radius from a network and client of before, and the others; null: there is no before. */
  readonly known: number | null;
  readonly new: number | null;
  /** All that is new; `values` holds the first two hundred of each kind. */
  readonly found: number;
  readonly values: readonly NewValue[];
}

export interface NewValue {
  readonly what: 'network' | 'address' | 'client' | 'region' | 'service' | 'call';
  readonly value: string;
  readonly first: string | null;
  readonly events: number;
  readonly succeeded: number;
  readonly proven: number;
  /** Event ids, the first ten. */
  readonly evidence: readonly string[];
}

/** One credential at work from several networks at once. */
export interface Concurrent {
  readonly credential: string;
  readonly from: string;
  readonly to: string;
  readonly networks: readonly string[];
  /** How often it came back to a network within ten minutes, after it spoke from another. */
  readonly times: number;
  /** Of those, resting on proven records only. */
  readonly proven: number;
  readonly evidence: readonly string[];
}

/** A moment at which the seed may have changed hands. */
export interface Candidate {
  /** 1: the likeliest. */
  readonly rank: number;
  readonly at: string;
  /** The sum of the weights of its reasons. */
  readonly score: number;
  /** The reasons in one line. */
  readonly reason: string;
  /** The network that is new. */
  readonly value: string | null;
  /** Events of the seed within the quarter of an hour. */
  readonly events: number;
  readonly reasons: readonly { readonly sign: string; readonly weight: number; readonly said: string }[];
  readonly evidence: readonly string[];
}

/** What the archive holds of the time and the accounts of the radius, and what it cannot say. */
export interface Cover {
  readonly from: string | null;
  readonly to: string | null;
  readonly places: readonly {
    readonly account: string;
    readonly region: string;
    readonly hours: number;
    readonly covered: number;
    readonly partly: number;
    readonly unknown: number;
    /** False: not one log of the region is there for all of that time. */
    readonly logs: boolean;
    /** Events of the radius there. */
    readonly events: number;
  }[];
  /** What no trail was set to record, and what CloudTrail never does, as in `verify --format json`. */
  readonly blind: readonly Readonly<Record<string, JsonValue>>[];
  /** Events of the radius whose parameters CloudTrail left out for their size, or masked. */
  readonly omitted: number;
  readonly masked: number;
  /** Events of it that issued a credential, and those of them that do not name it. */
  readonly issuing: number;
  readonly issuingUntold: number;
  /** Data events of the radius. */
  readonly dataEvents: number;
  readonly caseHasDataEvents: boolean;
  readonly caseHasReadEvents: boolean;
  /** Events of its accounts in that time that Event history saw. */
  readonly eventHistory: number;
}
