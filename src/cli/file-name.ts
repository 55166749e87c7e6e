/**
 * A name for a file from names that logs and IAM tell: what is left of them has no separator and is no folder, and no two are alike, not
 * even where a file system takes `A` and `a` for one. `taken` holds those that were given.
 */
export function fileName(parts: readonly string[], ending: string, taken: Set<string>): string {
  const stem = parts.map((part) => part.replace(/[^\w+=,@-]/g, '_').slice(0, 140)).join('-');
  let name = `${stem}${ending}`;
  for (let nth = 2; taken.has(name.toLowerCase()); nth++) name = `${stem}-${nth}${ending}`;
  taken.add(name.toLowerCase());
  return name;
}
