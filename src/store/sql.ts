import { readdirSync, readFileSync } from 'node:fs';
import { packageFile } from '../package.js';

const cache = new Map<string, string>();

/** The text of `queries/<path>`. All SQL of the package lies there; nothing is ever put into it but bound values. */
export function packageSql(path: string): string {
  let text = cache.get(path);
  if (text === undefined) {
    text = readFileSync(packageFile(`queries/${path}`), 'utf8');
    cache.set(path, text);
  }
  return text;
}

/** The files of `queries/<folder>` in the order of their names, as `packageSql` takes them: statements that are run one after another. */
export function packageStatements(folder: string): string[] {
  return readdirSync(packageFile(`queries/${folder}/`))
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => `${folder}/${name}`);
}
