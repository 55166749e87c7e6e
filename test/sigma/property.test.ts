import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sigma } from '../../src/sigma/index.js';
import { parseRules } from '../../src/sigma/parse.js';
import { event, user } from '../blast/records.js';
import { parameters } from '../fuzz/support/parameters.js';
import { caseFromRecords } from '../support/case-from-records.js';

// Random conditions over random records say what a plain interpreter says. Texts are made of what SQL, LIKE, JSON, regular expressions and
// Sigma itself would take for something else.

const CHARACTERS = [
  'a',
  'A',
  'b',
  '%',
  '_',
  '*',
  '?',
  '\\',
  "'",
  '"',
  '\u0000',
  ' ',
  'é',
  'É',
  '\n',
  '$',
  '.',
  '1',
  '[',
  ';',
  '--',
  '😀',
];
/** Half of it of two letters: a search that never finds anything shows nothing. */
const character = fc.oneof(fc.constantFrom('a', 'b', 'A'), fc.constantFrom(...CHARACTERS));
const text = fc.array(character, { maxLength: 5 }).map((parts) => parts.join(''));
const needle = fc.array(character, { minLength: 1, maxLength: 2 }).map((parts) => parts.join(''));

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
const leaf: fc.Arbitrary<Json> = fc.oneof(
  { weight: 5, arbitrary: text },
  fc.integer({ min: -9, max: 99 }),
  fc.boolean(),
  fc.constant(null),
);
const value: fc.Arbitrary<Json> = fc.oneof({ weight: 3, arbitrary: leaf }, fc.array(leaf, { maxLength: 3 }));
const KEYS = ['k', 'odd/key~', 'q"'];
const object = fc.dictionary(
  fc.constantFrom(...KEYS),
  fc.oneof(
    value,
    fc.dictionary(fc.constantFrom(...KEYS), value),
    fc.array(fc.dictionary(fc.constantFrom(...KEYS), value), { maxLength: 2 }),
  ),
);

const record = fc.record(
  {
    eventName: text,
    errorCode: text,
    userAgent: text,
    requestParameters: fc.oneof(object, fc.constant(null)),
    apiVersion: text,
  },
  { requiredKeys: ['eventName'] },
);
const FIELDS = [
  'eventName',
  'errorCode',
  'userAgent',
  'requestParameters',
  'apiVersion',
  ...KEYS.flatMap((key) => [`requestParameters.${key}`, ...KEYS.map((inner) => `requestParameters.${key}.${inner}`)]),
];

const HOW = ['', '|contains', '|startswith', '|endswith'];
const scalar: fc.Arbitrary<Json> = fc.oneof(
  { weight: 6, arbitrary: needle },
  { weight: 2, arbitrary: text },
  fc.integer({ min: -9, max: 99 }),
  fc.boolean(),
);
const textSearch = fc
  .record({
    field: fc.oneof(fc.constantFrom('eventName', 'userAgent', 'requestParameters.k'), fc.constantFrom(...FIELDS)),
    how: fc.constantFrom(...HOW),
    all: fc.boolean(),
    cased: fc.boolean(),
    wanted: fc.array(scalar, { minLength: 1, maxLength: 3 }),
  })
  .map(({ field, how, all, cased, wanted }) => ({
    [`${field}${how}${all ? '|all' : ''}${cased ? '|cased' : ''}`]: wanted as Json,
  }));
const search: fc.Arbitrary<Record<string, Json>> = fc.oneof(
  { weight: 10, arbitrary: textSearch },
  fc.constantFrom(...FIELDS).map((field) => ({ [field]: null })),
  fc.tuple(fc.constantFrom(...FIELDS), fc.boolean()).map(([field, there]) => ({ [`${field}|exists`]: there })),
  fc
    .tuple(fc.constantFrom(...FIELDS), fc.constantFrom(...HOW), fc.constantFrom(...FIELDS))
    .map(([field, how, other]) => ({ [`${field}|fieldref${how}`]: other })),
  fc.tuple(fc.constantFrom(...FIELDS), scalar).map(([field, wanted]) => ({ [`${field}|neq`]: wanted })),
  fc
    .tuple(fc.constantFrom(...FIELDS), fc.constantFrom('lt', 'lte', 'gt', 'gte'), fc.integer({ min: -9, max: 99 }))
    .map(([field, how, number]) => ({ [`${field}|${how}`]: number })),
);
const { condition } = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom('s0', 's1', 's2', '1 of them', 'all of s*'),
    fc
      .tuple(tie('condition'), fc.constantFrom('and', 'or'), tie('condition'))
      .map(([a, word, b]) => `(${a}) ${word} (${b})`),
    tie('condition').map((inner) => `not (${inner})`),
  ),
}));
const rule = fc.record({ searches: fc.tuple(search, search, search), condition });

/** Values of a field, by the words of docs/sigma.md. */
function valuesOf(record: Json, field: string): string[] {
  const elements = (list: Json[]) =>
    list.flatMap((v) => (Array.isArray(v) ? v : [v])).flatMap((v) => (Array.isArray(v) ? v : [v]));
  let found: Json[] = [record];
  for (const key of field.split('.')) {
    found = elements(found).flatMap((v) =>
      v !== null && typeof v === 'object' && !Array.isArray(v) && Object.hasOwn(v, key) ? [v[key] ?? null] : [],
    );
  }
  return elements(found).flatMap((v) => (v === null ? [] : [typeof v === 'string' ? v : JSON.stringify(v)]));
}

