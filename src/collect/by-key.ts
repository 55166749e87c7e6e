import type { Listed } from '../model.js';

/** Pages → what belongs to one key, together: the versions of an object may be spread over two pages. */
export async function* byKey(pages: AsyncIterable<readonly Listed[]>): AsyncGenerator<readonly Listed[]> {
  let group: Listed[] = [];
  for await (const page of pages) {
    for (const object of page) {
      if (group.length > 0 && group[0]!.key !== object.key) {
        yield group;
        group = [];
      }
      group.push(object);
    }
  }
  if (group.length > 0) yield group;
}
