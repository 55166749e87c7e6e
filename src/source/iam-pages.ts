/** What asks for the next page of an answer of IAM. */
export interface Page {
  readonly Marker?: string;
}

type Item = Readonly<Record<string, unknown>>;

/** Entries of one list: more is no account of this world, and would not end. */
const MOST = 1_000_000;

/** Every page of an answer, the list under one name joined. */
export async function allPages(ask: (page: Page) => Promise<unknown>, name: string): Promise<Item[]> {
  const [items] = await allLists(ask, [name]);
  return items ?? [];
}

/** The same of answers that have several lists. */
export async function allLists(ask: (page: Page) => Promise<unknown>, names: readonly string[]): Promise<Item[][]> {
  const lists: Item[][] = names.map(() => []);
  let marker: string | undefined;
  for (;;) {
    const answer = (await ask(marker === undefined ? {} : { Marker: marker })) as Readonly<Record<string, unknown>>;
    // A page that is no answer of AWS (a proxy's, an empty one) is not an empty list.
    if (answer.IsTruncated === undefined && names.every((name) => answer[name] === undefined)) {
      throw new SyntaxError(`an answer without ${names.join(', ')}`);
    }
    for (const [at, name] of names.entries()) {
      for (const item of (answer[name] as readonly Item[] | undefined) ?? []) lists[at]!.push(item);
    }
    const next = answer.IsTruncated === true ? (answer.Marker as string | undefined) : undefined;
    if (next === undefined) return lists;
    if (next === marker || lists.some(({ length }) => length > MOST)) throw new Error('it answers in circles');
    marker = next;
  }
}
