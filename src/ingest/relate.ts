import { packageStatements } from '../store/sql.js';
import type { CaseWriter } from '../store/writer.js';

/**
 * What every radius starts from, whoever its seed is: who acted, and which credentials were handed out. Worked out anew whenever the
 * case is sealed, since a radius is asked for more often than evidence comes in.
 */
export async function relate(writer: CaseWriter): Promise<void> {
  for (const file of packageStatements('_spread')) await writer.run(file);
}
