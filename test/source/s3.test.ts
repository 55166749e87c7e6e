import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { LIMITS } from '../../src/limits.js';
import { openReader } from '../../src/source/reader.js';
import { findEndpoint } from '../../src/source/s3-client.js';
import { choose, levelOf, spanOfYear } from '../../src/source/s3-layout.js';
import { openSource } from '../../src/source/source.js';
import { type Answer, listing, s3Error, stub } from './aws-stub.js';
import { everything } from './tree.js';

async function read(answer: Answer, size = 1) {
  const endpoint = await stub(answer);
  const reader = openReader({ type: 's3', bucket: 'evidence', region: 'us-east-1', endpoint });
  try {
    return await reader.read({ locator: 'key', versionId: null, size });
  } finally {
    reader.close();
  }
}

describe('reading an object', () => {
  test('gives the stored bytes of what is sent as gzip', async () => {
    const body = gzipSync('{"digest":true}');
    const fetched = await read((_request, response) => {
      response.writeHead(200, {
        'content-encoding': 'gzip',
        'x-amz-meta-Signature': 'ab',
        'content-length': body.length,
      });
      response.end(body);
    });
    expect(fetched).toEqual({ bytes: body, metadata: { signature: 'ab' } });
  });

  test.each([
    [403, 'AccessDenied', 'no', { unavailable: 'access denied' }],
    [
      403,
      'AccessDenied',
      'not authorized to perform: kms:Decrypt',
      { unavailable: expect.stringContaining('KMS key') },
    ],
    [400, 'KMS.DisabledException', 'key is disabled', { unavailable: expect.stringContaining('key is disabled') }],
    [403, 'InvalidObjectState', 'no', { unavailable: expect.stringMatching(/^archived/) }],
    [404, 'NoSuchKey', 'no', { unavailable: 'deleted since it was listed', gone: true }],
    [
      400,
      'InvalidRequest',
      'stored using a form of Server Side Encryption',
      { unavailable: expect.stringContaining('SSE-C') },
    ],
  ])('%i %s (%s) is said of the object', async (status, code, message, expected) => {
    expect(await read((_request, response) => s3Error(response, status, code, message))).toEqual(expected);
  });

  test.each([
    [400, 'ExpiredToken', 'the AWS credentials'],
    [403, 'InvalidAccessKeyId', 'the AWS credentials'],
    [404, 'NoSuchBucket', 'AWS_ENDPOINT_URL'],
    [501, 'NotImplemented', 'run the same command again'],
  ])('%i %s ends the run', async (status, code, hint) => {
    const refused = read((_request, response) => s3Error(response, status, code, 'two\nlines'));
    const error = await refused.catch((thrown) => thrown);
    expect(error).toMatchObject({ code: 'no-access', hint: expect.stringContaining(hint) });
    expect(error.message).toMatch(/^s3:\/\/evidence\/key: [^\n]+$/);
  });

  test('asks again when it is told to slow down, and when a body breaks off', async () => {
    let asked = 0;
    const fetched = await read((_request, response) => {
      asked += 1;
      if (asked <= 2) return s3Error(response, 503, 'SlowDown');
      response.writeHead(200, { 'content-length': 4 });
      if (asked > 3) return response.end('four');
      response.write('fo');
      setTimeout(() => response.destroy(), 20);
    });
    expect(fetched).toEqual({ bytes: Buffer.from('four'), metadata: {} });
    expect(asked).toBe(4);
  });

  test('a body that always breaks off ends the run', async () => {
    const refused = read((_request, response) => {
      response.writeHead(200, { 'content-length': 4 });
      response.write('fo');
      setTimeout(() => response.destroy(), 20);
    });
    await expect(refused).rejects.toMatchObject({ code: 'no-access', message: expect.stringContaining('broke off') });
  });

  test('a body over the limit is not read to its end', async () => {
    const over = LIMITS.storedBytes + 1;
    expect(await read(() => {}, over)).toMatchObject({ tooLarge: true });
    const lied = await read((_request, response) => {
      response.writeHead(200, { 'content-length': over });
      const chunk = Buffer.alloc(1 << 20);
      const more = () => {
        while (!response.destroyed && response.write(chunk)) {}
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    });
    expect(lied).toEqual({ unavailable: `${over} bytes, over the limit of ${LIMITS.storedBytes}`, tooLarge: true });
  });
});

describe('listing', () => {
  const list = async () => {
    const source = await openSource('s3://evidence');
    const keys: string[] = [];
    for await (const page of source.list(everything)) keys.push(...page.map(({ key }) => key));
    return keys;
  };

  test('a listing that is denied half-way is an error, not a short listing', async () => {
    let asked = 0;
    await stub((_request, response) => {
      asked += 1;
      if (asked === 1) listing(response, ['a']);
      else s3Error(response, 403, 'AccessDenied');
    });
    await expect(list()).rejects.toMatchObject({ code: 'no-access', message: 's3://evidence/: access denied' });
  });

  test('an empty bucket, absent credentials and a dead endpoint are told apart', async () => {
    await stub((_request, response) => listing(response, []));
    await expect(list()).rejects.toMatchObject({ code: 'not-found' });
    delete process.env.AWS_ACCESS_KEY_ID;
    await expect(list()).rejects.toMatchObject({ code: 'no-access', hint: expect.stringContaining('AWS_PROFILE') });
    await stub(() => {});
    process.env.AWS_ENDPOINT_URL = 'http://127.0.0.1:1';
    await expect(list()).rejects.toMatchObject({ code: 'no-access', hint: expect.stringContaining('127.0.0.1:1') });
  });

  test('the endpoint is found where the SDK finds it', async () => {
    await stub(() => {});
    process.env.AWS_ENDPOINT_URL = 'http://all:1';
    process.env.AWS_ENDPOINT_URL_S3 = 'http://s3-only:2/base';
    expect(await findEndpoint('b')).toMatchObject({
      custom: 'http://s3-only:2/base',
      effective: 'http://s3-only:2/base',
    });
    process.env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS = 'true';
    delete process.env.AWS_REGION;
    process.env.AWS_DEFAULT_REGION = 'eu-west-1';
    const plain = { region: 'eu-west-1', custom: null, effective: 'https://s3.eu-west-1.amazonaws.com' };
    expect(await findEndpoint('b')).toEqual(plain);
  });
});

describe('the layout', () => {
  test.each([
    ['', 'outside'],
    ['logs/', 'outside'],
    ['AWSLogs/', 'accounts'],
    ['x/AWSLogs/o-abcdefghij/', 'accounts'],
    ['AWSLogs/AWSLogs/111111111111/', 'kinds'],
    ['AWSLogs/111111111111/CloudTrail-Digest/', 'regions'],
    ['AWSLogs/111111111111/CloudTrail/us-gov-west-1/', 'years'],
    ['AWSLogs/111111111111/CloudTrail/us-east-1/2026/', 'inside'],
    ['AWSLogs/111111111111/Config/', 'inside'],
    ['AWSLogs/else/', 'inside'],
  ])('%s', (prefix, level) => expect(levelOf(prefix)).toBe(level));

  test('unknown names are never left out', () => {
    const filter = { window: { since: null, until: null }, accounts: ['111111111111'], regions: ['us-east-1'] };
    expect(choose('accounts', '222222222222', filter)).toBe('skip');
    expect(choose('accounts', '22222222222', filter)).toBe('whole');
    expect(choose('regions', 'us_west_2', filter)).toBe('whole');
    expect(choose('regions', 'us-west-2', filter)).toBe('skip');
    expect(choose('kinds', 'config', filter)).toBe('whole');
  });

  test('a window over the turn of the year takes the days around it', () => {
    const filter = { ...everything, window: { since: '2026-01-01T00:00:00Z', until: '2026-01-01T01:00:00Z' } };
    expect(spanOfYear('p/', '2025', filter)).toEqual({ prefix: 'p/2025/', startAfter: 'p/2025/12/31', before: null });
    expect(spanOfYear('p/', '2026', filter)).toEqual({ prefix: 'p/2026/', startAfter: null, before: 'p/2026/01/020' });
    expect(spanOfYear('p/', '2024', filter)).toBeNull();
  });
});
