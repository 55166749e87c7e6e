/** A text of a plan has 4,096 characters at most; names from logs may be longer. */
const LONGEST = 4000;

export function clip(text: string, most = LONGEST): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

/** `a, b and 3 more`. */
export function listed(names: readonly string[], most = 5): string {
  const shown = names.slice(0, most).map((name) => clip(name, 300));
  return names.length > most ? `${shown.join(', ')} and ${names.length - most} more` : shown.join(', ');
}

export function counted(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** By code units, so that it sorts alike everywhere. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** In the order of the texts that `key` gives. */
export function sorted<T>(items: readonly T[], key: (item: T) => readonly (string | number)[]): T[] {
  return items
    .map((item) => ({ item, keys: key(item) }))
    .sort((a, b) => {
      for (const [index, one] of a.keys.entries()) {
        const other = b.keys[index] ?? '';
        if (one !== other) return one < other ? -1 : 1;
      }
      return 0;
    })
    .map(({ item }) => item);
}

export function grouped<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const name = key(item);
    const group = groups.get(name);
    if (group) group.push(item);
    else groups.set(name, [item]);
  }
  return groups;
}
