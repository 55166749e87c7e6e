/** What the renderers for people read of `harden --format json` (docs/hardening.md). */
export interface HardenShape {
  readonly seed: string | null;
  readonly basis: string;
  readonly principals: readonly AllowanceShape[];
  readonly findings: readonly HardenFindingShape[];
  readonly trust: readonly {
    readonly role: string;
    readonly dropped: readonly string[];
    readonly named: readonly string[];
    readonly document: object;
  }[];
  readonly cannot: readonly string[];
  readonly integrity: Readonly<Record<string, number>>;
}

export interface AllowanceShape {
  readonly principal: string;
  readonly kind: string;
  readonly isSeed: boolean;
  readonly events: number;
  readonly proven: number;
  readonly first: string | null;
  readonly last: string | null;
  readonly now: {
    readonly attached: readonly string[];
    readonly inline: readonly string[];
    readonly groups: readonly string[];
    readonly boundary: string | null;
  } | null;
  readonly needs: readonly NeedShape[];
  readonly policies: readonly { readonly name: string; readonly characters: number; readonly document: object }[];
  readonly notices: readonly string[];
  readonly refused: readonly { readonly source: string; readonly call: string; readonly events: number }[];
}

export interface NeedShape {
  readonly action: string;
  readonly viaService: boolean;
  readonly resources: readonly string[];
  readonly calls: readonly string[];
  readonly events: number;
  readonly proven: number;
  readonly look: boolean;
  readonly reason: string | null;
  readonly evidence: readonly string[];
}

export interface HardenFindingShape {
  readonly finding: string;
  readonly severity: string;
  readonly about: string;
  readonly detail: string;
  readonly todo: string;
  readonly stateOf: string | null;
  readonly events: number;
  readonly proven: number;
  readonly evidence: readonly string[];
}
