import type { Case } from '../store/case.js';

/** The tables of the radius that `blast` left in the opened case, as a DuckDB file of their own. */
export async function writeTables(opened: Case, path: string): Promise<void> {
  const { blastTables } = await import('../blast/tables.js');
  await opened.copy(await blastTables(opened), path);
}
