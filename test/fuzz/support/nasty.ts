import fc from 'fast-check';
import type { Json, JsonObject, SpreadTale } from '../../../scripts/trail-builder/index.js';

/** What stands in a record where something else should. */
const NASTY: readonly Json[] = [
  null,
  '',
  0,
  -1,
  2 ** 53,
  1e308,
  true,
  [],
  {},
  [[]],
  [null],
  ['a', 1, {}],
  { Statement: 'x' },
  'infinity',
  '-infinity',
  '294246-12-31T23:59:59Z',
  '290308-12-22T00:00:00Z',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59Z',
  'Dec 31, 294246, 11:59:59 PM',
  '9223372036854775807',
  '99999999999999999999',
  '-9999999999',
  '%zz%7B',
  '%7B%22Statement%22%3A%5B%22',
  '{"Statement":[1,[],{"Principal":[]}]}',
  '*',
  'arn:aws:iam::',
  'arn:',
  ':',
  '::::::',
  'AROA:',
  '$.x[*]',
  "'; DROP TABLE events; --",
  '\\',
  '\u0000',
  '\ud800',
  '\u202e',
  '(?:',
  'x'.repeat(70_000),
  Array.from({ length: 2000 }, () => 'ASIANASTY'),
  { items: { instanceId: 'i-0' } },
  { items: Array.from({ length: 300 }, (_, n) => ({ instanceId: `i-${n}` })) },
];

/** The records of a tale, some of them with something nasty somewhere. */
export function nasty(tale: SpreadTale): fc.Arbitrary<JsonObject[]> {
  const change = fc.record({
    record: fc.nat(),
    way: fc.array(fc.nat(), { maxLength: 6 }),
    value: fc.constantFrom(...NASTY),
  });
  return fc.array(change, { minLength: 20, maxLength: 120 }).map((changes) => {
    const records: JsonObject[] = [...tale.records];
    for (const { record, way, value } of changes) {
      const at = record % records.length;
      records[at] = replaced(records[at]!, way, value) as JsonObject;
    }
    return records;
  });
}

/** `part` with the value at the end of `way` replaced: at each step one of its keys. */
function replaced(part: Json, way: readonly number[], value: Json): Json {
  if (typeof part !== 'object' || part === null) return value;
  const keys = Object.keys(part);
  const key = keys[(way[0] ?? 0) % Math.max(keys.length, 1)];
  if (key === undefined) return value;
  const inner = (part as Record<string, Json>)[key] ?? null;
  const put = way.length <= 1 ? value : replaced(inner, way.slice(1), value);
  if (Array.isArray(part)) return part.map((one, n) => (String(n) === key ? put : (one as Json)));
  return { ...part, [key]: put };
}
