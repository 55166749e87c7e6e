import { existsSync, readFileSync, statSync } from 'node:fs';
import { journalBeside, PLAN_BYTES, parsePlan, planHash } from '../plan/index.js';

/**
 * Where a plan is written: to the path, or beside it under a name of its own where a journal says that the plan which lies there was applied. That
 * plan and its journal are what a revert needs, and a journal is of one plan: another under its name could neither be applied nor taken back.
 */
export function placeFor(path: string, hash: string): string {
  if (!existsSync(path) || !existsSync(journalBeside(path)) || hashOf(path) === hash) return path;
  return path.replace(/(\.json)?$/, `-${hash.slice(0, 8)}.json`);
}

/** Null: what lies there is no plan. It is not overwritten either: somebody may have damaged one. */
function hashOf(path: string): string | null {
  try {
    return statSync(path).size > PLAN_BYTES ? null : planHash(parsePlan(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}
