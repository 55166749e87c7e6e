import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../../src/questions/ask.js';
import { loadQuestions } from '../../src/questions/load.js';
import { type TestCase, testCase } from '../support/case-from-records.js';
import type { IamTwin } from '../support/iam-twin.js';

const ACCOUNT = '111122223333';
const KEY = 'AKIAIOSFODNN7EXAMPLE';
const OTHER = 'AKIAI44QH8DHBEXAMPLE';
const record = (eventID: string, eventTime: string, accessKeyId = KEY) => ({
  eventID,
  eventTime,
  eventVersion: '1.11',
  eventSource: 's3.amazonaws.com',
  eventName: 'ListBuckets',
  awsRegion: 'us-east-1',
  sourceIPAddress: '203.0.113.7',
  readOnly: true,
  eventType: 'AwsApiCall',
  eventCategory: 'Management',
  recipientAccountId: ACCOUNT,
  userIdentity: {
    type: 'IAMUser',
    principalId: 'AIDAEXAMPLE',
    arn: `arn:aws:iam::${ACCOUNT}:user/alice`,
    accountId: ACCOUNT,
    userName: 'alice',
    accessKeyId,
  },
});
const questions = new Map(loadQuestions().map((question) => [question.id, question]));

let opened: TestCase;
beforeAll(async () => {
  opened = await testCase();
});
afterAll(() => opened.close());

async function asked(id: string, records: readonly object[], iam: readonly IamTwin[]) {
  await opened.fill(records, [], [], iam);
  const question = questions.get(id);
  if (!question) throw new Error(id);
  const { table } = await ask(opened, question, { seed: null, window: { since: null, until: null } });
  return table.rows.map((row) => Object.fromEntries(table.columns.map((name, index) => [name, row[index]])));
}

const used = (LastUsedDate: string) => ({
  AccessKeyLastUsed: { LastUsedDate, Region: 'us-east-1', ServiceName: 's3' },
});
const hour = (at: string, result: string) =>
  opened.run(
    `INSERT INTO coverage VALUES ('${ACCOUNT}', 'us-east-1', TIMESTAMP '${at}', 'yes', 'digests', 'valid', 'all-valid', '${result}', NULL)`,
  );

test('how the hour is covered decides what an absence means, and what is covered comes first', async () => {
  await hour('2026-03-01 10:00:00', 'unknown');
  await hour('2026-03-01 12:00:00', 'covered');
  const rows = await asked(
    'state/last-use-outside-the-logs',
    [record('e1', '2026-03-01T08:00:00Z'), record('e2', '2026-03-01T08:00:00Z', OTHER)],
    [
      {
        'access-keys': [
          { UserName: 'alice', AccessKeyId: KEY, ...used('2026-03-01T10:30:00Z') },
          { UserName: 'alice', AccessKeyId: OTHER, ...used('2026-03-01T12:30:00Z') },
          { UserName: 'bob', AccessKeyId: 'AKIABOBBOBBOBEXAMPLE', ...used('2026-03-01T20:00:00Z') },
        ],
      },
    ],
  );
  expect(
    rows.map(({ access_key_id, cover, trail_says, may_be }) => [access_key_id, cover, trail_says, may_be]),
  ).toEqual([
    [OTHER, 'covered', 'nothing in that span', expect.stringMatching(/^a call that no trail records/)],
    [KEY, 'unknown', 'nothing in that span', expect.stringMatching(/^lost in a hole of the logs/)],
    ['AKIABOBBOBBOBEXAMPLE', 'outside', 'never seen', 'the archive does not reach there'],
  ]);
});

test('a slot is a key only by the exact date, and by that of one key alone', async () => {
  const report = (rotated: string) => ({
    user: 'alice',
    access_key_1_active: true,
    access_key_1_last_rotated: rotated,
    access_key_1_last_used_date: 'N/A',
  });
  const created = '2026-01-01T00:00:00Z';
  const keys = (...ids: string[]) =>
    ids.map((AccessKeyId) => ({ UserName: 'alice', AccessKeyId, CreateDate: created, AccessKeyLastUsed: null }));
  const seen = [record('e1', '2026-03-01T08:00:00Z')];
  const slots = async (iam: IamTwin) =>
    (await asked('state/never-used-but-seen', seen, [iam])).map(({ slot, access_key_id }) => [slot, access_key_id]);
  expect(await slots({ 'credential-report': [report(created)], 'access-keys': keys(KEY) })).toEqual([['1', KEY]]);
  expect(await slots({ 'credential-report': [report('2026-01-01T00:00:01Z')], 'access-keys': keys(KEY) })).toEqual([
    ['slot unknown', KEY],
  ]);
  expect(await slots({ 'credential-report': [report(created)], 'access-keys': keys(KEY, OTHER) })).toEqual([
    ['slot unknown', KEY],
  ]);
});

test('a report without or with an older time contradicts nothing, and not_supported and no answer are no "never"', async () => {
  const row = { user: 'alice', access_key_1_active: true, access_key_1_last_rotated: '2026-01-01T00:00:00Z' };
  const never = { ...row, access_key_1_last_used_date: 'N/A' };
  const seen = [record('e1', '2026-03-01T08:00:00Z')];
  const rows = (iam: IamTwin) => asked('state/never-used-but-seen', seen, [iam]);
  expect(await rows({ 'credential-report': [never] })).toHaveLength(1);
  expect(await rows({ generatedAt: '2026-03-01T07:00:00Z', 'credential-report': [never] })).toEqual([]);
  expect(await rows({ generatedAt: 'unknown', 'credential-report': [never] })).toEqual([]);
  expect(await rows({ 'credential-report': [{ ...row, access_key_1_last_used_date: 'not_supported' }] })).toEqual([]);
  expect(await rows({ 'access-keys': [{ UserName: 'alice', AccessKeyId: KEY, AccessKeyLastUsed: null }] })).toEqual([]);
});

test('without a state of IAM every question is quiet', async () => {
  for (const id of questions.keys()) {
    if (id.startsWith('state/')) expect(await asked(id, [record('e1', '2026-03-01T08:00:00Z')], []), id).toEqual([]);
  }
});
