import { safeJson } from '../../text/escape.js';
import type { Renderer, Row } from './rendering.js';

/** One array of row objects, a row a line. */
export function jsonRenderer(columns: readonly string[]): Renderer {
  const object = rowObject(columns);
  let first = true;
  return {
    begin: () => '[',
    rows(chunk) {
      let text = '';
      for (const row of chunk) {
        text += `${first ? '\n' : ',\n'}${object(row)}`;
        first = false;
      }
      return text;
    },
    end: () => (first ? ']\n' : '\n]\n'),
  };
}

/** One row object a line. */
export function jsonlRenderer(columns: readonly string[]): Renderer {
  const object = rowObject(columns);
  return {
    begin: () => '',
    rows(chunk) {
      let text = '';
      for (const row of chunk) text += `${object(row)}\n`;
      return text;
    },
    end: () => '',
  };
}

/** Written member by member: an object would put keys that look like numbers first and lose a column named twice. */
function rowObject(columns: readonly string[]): (row: Row) => string {
  const names = distinct(columns).map((name) => `${safeJson(name)}:`);
  return (row) => `{${names.map((name, i) => name + safeJson(row[i] ?? null)).join(',')}}`;
}

/** `a, a` becomes `a, a_1`, as DuckDB names them. */
function distinct(columns: readonly string[]): string[] {
  const taken = new Set(columns);
  const seen = new Set<string>();
  return columns.map((name) => {
    let unique = name;
    for (let n = 1; seen.has(unique) || (unique !== name && taken.has(unique)); n++) unique = `${name}_${n}`;
    seen.add(unique);
    return unique;
  });
}
