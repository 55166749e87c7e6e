import type { Listed } from '../model.js';

/** ListObjectsV2's own page size. */
export const PAGE = 1000;

/** Objects one by one → pages. */
export async function* inPages(objects: Iterable<Listed>): AsyncGenerator<readonly Listed[]> {
  let page: Listed[] = [];
  for (const object of objects) {
    page.push(object);
    if (page.length === PAGE) {
      yield page;
      page = [];
    }
  }
  if (page.length > 0) yield page;
}
