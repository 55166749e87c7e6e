import { packageSql } from '../store/sql.js';
import type { Column, ColumnPlace, JsonPlace } from './fields.js';
import type { Test, TextTest } from './types.js';

// The one file outside queries/ that writes SQL, and expressions only: a condition of a rule has a shape of its own, which no fixed
// statement has. What it is made of is in this file; whole statements are queries/_sigma/*.sql, with places for an expression.
// Nothing of a rule or of evidence ever becomes text of a statement: values, patterns and JSON paths are entries of one bound list
// (`Values`), of which an expression holds the number, and columns come from the fixed map in fields.ts.

/** The values of one statement, bound as one list; sigma_value(3) is its third. */
export class Values {
  private readonly found = new Map<string, number>();

  /** The expression that stands for a text. */
  of(text: string): string {
    let index = this.found.get(text);
    if (index === undefined) {
      index = this.found.size + 1;
      this.found.set(text, index);
    }
    return `sigma_value(${index})`;
  }

  /** Never empty: an empty list has no type to be bound with. */
  list(): string[] {
    return this.found.size === 0 ? [''] : [...this.found.keys()];
  }
}

export const TRUE = 'true';
export const FALSE = 'false';

export function allOf(parts: readonly string[]): string {
  return parts.length === 0 ? TRUE : `(${parts.join(' AND ')})`;
}

export function anyOf(parts: readonly string[]): string {
  return parts.length === 0 ? FALSE : `(${parts.join(' OR ')})`;
}

export function not(part: string): string {
  return `(NOT ${part})`;
}

/** One of a column's own values, as they are; such a filter goes down into the scan. */
export function amongThese(column: Column, texts: readonly string[], values: Values): string {
  return `e.${column} IN (${texts.map((text) => values.of(text)).join(', ')})`;
}

// In a statement of queries/_sigma, `true` or `[]` in front of a comment of one word: the place of an expression, and what it is by default.
const PLACE = /(?:true|\[\]) \/\* (\w+) \*\//g;

/** A statement of queries/_sigma with its places filled. */
export function filled(path: string, parts: Readonly<Record<string, string>>): string {
  return packageSql(`_sigma/${path}.sql`).replace(PLACE, (whole, name: string) => parts[name] ?? whole);
}

/** A list of the rules, by number, whose condition holds. */
export function rulesThatHold(conditions: readonly (readonly [rule: number, condition: string])[]): string {
  return `[${conditions.map(([rule, condition]) => `CASE WHEN ${condition} THEN ${rule} END`).join(', ')}]`;
}

export function listOf(expressions: readonly string[]): string {
  return `CAST([${expressions.join(', ')}] AS VARCHAR[])`;
}

/** A typed column as text. */
export function columnText({ column }: ColumnPlace): string {
  if (column === 'event_time') return "strftime(e.event_time, '%Y-%m-%dT%H:%M:%SZ')";
  return column === 'read_only' ? 'CAST(e.read_only AS VARCHAR)' : `e.${column}`;
}

/**
 * The values at a place in a JSON column, as a list of texts: of arrays on the way and at its end every element. Paths are JSON pointers
 * (RFC 6901), in which every key can be written.
 */
export function jsonTexts({ column, path }: JsonPlace, values: Values): string {
  const from = column === 'raw' ? 'CAST(e.raw AS JSON)' : `e.${column}`;
  if (path.length === 0) return `sigma_texts([${from}])`;
  const pointer = (keys: readonly string[]) =>
    values.of(keys.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''));
  const straight = `json_extract(e.${column}, ${pointer(path)})`;
  const steps = path.reduce((list, key) => `sigma_step(${list}, ${pointer([key])})`, `[${from}]`);
  return `CASE WHEN ${straight} IS NOT NULL THEN sigma_texts([${straight}]) WHEN contains(e.${column}, '[') THEN sigma_texts(${steps}) ELSE CAST([] AS VARCHAR[]) END`;
}

