import { safeJson } from '../report/escape.js';
import type { Terminal } from './terminal.js';

const CHUNK = 1024 * 1024;

/** One JSON object a line into a file that appears when it is whole; any number of them. */
export async function writeLines(terminal: Terminal, path: string, objects: AsyncIterable<object>): Promise<void> {
  const output = terminal.output(path);
  let text = '';
  for await (const object of objects) {
    text += `${safeJson(object)}\n`;
    if (text.length < CHUNK) continue;
    await output.write(text);
    text = '';
  }
  await output.write(text);
  await output.finish();
}
