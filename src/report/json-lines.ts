import { safeJson } from '../text/escape.js';

const CHUNK = 1024 * 1024;

/** One JSON object a line, in pieces of about a megabyte. */
export async function* jsonLines(objects: AsyncIterable<object>): AsyncIterable<string> {
  let text = '';
  for await (const object of objects) {
    text += `${safeJson(object)}\n`;
    if (text.length < CHUNK) continue;
    yield text;
    text = '';
  }
  if (text !== '') yield text;
}
