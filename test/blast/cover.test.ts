import { afterAll, expect, test } from 'vitest';
import { coverLines } from '../../src/report/blast/cover-text.js';
import { caseFromRecords } from '../support/case-from-records.js';
import { radiusIn } from '../support/radius.js';
import { ACCOUNT, assumeRole, at, call, event, OTHER_ACCOUNT, user } from './records.js';

const mallory = user('mallory', 'AKIASEED');
const opened = await caseFromRecords([
  call('first', '09:30:00', mallory),
  event('padded', '10:00:00', 'ec2', 'RunInstances', mallory, {
    requestParameters: { reason: 'requestParameters too large', omitted: true, originalSize: 149893 },
  }),
  event('hidden', '10:30:00', 'iam', 'CreateLoginProfile', mallory, {
    requestParameters: { userName: 'bob', password: 'HIDDEN_DUE_TO_SECURITY_REASONS' },
  }),
  assumeRole('told', '10:40:00', mallory, 'one', 's', 'ASIAONE'),
  assumeRole('untold', '10:50:00', mallory, 'two', 's', 'HIDDEN_DUE_TO_SECURITY_REASONS'),
  call('nobody', '10:00:00', user('nobody', 'AKIANOBODY', '777788889999')),
]);
// The table of coverage as verification would have left it: two regions of the account, one of somebody else's.
for (const [account, region, hour, result, logs] of [
  [ACCOUNT, 'us-east-1', '08', 'unknown', 'unknown'],
  [ACCOUNT, 'us-east-1', '09', 'covered', 'all-valid'],
  [ACCOUNT, 'us-east-1', '10', 'partly', 'some-missing'],
  [ACCOUNT, 'us-east-1', '11', 'unknown', 'unknown'],
  [ACCOUNT, 'eu-west-1', '09', 'unknown', 'unknown'],
  [ACCOUNT, 'eu-west-1', '10', 'unknown', 'unknown'],
  ['777788889999', 'us-east-1', '10', 'unknown', 'unknown'],
] as const) {
  await opened.run(
    'INSERT INTO coverage BY NAME SELECT $account AS account_id, $region AS region, $hour::TIMESTAMP AS hour, $result AS result, $logs AS logs',
    { account, region, hour: at(`${hour}:00:00`), result, logs },
  );
}
await opened.run(
  "INSERT INTO selectors BY NAME SELECT 'trail' AS trail, $account AS account_id, 'us-east-1' AS home_region, true AS proven, 'write' AS management, []::VARCHAR[] AS excluded, []::VARCHAR[] AS data",
  { account: ACCOUNT },
);
await opened.run(
  "INSERT INTO event_history BY NAME SELECT 'first' AS event_id, $at::TIMESTAMP AS event_time, $account AS account_id",
  {
    at: at('09:30:00'),
    account: ACCOUNT,
  },
);
for (const account of [ACCOUNT, OTHER_ACCOUNT]) {
  await opened.run(
    "INSERT INTO ranges BY NAME SELECT 'gap' AS finding, $account AS account_id, 'us-east-1' AS region, 'no digests' AS detail",
    {
      account,
    },
  );
}
afterAll(() => opened.close());
const found = await radiusIn(opened, 'AKIASEED');

test('hours of its own accounts, from its first event to the end of what is known', () => {
  expect(found.cover).toMatchObject({ from: at('09:00:00'), to: at('12:00:00') });
  expect(found.cover.places).toEqual([
    { account: ACCOUNT, region: 'eu-west-1', hours: 2, covered: 0, partly: 0, unknown: 2, logs: false, events: 0 },
    { account: ACCOUNT, region: 'us-east-1', hours: 3, covered: 1, partly: 1, unknown: 1, logs: true, events: 5 },
  ]);
});

test('what its own records do not say', () => {
  expect(found.cover).toMatchObject({
    omitted: 1,
    masked: 3,
    issuing: 2,
    issuingUntold: 1,
    dataEvents: 0,
    eventHistory: 1,
  });
});

test('what no trail records, and the ranges of its accounts only', () => {
  expect(found.cover.blind).toContainEqual(expect.objectContaining({ area: 'read-events' }));
  expect(found.cover.blind.filter(({ area }) => area === 'hours' || area === 'places')).toEqual([]);
  expect(found.coverage.map(({ account }) => account)).toEqual([ACCOUNT]);
});

test('in sentences, none of which says that something did not happen', () => {
  const said = coverLines(found).join('\n');
  expect(said).toContain('1 of 5 hours of its accounts and regions');
  expect(said).toContain('3 are unknown, 1 known in part');
  expect(said).toContain(`No log at all of ${ACCOUNT} eu-west-1.`);
  expect(said).toContain('No data event is recorded');
  expect(said).toContain('1 record of 2 that issued a credential do not name it');
  expect(said).not.toContain('did not happen');
});

test('how much of each credential and of each edge is proven', async () => {
  expect(found.credentials.find(({ id }) => id === 'AKIASEED')).toMatchObject({ events: 5, proven: 5 });
  expect(found.edges).toMatchObject([{ to: 'ASIAONE', proven: true }]);
  await opened.run("UPDATE events SET integrity = 'unlisted' WHERE event_id IN ('told', 'first')");
  const forged = await radiusIn(opened, 'AKIASEED');
  expect(forged.credentials.find(({ id }) => id === 'AKIASEED')).toMatchObject({ events: 5, proven: 3 });
  expect(forged.edges).toMatchObject([{ to: 'ASIAONE', proven: false }]);
});
