// What a Sigma rule says (specification 2.x), after parsing and before it is compiled.

/** Two-valued: a field that is not there fails every test but `null`, so that `not filter` holds without it. */
export type Condition =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly part: Condition }
  /** `field` null: a keyword, looked for in the record's own text. */
  | { readonly kind: 'match'; readonly field: string | null; readonly test: Test };

export type TextTest = 'is' | 'contains' | 'startswith' | 'endswith';

export type Test =
  /** Any of the texts. */
  | { readonly op: TextTest; readonly texts: readonly string[]; readonly cased: boolean }
  /** A pattern of SQL's LIKE, escaped with a backslash. */
  | { readonly op: 'like'; readonly pattern: string; readonly cased: boolean }
  /** RE2, found anywhere; flags stand in front as `(?i)`. */
  | { readonly op: 're'; readonly pattern: string; readonly line: number }
  /** First and last address as hexadecimal digits: 8 of IPv4, 32 of IPv6. */
  | { readonly op: 'cidr'; readonly first: string; readonly last: string }
  | { readonly op: 'null' | 'exists' }
  | { readonly op: 'fieldref'; readonly how: TextTest; readonly field: string; readonly cased: boolean }
  | { readonly op: 'lt' | 'lte' | 'gt' | 'gte'; readonly number: number };

export interface RuleHead {
  readonly title: string;
  readonly id: string | null;
  readonly name: string | null;
  /** informational, low, medium, high, critical; null where the rule does not say. */
  readonly level: string | null;
  readonly tags: readonly string[];
  readonly file: string;
  /** Where the rule begins in its file, from 1. */
  readonly line: number;
}

export interface DetectionRule extends RuleHead {
  readonly kind: 'detection';
  readonly condition: Condition;
}

export const CORRELATION_TYPES = ['event_count', 'value_count', 'temporal', 'temporal_ordered'] as const;
export const COUNT_TESTS = ['gt', 'gte', 'lt', 'lte', 'eq', 'neq'] as const;

export interface CorrelationRule extends RuleHead {
  readonly kind: 'correlation';
  readonly type: (typeof CORRELATION_TYPES)[number];
  /** Names or ids, in the order of the rule, with the line of each. */
  readonly rules: readonly { readonly ref: string; readonly line: number }[];
  readonly groupBy: readonly string[];
  /** alias → rule → field */
  readonly aliases: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly seconds: number;
  readonly counts: Readonly<Partial<Record<(typeof COUNT_TESTS)[number], number>>>;
  /** Whose values value_count counts. */
  readonly fields: readonly string[];
  /** Whether the rules that it refers to are told on their own too. */
  readonly generate: boolean;
}

export type Rule = DetectionRule | CorrelationRule;

/** A rule that is not run, and why. */
export interface Refused {
  readonly file: string;
  readonly line: number;
  readonly title: string | null;
  readonly id: string | null;
  readonly reason: string;
}

/** Thrown while one rule is read, caught at its end: the others go on. */
export class Refusal extends Error {
  constructor(
    readonly line: number,
    readonly reason: string,
  ) {
    super(reason);
  }
}
