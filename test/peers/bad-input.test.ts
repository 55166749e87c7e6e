import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { ingest } from '../../src/ingest/index.js';
import type { JsonValue } from '../../src/model.js';
import { openCase } from '../../src/store/case.js';
import { EVERYTHING } from '../support/options.js';

const temp = mkdtempSync(join(tmpdir(), 'keytrail-bad-'));
afterAll(() => rmSync(temp, { recursive: true, force: true }));

const record = (id: string, more: object = {}) =>
  JSON.stringify({
    eventVersion: '1.08',
    eventID: id,
    eventTime: '2026-01-01T00:00:00Z',
    eventSource: 's3.amazonaws.com',
    eventName: 'GetObject',
    ...more,
  });
const logs = (...records: string[]) => gzipSync(`{"Records":[${records.join(',')}]}`);

let count = 0;
/** Ingests a folder of these files and reads the case. */
async function run(files: Record<string, Buffer | string>) {
  const folder = join(temp, String(count++));
  mkdirSync(folder);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  const casePath = `${folder}.duckdb`;
  const summary = await ingest({ ...EVERYTHING, sources: [folder], casePath });
  const opened = await openCase(casePath, { threads: 1, memory: '256MB' });
  const all = async (sql: string) => (await opened.select(sql)).rows;
  const out = {
    summary,
    objects: Object.fromEntries(
      (await all('SELECT key, outcome, verdict, records, rejected FROM objects')).map(([key, ...rest]) => [key, rest]),
    ) as Record<string, JsonValue[]>,
    events: (await all('SELECT event_id FROM events ORDER BY event_id')).flat(),
    rejects: await all(
      'SELECT o.key, r.position, r.reason, r.raw FROM rejects r JOIN objects o USING (object_id) ORDER BY ALL',
    ),
  };
  await opened.close();
  expect(summary.lost).toEqual([]);
  return out;
}

test('files of every kind: what is no evidence is told apart, and the good one loads all the same', async () => {
  const { summary, objects, events, rejects } = await run({
    'good.json.gz': logs(record('1'), record('2')),
    'empty.json': '',
    'empty.json.gz': '',
    'not-gzip.json.gz': 'hello',
    'truncated.json.gz': logs(...Array.from({ length: 500 }, (_, n) => record(`t${n}`))).subarray(0, -40),
    'bad-crc.json.gz': (() => {
      const bytes = logs(record('crc'));
      bytes[bytes.length - 6] = bytes[bytes.length - 6]! ^ 0xff;
      return bytes;
    })(),
    'no-json.json': 'Records: none',
    'policy.json': '{"Statement":[]}',
    LICENSE: 'MIT',
    'README.md': '# read me',
    'image.png': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2]),
    'us-east-1.json': '{"PublicKeyList":[]}',
  });
  expect(objects).toMatchObject({
    'good.json.gz': ['read', 'unverified', 2, 0],
    'empty.json': ['rejected', 'invalid-format', 0, 0],
    'empty.json.gz': ['rejected', 'invalid-format', 0, 0],
    'not-gzip.json.gz': ['rejected', 'invalid-format', 0, 0],
    'truncated.json.gz': ['rejected', 'invalid-format', expect.any(Number), 1],
    'bad-crc.json.gz': ['rejected', 'invalid-format', 1, 0],
    'no-json.json': ['rejected', 'invalid-format', 0, 0],
    'policy.json': ['rejected', 'invalid-format', 0, 0],
    LICENSE: ['read', 'foreign', 0, 0],
    'README.md': ['read', 'foreign', 0, 0],
    'image.png': ['read', 'foreign', 0, 0],
    'us-east-1.json': ['read', 'foreign', 0, 0],
  });
  expect(events).toEqual(expect.arrayContaining(['1', '2', 'crc', 't0', 't100']));
  expect(rejects.filter(([, position]) => position === null).map(([key]) => key)).toEqual([
    'bad-crc.json.gz',
    'empty.json',
    'empty.json.gz',
    'no-json.json',
    'not-gzip.json.gz',
    'policy.json',
    'truncated.json.gz',
  ]);
  expect(summary.accounting).toMatchObject({ listed: 12, read: 5, rejected: 7, unavailable: 0 });
  expect(summary.exit).toBe(1);
});

