import { posix } from 'node:path';

// What a file of src/ refers to, read from its text.

export interface SourceFile {
  /** Below src/, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

const STATIC = /\b(?:import|export)\s+(type\s+)?(?:[\w*{}\s,$]+?\s+from\s+)?['"]([^'"]+)['"]/g;
const DYNAMIC = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;
const OTHERS = [/\bnew URL\(\s*['"](\.[^'"]+\.js)['"]/g, /\brequire(?:\.resolve)?\(\s*['"]([^'"]+)['"]\s*\)/g];

export function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
}

/** Every module that a file refers to: imports of all shapes, re-exports, and workers by URL. */
export function importsOf(text: string): string[] {
  const code = withoutComments(text);
  return [
    ...[...code.matchAll(STATIC)].map((match) => match[2] ?? ''),
    ...[DYNAMIC, ...OTHERS].flatMap((pattern) => [...code.matchAll(pattern)].map((match) => match[1] ?? '')),
  ];
}

/** Every module that a file loads as soon as it is loaded itself; with `later`, also those that it may load when it runs. Types are gone by then. */
export function loadedBy(text: string, later: boolean): string[] {
  const code = withoutComments(text).replace(/\btypeof import\(\s*['"][^'"]+['"]\s*\)/g, '');
  const loaded = [...code.matchAll(STATIC)].filter((match) => match[1] === undefined).map((match) => match[2] ?? '');
  if (!later) return loaded;
  return [
    ...loaded,
    ...[DYNAMIC, ...OTHERS].flatMap((pattern) => [...code.matchAll(pattern)].map((match) => match[1] ?? '')),
  ];
}

/** `./b.js`, as `blast/a.ts` says it → `blast/b.ts`. */
export function resolve(from: string, specifier: string): string {
  return posix.normalize(posix.join(posix.dirname(from), specifier)).replace(/\.js$/, '.ts');
}

/** All files that are loaded with one, itself included. */
export function reachable(files: readonly SourceFile[], from: string, later: boolean): Set<string> {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const seen = new Set<string>();
  const waiting = [from];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const text = texts.get(path);
    if (text === undefined || seen.has(path)) continue;
    seen.add(path);
    for (const specifier of loadedBy(text, later)) {
      if (specifier.startsWith('.')) waiting.push(resolve(path, specifier));
    }
  }
  return seen;
}
