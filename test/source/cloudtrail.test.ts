import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { listPublicKeys, listTrailStatus } from '../../src/source/cloudtrail.js';
import { stub } from './aws-stub.js';

const der = Buffer.from('not really a key');
const md5 = createHash('md5').update(der).digest('hex');
const window = { since: '2026-03-01T00:00:00Z', until: '2026-03-02T00:00:00Z' };

/** Answers CloudTrail's JSON 1.1 protocol; the clients differ in what stands before the operation's name. */
async function cloudtrail(answer: (operation: string, input: Record<string, unknown>, region: string) => unknown) {
  return stub((request, response, body) => {
    const operation = String(request.headers['x-amz-target']).replace(/^.*\./, '');
    const region = /Credential=[^/]+\/\d+\/([^/]+)/.exec(String(request.headers.authorization))?.[1] ?? '';
    const output = answer(operation, JSON.parse(body), region) as { __type?: string };
    response.writeHead(output.__type ? 400 : 200, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify(output));
  });
}

test('asks each region once, for a range wider than the window', async () => {
  const asked: [string, unknown][] = [];
  const endpoint = await cloudtrail((_operation, input, region) => {
    asked.push([region, input]);
    const key = {
      Value: der.toString('base64'),
      Fingerprint: md5,
      ValidityStartTime: 1772323200,
      ValidityEndTime: 1774915200,
    };
    return region === 'us-east-1' ? { PublicKeyList: [key, {}] } : { __type: 'AccessDeniedException', message: 'no' };
  });
  const { keys, notices } = await listPublicKeys(['us-east-1', 'eu-west-1', 'us-east-1'], window);
  expect(keys).toEqual([
    {
      region: 'us-east-1',
      fingerprint: md5,
      der: new Uint8Array(der),
      validFrom: '2026-03-01T00:00:00Z',
      validTo: '2026-03-31T00:00:00Z',
      file: endpoint,
      origin: { sha256: null, state: null, collectedAt: expect.stringMatching(/^20.*Z$/), collectedBy: null, endpoint },
    },
  ]);
  expect(notices).toEqual(['no public keys for eu-west-1: AccessDeniedException: no; give --public-keys FILE']);
  const range = asked.find(([region]) => region === 'us-east-1')?.[1] as { StartTime: number; EndTime: number };
  expect(range.StartTime).toBe(Date.parse('2026-01-29T00:00:00Z') / 1000);
  expect(range.EndTime).toBeLessThanOrEqual(Math.min(Date.now(), Date.parse('2026-04-02T00:00:00Z')) / 1000);
  expect(asked).toHaveLength(2);
});

test('an open window asks for everything, and for the last 90 days where that is too much', async () => {
  const starts: number[] = [];
  await cloudtrail((_operation, input) => {
    starts.push(input.StartTime as number);
    return starts.length === 1 ? { __type: 'InvalidTimeRangeException', message: 'no' } : { PublicKeyList: [] };
  });
  const open = { since: null, until: null };
  expect(await listPublicKeys(['us-east-1'], open)).toEqual({ keys: [], notices: [] });
  expect(starts[0]).toBe(Date.UTC(2015, 5, 1) / 1000);
  expect(Math.abs(starts[1]! - (Date.now() / 1000 - 90 * 86_400))).toBeLessThan(60);
});

test('the status of a trail is that of each region, and of this bucket only', async () => {
  const notices: string[] = [];
  await cloudtrail((operation, _input, region) => {
    if (region === 'eu-west-1') return { __type: 'AccessDeniedException', message: 'no' };
    if (operation === 'GetTrailStatus') return { LatestDigestDeliveryTime: 1772323200 };
    return {
      trailList: [
        { TrailARN: 'arn:mine', S3BucketName: 'evidence' },
        { TrailARN: 'arn:other', S3BucketName: 'elsewhere' },
      ],
    };
  });
  const status = await listTrailStatus(['us-east-1', 'eu-west-1'], 'evidence', (text) => notices.push(text));
  expect(status).toMatchObject([
    { trailArn: 'arn:mine', region: 'us-east-1', latestDigestDelivery: '2026-03-01T00:00:00Z' },
  ]);
  expect(notices).toEqual(['no trail status for eu-west-1: AccessDeniedException: no']);
});
