import { KIND_COLUMNS, placeOf } from './fields.js';
import {
  allOf,
  anyOf,
  FALSE,
  groupKey,
  hasValue,
  not,
  refersTo,
  someValue,
  TRUE,
  textHolds,
  type Values,
} from './fragments.js';
import { type Condition, Refusal, type Test } from './types.js';

type Match = Extract<Condition, { kind: 'match' }>;

/** A condition as an SQL expression over `events e`; its values are added to those of the statement. Never null. */
export function compile(condition: Condition, values: Values): string {
  return compiled(condition, (match) => one(match, values));
}

/**
 * What a condition says of the kind of an event alone, so weakened that no event which fulfils it is lost: what needs more than the kind
 * is taken to hold, and behind a `not` to fail.
 */
export function compileKind(condition: Condition, values: Values): string {
  return kind(condition, values, true);
}

function kind(condition: Condition, values: Values, holds: boolean): string {
  switch (condition.kind) {
    case 'not':
      return not(kind(condition.part, values, !holds));
    case 'match':
      return isOfKind(condition) ? one(condition, values) : holds ? TRUE : FALSE;
    default:
      return joined(
        condition.kind,
        condition.parts.map((part) => kind(part, values, holds)),
      );
  }
}

function isOfKind({ field, test }: Match): boolean {
  const names = test.op === 'fieldref' ? [field, test.field] : [field];
  return names.every((name) => {
    if (name === null) return false;
    const place = placeOf(name);
    return place.kind === 'column' && (KIND_COLUMNS as readonly string[]).includes(place.column);
  });
}

function compiled(condition: Condition, match: (match: Match) => string): string {
  switch (condition.kind) {
    case 'not':
      return not(compiled(condition.part, match));
    case 'match':
      return match(condition);
    default:
      return joined(
        condition.kind,
        condition.parts.map((part) => compiled(part, match)),
      );
  }
}

function joined(kind: 'and' | 'or', parts: readonly string[]): string {
  return kind === 'and' ? allOf(parts) : anyOf(parts);
}

function one({ field, test }: Match, values: Values): string {
  if (field === null) return inRecord(test, values);
  const place = placeOf(field);
  switch (test.op) {
    case 'exists':
      return hasValue(place, values);
    case 'null':
      return not(hasValue(place, values));
    case 'fieldref':
      return refersTo(place, placeOf(test.field), test, values);
    default:
      // The value may be an object, which is compared as JSON text.
      return someValue(
        place,
        (x) => textHolds(x, place.kind === 'json' && test.op === 'contains' ? asWritten(test) : test, values),
        values,
      );
  }
}

/** A keyword, in the record's own text. Many are looked for in one go: by an expression, which takes no longer for a hundred than for one. */
function inRecord(test: Test, values: Values): string {
  switch (test.op) {
    case 'contains': {
      const { texts, cased } = asWritten(test);
      if (texts.length === 1) return textHolds('e.raw', { ...test, texts }, values);
      const pattern = `${cased ? '' : '(?i)'}(?:${texts.map(quoted).join('|')})`;
      return textHolds('e.raw', { op: 're', pattern, line: 0 }, values);
    }
    case 'like':
      return anyOf(
        [
          ...new Set([
            test.pattern,
            test.pattern.replace(/\\\\|"/g, (found) => (found === '"' ? '\\\\"' : '\\\\\\\\')),
          ]),
        ].map((pattern) => textHolds('e.raw', { ...test, pattern }, values)),
      );
    case 're':
      return textHolds('e.raw', test, values);
    default:
      throw new Refusal(1, `a keyword with '${test.op}'`);
  }
}

/** Inside JSON text a quote or a backslash stands escaped: a text with one is looked for in both ways. */
function asWritten<T extends { readonly texts: readonly string[] }>(test: T): T {
  const escaped = test.texts.map((text) => JSON.stringify(text).slice(1, -1));
  return { ...test, texts: [...new Set([...test.texts, ...escaped])] };
}

/** A text as an expression that matches it alone. */
function quoted(text: string): string {
  return text.replace(
    /[^\w\u0080-\uffff]/g,
    (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
}

/** The fields that a correlation groups by or counts, as expressions. */
export function keys(fields: readonly string[], values: Values): string[] {
  return fields.map((field) => groupKey(placeOf(field), values));
}

function* matchesOf(condition: Condition): Generator<Match> {
  if (condition.kind === 'match') yield condition;
  else if (condition.kind === 'not') yield* matchesOf(condition.part);
  else for (const part of condition.parts) yield* matchesOf(part);
}

/** Every regular expression of a condition. */
export function regexesOf(condition: Condition): Extract<Test, { op: 're' }>[] {
  return [...matchesOf(condition)].flatMap(({ test }) => (test.op === 're' ? [test] : []));
}

/** Whether it reads a JSON column or the record's own text: what costs where many events are left. */
export function readsWide(condition: Condition): boolean {
  const wide = (field: string | null) => field === null || placeOf(field).kind === 'json';
  return [...matchesOf(condition)].some(
    ({ field, test }) => wide(field) || (test.op === 'fieldref' && wide(test.field)),
  );
}
