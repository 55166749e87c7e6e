import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { blast } from '../../src/blast/blast.js';
import { type SigmaAnswer, type SigmaOptions, sigma, sigmaMatches } from '../../src/sigma/index.js';
import { parseRules } from '../../src/sigma/parse.js';
import type { Case } from '../../src/store/case.js';
import { event, type Rec, user } from '../blast/records.js';
import { caseFromRecords } from '../support/case-from-records.js';

const KEY = 'AKIAIOSFODNN7EXAMPLE';
const ana = user('ana', KEY);
const bob = user('bob', 'AKIAI44QH8DHBEXAMPLE');
const by = (id: string, time: string, name: string, who: Rec, more: Rec = {}) =>
  event(id, time, 'iam', name, who, more);

const RECORDS: Rec[] = [
  by('list', '10:00:00', 'ListUsers', ana, { userAgent: 'Boto3/1.26 100%_\\x*?"q"', sourceIPAddress: '198.51.100.7' }),
  by('denied', '10:00:05', 'CreateUser', ana, { errorCode: 'AccessDenied', requestParameters: { userName: 'Eve' } }),
  by('made', '10:01:00', 'CreateUser', bob, {
    requestParameters: {
      userName: 'eve',
      tags: [
        { key: 'team', value: 'red' },
        { key: 'env', value: 'dev' },
      ],
    },
    responseElements: { user: { userName: 'eve', path: '' } },
    sourceIPAddress: '2001:DB8::7',
  }),
  by('self', '10:02:00', 'CreateAccessKey', ana, {
    requestParameters: { userName: 'ANA' },
    responseElements: { n: 42 },
  }),
  by('other', '10:02:30', 'CreateAccessKey', ana, {
    requestParameters: { userName: 'eve', 'odd/key~': { deep: [[1, 2], ['x']] } },
  }),
  event('login', '10:03:00', 'signin', 'ConsoleLogin', user('ana', null), {
    eventType: 'AwsConsoleSignIn',
    responseElements: { ConsoleLogin: 'Failure' },
    additionalEventData: { MFAUsed: 'No' },
    resources: [{ ARN: 'arn:aws:iam::1:role/a', type: 'AWS::IAM::Role' }, { ARN: 'arn:aws:s3:::b' }],
    sourceIPAddress: 'AWS Internal',
    readOnly: true,
  }),
];

let opened: Case;
beforeAll(async () => {
  opened = await caseFromRecords(RECORDS);
});
afterAll(() => opened.close());

const OPTIONS: SigmaOptions = { window: { since: null, until: null }, seeded: false, limit: 20 };

async function answersTo(text: string, options = OPTIONS): Promise<readonly SigmaAnswer[]> {
  return (await sigma(opened, parseRules(text, 'r.yml'), options)).answers;
}

const ALL = RECORDS.map(({ eventID }) => eventID);

/** What it shows, the search, and the ids that it finds. */
type Asked = readonly [shows: string, search: string, ids: string[]];

