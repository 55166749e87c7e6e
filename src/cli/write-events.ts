import type { Case } from '../store/case.js';
import type { Terminal } from './terminal.js';
import { writeLines } from './write-lines.js';

/** A line per event of the radius that `blast` left in the opened case. */
export async function writeEvents(opened: Case, terminal: Terminal, path: string): Promise<void> {
  const { blastEvents } = await import('../blast/events.js');
  await writeLines(terminal, path, blastEvents(opened));
}
