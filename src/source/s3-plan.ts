import type { Listed } from '../model.js';
import type { ListFilter } from './interface.js';
import { choose, levelOf, type Span, spanOfYear } from './s3-layout.js';
import type { Lister } from './s3-pages.js';

/** A stretch of the listing: objects that were met on the way, or a span still to be listed. */
export type Leaf = { readonly objects: readonly Listed[] } | Span;

/** How deep folders above AWSLogs/ are looked into, and how many on one level, before all below them is listed whole. */
const OUTSIDE = { depth: 4, folders: 100 };

/**
 * Divides what lies below a prefix into spans, in the order of the keys, that can be listed side by side: by account, kind
 * and region, and by day where a window is asked for. What does not have CloudTrail's layout becomes one span, unpruned.
 * `prefix`: empty, or ending in a slash. `onOther`: a folder of another service's logs, which is left out.
 */
export async function plan(
  lister: Lister,
  prefix: string,
  filter: ListFilter,
  onOther: (folder: string) => void,
): Promise<readonly Leaf[]> {
  const whole = (folder: string): Leaf[] => [{ prefix: folder, startAfter: null, before: null }];

  const expand = async (folder: string, depth: number): Promise<readonly Leaf[]> => {
    const level = levelOf(folder);
    if (level === 'inside' || (level === 'outside' && depth === OUTSIDE.depth)) return whole(folder);
    const children = await childrenOf(lister, folder);
    if (children === null || (level === 'outside' && children.folders.length > OUTSIDE.folders)) return whole(folder);
    const parts = children.folders.map(async (child): Promise<[string, readonly Leaf[]]> => {
      const name = child.slice(folder.length, -1);
      if (level === 'years' && /^\d{4}$/.test(name)) {
        const span = spanOfYear(folder, name, filter);
        return [child, span ? [span] : []];
      }
      const choice = choose(level, name, filter);
      if (choice === 'other-service') onOther(child);
      if (choice === 'descend') return [child, await expand(child, depth + 1)];
      return [child, choice === 'whole' ? whole(child) : []];
    });
    const objects = children.objects.map((object): [string, readonly Leaf[]] => [object.key, [{ objects: [object] }]]);
    return [...objects, ...(await Promise.all(parts))].sort(byBytes).flatMap(([, leaves]) => leaves);
  };

  return expand(prefix, 0);
}

/** One level, or null where it holds so much beside its folders that it is better listed as it is. */
async function childrenOf(lister: Lister, prefix: string) {
  const objects: Listed[] = [];
  const folders: string[] = [];
  for await (const page of lister.pages({ prefix, folders: true })) {
    objects.push(...page.objects);
    folders.push(...page.folders);
    if (!page.last && objects.length > 0) return null;
  }
  return { objects, folders };
}

function byBytes(a: readonly [string, unknown], b: readonly [string, unknown]): number {
  return Buffer.compare(Buffer.from(a[0]), Buffer.from(b[0]));
}
