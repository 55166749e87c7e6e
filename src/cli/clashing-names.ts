/**
 * Names that become one file where they are unpacked: some systems take case or Unicode form for nothing, Windows drops dots and blanks at an
 * end; or a file where another name has a folder. The one that comes later would stand in the other's place. A sentence each.
 */
export function clashingNames(names: Iterable<string>): string[] {
  const folded = new Map<string, string>();
  const clashes: string[] = [];
  for (const name of names) {
    const other = folded.get(fold(name));
    if (other !== undefined) clashes.push(`${other} and ${name} would be one file on some systems`);
    folded.set(fold(name), name);
  }
  for (const [key, name] of folded) {
    for (let at = key.indexOf('/'); at > 0; at = key.indexOf('/', at + 1)) {
      const file = folded.get(key.slice(0, at));
      if (file !== undefined) clashes.push(`${file} is a file, and a folder of ${name}`);
    }
  }
  return clashes;
}

function fold(name: string): string {
  const parts = name.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC').split('/');
  return parts.map((part) => part.replace(/[. ]+$/, '')).join('/');
}
