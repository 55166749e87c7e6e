// What the renderers for people read: the JSON of `verify` and `blast` (docs/formats.md), typed by what is used of it. The rooms that make these
// values own fuller types; this room may not import them, and TypeScript compares the two where a command hands one to the other.
import type { JsonValue } from '../model.js';
import type { StateShape } from './state-shapes.js';

export interface VerifyShape {
  readonly window: { readonly from: string | null; readonly to: string | null };
  readonly keys: readonly KeyShape[];
  readonly trust: TrustShape;
  readonly chains: readonly ChainShape[];
  readonly objects: readonly ObjectShape[];
  readonly ranges: readonly RangeShape[];
  readonly remarks: readonly RemarkShape[];
  readonly versions: readonly VersionShape[];
  readonly unfinished: readonly string[];
  readonly attested: AttestedShape;
  readonly blind: readonly { readonly area: string; readonly detail: string }[];
  readonly witness: WitnessShape | null;
  readonly coverage: readonly CoverageSpanShape[];
  readonly hours: readonly HoursShape[];
  readonly changes: readonly ChangeShape[];
  readonly summary: {
    /** kind → verdict → number of objects */
    readonly objects: Readonly<Record<string, Readonly<Record<string, number>>>>;
    readonly listed: number;
    readonly read: number;
    readonly bytes: number;
  };
  readonly exit: 0 | 1;
}

export interface KeyShape {
  readonly region: string | null;
  readonly fingerprint: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly file: string;
}

export interface TrustShape {
  readonly keySet: string | null;
  readonly files: readonly KeyFileShape[];
  readonly outsideValidity: readonly {
    readonly region: string;
    readonly fingerprint: string;
    readonly digests: number;
    readonly first: string | null;
    readonly last: string | null;
    readonly validFrom: string | null;
    readonly validTo: string | null;
  }[];
  readonly severalRegions: readonly { readonly fingerprint: string; readonly regions: readonly string[] }[];
}

export interface KeyFileShape {
  readonly file: string;
  readonly sha256: string | null;
  readonly state: string | null;
  readonly keys: number;
  readonly regions: readonly string[];
  readonly collectedAt: string | null;
  readonly collectedBy: string | null;
  readonly endpoint: string | null;
  readonly customEndpoint: boolean;
  readonly pinned: boolean;
  readonly used: boolean;
}

export interface ChainShape {
  readonly account: string;
  readonly region: string;
  readonly trail: string | null;
  readonly homeRegion: string | null;
  readonly kind: string;
  readonly digests: number;
  readonly from: string | null;
  readonly to: string | null;
}

export interface RemarkShape {
  readonly remark: string;
  readonly account: string | null;
  readonly region: string | null;
  readonly trail: string | null;
  readonly bucket: string | null;
  readonly key: string | null;
  readonly detail: string;
}

export interface ObjectShape {
  readonly bucket: string | null;
  readonly key: string;
  readonly versionId?: string | null;
  readonly kind: string;
  readonly verdict: string;
  readonly detail: string | null;
}

export interface VersionShape {
  readonly bucket: string | null;
  readonly key: string;
  readonly finding: string;
  readonly at: string | null;
  readonly versionId: string | null;
  readonly detail: string;
}

export interface RangeShape {
  readonly finding: string;
  readonly account: string | null;
  readonly region: string | null;
  readonly trail: string | null;
  readonly kind: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly digests?: number | null;
  readonly detail: string;
  readonly explained?: string | null;
  readonly evidence?: readonly string[];
  readonly records?: readonly { readonly role: string; readonly said: string }[];
}

export interface WitnessShape {
  readonly events: number;
  readonly seen: number;
  readonly from: string | null;
  readonly to: string | null;
  readonly findings: readonly {
    readonly finding: string;
    readonly account: string;
    readonly region: string;
    readonly events: number;
    readonly from: string | null;
    readonly to: string | null;
    readonly ids: readonly string[];
    readonly names: readonly string[];
  }[];
}

export interface AttestedShape {
  readonly named: number;
  readonly present: number;
  readonly missing: readonly AttestedObjectShape[];
  readonly indicated: readonly AttestedObjectShape[];
  readonly leftOut: number;
}

