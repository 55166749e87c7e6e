import { describe, expect, test } from 'vitest';
import { LIMITS } from '../../src/limits.js';
import { parseRules } from '../../src/sigma/parse.js';
import { resolve } from '../../src/sigma/resolve.js';

/** A rule around a detection, which begins in line 4. */
export function rule(detection: string, head = ''): string {
  return `title: Ours\nlogsource: {product: aws, service: cloudtrail}\ndetection:\n${detection}\n${head}`;
}

const refusals = (text: string) => {
  const { rules } = parseRules(text, 'r.yml');
  return [...parseRules(text, 'r.yml').refused, ...resolve(rules).refused].map(
    ({ line, reason }) => `${line}: ${reason}`,
  );
};

describe('refused, with line and reason:', () => {
  test.each([
    [
      'a modifier by name: windash',
      "  s: {'userAgent|windash': -x}\n  condition: s",
      "4: modifier 'windash' is not supported",
    ],
    [
      'base64',
      "  s: {'userAgent|base64offset|contains': x}\n  condition: s",
      "4: modifier 'base64offset' is not supported",
    ],
    ['utf16', "  s: {'userAgent|wide|base64': x}\n  condition: s", "4: modifier 'wide' is not supported"],
    ['a time modifier', "  s: {'eventTime|hour': 3}\n  condition: s", "4: modifier 'hour' is not supported"],
    ['an unknown modifier', "  s: {'userAgent|sounds': x}\n  condition: s", "4: modifier 'sounds' is unknown"],
    ['two of a kind', "  s: {'userAgent|contains|endswith': x}\n  condition: s", '4: modifiers'],
    ['i without re', "  s: {'userAgent|contains|i': x}\n  condition: s", "4: modifier 'i' is unknown"],
    ['a placeholder', "  s: {'userAgent|expand': '%admins%'}\n  condition: s", "4: placeholder in '%admins%'"],
    ['lookahead', "  s: {'userAgent|re': 'a(?=b)'}\n  condition: s", '4: lookaround in the regular expression'],
    ['lookbehind', "  s: {'userAgent|re': '(?<!a)b'}\n  condition: s", '4: lookaround in the regular expression'],
    [
      'a backreference',
      "  s: {'userAgent|re': '(a)\\1'}\n  condition: s",
      '4: a backreference in the regular expression',
    ],
    ['no network', "  s: {'sourceIPAddress|cidr': 10.0.0.0/33}\n  condition: s", "4: '10.0.0.0/33' is no network"],
    ['no number', "  s: {'errorCode|gt': x}\n  condition: s", "4: 'gt' takes a number"],
    ['no boolean', "  s: {'errorCode|exists': maybe}\n  condition: s", "4: 'exists' takes true or false"],
    ['null with a modifier', "  s: {'errorCode|contains': null}\n  condition: s", "4: null with modifier 'contains'"],
    ['a map as value', '  s:\n    requestParameters: {a: b}\n  condition: s', "5: 'requestParameters' holds a map"],
    [
      'another case of a field',
      '  s:\n    eventname: x\n  condition: s',
      "5: field 'eventname': CloudTrail writes eventName",
    ],
    [
      'and below the top',
      '  s:\n    userIdentity.Type: x\n  condition: s',
      "5: field 'userIdentity.Type': CloudTrail writes userIdentity.type",
    ],
    ['an empty search', '  s: {}\n  condition: s', '4: an empty map'],
    ['an empty list', '  s: {userAgent: []}\n  condition: s', '4: no value for'],
    ['an unknown search', '  s: {userAgent: x}\n  condition: s and t', "5: there is no search 't'"],
    ['an open parenthesis', '  s: {userAgent: x}\n  condition: (s', "5: '(' without ')'"],
    ['a closed one', '  s: {userAgent: x}\n  condition: s)', "5: ')' without '('"],
    ['two of', '  s: {userAgent: x}\n  condition: 2 of them', "5: '2 of': only 1, any and all"],
    ['1 of nothing', '  s: {userAgent: x}\n  condition: 1 of t*', "5: '1 of t*': no search of that name"],
    [
      'an aggregation',
      '  s: {userAgent: x}\n  condition: s | count() > 5',
      '5: an aggregation in the condition is Sigma 1',
    ],
    ['a timeframe', '  s: {userAgent: x}\n  timeframe: 5m\n  condition: s', "5: 'timeframe' in 'detection' is Sigma 1"],
    ['no condition', '  s: {userAgent: x}', "3: no 'condition'"],
    ['a word too many', '  s: {userAgent: x}\n  condition: s s', "5: 's' where 'and' or 'or' is expected"],
    ['a key twice', '  s: {userAgent: x}\n  s: {userAgent: y}\n  condition: s', "5: 's' stands twice"],
    [
      'deep parentheses',
      `  s: {userAgent: x}\n  condition: ${'('.repeat(100)}s${')'.repeat(100)}`,
      '5: nested more than',
    ],
    ['deep lists', `  s: ${'['.repeat(100)}${']'.repeat(100)}\n  condition: s`, '4: nested more than'],
    [
      'a long pattern',
      `  s: {'userAgent|re': ${'a'.repeat(1001)}}\n  condition: s`,
      '4: a regular expression of 1001 characters',
    ],
  ])('%s', (_, detection, reason) => {
    const found = refusals(rule(detection));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(new RegExp(`^${reason.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`));
  });

  test('bombs: aliases that double, lists without end, files without measure', () => {
    const doubling = Array.from({ length: 24 }, (_, i) => `  a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`).join('\n');
    expect(refusals(rule(`  a0: &a0 [x]\n${doubling}\n  condition: a24`))).toEqual([
      expect.stringMatching(/more than|nested more than/),
    ]);
    const wide = Array.from({ length: 5 }, (_, i) => `  b${i + 1}: &b${i + 1} [${`*b${i}, `.repeat(20)}]`).join('\n');
    expect(refusals(rule(`  b0: &b0 [x]\n${wide}\n  condition: b5`))).toEqual([
      expect.stringMatching(/more than \d+ keys and values/),
    ]);
    expect(refusals('['.repeat(20_000))).toHaveLength(1);
    const many = '---\nx\n'.repeat(LIMITS.sigmaRules + 3);
    expect(refusals(many).at(-1)).toMatch(/more than 10000 rules/);
  });

  test('what is no rule, an old collection, a filter, another taxonomy', () => {
    expect(refusals('- a\n- b')).toEqual(['1: no rule: a rule is a map with title, logsource and detection']);
    expect(refusals('action: global\ntitle: x')).toEqual([expect.stringContaining('1: a Sigma 1 collection')]);
    expect(refusals('title: x\nfilter: {rules: any}')).toEqual([expect.stringContaining('2: a Sigma filter')]);
    expect(refusals('title: x\ntaxonomy: ecs')).toEqual([expect.stringContaining("2: taxonomy 'ecs'")]);
    expect(refusals('title: x\ndetection: {}')).toEqual(["1: no 'logsource'"]);
    expect(refusals('title: x\nlogsource: {service: cloudtrail}')).toEqual([expect.stringContaining('2: ')]);
  });

  test('one document, and the others of the file stand', () => {
    const { rules, refused } = parseRules(
      `${rule('  s: {a: b}\n  condition: s')}---\ntitle: [\n---\n${rule('  s: {a: b}\n  condition: s')}`,
      'r.yml',
    );
    expect(rules.map(({ line }) => line)).toEqual([1, expect.any(Number)]);
    expect(refused).toHaveLength(1);
  });
});

