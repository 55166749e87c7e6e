import type { RangeFinding, Window } from '../model.js';
import type { ChainId, ChainResult } from './facts.js';
export interface ChainOutcome {
  readonly id: ChainId;
  readonly result: ChainResult;
}
export interface Coverage {
  readonly places: ReadonlyMap<string, unknown>;
}
export interface LogSpan {
  readonly account: string;
  readonly region: string;
  readonly first: string;
  readonly last: string;
  readonly logs: number;
}
export interface Expected {
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
}
export function coverage(chains: readonly ChainOutcome[]): Coverage {
  return { places: new Map(chains.map((c) => [c.id.account, c])) };
}
export function coverageFindings(
  chains: readonly ChainOutcome[],
  logSpans: readonly LogSpan[],
  window: Window,
  expected: Expected,
): RangeFinding[] {
  void chains;
  void logSpans;
  void window;
  void expected;
  return [];
}
