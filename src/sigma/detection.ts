import { parseCondition } from './condition.js';
import { checkField } from './fields.js';
import { type Modifiers, parseModifiers } from './modifiers.js';
import type { Entry, Scalar, Tree, TreeMap } from './tree.js';
import { type Condition, Refusal, type Test } from './types.js';
import { valueTest } from './values.js';

/** The `detection` of a rule as one condition. */
export function parseDetection(detection: Entry): Condition {
  const { value } = detection;
  if (value.kind !== 'map') throw new Refusal(detection.line, "'detection' is no map");
  const conditions = value.entries.find(({ key }) => key === 'condition');
  if (!conditions) throw new Refusal(detection.line, "no 'condition' in 'detection'");
  const timeframe = value.entries.find(({ key }) => key === 'timeframe');
  if (timeframe) throw new Refusal(timeframe.line, "'timeframe' in 'detection' is Sigma 1: write a correlation rule");
  const searches = new Map(
    value.entries.filter(({ key }) => key !== 'condition').map(({ key, value: tree }) => [key, search(tree)]),
  );
  const listed = conditions.value.kind === 'list' ? conditions.value.items : [conditions.value];
  if (listed.length === 0) throw new Refusal(conditions.line, "'condition' is empty");
  return any(
    listed.map((item) => {
      if (item.kind !== 'scalar') throw new Refusal(item.line, "'condition' holds something that is no text");
      return parseCondition(item.text, item.line, searches);
    }),
  );
}

/** A search identifier: a map (and), a list of maps or keywords (or), or one keyword. */
function search(tree: Tree): Condition {
  switch (tree.kind) {
    case 'map':
      return all(nonEmpty(tree.entries, tree, 'an empty map').map(field));
    case 'list':
      return any(
        nonEmpty(tree.items, tree, 'an empty list').map((item) => (item.kind === 'map' ? search(item) : keyword(item))),
      );
    case 'scalar':
      return keyword(tree);
  }
}

function keyword(tree: Tree): Condition {
  if (tree.kind !== 'scalar') throw new Refusal(tree.line, 'a list inside a list of keywords');
  return tests(null, parseModifiers([], tree.line), [tree], tree.line);
}

/** `field|modifier: value`, or `'|all': [keywords]`. */
function field({ key, line, value }: Entry): Condition {
  const [name = '', ...names] = key.split('|');
  const modifiers = parseModifiers(names, line);
  if (value.kind === 'map') throw new Refusal(value.line, `'${key}' holds a map: write a field of it as ${name}.…`);
  const items = value.kind === 'list' ? nonEmpty(value.items, value, `no value for '${key}'`) : [value];
  const values = items.map((item) => {
    if (item.kind !== 'scalar') throw new Refusal(item.line, `'${key}' holds a list or map inside its list`);
    return item;
  });
  if (name !== '') checkField(name, line);
  return tests(name === '' ? null : name, modifiers, values, line);
}

function tests(name: string | null, modifiers: Modifiers, values: readonly Scalar[], line: number): Condition {
  if (name === null && !['is', 'contains', 're'].includes(modifiers.how)) {
    throw new Refusal(line, `modifier '${modifiers.how}' needs a field`);
  }
  if (name === null && (modifiers.fieldref || modifiers.neq)) throw new Refusal(line, 'the modifier needs a field');
  const single = values.map((value): Condition => {
    const { test, negated } = valueTest(value, modifiers, name === null);
    const match: Condition = { kind: 'match', field: name, test };
    return negated ? { kind: 'not', part: match } : match;
  });
  const found = modifiers.all ? all(single) : merged(single);
  if (!modifiers.neq) return found;
  // Different from all of them, and there: an absent field is not called different.
  return all([
    { kind: 'match', field: name, test: { op: 'exists' } },
    { kind: 'not', part: found },
  ]);
}

/** Plain texts of one kind as one test: a list of names is looked up at once. */
function merged(parts: readonly Condition[]): Condition {
  const groups = new Map<
    string,
    { field: string | null; test: Extract<Test, { texts: readonly string[] }>; texts: string[] }
  >();
  const rest: Condition[] = [];
  for (const part of parts) {
    if (part.kind !== 'match' || !('texts' in part.test)) {
      rest.push(part);
      continue;
    }
    const key = `${part.test.op} ${part.test.cased}`;
    const group = groups.get(key) ?? { field: part.field, test: part.test, texts: [] };
    group.texts.push(...part.test.texts);
    groups.set(key, group);
  }
  return any([
    ...[...groups.values()].map(
      ({ field, test, texts }): Condition => ({ kind: 'match', field, test: { ...test, texts } }),
    ),
    ...rest,
  ]);
}

function any(parts: readonly Condition[]): Condition {
  return parts.length === 1 && parts[0] ? parts[0] : { kind: 'or', parts };
}

function all(parts: readonly Condition[]): Condition {
  return parts.length === 1 && parts[0] ? parts[0] : { kind: 'and', parts };
}

function nonEmpty<T>(items: readonly T[], tree: Tree | TreeMap, what: string): readonly T[] {
  if (items.length === 0) throw new Refusal(tree.line, what);
  return items;
}