describe('correlations refused:', () => {
  const base = rule('  s: {eventName: x}\n  condition: s', 'name: base\n');
  const correlation = (body: string) => `${base}---\ntitle: C\ncorrelation:\n${body}`;
  test.each([
    ['a type by name', '  type: value_sum\n  rules: [base]', "10: correlation type 'value_sum'"],
    [
      'a rule that is not there',
      '  type: event_count\n  rules: [other]\n  timespan: 1h\n  condition: {gte: 2}',
      "11: no rule 'other'",
    ],
    [
      'no timespan',
      '  type: event_count\n  rules: [base]\n  condition: {gte: 2}',
      "9: a correlation without 'timespan'",
    ],
    ['a month', '  type: event_count\n  rules: [base]\n  timespan: 1M\n  condition: {gte: 2}', "12: timespan '1M'"],
    ['no count', '  type: event_count\n  rules: [base]\n  timespan: 1h', '9: event_count without a count'],
    [
      'no field',
      '  type: value_count\n  rules: [base]\n  timespan: 1h\n  condition: {gte: 2}',
      "13: value_count without a 'field'",
    ],
    [
      'an order with a count',
      '  type: temporal_ordered\n  rules: [base]\n  timespan: 1h\n  condition: {gte: 2}',
      '13: temporal_ordered with a count',
    ],
    [
      'names in the condition',
      '  type: temporal\n  rules: [base]\n  timespan: 1h\n  condition: base and base',
      '13: a condition of names',
    ],
    [
      'an alias without this rule',
      '  type: temporal\n  rules: [base]\n  timespan: 1h\n  group-by: [who]\n  aliases: {who: {other: userIdentity.arn}}',
      '11: an alias of its group-by has no field',
    ],
  ])('%s', (_, body, reason) => {
    const found = refusals(correlation(body));
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(reason);
  });

  test('one that leads back to itself, and who refers to it', () => {
    const circle = (name: string, other: string) =>
      `title: ${name}\nname: ${name}\ncorrelation:\n  type: temporal\n  rules: [${other}, base]\n  timespan: 1h\n`;
    expect(refusals(`${base}---\n${circle('one', 'two')}---\n${circle('two', 'one')}`)).toEqual([
      expect.stringContaining("'one' leads back to this rule"),
      expect.stringContaining("'two' was refused"),
    ]);
  });

  test('two rules of one name', () => {
    const body = '  type: event_count\n  rules: [base]\n  timespan: 1h\n  condition: {gte: 2}';
    expect(refusals(`${base}---\n${correlation(body)}`)).toEqual([expect.stringContaining("'base' is 2 rules")]);
  });
});

