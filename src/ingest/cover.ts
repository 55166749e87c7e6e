import type { Window } from '../model.js';
import type { CaseWriter } from '../store/writer.js';

/** What was asked for, over all runs of a case. */
export interface Asked {
  readonly window: Window;
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
}

/** Rows of the table `coverage` at most: a year of 100 accounts in 17 regions has 15 million. */
const ROWS = 20_000_000;

/**
 * What the records say of the trails themselves, what that explains, and from it, the digests and the logs: which hours of which
 * account and region are covered. After everything else is settled.
 */
export async function cover(writer: CaseWriter, { window, accounts, regions }: Asked): Promise<void> {
  const parameters = { ...window, accounts: JSON.stringify(accounts), regions: JSON.stringify(regions), most: ROWS };
  for (const step of STEPS) await writer.run(`_coverage/${step}.sql`);
  for (const step of ['places', 'extent']) await writer.run(`_coverage/coverage_${step}.sql`, parameters);
  for (const step of ['digest_spans', 'spans', 'hours']) await writer.run(`_coverage/${step}.sql`);
}

const STEPS = [
  'macros',
  'forget',
  'changes',
  'trail_places',
  'place_changes',
  'explain',
  'starts',
  'causes',
  'removals',
  'selectors',
];
