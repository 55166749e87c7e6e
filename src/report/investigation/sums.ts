/** `sha256sum -c` reads this: hash, two spaces, name; names with a backslash or a line end are escaped and say so in front (GNU coreutils). */
export function sha256sums(files: readonly { readonly name: string; readonly sha256: string }[]): string {
  return files
    .map(({ name, sha256 }) => {
      const escaped = name.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
      return `${escaped === name ? '' : '\\'}${sha256}  ${escaped}\n`;
    })
    .join('');
}
