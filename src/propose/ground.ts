import type { Confidence } from '../model.js';
import type { Ground } from './input.js';

/** Event ids that a step or task names at most. */
const MOST = 100;

/** Rests on no record. */
export const GROUNDLESS: Ground = { evidence: [], proven: null };

/** What rests on all of these: proven only where every record of them is. */
export function ground(...parts: readonly Ground[]): Ground {
  const evidence = [...new Set(parts.flatMap((part) => part.evidence))].slice(0, MOST);
  const told = parts.map(({ proven }) => proven).filter((proven) => proven !== null);
  return { evidence, proven: told.length === 0 ? null : told.every(Boolean) };
}

/** Followed without being asked: only of these there are steps. */
export function isSure(confidence: Confidence | null): boolean {
  return confidence === 'exact' || confidence === 'high';
}