export interface AttestedObjectShape {
  readonly bucket: string;
  readonly key: string;
  readonly event: string;
  readonly time: string | null;
  readonly why: string | null;
}

export interface CoverageSpanShape {
  readonly account: string;
  readonly region: string;
  readonly from: string;
  readonly to: string;
  readonly hours: number;
  readonly logging: string;
  readonly loggingFrom: string | null;
  readonly digest: string;
  readonly logs: string;
  readonly result: string;
  readonly event: string | null;
  readonly explained: string | null;
}

export interface HoursShape {
  readonly account: string;
  readonly region: string;
  readonly hours: number;
  readonly covered: number;
  readonly partly: number;
  readonly unknown: number;
}

export interface ChangeShape {
  readonly event: string;
  readonly time: string | null;
  readonly name: string;
  readonly trail: string | null;
  readonly bucket: string | null;
  readonly kmsKey: string | null;
  readonly who: string;
  readonly outcome: string;
  readonly proven: boolean;
  readonly what: string;
}

export interface BlastShape extends StateShape {
  readonly seed: string;
  readonly window: { readonly from: string | null; readonly to: string | null };
  readonly compromisedAt: string | null;
  readonly credentials: readonly CredentialShape[];
  readonly edges: readonly (EdgeShape & { readonly proven: boolean | null })[];
  readonly suspects: readonly SuspectShape[];
  readonly upstream: readonly UpstreamShape[];
  readonly orphans: readonly object[];
  readonly principals: readonly PrincipalShape[];
  readonly accounts: readonly object[];
  readonly resources: readonly ResourceShape[];
  readonly events: number;
  readonly integrity: Readonly<Record<string, number>>;
  readonly coverage: readonly NamedRow[];
  readonly findings: readonly FindingShape[];
  readonly asOf: string;
  readonly outsiders: readonly object[];
  readonly tokens: readonly object[];
  readonly escalations: readonly object[];
  readonly warnings: readonly string[];
}

export type NamedRow = Readonly<Record<string, JsonValue>>;

export interface CredentialShape {
  readonly id: string;
  readonly kind: string;
  readonly principal: string | null;
  readonly account: string | null;
  readonly parent: string | null;
  readonly edge: string | null;
  readonly depth: number;
  readonly confidence: string;
  readonly issuedAt: string | null;
  readonly expiresAt: string | null;
  readonly firstSeen: string | null;
  readonly lastSeen: string | null;
  readonly events: number;
  readonly alive: boolean | null;
  readonly status: string;
  readonly statusAt: string | null;
  readonly statusProven: boolean | null;
  readonly endsBy: string | null;
  readonly life: string;
  readonly survives: boolean;
  readonly why: string | null;
  readonly control: string | null;
  readonly proven: number;
  readonly known: number | null;
}

export interface PrincipalShape {
  readonly id: string;
  readonly kind: string;
  readonly arn: string | null;
  readonly parent: string | null;
  readonly edge: string | null;
  readonly depth: number;
  readonly confidence: string;
  readonly createdAt: string | null;
}

export interface EdgeShape {
  readonly from: string;
  readonly to: string;
  readonly method: string;
  readonly confidence: string;
  readonly evidence: readonly string[];
}

export interface SuspectShape extends EdgeShape {
  readonly reason: string;
  readonly events: number;
}

/** Who issued the seed, or may have; `reason` says why not surely. */
export interface UpstreamShape {
  readonly id: string;
  readonly kind: string;
  readonly principal: string | null;
  readonly account: string | null;
  readonly issued: string;
  readonly method: string;
  readonly confidence: string;
  readonly at: string;
  readonly evidence: readonly string[];
  readonly reason: string | null;
}

export interface ResourceShape {
  readonly arn: string;
  readonly verbs: readonly string[];
  readonly events: number;
  readonly read: number;
  readonly changed: number;
  readonly deleted: number;
  readonly denied: number;
  readonly objects: number;
  readonly bytesOut: number | null;
  readonly first: string | null;
  readonly last: string | null;
}

export interface FindingShape {
  readonly query: string;
  readonly severity: string;
  readonly rows: number;
}
