import type { SuspectShape } from '../shapes.js';

const NAMED = 3;

/** Suspects for one and the same reason: a busy session has hundreds. */
export interface SuspectGroup {
  readonly method: string;
  readonly confidence: string;
  readonly reason: string;
  readonly suspects: number;
  readonly events: number;
  readonly named: string;
}

/** Those with the most events first in each group; groups in the order of their first suspect, which is that of confidence. */
export function suspectGroups(suspects: readonly SuspectShape[]): SuspectGroup[] {
  const groups = new Map<string, SuspectShape[]>();
  for (const suspect of suspects) {
    const name = JSON.stringify([suspect.method, suspect.confidence, suspect.reason]);
    const group = groups.get(name);
    if (group) group.push(suspect);
    else groups.set(name, [suspect]);
  }
  return [...groups.values()].map((group) => {
    const ids = [...new Set([...group].sort((a, b) => b.events - a.events).map(({ to }) => to))];
    const [{ method, confidence, reason }] = group as [SuspectShape];
    const left = ids.length - NAMED;
    return {
      method,
      confidence,
      reason,
      suspects: ids.length,
      events: group.reduce((sum, { events }) => sum + events, 0),
      named: ids.slice(0, NAMED).join(', ') + (left > 0 ? ` and ${left.toLocaleString('en')} more` : ''),
    };
  });
}
