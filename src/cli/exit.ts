import type { BlastResult } from '../blast/types.js';
import { proof } from '../report/words.js';

/** Whether a radius rests on proven records alone, over time that is covered. A gap that a proven record explains is told, not objected to. */
export function isClean(result: BlastResult): boolean {
  const objections = result.coverage.filter(({ finding, explained }) => finding !== 'gap' || explained === null);
  return proof(result.integrity).unproven === 0 && objections.length === 0;
}