/** A test of a text that is there. */
export function textHolds(
  x: string,
  test: Exclude<Test, { op: 'null' | 'exists' | 'fieldref' }>,
  values: Values,
): string {
  switch (test.op) {
    case 'is':
      return `${folded(x, test.cased)} IN (${test.texts.map((text) => folded(values.of(text), test.cased)).join(', ')})`;
    case 'contains':
    case 'startswith':
    case 'endswith':
      return anyOf(
        test.texts.map((text) => compared(test.op, folded(x, test.cased), folded(values.of(text), test.cased))),
      );
    case 'like':
      return `${folded(x, test.cased)} LIKE ${folded(values.of(test.pattern), test.cased)} ESCAPE '\\'`;
    case 're':
      return `regexp_matches(${x}, ${values.of(test.pattern)})`;
    case 'cidr':
      return inNetwork(x, test, values);
    default:
      return `sigma_number(${x}) ${COMPARISONS[test.op]} CAST(${values.of(String(test.number))} AS DOUBLE)`;
  }
}

/** Addresses are read only where their text begins as the network's does: a case has few others than those of services and its own. */
function inNetwork(x: string, { first, last }: Extract<Test, { op: 'cidr' }>, values: Values): string {
  const range = `BETWEEN ${values.of(first)} AND ${values.of(last)}`;
  if (first.length > 8) return `CASE WHEN contains(${x}, ${values.of(':')}) THEN sigma_ipv6(${x}) ${range} END`;
  const octets = (first.match(/../g) ?? []).map((digits) => Number.parseInt(digits, 16));
  const alike = (last.match(/../g) ?? []).findIndex((digits, i) => Number.parseInt(digits, 16) !== octets[i]);
  const begins = octets.slice(0, alike < 0 ? 3 : alike).map((octet) => `${octet}.`);
  return `CASE WHEN starts_with(${x}, ${values.of(begins.join(''))}) THEN sigma_ipv4(${x}) ${range} END`;
}

const COMPARISONS = { lt: '<', lte: '<=', gt: '>', gte: '>=' } as const;

function folded(text: string, cased: boolean): string {
  return cased ? text : `lower(${text})`;
}

function compared(how: TextTest, x: string, y: string): string {
  switch (how) {
    case 'is':
      return `${x} = ${y}`;
    case 'contains':
      return `contains(${x}, ${y})`;
    case 'startswith':
      return `starts_with(${x}, ${y})`;
    case 'endswith':
      return `ends_with(${x}, ${y})`;
  }
}

/** A field as a list of texts, whatever holds it. */
export function asTexts(place: ColumnPlace | JsonPlace, values: Values): string {
  if (place.kind === 'json') return jsonTexts(place, values);
  const text = columnText(place);
  return `CASE WHEN ${text} IS NULL THEN CAST([] AS VARCHAR[]) ELSE [${text}] END`;
}

/** Whether any value of a field passes. A field without a value passes nothing, and is never null. */
export function someValue(place: ColumnPlace | JsonPlace, passes: (x: string) => string, values: Values): string {
  if (place.kind === 'column') return `coalesce(${passes(columnText(place))}, false)`;
  return whereNamed(place, `len(list_filter(${jsonTexts(place, values)}, lambda x: ${passes('x')})) > 0`, values);
}

/**
 * What can hold only where the last key of the place is written at all: most records are done with by a search for it, without reading
 * their JSON. A key with characters that JSON may write in two ways is not searched for.
 */
function whereNamed({ column, path }: JsonPlace, holds: string, values: Values): string {
  const key = path.at(-1);
  if (key === undefined || !/^[\w:@.-]+$/.test(key)) return `(${holds})`;
  return `(CASE WHEN contains(e.${column}, ${values.of(`"${key}"`)}) THEN ${holds} ELSE false END)`;
}

/** Whether a value of one field stands so to a value of another. */
export function refersTo(
  place: ColumnPlace | JsonPlace,
  other: ColumnPlace | JsonPlace,
  test: Extract<Test, { op: 'fieldref' }>,
  values: Values,
): string {
  const pair = compared(test.how, folded('x', test.cased), folded('y', test.cased));
  return `(len(list_filter(${asTexts(place, values)}, lambda x: len(list_filter(${asTexts(other, values)}, lambda y: ${pair})) > 0)) > 0)`;
}

/** Whether a field has a value. */
export function hasValue(place: ColumnPlace | JsonPlace, values: Values): string {
  if (place.kind === 'column') return `(${columnText(place)} IS NOT NULL)`;
  return whereNamed(place, `len(${jsonTexts(place, values)}) > 0`, values);
}

/** All values of a field as one, for grouping and counting; null where there is none. */
export function groupKey(place: ColumnPlace | JsonPlace, values: Values): string {
  if (place.kind === 'column') return columnText(place);
  return `nullif(array_to_string(list_sort(${jsonTexts(place, values)}), chr(31)), '')`;
}
