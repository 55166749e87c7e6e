import type { Case } from '../store/case.js';
import { packageSql } from '../store/sql.js';

/** The tables that `blast` left in the opened case for others to read: those whose names begin with `blast_`. */
export async function blastTables(opened: Case): Promise<string[]> {
  const rows = await opened.objects<{ name: string }>(packageSql('_blast/answer/tables.sql'));
  return rows.map(({ name }) => name);
}