describe('records', () => {
  test('what is no record goes to rejects with its bytes, and counts', async () => {
    const bad = [
      '{"eventID":"no names"}',
      '{"eventSource":"s3.amazonaws.com","eventName":}',
      '{"eventSource":"s3.amazonaws.com","eventName":"X","a":"\\ud800"}',
    ];
    const { events, rejects, summary } = await run({ 'a.json.gz': logs(record('1'), ...bad, record('2')) });
    expect(events).toEqual(['1', '2']);
    expect(rejects.map(([, , , raw]) => raw).sort()).toEqual([...bad].sort());
    expect(summary.accounting).toMatchObject({ records: 5, events: 2, copies: 0, reject_records: 3 });
  });

  test('a record that is not UTF-8 is rejected, its neighbours load', async () => {
    const broken = Buffer.from(record('bad'));
    broken[broken.indexOf('GetObject')] = 0xff;
    const { events, rejects } = await run({
      'a.json': Buffer.concat([Buffer.from(`{"Records":[${record('1')},`), broken, Buffer.from(`,${record('2')}]}`)]),
    });
    expect(events).toEqual(['1', '2']);
    expect(rejects).toEqual([['a.json', 1, 'a record that is not UTF-8', expect.stringContaining('\ufffdetObject')]]);
  });

  test('odd but whole records load: no id, another time, an Insight, an aggregate, huge text', async () => {
    const { events, summary } = await run({
      'a.jsonl': [
        JSON.stringify({ eventSource: 'x.amazonaws.com', eventName: 'NoId' }),
        record('', { eventName: 'EmptyId' }),
        record('offset', { eventTime: '2026-01-01T02:00:00+02:00' }),
        JSON.stringify({
          eventID: 'insight',
          eventType: 'AwsCloudTrailInsight',
          eventCategory: 'Insight',
          insightDetails: {},
        }),
        JSON.stringify({
          eventId: 'ignored',
          eventCategory: 'Aggregated',
          eventType: 'AwsAggregatedEvent',
          accountId: '1',
          timeWindow: { windowStart: '2026-01-01T00:00:00Z' },
        }),
        record('huge', { requestParameters: { text: 'x'.repeat(5_000_000) } }),
        record('nul', { userAgent: 'a\u0000b\u202e' }),
      ].join('\n'),
    });
    expect(events).toEqual([
      'huge',
      'insight',
      'nul',
      'offset',
      ...Array(3).fill(expect.stringMatching(/^sha256:[0-9a-f]{32}$/)),
    ]);
    expect(summary.accounting.reject_records).toBe(0);
  });

  test('a record over the limit is rejected, not loaded and not lost', async () => {
    const { events, rejects } = await run({
      'a.json.gz': logs(record('1'), record('monster', { x: 'y'.repeat(17_000_000) })),
    });
    expect(events).toEqual(['1']);
    expect(rejects).toEqual([
      ['a.json.gz', 1, expect.stringMatching(/over the limit of 16777216 \(--max-record\)$/), expect.any(String)],
    ]);
  });

  test('copies: the same record twice is one event, another content under one id is a finding', async () => {
    const { events, summary } = await run({
      'a.json.gz': logs(record('1'), record('2')),
      'b.json.gz': logs(record('1'), record('2', { sourceIPAddress: '198.51.100.1' })),
      // The same content in another order is the same content.
      'c.json.gz': logs(
        JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(record('1')) as object).reverse())),
      ),
    });
    expect(events).toEqual(['1', '2']);
    expect(summary.accounting).toMatchObject({ records: 5, events: 2, copies: 3, different: 1 });
    expect(summary.exit).toBe(1);
  });
});