const FIELDS: readonly Asked[] = [
  ['is compared without its case', '{eventName: createuser}', ['denied', 'made']],
  ['unless cased', "{'eventName|cased': createuser}", []],
  ['of a list is any of it', '{eventName: [ListUsers, ConsoleLogin]}', ['list', 'login']],
  ['of a map is all of it', '{eventName: CreateUser, errorCode: AccessDenied}', ['denied']],
  ['of a list of maps is any of it', '[{errorCode: AccessDenied}, {eventName: ListUsers}]', ['list', 'denied']],
  ['null is not there', '{eventName: CreateUser, errorCode: null}', ['made']],
  ['exists', "{'errorCode|exists': true}", ['denied']],
  ['does not exist', "{'errorCode|exists': false, eventName: CreateUser}", ['made']],
  ['empty is not null', "{responseElements.user.path: ''}", ['made']],
  ['in JSON', '{requestParameters.userName: EVE}', ['denied', 'made', 'other']],
  ['in an array: any element', '{requestParameters.tags.value: dev}', ['made']],
  ['whose place is an array', "{'resources.ARN|contains': ':role/'}", ['login']],
  ['in arrays of arrays', "{'requestParameters.odd/key~.deep': X}", ['other']],
  ['that is an object, as JSON', '{\'requestParameters|contains\': \'"userName":"ANA"\'}', ['self']],
  ['of the record itself', '{userIdentity.userName: bob}', ['made']],
  ['a number', '{responseElements.n: 42}', ['self']],
  ['a boolean', '{readOnly: true}', ['login']],
  ['greater', "{'responseElements.n|gt': 41.5}", ['self']],
  ['not greater', "{'responseElements.n|gt': 42}", []],
  ['at most', "{'responseElements.n|lte': 42}", ['self']],
  ['different', "{'eventName|neq': [CreateUser, CreateAccessKey, ListUsers]}", ['login']],
  ['different, which has to be there', "{'errorCode|neq': x}", ['denied']],
  ['begins with', "{'eventName|startswith': create}", ['denied', 'made', 'self', 'other']],
  ['ends with', "{'eventName|endswith': key}", ['self', 'other']],
  ['contains all', "{'eventName|contains|all': [create, user]}", ['denied', 'made']],
  ['with wildcards', "{eventName: 'c?eate*r'}", ['denied', 'made']],
  ['with a wildcard alone has a value', "{errorCode: '*'}", ['denied']],
  ['with escaped ones', "{'userAgent|contains': '%_\\\\x\\*\\?'}", ['list']],
  ['with escaped ones and wildcards', "{'userAgent': '*100?_\\\\x\\**'}", ['list']],
  ['whose % and _ are none', "{'userAgent|contains': '1%b'}", []],
  ['as an expression', "{'eventName|re': '^Create(User|Group)$'}", ['denied', 'made']],
  ['as an expression, whose case counts', "{'eventName|re': '^create'}", []],
  ['unless it says i', "{'eventName|re|i': '^create(u)'}", ['denied', 'made']],
  ['in a network', "{'sourceIPAddress|cidr': [198.51.100.0/24, 10.0.0.0/8]}", ['list']],
  ['in a network that ends inside an octet', "{'sourceIPAddress|cidr': 198.51.96.0/21}", ['list']],
  [
    'not beside it',
    "{'sourceIPAddress|cidr': [198.51.104.0/21, 198.51.100.8, '2001:db9::/32', '2001:db8:1::/48']}",
    [],
  ],
  [
    'in the whole of it',
    "{'sourceIPAddress|cidr': [0.0.0.0/0, '::/0'], eventName|startswith: [list, createu]}",
    ['list', 'denied', 'made'],
  ],
  ['an address alone', "{'sourceIPAddress|cidr': 198.51.100.7}", ['list']],
  ['in a network of IPv6', "{'sourceIPAddress|cidr': '2001:db8::/32'}", ['made']],
  ['beside another', "{'requestParameters.userName|fieldref': userIdentity.userName}", ['self']],
  ['inside another', "{'userIdentity.arn|fieldref|endswith': requestParameters.userName}", ['self']],
  ['at a time', "{'eventTime': '2026-03-01T10:03:00Z'}", ['login']],
  ['that nothing has', '{requestParameters.nothing.at.all: x}', []],
  ['that quotes', "{'userAgent|contains': \"'; DROP TABLE events; --\"}", []],
];

const KEYWORDS: readonly Asked[] = [
  ['are looked for in the whole record', '[boto3, consolelogin]', ['list', 'login']],
  ['one alone', 'AccessDenied', ['denied']],
  ['all of them', "{'|all': [createuser, bob]}", ['made']],
  ['with a wildcard', "['console*failure']", ['login']],
  ['with a quote, which JSON escapes', '[\'_\\\\x*"q"\']', ['list']],
  ['as an expression', "{'|re': 'Mfa|MFAUsed'}", ['login']],
];

const SEARCHES = `  sel_a: {eventName: CreateUser}\n  sel_b: {errorCode: AccessDenied}\n  _no: {eventName: ListUsers}\n  key: {eventName: CreateAccessKey}\n`;
const CONDITIONS: readonly (readonly [condition: string, ids: string[]])[] = [
  ['sel_a and not sel_b', ['made']],
  ['sel_a or key and sel_b', ['denied', 'made']],
  ['(sel_a or key) and sel_b', ['denied']],
  ['not (sel_a or key)', ['list', 'login']],
  ['NOT sel_a AND NOT key', ['list', 'login']],
  ['1 of them', ['denied', 'made', 'self', 'other']],
  ['all of sel_*', ['denied']],
  ['any of _*', ['list']],
  ['all of them', []],
  ['not 1 of sel* and not key', ['list', 'login']],
  ['[sel_b, _no]', ['list', 'denied']],
];

