import { LIMITS } from '../limits.js';
import { checkField } from './fields.js';
import { type Entry, entry, type Tree, type TreeMap, textAt, textsAt } from './tree.js';
import { CORRELATION_TYPES, COUNT_TESTS, type CorrelationRule, Refusal, type RuleHead } from './types.js';

type Parsed = Omit<CorrelationRule, keyof RuleHead | 'kind'>;

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };
/** Fits the interval that a window of DuckDB takes, and any trail. */
const MOST_SECONDS = 100 * 366 * 86_400;

/** The `correlation` of a rule (Sigma correlation rules specification). */
export function parseCorrelation(correlation: Entry, rule: TreeMap): Parsed {
  const { line, value } = correlation;
  if (value.kind !== 'map') throw new Refusal(line, "'correlation' is no map");
  const name = textAt(value, 'type');
  const type = CORRELATION_TYPES.find((known) => known === name);
  if (!type) {
    throw new Refusal(
      entry(value, 'type')?.line ?? line,
      `correlation type '${name ?? ''}': there are ${CORRELATION_TYPES.join(', ')}`,
    );
  }
  const rules = textsAt(value, 'rules').map(({ text, line }) => ({ ref: text, line }));
  if (rules.length === 0) throw new Refusal(line, "a correlation without 'rules'");
  if (rules.length > LIMITS.sigmaCorrelated)
    throw new Refusal(line, `a correlation of more than ${LIMITS.sigmaCorrelated} rules`);
  if (new Set(rules.map(({ ref }) => ref)).size < rules.length)
    throw new Refusal(line, "a rule stands twice in 'rules'");
  const aliases = aliasesOf(entry(value, 'aliases'));
  const groupBy = textsAt(value, 'group-by').map(({ text, line }) => {
    if (!aliases.has(text)) checkField(text, line);
    return text;
  });
  const { counts, fields } = conditionOf(entry(value, 'condition'), type, line);
  const generate = entry(value, 'generate') ?? entry(rule, 'generate');
  return {
    type,
    rules,
    groupBy,
    aliases,
    seconds: timespan(entry(value, 'timespan'), line),
    counts,
    fields,
    generate: generate?.value.kind === 'scalar' && generate.value.text === 'true',
  };
}

function timespan(given: Entry | undefined, line: number): number {
  if (!given) throw new Refusal(line, "a correlation without 'timespan'");
  const text = given.value.kind === 'scalar' ? given.value.text : '';
  const match = /^(\d{1,9})([smhd])$/.exec(text);
  const seconds = match ? Number(match[1]) * (UNITS[match[2] ?? ''] ?? 0) : 0;
  if (seconds < 1 || seconds > MOST_SECONDS) {
    throw new Refusal(given.line, `timespan '${text}': write a number and s, m, h or d, e.g. 15m`);
  }
  return seconds;
}

function aliasesOf(given: Entry | undefined): ReadonlyMap<string, ReadonlyMap<string, string>> {
  if (!given) return new Map();
  const map = (tree: Tree, what: string) => {
    if (tree.kind !== 'map') throw new Refusal(tree.line, `${what} is no map`);
    return tree.entries;
  };
  return new Map(
    map(given.value, "'aliases'").map(({ key, value }) => {
      const fields = map(value, `alias '${key}'`).map((field): [string, string] => {
        if (field.value.kind !== 'scalar')
          throw new Refusal(field.line, `alias '${key}' names something that is no field`);
        checkField(field.value.text, field.line);
        return [field.key, field.value.text];
      });
      return [key, new Map(fields)];
    }),
  );
}

function conditionOf(given: Entry | undefined, type: Parsed['type'], line: number): Pick<Parsed, 'counts' | 'fields'> {
  const counts: Partial<Record<(typeof COUNT_TESTS)[number], number>> = {};
  let fields: string[] = [];
  if (given && given.value.kind !== 'map') {
    throw new Refusal(given.line, 'a condition of names: only counts (gte: 3) are supported');
  }
  for (const { key, line, value } of given?.value.kind === 'map' ? given.value.entries : []) {
    const test = COUNT_TESTS.find((known) => known === key);
    if (test) {
      if (value.kind !== 'scalar' || value.type !== 'number' || !/^\d{1,12}$/.test(value.text)) {
        throw new Refusal(line, `'${key}' takes a whole number`);
      }
      counts[test] = Number(value.text);
    } else if (key === 'field' && type === 'value_count') {
      fields = textsAt(given?.value as TreeMap, 'field').map(({ text, line }) => {
        checkField(text, line);
        return text;
      });
    } else {
      throw new Refusal(line, `'${key}' is not known in the condition of ${type}`);
    }
  }
  const some = Object.keys(counts).length > 0;
  if (!some && (type === 'event_count' || type === 'value_count'))
    throw new Refusal(given?.line ?? line, `${type} without a count in its condition`);
  if (type === 'value_count' && fields.length === 0)
    throw new Refusal(given?.line ?? line, "value_count without a 'field' in its condition");
  if (type === 'temporal_ordered' && some) {
    throw new Refusal(
      given?.line ?? line,
      'temporal_ordered with a count: it is run for all of its rules in their order',
    );
  }
  return { counts, fields };
}
