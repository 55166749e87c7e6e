import { Alias, type Document, isMap, isScalar, isSeq, type LineCounter } from 'yaml';
import { LIMITS } from '../limits.js';
import { Refusal } from './types.js';

export type Scalar = {
  readonly kind: 'scalar';
  readonly line: number;
  readonly type: 'text' | 'number' | 'boolean' | 'null';
  /** As it is compared: of a number as it was written, for an account id may begin with a zero. */
  readonly text: string;
};
export type List = { readonly kind: 'list'; readonly line: number; readonly items: readonly Tree[] };
export type Entry = { readonly key: string; readonly line: number; readonly value: Tree };
export type TreeMap = { readonly kind: 'map'; readonly line: number; readonly entries: readonly Entry[] };
/** A YAML document as values with their lines. */
export type Tree = Scalar | List | TreeMap;

/**
 * A document as a tree of bounded size: aliases are written out, so their number counts, and nesting ends where a stack would.
 * @throws Refusal
 */
export function treeOf(document: Document, lines: LineCounter): Tree {
  let left: number = LIMITS.sigmaNodes;
  const lineOf = (node: { range?: readonly number[] | null }, above: number) =>
    node.range ? lines.linePos(node.range[0] ?? 0).line : above;
  const walk = (node: unknown, above: number, depth: number): Tree => {
    const line = typeof node === 'object' && node !== null ? lineOf(node, above) : above;
    if (--left < 0) throw new Refusal(line, `more than ${LIMITS.sigmaNodes} keys and values, aliases written out`);
    if (depth > LIMITS.sigmaDepth) throw new Refusal(line, `nested more than ${LIMITS.sigmaDepth} levels deep`);
    if (node instanceof Alias) {
      const target = node.resolve(document);
      if (target === undefined) throw new Refusal(line, `alias *${node.source} has no anchor`);
      return walk(target, line, depth + 1);
    }
    if (isSeq(node)) return { kind: 'list', line, items: node.items.map((item) => walk(item, line, depth + 1)) };
    if (isMap(node)) {
      const seen = new Set<string>();
      const entries = node.items.map(({ key, value }) => {
        if (!isScalar(key)) throw new Refusal(line, 'a key that is a list, a map or an alias');
        const name = String(key.value ?? '');
        if (seen.has(name)) throw new Refusal(lineOf(key, line), `'${name}' stands twice`);
        seen.add(name);
        return { key: name, line: lineOf(key, line), value: walk(value, line, depth + 1) };
      });
      return { kind: 'map', line, entries };
    }
    if (isScalar(node)) return scalar(node.value, node.source, line);
    return scalar(null, undefined, line);
  };
  return walk(document.contents, 1, 0);
}

function scalar(value: unknown, source: string | undefined, line: number): Scalar {
  switch (typeof value) {
    case 'number':
      return { kind: 'scalar', line, type: 'number', text: written(value, source) };
    case 'boolean':
      return { kind: 'scalar', line, type: 'boolean', text: String(value) };
    case 'string':
      return { kind: 'scalar', line, type: 'text', text: value };
    default:
      if (value === null || value === undefined) return { kind: 'scalar', line, type: 'null', text: '' };
      throw new Refusal(line, 'a value that is neither text, number, boolean nor null');
  }
}

function written(value: number, source: string | undefined): string {
  return source !== undefined && /^-?\d+(\.\d+)?$/.test(source) ? source : String(value);
}

export function entry(map: TreeMap, key: string): Entry | undefined {
  return map.entries.find((entry) => entry.key === key);
}

/** The text below a key; null where the key is absent or has no value. */
export function textAt(map: TreeMap, key: string): string | null {
  const value = entry(map, key)?.value;
  if (value === undefined || (value.kind === 'scalar' && value.type === 'null')) return null;
  if (value.kind !== 'scalar') throw new Refusal(value.line, `'${key}' is no text`);
  return value.text;
}

/** One text or a list of texts. */
export function textsAt(map: TreeMap, key: string): { readonly text: string; readonly line: number }[] {
  const value = entry(map, key)?.value;
  if (value === undefined) return [];
  return (value.kind === 'list' ? value.items : [value]).flatMap((item) => {
    if (item.kind !== 'scalar') throw new Refusal(item.line, `'${key}' holds something that is no text`);
    return item.type === 'null' ? [] : [{ text: item.text, line: item.line }];
  });
}
