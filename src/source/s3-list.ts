import type { Listed } from '../model.js';
import { inPages, PAGE } from './pages.js';
import type { Span } from './s3-layout.js';
import type { Lister } from './s3-pages.js';
import type { Leaf } from './s3-plan.js';

/** How many spans are being listed ahead of the one that is given out. */
const AHEAD = 8;

type Pages = AsyncIterator<readonly Listed[]>;
interface Started {
  readonly pages: Pages;
  first: Promise<IteratorResult<readonly Listed[]>>;
}

/** The objects of a plan, in its order; the spans behind the first are listed meanwhile, a page of each. */
export async function* listPlan(lister: Lister, leaves: readonly Leaf[]): AsyncGenerator<readonly Listed[]> {
  const running: Started[] = [];
  const waiting = joinObjects(leaves);
  const start = () => {
    const leaf = waiting.shift();
    if (!leaf) return;
    const pages: Pages = 'objects' in leaf ? inPages(leaf.objects) : span(lister, leaf);
    running.push({ pages, first: quiet(pages.next()) });
  };
  for (let n = 0; n < AHEAD; n += 1) start();
  for (let head = running.shift(); head; head = running.shift()) {
    start();
    let result = await head.first;
    while (!result.done) {
      const next = quiet(head.pages.next());
      if (result.value.length > 0) yield result.value;
      result = await next;
    }
  }
}

async function* span(lister: Lister, { prefix, startAfter, before }: Span): AsyncGenerator<readonly Listed[]> {
  const end = before === null ? null : Buffer.from(before);
  for await (const page of lister.pages({ prefix, startAfter })) {
    const inside = end ? page.objects.filter(({ key }) => Buffer.compare(Buffer.from(key), end) < 0) : page.objects;
    yield inside;
    if (inside.length < page.objects.length) return;
  }
}

/** Neighbouring objects of one level share pages. */
function joinObjects(leaves: readonly Leaf[]): Leaf[] {
  const joined: Leaf[] = [];
  for (const leaf of leaves) {
    const last = joined.at(-1);
    if (last && 'objects' in last && 'objects' in leaf && last.objects.length + leaf.objects.length <= PAGE) {
      joined[joined.length - 1] = { objects: [...last.objects, ...leaf.objects] };
    } else joined.push(leaf);
  }
  return joined;
}

/** A failure is thrown where the promise is awaited; until then it must not count as unhandled. */
function quiet<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}
