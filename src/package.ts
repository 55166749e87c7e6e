import { readFileSync } from 'node:fs';

// Compiled to dist/src/, so the package's own files lie two folders up.
const root = new URL('../../', import.meta.url);

/** A file or folder that ships with the package, e.g. `queries/`. */
export function packageFile(path: string): URL {
  return new URL(path, root);
}

export const VERSION: string = (JSON.parse(readFileSync(packageFile('package.json'), 'utf8')) as { version: string })
  .version;
