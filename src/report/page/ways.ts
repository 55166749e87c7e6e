import type { ReportData } from '../investigation/data.js';

/** A credential or principal, and the edge that reached it: browser/table.ts has the same. */
export interface Way {
  readonly id: string;
  readonly kind: string;
  readonly principal: string | null;
  readonly parent: string | null;
  readonly edge: string | null;
  readonly confidence: string;
  /** The first events that the edge rests on. */
  readonly evidence: readonly string[];
}

const EVIDENCE = 20;

/** The ways from the seed to these credentials, each step once: a page does not carry those that none of its events needs. */
export function waysTo({ blast }: Pick<ReportData, 'blast'>, credentials: Iterable<string>): Way[] {
  const known = new Map<string, Omit<Way, 'evidence'>>();
  for (const { id, kind, arn, parent, edge, confidence } of blast.principals)
    known.set(id, { id, kind, principal: arn, parent, edge, confidence });
  for (const { id, kind, principal, parent, edge, confidence } of blast.credentials)
    known.set(id, { id, kind, principal, parent, edge, confidence });
  const evidence = new Map<string, string[]>();
  for (const { from, to, evidence: events } of blast.edges) {
    const pair = JSON.stringify([from, to]);
    evidence.set(pair, [...(evidence.get(pair) ?? []), ...events].slice(0, EVIDENCE));
  }
  const ways = new Map<string, Way>();
  for (const credential of credentials) {
    for (
      let step = known.get(credential);
      step !== undefined && !ways.has(step.id);
      step = known.get(step.parent ?? '')
    ) {
      ways.set(step.id, { ...step, evidence: evidence.get(JSON.stringify([step.parent, step.id])) ?? [] });
    }
  }
  return [...ways.values()];
}
