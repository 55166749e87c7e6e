import type { CaseWriter } from '../store/writer.js';

/**
 * Gives the objects of plain folders the locations that digests sign. Where everything has kept its own there is nothing to look for,
 * among as many names as there are logs.
 */
export async function relocate(
  writer: CaseWriter,
  ...steps: readonly ('relocate_digests' | 'relocate')[]
): Promise<void> {
  const [unlocated] = await writer.objects<{ objects: number }>('_ingest/count_unlocated.sql');
  if (Number(unlocated?.objects ?? 0) === 0) return;
  for (const step of steps) await writer.run(`_ingest/${step}.sql`);
}
