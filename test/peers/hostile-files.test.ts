import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as published from '../support/published-formats.js';
import { keytrail, scratch } from '../support/run-cli.js';

const KEY = 'AKIAIOSFODNN7EXAMPLE';
const OTHER = 'AKIAI44QH8DHBEXAMPLE';
const SESSION = 'ASIAIOSFODNN7EXAMPLE';
const ACCOUNT = '111122223333';

// Markup, quotes of every format, formulas, escapes of terminals, marks of direction, NUL, line ends.
const WORST = `=cmd|'/c calc'!A1"'\`<script>alert(1)</script>]]>--><img src=x onerror=alert(1)>\\\u001b[2J\u009b31m\u202e\u2066\u0000\uffff\u2028\r\n- # @x {{7*7}} \${x}`;
const ASSUMED = `arn:aws:sts::${ACCOUNT}:assumed-role/${WORST}/x`;
const LONG = `${WORST}${'A'.repeat(100_000)}`;

const folder = scratch();
const out = folder.join('incident');
const read = (name: string) => readFileSync(join(out, name), 'utf8');
const files = () =>
  (readdirSync(out, { recursive: true }) as string[]).filter((name) =>
    /\.(md|json|jsonl|csv|dot|graphml|html)$/.test(name),
  );

/** A record whose every free text is the intruder's. */
function record(at: number, service: string, eventName: string, accessKeyId: string, more: object = {}): object {
  const arn = `arn:aws:iam::${ACCOUNT}:user/${WORST}`;
  return {
    eventVersion: '1.11',
    eventID: `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
    eventTime: new Date(Date.UTC(2026, 2, 1, 10, at)).toISOString().replace('.000', ''),
    eventSource: `${service}.amazonaws.com`,
    eventName,
    ...{ awsRegion: 'us-east-1', recipientAccountId: ACCOUNT, eventType: 'AwsApiCall', readOnly: false },
    userIdentity:
      accessKeyId === SESSION
        ? { type: 'AssumedRole', principalId: `AROAEXAMPLE:${WORST}`, arn: ASSUMED, accountId: ACCOUNT, accessKeyId }
        : { type: 'IAMUser', principalId: 'AIDAEXAMPLE', arn, accountId: ACCOUNT, accessKeyId, userName: WORST },
    ...{ sourceIPAddress: at % 2 === 0 ? WORST : '203.0.113.7', userAgent: at % 3 === 0 ? LONG : WORST },
    ...{ requestID: WORST, vpcEndpointId: WORST, sharedEventID: WORST },
    requestParameters: { [WORST]: WORST, bucketName: WORST, roleArn: WORST, userName: WORST, policyDocument: LONG },
    resources: [{ ARN: WORST, accountId: WORST, type: WORST }],
    additionalEventData: { [WORST]: [WORST] },
    ...more,
  };
}

const records = [
  record(0, 'sts', 'GetCallerIdentity', KEY, { errorCode: WORST, errorMessage: WORST }),
  record(1, 'iam', 'CreateAccessKey', KEY, {
    responseElements: { accessKey: { accessKeyId: OTHER, userName: WORST, status: 'Active' } },
  }),
  record(2, 'sts', 'AssumeRole', OTHER, {
    requestParameters: { roleArn: `arn:aws:iam::${ACCOUNT}:role/${WORST}`, roleSessionName: WORST },
    responseElements: {
      credentials: { accessKeyId: SESSION, sessionToken: WORST, expiration: 'Mar 1, 2026, 12:00:00 PM' },
      assumedRoleUser: {
        assumedRoleId: `AROAEXAMPLE:${WORST}`,
        arn: ASSUMED,
      },
    },
  }),
  record(3, 'iam', 'CreateUser', SESSION, {
    responseElements: { user: { userName: WORST, userId: WORST, arn: WORST } },
  }),
  record(4, 's3', 'PutBucketPolicy', SESSION),
  record(5, WORST, WORST, SESSION, { awsRegion: WORST, errorCode: WORST, eventCategory: WORST }),
  record(6, 'cloudtrail', 'StopLogging', SESSION, { eventTime: WORST }),
  record(7, 'secretsmanager', 'GetSecretValue', SESSION, { requestParameters: { secretId: WORST } }),
];

beforeAll(async () => {
  writeFileSync(folder.join('trail.json'), JSON.stringify({ Records: records }));
  const { code, stderr } = await keytrail([
    'investigate',
    KEY,
    folder.join('trail.json'),
    '--as-of',
    '2026-03-02T00:00:00Z',
    '--out',
    out,
  ]);
  if (code === 2) throw new Error(stderr);
});
afterAll(folder.remove);

test('every event is in every file of events', () => {
  expect(read('events.jsonl').trimEnd().split('\n').length).toBeGreaterThanOrEqual(7);
  const lines = read('timesketch.jsonl').trimEnd().split('\n');
  expect(published.timesketchObjections(lines)).toEqual([]);
  expect(lines).toHaveLength(read('events.jsonl').trimEnd().split('\n').length);
  expect(JSON.parse(lines[0] ?? '').error_message).toBe(WORST);
});

test('nothing that a terminal, an editor or a viewer of Markdown obeys is in any file', () => {
  expect(files().length).toBeGreaterThan(80);
  for (const name of files()) {
    const text = read(name);
    expect(/[^\P{Cc}\n\r\t]|\p{Cf}|\p{Zl}|\p{Zp}/u.test(text), name).toBe(false);
    if (name.endsWith('.md')) expect(text.replace(/(`+)(?!`).*?(?<!`)\1(?!`)/g, ''), name).not.toContain('<script');
    if (name.endsWith('.json')) expect(JSON.parse(text), name).not.toBeNull();
    if (name.endsWith('.csv')) expect(published.formulas(text), name).toEqual([]);
  }
});

test('other programs take theirs', () => {
  expect(published.stixObjections(JSON.parse(read('stix.json')))).toEqual([]);
  expect(published.navigatorObjections(JSON.parse(read('navigator.json')))).toEqual([]);
  expect(published.xmlObjections(read('graph.graphml'))).toEqual([]);
  expect(published.dotObjections(read('graph.dot'))).toEqual([]);
});
