import type { Confidence } from '../model.js';
import type { Ground } from './input.js';

/** Event ids that a step or task names at most. */
const MOST = 100;
const LONGEST_ID = 256;
/** Credentials that a step names at most. */
export const STOPS = 10_000;

/** Rests on no record. */
export const GROUNDLESS: Ground = { evidence: [], proven: null };

/** What rests on all of these: proven only where every record of them is. */
export function ground(...parts: readonly Ground[]): Ground {
  const evidence = bounded(parts.flatMap((part) => part.evidence));
  const told = parts.map(({ proven }) => proven).filter((proven) => proven !== null);
  return { evidence, proven: told.length === 0 ? null : told.every(Boolean) };
}

/** An event id is a word of the record: one that is longer than anything that names an event is left out. */
export function bounded(ids: readonly string[], most = MOST): string[] {
  return [...new Set(ids)].filter((id) => id.length <= LONGEST_ID).slice(0, most);
}

/** Followed without being asked: only of these there are steps. */
export function isSure(confidence: Confidence | null): boolean {
  return confidence === 'exact' || confidence === 'high';
}
