// JSON as text with one value of it replaced by any text: duplicate keys, broken numbers and bytes that are no UTF-8 included.

type Path = readonly (string | number)[];

/** Paths of every value in it, the whole first. */
export function pathsOf(value: unknown, path: Path = []): Path[] {
  const inner = Array.isArray(value)
    ? value.flatMap((item, index) => pathsOf(item, [...path, index]))
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([name, item]) => pathsOf(item, [...path, name]))
      : [];
  return [path, ...inner];
}

export type Edit = 'replace' | 'remove' | 'duplicate' | 'pollute';

/** The value as JSON in latin1, with `edit` done at `path`; `text` is what stands there then. */
export function editJson(value: unknown, path: Path, edit: Edit, text: string, at: Path = []): string {
  const here = at.length === path.length && at.every((part, index) => part === path[index]);
  if (here && edit === 'replace') return text;
  if (Array.isArray(value)) {
    const items = value.flatMap((item, index) => {
      const below = editJson(item, path, edit, text, [...at, index]);
      return doubled([...at, index], path, edit, below, below);
    });
    return `[${items.join(',')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).flatMap(([name, item]) => {
      const label = latin1(JSON.stringify(name));
      const below = `${label}:${editJson(item, path, edit, text, [...at, name])}`;
      return doubled([...at, name], path, edit, below, `${label}:${text}`);
    });
    if (here && edit === 'pollute') members.push(`"__proto__":${text}`);
    return `{${members.join(',')}}`;
  }
  return latin1(JSON.stringify(value));
}

function doubled(at: Path, path: Path, edit: Edit, below: string, second: string): string[] {
  const here = at.length === path.length && at.every((part, index) => part === path[index]);
  if (!here) return [below];
  return edit === 'remove' ? [] : edit === 'duplicate' ? [below, second] : [below];
}

const latin1 = (text: string) => Buffer.from(text, 'utf8').toString('latin1');
