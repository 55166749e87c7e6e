import { LIMITS } from '../limits.js';
import { network } from './cidr.js';
import { checkField } from './fields.js';
import type { Modifiers } from './modifiers.js';
import type { Scalar } from './tree.js';
import { Refusal, type Test, type TextTest } from './types.js';
import { textTest } from './wildcards.js';

interface Asked {
  readonly test: Test;
  readonly negated: boolean;
}

/** What one value asks of its field. A keyword is found anywhere in the record's text. */
export function valueTest(value: Scalar, modifiers: Modifiers, keyword: boolean): Asked {
  const { how, cased } = modifiers;
  if (modifiers.expand && /(?<!\\)%[^%]*%/.test(value.text)) {
    throw new Refusal(value.line, `placeholder in '${value.text}': there is nothing to expand it to`);
  }
  if (value.type === 'null' && !(how === 'is' && !keyword && !modifiers.fieldref)) {
    throw new Refusal(
      value.line,
      keyword ? 'null as a keyword' : `null with modifier '${modifiers.fieldref ? 'fieldref' : how}'`,
    );
  }
  if (value.type === 'null') return asked({ op: 'null' });
  if (modifiers.fieldref) {
    checkField(value.text, value.line);
    return asked({ op: 'fieldref', how: how as TextTest, field: value.text, cased });
  }
  switch (how) {
    case 're':
      return asked(regex(value, modifiers.flags));
    case 'cidr': {
      const found = network(value.text);
      if (!found) throw new Refusal(value.line, `'${value.text}' is no network: e.g. 10.0.0.0/8 or 2001:db8::/32`);
      return asked({ op: 'cidr', ...found });
    }
    case 'exists':
      if (value.type !== 'boolean') throw new Refusal(value.line, "'exists' takes true or false");
      return { test: { op: 'exists' }, negated: value.text === 'false' };
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte': {
      const number = Number(value.text);
      if (value.type !== 'number' || !Number.isFinite(number)) {
        throw new Refusal(value.line, `'${how}' takes a number, and '${value.text}' is none`);
      }
      return asked({ op: how, number });
    }
    default: {
      const text = modifiers.expand ? value.text.replaceAll('\\%', '%') : value.text;
      if (keyword && text === '') throw new Refusal(value.line, 'an empty keyword');
      return asked(textTest(text, keyword ? 'contains' : how, cased));
    }
  }
}

const asked = (test: Test): Asked => ({ test, negated: false });

/** What other flavours know and RE2, which runs in linear time, does not. */
const BEYOND_RE2: readonly (readonly [RegExp, string])[] = [
  [/^\(\?<?[=!]/, 'lookaround'],
  [/^\\[1-9]|^\\k[<{']|^\(\?P=/, 'a backreference'],
  [/^\(\?>/, 'an atomic group'],
  [/^[*+?}]\+/, 'a possessive quantifier'],
  [/^\(\?\(/, 'a conditional'],
];

function regex({ text, line }: Scalar, flags: string): Test {
  if (text.length > LIMITS.sigmaPattern) {
    throw new Refusal(
      line,
      `a regular expression of ${text.length} characters, over the limit of ${LIMITS.sigmaPattern}`,
    );
  }
  for (let i = 0; i < text.length; i++) {
    const found = BEYOND_RE2.find(([pattern]) => pattern.test(text.slice(i, i + 4)));
    if (found) throw new Refusal(line, `${found[1]} in the regular expression: RE2, which DuckDB uses, has none`);
    if (text[i] === '\\') i++;
  }
  return { op: 're', pattern: flags === '' ? text : `(?${flags})${text}`, line };
}