/** All of them in one run: a rule each, called by what it shows. */
describe('a rule', () => {
  const cases = [
    ...FIELDS.map(([name, search, ids]) => [`field ${name}`, `  s: ${search}\n  condition: s`, ids] as const),
    ...KEYWORDS.map(([name, search, ids]) => [`keywords ${name}`, `  s: ${search}\n  condition: s`, ids] as const),
    ...CONDITIONS.map(
      ([condition, ids]) => [`with ${condition}`, `${SEARCHES}  condition: ${condition}`, ids] as const,
    ),
  ];
  let answers: ReadonlyMap<string, SigmaAnswer>;
  beforeAll(async () => {
    const rules = cases.map(
      ([, detection], index) =>
        `title: r${index}\nlogsource: {product: aws, service: cloudtrail}\ndetection:\n${detection}\n`,
    );
    answers = new Map((await answersTo(rules.join('---\n'))).map((answer) => [answer.title, answer]));
  });
  test.each(cases.map(([name, , ids], index) => ({ name, ids, title: `r${index}` })))('$name', ({ title, ids }) => {
    expect(answers.get(title)).toMatchObject({ refused: null, rest: ids.length, evidence: ids });
  });
});

const rule = (name: string, search: string) =>
  `title: ${name}\nname: ${name}\nlogsource: {product: aws, service: cloudtrail}\ndetection: {s: ${search}, condition: s}\n---\n`;
const BASE =
  rule('user', '{eventName: CreateUser}') +
  rule('key', '{eventName: CreateAccessKey}') +
  rule('any', "{'eventName|exists': true}");
const correlation = (body: string, name = 'c') => `title: ${name}\nname: ${name}\ncorrelation: {${body}}\n`;

const CORRELATIONS: readonly (readonly [shows: string, body: string, windows: number, ids: unknown[]])[] = [
  [
    'counts',
    'type: event_count, rules: [any], timespan: 30s, condition: {gte: 2}',
    2,
    ['list', 'denied', 'other', 'login', 'self'],
  ],
  [
    'counts in groups',
    'type: event_count, rules: [any], group-by: [userIdentity.userName], timespan: 10m, condition: {gt: 2}',
    1,
    ['list', 'denied', 'self', 'other', 'login'],
  ],
  [
    'not what has nothing to group by',
    'type: event_count, rules: [any], group-by: [userIdentity.accessKeyId], timespan: 1d, condition: {gte: 1}',
    2,
    ALL.slice(0, -1),
  ],
  [
    'whole spans where fewer or equal is asked',
    'type: event_count, rules: [any], timespan: 5s, condition: {eq: 1}',
    4,
    ['made', 'self', 'other', 'login'],
  ],
  ['different values', 'type: value_count, rules: [any], timespan: 1h, condition: {gte: 5, field: eventName}', 0, []],
  [
    'different values, which are there',
    'type: value_count, rules: [any], timespan: 1h, condition: {eq: 4, field: eventName}',
    1,
    ALL,
  ],
  ['one after the other', 'type: temporal_ordered, rules: [user, key], timespan: 1m', 1, ['made', 'self']],
  ['in this order alone', 'type: temporal_ordered, rules: [key, user], timespan: 1h', 0, []],
  ['both, in any order', 'type: temporal, rules: [key, user], timespan: 1m', 1, ['made', 'self']],
  [
    'both, by one user',
    'type: temporal, rules: [key, user], group-by: [userIdentity.userName], timespan: 2m',
    1,
    ['denied', 'self'],
  ],
  [
    'some of them',
    'type: temporal, rules: [key, user, any], timespan: 1s, condition: {gte: 2}',
    4,
    ['denied', 'made', 'self', 'other'],
  ],
  [
    'by other names of a field',
    'type: temporal, rules: [key, user], timespan: 1h, group-by: [who], aliases: {who: {key: requestParameters.userName, user: responseElements.user.userName}}',
    1,
    ['made', 'other'],
  ],
];

