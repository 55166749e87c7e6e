import { describe, expect, test } from 'vitest';
import { type Plan, parsePlan, planHash, sameDocument } from '../../src/plan/index.js';
import { examplePlan } from '../support/example-plan.js';

const plan = examplePlan();

/** The text of the plan with another value at a place, `sections.0.account`; undefined takes the field away. */
function altered(place: string, value: unknown): string {
  const copy: unknown = structuredClone(plan);
  const names = place.split('.');
  const last = names.pop() ?? '';
  const holder = names.reduce((at, name) => (at as Record<string, unknown>)[name], copy) as Record<string, unknown>;
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  return JSON.stringify(copy);
}

describe('a plan', () => {
  test('is read as it was written', () => {
    expect(parsePlan(JSON.stringify(plan))).toEqual(plan);
  });

  test('has a hash that does not depend on how it is laid out', () => {
    const turned = Object.fromEntries(Object.entries(plan).reverse()) as unknown as Plan;
    expect(planHash(turned)).toBe(planHash(plan));
    expect(planHash(parsePlan(JSON.stringify(turned, null, 7)))).toBe(planHash(plan));
    expect(planHash({ ...plan, seed: `${plan.seed} ` })).not.toBe(planHash(plan));
  });

  test.each<[string, string, unknown, RegExp]>([
    ['a field that is not known', 'extra', 1, /without the field "extra"/],
    ['a kind that is not known', 'sections.0.steps.0.kind', 'delete-user', /steps\[0\]\.kind/],
    ['a kind of the prototype', 'sections.0.steps.0.kind', 'constructor', /steps\[0\]\.kind/],
    ['a denial that allows', 'sections.0.steps.0.document', '{"Statement":[]}', /steps\[0\]\.document/],
    ['a policy of another name', 'sections.0.steps.0.policyName', 'Other', /policyName/],
    ['a user that is none', 'sections.0.steps.0.user', '../../x', /the name of a user/],
    ['a field too few', 'sections.0.steps.0.expect', undefined, /expect/],
    ['a gap in the numbers', 'sections.0.steps.1.number', 7, /numbered/],
    ['a role of another account', 'sections.0.assumeRole', 'arn:aws:iam::999999999999:role/x', /assume/],
    ['an account twice', 'sections.1', { ...plan.sections[0], steps: [] }, /two sections/],
    ['another version', 'schema', 'keytrail/plan/2', /schema/],
  ])('is refused with %s', (_, place, value, said) => {
    expect(() => parsePlan(altered(place, value))).toThrow(said);
  });

  test('is refused where it is no JSON, or no object', () => {
    expect(() => parsePlan('{')).toThrow(/not JSON/);
    expect(() => parsePlan('[]')).toThrow(/the file has to be an object/);
    expect(() => parsePlan('null')).toThrow(/the file has to be an object/);
  });
});

test('two documents are the same whatever their white space and order', () => {
  expect(sameDocument('{"a":1,"b":[1,2]}', '{ "b": [1, 2],\n "a": 1 }')).toBe(true);
  expect(sameDocument('{"a":1,"b":[1,2]}', '{"a":1,"b":[2,1]}')).toBe(false);
  expect(sameDocument('<xml/>', '<xml/>')).toBe(true);
  expect(sameDocument('<xml/>', '<xml />')).toBe(false);
});
