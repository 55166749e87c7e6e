/** The compiled modules of the page's script below dist/src, each before those that import it. */
export const SCRIPT_FILES = [
  'text/escape.js',
  'report/page/browser/element.js',
  'report/page/browser/json-lines.js',
  'report/page/browser/table.js',
  'report/page/browser/search.js',
  'report/page/browser/grid.js',
  'report/page/browser/detail.js',
  'report/page/browser/main.js',
] as const;

/**
 * One module out of several: a page that opens from disk can import nothing. What the compiler wrote is kept but for its imports, which
 * name what stands above them, and its exports. Names at the top of these files must differ.
 */
export function pageScript(modules: readonly string[]): string {
  return modules
    .map((text) =>
      text
        .replace(/^import .*;$/gm, '')
        .replace(/^export \{.*\};$/gm, '')
        .replace(/^export (?=(?:async )?(?:class|const|function)\b)/gm, '')
        .replace(/^\/\/# sourceMappingURL=.*$/gm, '')
        .trim(),
    )
    .join('\n');
}
