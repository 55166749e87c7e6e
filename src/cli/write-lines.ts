import { jsonLines } from '../report/json-lines.js';
import type { Terminal } from './terminal.js';

/** One JSON object a line into a file that appears when it is whole; any number of them. */
export async function writeLines(terminal: Terminal, path: string, objects: AsyncIterable<object>): Promise<void> {
  const output = terminal.output(path);
  for await (const text of jsonLines(objects)) await output.write(text);
  await output.finish();
}