describe('a correlation', () => {
  let answers: ReadonlyMap<string, SigmaAnswer>;
  beforeAll(async () => {
    const rules = CORRELATIONS.map(([, body], index) => correlation(body, `c${index}`));
    answers = new Map((await answersTo(BASE + rules.join('---\n'))).map((answer) => [answer.title, answer]));
  });
  test.each(CORRELATIONS.map(([shows, , windows, ids], index) => ({ shows, windows, ids, title: `c${index}` })))(
    '$shows',
    ({ title, windows, ids }) => {
      const found = answers.get(title);
      expect(found).toMatchObject({ refused: null, rest: windows });
      expect([...(found?.evidence ?? [])].sort()).toEqual([...ids].map(String).sort());
    },
  );

  test('of a correlation', async () => {
    const chained = `${BASE}${correlation('type: event_count, rules: [key], timespan: 1m, condition: {gte: 2}')}---\n${rule('login', '{eventName: ConsoleLogin}')}title: Then\ncorrelation: {type: temporal_ordered, rules: [c, login], timespan: 40s}\n`;
    const then = (await answersTo(chained)).find(({ title }) => title === 'Then');
    // The keys are two only with the second, which is what the login follows.
    expect(then?.evidence).toEqual(['other', 'login']);
    expect(then?.kind).toBe('correlation');
  });

  test('a record does not follow itself', async () => {
    const twice =
      rule('one', '{eventName: ListUsers}') + rule('two', '{eventSource: iam.amazonaws.com, eventName: ListUsers}');
    const [found] = (
      await answersTo(`${twice}title: C\ncorrelation: {type: temporal_ordered, rules: [one, two], timespan: 1h}`)
    ).filter(({ title }) => title === 'C');
    expect(found?.rest).toBe(0);
  });
});

test('the radius apart, and a line for each match', async () => {
  await blast(opened, {
    seed: KEY,
    compromisedAt: null,
    window: OPTIONS.window,
    include: null,
    asOf: '2026-03-01T12:00:00Z',
    questions: [],
  });
  const rules = parseRules(
    `${rule('user', '{eventName: CreateUser}').replace('title', 'level: low\ntags: [attack.t1136.003, attack.persistence]\ntitle')}`,
    'r.yml',
  );
  const report = await sigma(opened, rules, { ...OPTIONS, seeded: true });
  expect(report.answers[0]).toMatchObject({
    rule: 'user',
    level: 'low',
    techniques: ['T1136.003'],
    in_radius: 1,
    rest: 1,
    records: 2,
    proven: 2,
    first: '2026-03-01T10:00:05Z',
    last: '2026-03-01T10:01:00Z',
    evidence: ['denied', 'made'],
  });
  expect(report.integrity).toEqual({ valid: 2 });
  const lines: object[] = [];
  for await (const line of sigmaMatches(opened, report)) lines.push(line);
  expect(lines).toMatchObject([
    { rule: 'user', in_radius: true, event_id: 'denied', error_code: 'AccessDenied', integrity: 'valid' },
    { rule: 'user', in_radius: false, event_id: 'made' },
  ]);
});

test('a window', async () => {
  const [answer] = await answersTo(rule('all', "{'eventName|exists': true}"), {
    ...OPTIONS,
    window: { since: '2026-03-01T10:02:00Z', until: '2026-03-01T10:02:30Z' },
  });
  expect(answer?.evidence).toEqual(['self', 'other']);
});

test('an expression that RE2 does not compile is refused, and the others run', async () => {
  const answers = await answersTo(rule('bad', "{'eventName|re': '(['}") + rule('good', '{eventName: ListUsers}'));
  expect(answers).toMatchObject([
    { title: 'good', refused: null, rest: 1 },
    { title: 'bad', refused: expect.stringContaining('RE2 does not compile'), rest: null },
  ]);
});

test('rules that read every record are run together, and told apart', async () => {
  const many = Array.from({ length: 20 }, (_, i) =>
    rule(`k${i}`, i % 2 === 0 ? 'boto3' : '{userIdentity.userName: bob}'),
  ).join('');
  const answers = await answersTo(many);
  expect(answers.map(({ evidence }) => evidence.join())).toEqual(
    answers.map(({ title }) => (Number(title.slice(1)) % 2 === 0 ? 'list' : 'made')),
  );
});
