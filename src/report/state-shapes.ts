// As shapes.ts: what the renderers read of the state of a radius (src/blast/state-types.ts).

export interface StateShape {
  readonly alive: readonly AliveShape[];
  readonly before: BeforeShape | null;
  readonly concurrent: readonly ConcurrentShape[];
  readonly candidates: readonly CandidateShape[];
  readonly cover: CoverShape;
  readonly resourcesLeft: number;
}

export interface AliveShape {
  readonly kind: string;
  readonly id: string;
  readonly account: string | null;
  readonly madeBy: string;
  readonly at: string;
  readonly status: string;
  readonly statusEvidence: readonly string[];
  readonly alive: boolean | null;
  readonly why: string | null;
  readonly control: string | null;
}

export interface BeforeShape {
  readonly events: number;
  readonly from: string | null;
  readonly to: string | null;
  readonly known: number | null;
  readonly new: number | null;
  readonly found: number;
  readonly values: readonly {
    readonly what: string;
    readonly value: string;
    readonly first: string | null;
    readonly events: number;
    readonly proven: number;
  }[];
}

export interface ConcurrentShape {
  readonly credential: string;
  readonly from: string;
  readonly to: string;
  readonly networks: readonly string[];
  readonly times: number;
  readonly proven: number;
}

export interface CandidateShape {
  readonly at: string;
  readonly score: number;
  readonly reason: string;
  readonly events: number;
  readonly evidence: readonly string[];
}

export interface CoverShape {
  readonly from: string | null;
  readonly to: string | null;
  readonly places: readonly {
    readonly account: string;
    readonly region: string;
    readonly hours: number;
    readonly covered: number;
    readonly partly: number;
    readonly unknown: number;
    readonly logs: boolean;
    readonly events: number;
  }[];
  readonly blind: readonly object[];
  readonly omitted: number;
  readonly masked: number;
  readonly issuing: number;
  readonly issuingUntold: number;
  readonly dataEvents: number;
  readonly caseHasDataEvents: boolean;
  readonly caseHasReadEvents: boolean;
  readonly eventHistory: number;
}
