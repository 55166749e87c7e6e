import { csvRenderer } from './csv.js';
import type { Renderer } from './rendering.js';
import type { NamedRow } from './shapes.js';

const CHUNK = 1024 * 1024;

/** Rows of the same columns as CSV, in pieces of about a megabyte. Nothing at all where there is no row. */
export async function* csvLines(objects: AsyncIterable<NamedRow>): AsyncIterable<string> {
  let renderer: Renderer | null = null;
  let text = '';
  for await (const object of objects) {
    if (renderer === null) {
      renderer = csvRenderer(Object.keys(object));
      text = renderer.begin();
    }
    text += renderer.rows([Object.values(object)]);
    if (text.length < CHUNK) continue;
    yield text;
    text = '';
  }
  if (text !== '') yield text;
}