test('rules for other logs are counted and not refused', () => {
  const other = (source: string) => `title: x\nlogsource: ${source}\ndetection: {s: {a: b}, condition: s}\n`;
  const { rules, refused, foreign } = parseRules(
    [
      '{product: windows, category: process_creation}',
      '{product: aws, service: route53}',
      '{category: proxy}',
      '{product: AWS, service: CloudTrail}',
    ]
      .map(other)
      .join('---\n'),
    'r.yml',
  );
  expect(rules).toHaveLength(1);
  expect(refused).toEqual([]);
  expect(Object.fromEntries(foreign)).toEqual({ 'windows/process_creation': 1, 'aws/route53': 1, proxy: 1 });
});

describe('who is told on his own', () => {
  const base = rule('  s: {eventName: x}\n  condition: s', 'name: base\n');
  const counted = (more: string) =>
    `title: C\nname: c\n${more}correlation:\n  type: event_count\n  rules: [base]\n  timespan: 1h\n  condition: {gte: 2}\n`;
  test.each([
    ['not a rule of a correlation', counted(''), 0],
    ['but with generate', counted('generate: true\n'), 1],
    ['and where the correlation was refused', counted('').replace('[base]', '[base, other]'), 1],
  ])('%s', (_, correlation, told) => {
    expect(resolve(parseRules(`${base}---\n${correlation}`, 'r.yml').rules).detections).toHaveLength(told);
  });
});