/** A Sigma string as a JavaScript expression. */
function pattern(wanted: string, before: string, behind: string, cased: boolean): RegExp {
  let source = '';
  for (let i = 0; i < wanted.length; i++) {
    const two = wanted.slice(i, i + 2);
    if (['\\*', '\\?', '\\\\'].includes(two)) {
      source += `\\${two[1]}`;
      i++;
    } else if (wanted[i] === '*') source += '[^]*';
    else if (wanted[i] === '?') source += '[^]';
    else source += String.fromCodePoint(wanted.codePointAt(i) ?? 0).replace(/[.+^${}()|[\]\\/]/g, '\\$&');
    if ((wanted.codePointAt(i) ?? 0) > 0xffff) i++;
  }
  return new RegExp(`^${before}${source}${behind}$`, cased ? 'u' : 'iu');
}

function holds(record: Json, [key, wanted]: [string, Json]): boolean {
  const [field = '', ...modifiers] = key.split('|');
  const values = valuesOf(record, field);
  const has = (name: string) => modifiers.includes(name);
  if (wanted === null) return values.length === 0;
  if (has('exists')) return values.length > 0 === wanted;
  const fold = (s: string) => s.toLowerCase();
  const before = has('contains') || has('endswith') ? '[^]*' : '';
  const behind = has('contains') || has('startswith') ? '[^]*' : '';
  if (has('fieldref')) {
    return valuesOf(record, String(wanted)).some((other) =>
      values.some((v) =>
        before && behind
          ? fold(v).includes(fold(other))
          : before
            ? fold(v).endsWith(fold(other))
            : behind
              ? fold(v).startsWith(fold(other))
              : fold(v) === fold(other),
      ),
    );
  }
  for (const [name, passes] of Object.entries({
    lt: (a: number, b: number) => a < b,
    lte: (a: number, b: number) => a <= b,
    gt: (a: number, b: number) => a > b,
    gte: (a: number, b: number) => a >= b,
  })) {
    if (has(name)) return values.some((v) => /^-?\d+(\.\d+)?$/.test(v) && passes(Number(v), Number(wanted)));
  }
  const one = (w: Json) => {
    const asked = String(w);
    const inJson = field.startsWith('requestParameters') || field === 'apiVersion';
    const escaped = JSON.stringify(asked).slice(1, -1);
    return values.some(
      (v) =>
        pattern(asked, before, behind, has('cased')).test(v) ||
        (inJson &&
          has('contains') &&
          !/[*?\\]/.test(asked) &&
          pattern(escaped.replaceAll('\\', '\\\\'), before, behind, has('cased')).test(v)),
    );
  };
  const all = Array.isArray(wanted) ? wanted : [wanted];
  if (has('neq')) return values.length > 0 && !all.some(one);
  return has('all') ? all.every(one) : all.some(one);
}

function evaluate(condition: string, results: readonly boolean[]): boolean {
  const js = condition
    .replaceAll('1 of them', '(s0 or s1 or s2)')
    .replaceAll('all of s*', '(s0 and s1 and s2)')
    .replaceAll('not', '!')
    .replaceAll('and', '&&')
    .replaceAll('or', '||');
  return new Function('s0', 's1', 's2', `return ${js};`)(...results) as boolean;
}

test('a random condition on random records is what an interpreter makes of it', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(record, { minLength: 10, maxLength: 16 }),
      fc.array(rule, { minLength: 20, maxLength: 30 }),
      async (records, rules) => {
        const written = records.map((more, index) =>
          event(`e${index}`, '10:00:00', 'iam', 'x', user('ana', 'AKIAIOSFODNN7EXAMPLE'), {
            ...more,
            ...('userAgent' in more ? {} : { userAgent: undefined }),
          }),
        );
        // JSON is YAML.
        const documents = rules.map(({ searches: [s0, s1, s2], condition }, index) =>
          JSON.stringify({
            title: `r${index}`,
            logsource: { product: 'aws', service: 'cloudtrail' },
            detection: { s0, s1, s2, condition },
          }),
        );
        const opened = await caseFromRecords(written);
        try {
          const report = await sigma(opened, parseRules(documents.join('\n---\n'), 'r.yml'), {
            window: { since: null, until: null },
            seeded: false,
            limit: 100,
          });
          expect(report.refused).toEqual([]);
          const plain = written.map((r) => JSON.parse(JSON.stringify(r)) as Json);
          for (const [index, { searches, condition }] of rules.entries()) {
            const wanted = plain.flatMap((r, i) =>
              evaluate(
                condition,
                searches.map((s) => Object.entries(s).every((e) => holds(r, e))),
              )
                ? [`e${i}`]
                : [],
            );
            const found = report.answers.find(({ title }) => title === `r${index}`);
            expect([...(found?.evidence ?? [])].sort(), documents[index]).toEqual(wanted.sort());
          }
        } finally {
          await opened.close();
        }
      },
    ),
    // Each run is a case of its own: a failure names its rule, and is not made smaller.
    { ...parameters(3), endOnFailure: true },
  );
});
