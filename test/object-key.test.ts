import { describe, expect, test } from 'vitest';
import { baseName, parseKey } from '../src/object-key.js';

const LOG = '111122223333_CloudTrail_ap-northeast-1_20231015T2225Z_OviGSSWadUI1W1r7.json.gz';
const LOG_PATH = 'AWSLogs/111122223333/CloudTrail/ap-northeast-1/2023/10/15';
const DIGEST = '111122223333_CloudTrail-Digest_ap-northeast-1_my_odd_trail_us-west-2_20231015T230404Z';
const DIGEST_PATH = 'AWSLogs/111122223333/CloudTrail-Digest/ap-northeast-1/2023/10/15';

describe('logs', () => {
  test('a full key', () => {
    expect(parseKey(`${LOG_PATH}/${LOG}`)).toEqual({
      type: 'log',
      partition: 'aws',
      organization: null,
      account: '111122223333',
      folder: 'CloudTrail',
      region: 'ap-northeast-1',
      delivered: '2023-10-15T22:25:00Z',
      grammatical: true,
      prefix: null,
    });
  });

  test('a Control Tower key: the organization as prefix and as segment', () => {
    const key = `o-abcdefghij/AWSLogs/o-abcdefghij/${LOG_PATH.slice(8)}/${LOG}`;
    expect(parseKey(key)).toMatchObject({ organization: 'o-abcdefghij', prefix: 'o-abcdefghij', grammatical: true });
  });

  test('a prefix that holds AWSLogs itself', () => {
    const key = `a/AWSLogs/b/${LOG_PATH}/${LOG}`;
    expect(parseKey(key)).toMatchObject({ organization: null, prefix: 'a/AWSLogs/b', grammatical: true });
  });

  test.each(['', 'CloudTrail/ap-northeast-1/2023/10/15/', 'ap-northeast-1/2023/10/15/', 'some/where/'])(
    'a path cut to %j',
    (path) => {
      expect(parseKey(path + LOG)).toMatchObject({
        type: 'log',
        account: '111122223333',
        grammatical: true,
        prefix: null,
      });
    },
  );

  test('name and path that contradict each other', () => {
    expect(parseKey(`${LOG_PATH.replace('/15', '/16')}/${LOG}`)).toMatchObject({ type: 'log', grammatical: false });
    expect(parseKey(`${DIGEST_PATH}/${LOG}`)).toMatchObject({ type: 'log', grammatical: false });
  });

  test('hand-made names are read as far as they go', () => {
    expect(parseKey('811596193553_CloudTrail_us-east-1-20200930T2300.json')).toMatchObject({
      account: '811596193553',
      region: 'us-east-1',
      delivered: '2020-09-30T23:00:00Z',
      grammatical: false,
    });
    expect(parseKey(LOG.replace('ap-northeast-1', 'us_east_1'))).toMatchObject({
      region: 'us-east-1',
      grammatical: false,
    });
    expect(parseKey(LOG.replace('.gz', ''))).toMatchObject({ type: 'log', grammatical: false });
    expect(parseKey(`${LOG_PATH}/evil.json.gz`)).toMatchObject({
      delivered: '2023-10-15T00:00:00Z',
      grammatical: false,
    });
  });

  test('partitions, and the folders of the younger kinds', () => {
    expect(parseKey(LOG.replace('ap-northeast-1', 'us-gov-west-1'))).toMatchObject({ partition: 'aws-us-gov' });
    expect(parseKey(LOG.replace('ap-northeast-1', 'cn-north-1'))).toMatchObject({ partition: 'aws-cn' });
    const key = `${LOG_PATH.replace('/CloudTrail/', '/CloudTrail-NetworkActivity/')}/${LOG}`;
    expect(parseKey(key)).toMatchObject({ folder: 'CloudTrail-NetworkActivity', grammatical: true });
    expect(parseKey(LOG.replace('_CloudTrail_', '_CloudTrail-Insight_'))).toMatchObject({
      folder: 'CloudTrail-Insight',
    });
  });

  test.each([
    '',
    '/',
    'README.md',
    `${LOG_PATH}/README.md`,
    'events.json',
    LOG.replace('1015T', '1332T'),
    'a'.repeat(100_000),
  ])('no key: %.40j', (key) => {
    expect(parseKey(key)).toBeNull();
  });
});

describe('digests', () => {
  test('read from the right: trail names hold underscores', () => {
    expect(parseKey(`${DIGEST_PATH}/${DIGEST}.json.gz`)).toEqual({
      type: 'digest',
      partition: 'aws',
      organization: null,
      account: '111122223333',
      region: 'ap-northeast-1',
      trail: 'my_odd_trail',
      homeRegion: 'us-west-2',
      kind: 'standard',
      end: '2023-10-15T23:04:04Z',
      grammatical: true,
      prefix: null,
    });
  });

  test('backfill, and a trail of that name', () => {
    expect(parseKey(`${DIGEST}_backfill.json.gz`)).toMatchObject({ kind: 'backfill', trail: 'my_odd_trail' });
    expect(parseKey(`${DIGEST.replace('my_odd_trail', 'backfill')}.json.gz`)).toMatchObject({
      kind: 'standard',
      trail: 'backfill',
    });
  });

  test('the name decides, and a folder of logs is a contradiction', () => {
    expect(parseKey(`${LOG_PATH}/${DIGEST}.json.gz`)).toMatchObject({ type: 'digest', grammatical: false });
  });

  test.each([DIGEST.replace('_my_odd_trail', ''), DIGEST.replace('T230404Z', 'T256161Z'), DIGEST.replace('Z', '')])(
    'no digest: %s',
    (name) => {
      expect(parseKey(`${name}.json.gz`)).toBeNull();
    },
  );

  test.each(['', 'a/b/', 'o-abcdefghij/'])('a backfill digest below the prefix %j', (prefix) => {
    const parsed = parseKey(`${prefix}${DIGEST_PATH}/${DIGEST}_backfill.json.gz`);
    expect(parsed).toMatchObject({ type: 'digest', kind: 'backfill', end: '2023-10-15T23:04:04Z' });
  });
});

test('hostile keys cost linear time', () => {
  const started = performance.now();
  for (const part of ['_', '-a', '/', 'a-', '2023/10/15/', '111122223333_CloudTrail_us', 'us-east-1_']) {
    parseKey(part.repeat(200_000));
    parseKey(`111122223333_CloudTrail_${part.repeat(200_000)}`);
    parseKey(`111122223333_CloudTrail-Digest_${part.repeat(200_000)}_20231015T230404Z.json.gz`);
  }
  expect(performance.now() - started).toBeLessThan(5000);
});

test('baseName', () => {
  expect(baseName('a/b/c.json')).toBe('c.json');
  expect(baseName('c.json')).toBe('c.json');
});