test('bytes behind a gzip member are among the rejects', async () => {
  const { objects, events, rejects } = await run({
    'a.json.gz': Buffer.concat([logs(record('1')), Buffer.from('forged')]),
  });
  expect([objects['a.json.gz'], events]).toEqual([['read', 'unverified', 2, 1], ['1']]);
  expect(rejects).toEqual([['a.json.gz', expect.any(Number), expect.stringMatching(/^6 bytes behind/), 'forged']]);
});

test('a gzip bomb is one rejected object', async () => {
  const { objects, events } = await run({
    'bomb.json.gz': gzipSync(Buffer.alloc(1100 * 1024 * 1024), { level: 1 }),
    'a.json': record('1'),
  });
  expect(objects['bomb.json.gz']).toEqual(['rejected', 'invalid-format', 0, 0]);
  expect(events).toEqual(['1']);
});

test('more rejects in one object than a call takes arguments', async () => {
  const { events, summary } = await run({ 'a.json': `{"Records":[${'1,'.repeat(200_000)}${record('1')}]}` });
  expect(events).toEqual(['1']);
  expect(summary.accounting).toMatchObject({ records: 200_001, reject_records: 200_000 });
});

test('one object cannot fill memory with its rejects: behind 16 MB they show how they begin', async () => {
  const stranger = `"${'x'.repeat(70_000)}",`;
  const { events, rejects, summary } = await run({ 'a.json': `{"Records":[${stranger.repeat(400)}${record('1')}]}` });
  expect(events).toEqual(['1']);
  expect(summary.accounting.reject_records).toBe(400);
  expect(rejects.every(([, , , raw]) => String(raw).startsWith('"xxx'))).toBe(true);
  expect(rejects.reduce((sum, [, , , raw]) => sum + String(raw).length, 0)).toBeLessThan(17 * 1024 * 1024);
});

test('a digest with days that are none and halves of characters stops nothing', async () => {
  const name = '111122223333_CloudTrail-Digest_us-east-1_t_us-east-1_20260301T010000Z.json.gz';
  const digest = {
    awsAccountId: '111122223333',
    digestStartTime: '2026-02-30T00:00:00Z',
    digestEndTime: '2026-03-01T01:00:00Z',
    digestS3Bucket: 'b\u0000\ud800',
    digestS3Object: name,
    digestPublicKeyFingerprint: "\ud800'; DROP TABLE objects; --",
    oldestEventTime: '2026-02-30T00:00:00Z',
    newestEventTime: '2026-03-01T24:00:00Z',
    previousDigestS3Bucket: null,
    previousDigestS3Object: null,
    previousDigestHashValue: null,
    previousDigestSignature: null,
    logFiles: [
      {
        s3Bucket: '\udc00',
        s3Object: 'k',
        hashValue: 'z',
        oldestEventTime: '2026-02-30T00:00:00Z',
        newestEventTime: '2026-03-01T24:00:00Z',
      },
    ],
  };
  const { objects, events } = await run({ [name]: gzipSync(JSON.stringify(digest)), 'a.json': record('1') });
  expect(objects[name]?.slice(0, 2)).toEqual(['read', 'unknown-key']);
  expect(events).toEqual(['1']);
});

test('bytes behind the gzip member of a digest are among the rejects, and everything adds up', async () => {
  const name = '111122223333_CloudTrail-Digest_us-east-1_t_us-east-1_20260101T000000Z.json.gz';
  const digest = gzipSync(JSON.stringify({ awsAccountId: '111122223333', digestS3Object: name }));
  const { objects, rejects } = await run({
    [name]: Buffer.concat([digest, Buffer.from('forged')]),
    'a.json': record('1'),
  });
  expect(objects[name]).toEqual(['rejected', 'invalid-format', 1, 1]);
  expect(rejects.map(([, , , raw]) => raw)).toContain('forged');
});
