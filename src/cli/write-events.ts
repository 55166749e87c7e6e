import { safeJson } from '../report/escape.js';
import type { Case } from '../store/case.js';
import type { Terminal } from './terminal.js';

const CHUNK = 1 << 20;

/** A line per event of the radius that `blast` left in the opened case. */
export async function writeEvents(opened: Case, terminal: Terminal, path: string): Promise<void> {
  const { blastEvents } = await import('../blast/events.js');
  const output = terminal.output(path);
  let text = '';
  for await (const event of blastEvents(opened)) {
    text += `${safeJson(event)}\n`;
    if (text.length < CHUNK) continue;
    await output.write(text);
    text = '';
  }
  await output.write(text);
  await output.finish();
}
