import { expect, test } from 'vitest';
import { compile, compileKind, keys } from '../../src/sigma/compile.js';
import { Values } from '../../src/sigma/fragments.js';
import { parseRules } from '../../src/sigma/parse.js';

test('nothing of a rule becomes text of a statement', () => {
  const evil = "EVIL') OR 1=1; --";
  const searches = ['', '|contains', '|startswith', '|endswith|cased', '|neq', '|re'].flatMap((how) => [
    {
      [`requestParameters.${evil.replaceAll('|', '')}.x${how}`]: [`*${evil}?`, evil.replace(')', '')].slice(
        how === '|re' ? 1 : 0,
      ),
    },
    { [`userAgent${how}`]: evil.replace(')', '') },
  ]);
  const detection = {
    ...Object.fromEntries(searches.map((search, index) => [`s${index}`, search])),
    ref: { [`requestParameters.${evil}|fieldref`]: evil },
    there: { [`${evil}.a|exists`]: true, [`${evil}.b`]: null },
    words: [evil, `${evil}*x`],
    condition: 'all of them',
  };
  const text = JSON.stringify({ title: evil, logsource: { product: 'aws', service: 'cloudtrail' }, detection });
  const { rules, refused } = parseRules(text, 'r.yml');
  expect(refused).toEqual([]);
  const [rule] = rules;
  if (rule?.kind !== 'detection') throw new Error('no rule');
  const values = new Values();
  const sql = [
    compile(rule.condition, values),
    compileKind(rule.condition, values),
    ...keys([evil, `resources.${evil}`], values),
  ].join(' ');
  expect(sql.length).toBeGreaterThan(1000);
  expect(sql).not.toMatch(/EVIL/i);
  expect(values.list().join(' ')).toContain(evil);
  // What is left is names, numbers, operators, and the few literals of fragments.ts.
  expect(sql.replace(/'(?:\[|\\|%Y-%m-%dT%H:%M:%SZ|)'/g, '')).not.toMatch(/['";]/);
});
