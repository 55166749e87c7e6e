import type { DenyWay, Section, Step } from '../plan/index.js';
import type { IamReads, IamWrites } from './types.js';

/** What a step is about, as it is in AWS: plain JSON, for it goes into the journal whole. */
export type Live =
  | {
      readonly of: 'user';
      readonly id: string;
      /** Exact text of the policy under our name. */
      readonly policy: string | null;
      /** Whether AWSDenyAll is attached. */
      readonly attached: boolean;
      readonly boundary: string | null;
      /** Characters of all inline policies without white space, and attached policies: what is left of the quotas. */
      readonly inlineSize: number;
      readonly attachments: number;
    }
  | {
      readonly of: 'role';
      readonly id: string;
      readonly path: string;
      readonly policy: string | null;
      readonly attached: boolean;
      readonly inlineSize: number;
    }
  | { readonly of: 'credential'; readonly status: string; readonly user: string | null }
  | { readonly of: 'trust'; readonly id: string; readonly path: string; readonly document: string }
  | { readonly of: 'saml'; readonly document: string }
  | { readonly of: 'oidc'; readonly clientIds: readonly string[]; readonly thumbprints: readonly string[] };

export type LiveOf<Kind extends Live['of']> = Extract<Live, { of: Kind }>;

/** What is written: which of the ways, and the text that goes there (a document, an ARN, a status, an id). */
export interface Intended {
  readonly way: Way;
  readonly value: string;
}
export type Way = DenyWay | 'policy' | 'status' | 'trust' | 'metadata' | 'client' | 'thumbprints';

/** Whether a step is to be done where things are as they are. */
export type Judgement =
  | { readonly word: 'to do' }
  | { readonly word: 'already so'; readonly detail: string }
  | { readonly word: 'differs'; readonly detail: string };

/** What is known of a step besides the step. */
export interface Setting {
  readonly section: Section;
  /** As of when the plan means the state, RFC 3339 UTC. */
  readonly asOf: string;
}

/** What is done for one kind of step. */
export interface Family<S extends Step, L extends Live> {
  /** Null: what it is about does not exist. */
  read(reads: IamReads, step: S): Promise<L | null>;
  judge(step: S, live: L, setting: Setting): Judgement;
  /** What can be written, the preferred first: a full quota leads to the next. `at`: the time of applying, RFC 3339 UTC. */
  candidates(step: S, live: L, setting: Setting, at: string): readonly Intended[];
  write(writes: IamWrites, step: S, intended: Intended): Promise<void>;
  /** Whether it is as we left it. */
  isWritten(step: S, live: L, intended: Intended): boolean;
  /** Whether it is as it was before. */
  isFormer(live: L, former: L, intended: Intended): boolean;
  takeBack(writes: IamWrites, step: S, intended: Intended, former: L): Promise<void>;
  /** What will be there after it was taken back, in words. */
  before(step: S, intended: Intended, former: L): string;
}

export const TO_DO: Judgement = { word: 'to do' };
export const already = (detail: string): Judgement => ({ word: 'already so', detail });
export const differs = (detail: string): Judgement => ({ word: 'differs', detail });

/** Another of the same name is not meant. */
export function isAnother(what: string, planned: string | null, live: string): Judgement | null {
  return planned === null || planned === live
    ? null
    : differs(`another ${what} of that name: ${live}, the plan means ${planned}`);
}

/** IAM counts the characters of a policy without its white space (IAM User Guide, "IAM and AWS STS quotas"). */
export function sizeOf(documents: readonly string[]): number {
  return documents.reduce((sum, document) => sum + document.replace(/\s/g, '').length, 0);
}

/** The texts of inline policies by their names. One that is gone since they were listed is left out. */
export async function inlinePolicies(
  names: readonly string[],
  textOf: (name: string) => Promise<string | null>,
): Promise<ReadonlyMap<string, string>> {
  const documents = new Map<string, string>();
  for (const name of names) {
    const document = await textOf(name);
    if (document !== null) documents.set(name, document);
  }
  return documents;
}
