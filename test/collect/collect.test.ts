import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildTrail } from '../../scripts/trail-builder/index.js';
import { leastPolicy, survey } from '../../src/collect/index.js';
import { LIMITS } from '../../src/limits.js';
import { s3Fault } from '../support/s3-stub.js';
import { contents, filesIn, inBucket, json, manifest, setup } from './setup.js';

const it = setup();
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

test('keeps stored bytes, metadata, earlier versions and delete markers', async () => {
  const { s3 } = it;
  s3.versioning = 'Enabled';
  s3.objects = [
    { key: 'a', body: 'now', versionId: 'a3', metadata: { signature: 'ab' }, lastModified: '2026-03-03T00:00:00Z' },
    { key: 'a', body: 'before', versionId: 'a2', latest: false, lastModified: '2026-03-02T00:00:00Z' },
    { key: 'a', body: 'first', versionId: 'null', latest: false, lastModified: '2026-03-01T00:00:00Z' },
    { key: 'b', body: '', versionId: 'b2', marker: true, lastModified: '2026-03-05T00:00:00Z' },
    { key: 'b', body: 'deleted', versionId: 'b1', latest: false },
    { key: 'c', body: 'c', versionId: 'c1' },
  ];
  const archive = it.place();
  const summary = await it.collect(archive);
  expect(summary.counts).toMatchObject({
    listed: 5,
    written: 5,
    there: 0,
    unavailable: 0,
    earlier: 3,
    deleteMarkers: 1,
  });
  expect(summary.missing).toEqual([]);
  expect(await contents(archive)).toEqual({
    'a a3': 'now',
    'a a2 earlier': 'before',
    'a null earlier': 'first',
    'b b2 deleted': expect.any(String),
    'b b1 earlier': 'deleted',
    'c c1': 'c',
  });
  const lines = manifest(archive);
  expect(lines.find(({ versionId }) => versionId === 'a3')).toEqual({
    bucket: 'logs',
    key: 'a',
    versionId: 'a3',
    size: 3,
    etag: createHash('md5').update('now').digest('hex'),
    lastModified: '2026-03-03T00:00:00Z',
    storageClass: 'STANDARD',
    metadata: { signature: 'ab' },
    contentEncoding: 'gzip',
    sha256: sha256('now'),
  });
  expect(lines.find(({ deleteMarker }) => deleteMarker)).toMatchObject({ key: 'b', versionId: 'b2', isLatest: true });
  expect(json(archive, 'collection.json')).toMatchObject({
    complete: true,
    collectedBy: 'arn:aws:iam::111122223333:user/me',
    versions: { logs: 'listed' },
  });
  expect(existsSync(join(archive, 'collecting'))).toBe(false);
});

test('hostile keys never leave the archive, and none is lost', async () => {
  const { s3 } = it;
  const long = 'l'.repeat(300);
  const keys = [
    '../../out',
    '/abs',
    'a',
    'a/b',
    'n\u0000l',
    long,
    'x//y',
    'x/y',
    '..',
    'odd/.',
    'e\u202e',
    'folder/',
    'f/full/',
  ];
  s3.objects = keys.map((key) => ({ key, body: key === 'folder/' ? '' : `of ${key}` }));
  const archive = it.place();
  const summary = await it.collect(archive);
  expect(summary.counts).toMatchObject({ listed: keys.length, written: keys.length, unavailable: 0 });
  expect(await contents(archive)).toEqual(Object.fromEntries(s3.objects.map(({ key, body }) => [key, body])));
  expect(existsSync(join(archive, '../../out'))).toBe(false);
  expect(filesIn(archive).filter((file) => !/^(buckets|odd)\//.test(file))).toEqual([
    'bucket-state.json',
    'collection.json',
    'objects.jsonl',
  ]);
  // Nothing has to be fetched again.
  s3.fetched.length = 0;
  expect((await it.collect(archive)).counts).toMatchObject({ written: 0, there: keys.length });
  expect(s3.fetched).toEqual([]);
});

describe('what cannot be had', () => {
  test('is listed with the reason, and the sum comes out', async () => {
    const { s3 } = it;
    s3.objects = [
      { key: 'cold', body: 'x', storageClass: 'DEEP_ARCHIVE' },
      { key: 'denied', body: 'x' },
      { key: 'fine', body: 'fine' },
      { key: 'gone', body: 'x' },
      { key: 'huge', body: 'x'.repeat(200) },
      { key: 'instant', body: 'instant', storageClass: 'GLACIER_IR' },
      { key: 'kms', body: 'x' },
      { key: 'restored', body: 'restored', storageClass: 'DEEP_ARCHIVE', restored: true },
    ];
    s3.fault = (what, response) => {
      if (what === 'get denied') return s3Fault(response, 403, 'AccessDenied');
      if (what === 'get gone') return s3Fault(response, 404, 'NoSuchKey');
      return what === 'get kms' && s3Fault(response, 400, 'KMS.DisabledException', 'key is disabled');
    };
    const archive = it.place();
    const { counts, missing, unavailableObjects } = await it.collect(archive, { maxObject: 100 });
    expect(counts).toMatchObject({ listed: 8, written: 3, there: 0, unavailable: 5 });
    expect(missing.map(({ what }) => what)).toEqual(Array(5).fill('objects'));
    expect(unavailableObjects.map(({ key }) => key).sort()).toEqual(['cold', 'denied', 'gone', 'huge', 'kms']);
    expect(s3.fetched).not.toContain('cold');
    expect(await contents(archive)).toEqual({
      cold: '! archived in DEEP_ARCHIVE: it has to be restored before it can be read',
      denied: '! access denied',
      fine: 'fine',
      gone: '! its file is not there',
      huge: '! 200 bytes, over the limit of 100 (--max-object)',
      instant: 'instant',
      kms: expect.stringContaining('KMS'),
      restored: 'restored',
    });
    // Permitted and restored meanwhile: only these are asked for.
    s3.fault = null;
    s3.fetched.length = 0;
    s3.objects = s3.objects.map((object) => ({ ...object, restored: true }));
    const again = await it.collect(archive);
    expect(again.counts).toMatchObject({ listed: 8, written: 5, there: 3, unavailable: 0 });
    expect(s3.fetched.sort()).toEqual(['cold', 'denied', 'gone', 'huge', 'kms']);
  });

  test('earlier versions that may not be listed are missing, and the current ones are copied', async () => {
    const { s3 } = it;
    s3.versioning = 'Enabled';
    s3.objects = [{ key: 'a', body: 'a', versionId: 'v1' }];
    s3.fault = (what, response) => what === 'versions' && s3Fault(response, 403, 'AccessDenied');
    const notices: string[] = [];
    const archive = it.place();
    const { missing, counts } = await it.collect(archive, { onNotice: (text) => notices.push(text) });
    expect(counts).toMatchObject({ listed: 1, written: 1 });
    expect(missing).toEqual([
      { what: 'versions', reason: expect.stringContaining('earlier versions and delete markers: AccessDenied') },
    ]);
    expect(notices).toContainEqual(expect.stringContaining('earlier versions cannot be listed'));
  });

  test('keys, trails and settings that are refused are told, and cost nothing else', async () => {
    const { s3, cloudtrail } = it;
    const trail = buildTrail({ seed: 11, hours: 1, eventsPerHour: 2 });
    s3.objects = inBucket(trail);
    s3.fault = (what, response) => what === 'policy' && s3Fault(response, 403, 'AccessDenied');
    for (const name of ['ListPublicKeys', 'DescribeTrails']) cloudtrail.refuse.set(name, 'AccessDeniedException');
    const archive = it.place();
    const { missing, counts } = await it.collect(archive);
    expect(counts.written).toBe(trail.objects.size);
    expect(missing.map(({ what }) => what)).toEqual(['public-keys', 'trails']);
    expect(json(archive, 'bucket-state.json')).toMatchObject({
      logs: { policy: { error: expect.stringContaining('AccessDenied') }, versioning: {} },
    });
    expect(existsSync(join(archive, 'public-keys'))).toBe(false);
  });
});

describe('a store that fails', () => {
  const ten = Array.from({ length: 10 }, (_, n) => ({ key: `k${n}`, body: `body ${n}` }));

  test('is asked again: told to slow down, a body cut short, a body damaged on the way', async () => {
    const { s3 } = it;
    s3.objects = ten;
    s3.fault = (what, response, nth) => {
      if (what === 'get k1' && nth <= 2) return s3Fault(response, 503, 'SlowDown');
      if (what === 'get k2' && nth === 1) {
        response.writeHead(200, { 'content-length': 6 });
        response.write('bo');
        setTimeout(() => response.destroy(), 10);
        return true;
      }
      if (what === 'get k4') {
        // Slow, and whole.
        response.writeHead(200, { 'content-length': 6 });
        for (const [at, part] of ['bo', 'dy', ' 4'].entries()) setTimeout(() => response.write(part), 40 * at);
        setTimeout(() => response.end(), 150);
        return true;
      }
      if (what !== 'get k3' || nth > 1) return false;
      response.writeHead(200, { etag: `"${createHash('md5').update('body 3').digest('hex')}"`, 'content-length': 6 });
      response.end('bodX 3');
      return true;
    };
    const archive = it.place();
    expect((await it.collect(archive)).counts).toMatchObject({ written: 10, unavailable: 0, etagDiffers: 0 });
    expect(await contents(archive)).toEqual(Object.fromEntries(ten.map(({ key, body }) => [key, body])));
  });

  test('an ETag that only looks like an MD5 is told, and the object kept', async () => {
    const { s3 } = it;
    s3.objects = [
      { key: 'k', body: 'body', etag: 'f'.repeat(32) },
      { key: 'parts', body: 'x', etag: `${'f'.repeat(32)}-2` },
    ];
    const archive = it.place();
    expect((await it.collect(archive)).counts).toMatchObject({ written: 2, etagDiffers: 1 });
    expect(manifest(archive).map(({ key, etagDiffers }) => [key, etagDiffers])).toEqual([
      ['k', true],
      ['parts', undefined],
    ]);
  });

  test.each([
    ['credentials that expire', 400, 'ExpiredToken', /AWS credentials/],
    ['a store that gives up', 501, 'NotImplemented', /run the same command again/],
  ])('%s end the run, which goes on where it was', async (_name, status, code, hint) => {
    const { s3 } = it;
    s3.objects = ten;
    const whole = it.place();
    await it.collect(whole);
    const archive = it.place();
    s3.fault = (what, response) => what === 'get k7' && s3Fault(response, status, code);
    await expect(it.collect(archive, { concurrency: 1 })).rejects.toMatchObject({
      code: 'no-access',
      hint: expect.stringMatching(hint),
    });
    expect(json(archive, 'collection.json')).toMatchObject({ complete: false });
    expect(existsSync(join(archive, 'objects.jsonl'))).toBe(false);
    expect(Object.keys(await contents(archive))).toEqual(['k0', 'k1', 'k2', 'k3', 'k4', 'k5', 'k6']);
    s3.fault = null;
    s3.fetched.length = 0;
    const { counts } = await it.collect(archive);
    expect(counts).toMatchObject({ listed: 10, written: 3, there: 7 });
    expect(s3.fetched.sort()).toEqual(['k7', 'k8', 'k9']);
    expect(readFileSync(join(archive, 'objects.jsonl'), 'utf8')).toBe(
      readFileSync(join(whole, 'objects.jsonl'), 'utf8'),
    );
    expect(readdirSync(archive)).not.toContain('collecting');
  });

  test('a network that goes away ends the run, which goes on where it was', async () => {
    const { s3 } = it;
    process.env.AWS_MAX_ATTEMPTS = '2';
    s3.objects = ten;
    s3.fault = (what, response) => {
      if (what !== 'get k5') return false;
      response.destroy();
      return true;
    };
    const archive = it.place();
    await expect(it.collect(archive, { concurrency: 1 })).rejects.toMatchObject({
      code: 'no-access',
      hint: expect.stringContaining('run the same command again'),
    });
    expect(json(archive, 'collection.json')).toMatchObject({ complete: false });
    s3.fault = null;
    expect((await it.collect(archive)).counts).toMatchObject({ listed: 10, there: 5, written: 5 });
  });

  test('credentials that expire behind the last object end it too: what AWS did not say is not taken for an answer', async () => {
    const { s3, cloudtrail } = it;
    s3.objects = inBucket(buildTrail({ seed: 11, hours: 1, eventsPerHour: 2 }));
    cloudtrail.refuse.set('ListPublicKeys', 'ExpiredTokenException');
    const archive = it.place();
    await expect(it.collect(archive)).rejects.toMatchObject({ code: 'no-access' });
    expect(json(archive, 'collection.json')).toMatchObject({ complete: false });
  });

  test('a listing that breaks off is no short listing', async () => {
    let asked = 0;
    const { s3 } = it;
    s3.objects = ten.map((object) => ({ ...object, key: `AWSLogs/elsewhere/${object.key}` }));
    s3.fault = (what, response) => {
      // The second page of that folder: the first object, two levels of folders and a page came before.
      asked += what === 'list' ? 1 : 0;
      return asked === 5 && s3Fault(response, 403, 'AccessDenied');
    };
    const archive = it.place();
    await expect(it.collect(archive)).rejects.toMatchObject({
      code: 'no-access',
      message: expect.stringContaining('access denied'),
    });
    expect(json(archive, 'collection.json')).toMatchObject({ complete: false });
  });

  test('a signal stops it where it can go on, also when its journal was cut in the middle of a line', async () => {
    const { s3 } = it;
    s3.objects = ten;
    const stop = new AbortController();
    const archive = it.place();
    const onProgress = ({ done }: { done: number }) => {
      if (done === 4) stop.abort();
    };
    const running = it.collect(archive, { concurrency: 1, signal: stop.signal, onProgress });
    await expect(running).rejects.toMatchObject({ code: 'interrupted' });
    const journal = join(archive, 'collecting/journal.jsonl');
    writeFileSync(journal, readFileSync(journal, 'utf8').slice(0, -20));
    const { counts } = await it.collect(archive);
    expect(counts).toMatchObject({ listed: 10, unavailable: 0 });
    expect(counts.there).toBeGreaterThan(1);
    expect(counts.written + counts.there).toBe(10);
    expect(await contents(archive)).toEqual(Object.fromEntries(ten.map(({ key, body }) => [key, body])));
  });
});

describe('a second collection into the same archive', () => {
  test('keeps what was overwritten or deleted meanwhile in a bucket without versions', async () => {
    const { s3 } = it;
    s3.objects = [
      { key: 'gone', body: 'gone' },
      { key: 'k', body: 'original', lastModified: '2026-03-02T00:00:00Z' },
    ];
    const archive = it.place();
    await it.collect(archive);
    s3.objects = [{ key: 'k', body: 'forged', lastModified: '2026-03-09T00:00:00Z' }];
    const { counts } = await it.collect(archive);
    expect(counts).toMatchObject({ listed: 1, written: 1, kept: 1 });
    const id = `collected-20260302T000000Z-${sha256('original').slice(0, 12)}`;
    expect(await contents(archive)).toEqual({ gone: 'gone', k: 'forged', [`k ${id} earlier`]: 'original' });
  });

  test('a version that is no longer the current one moves aside, unread', async () => {
    const { s3 } = it;
    s3.versioning = 'Enabled';
    s3.objects = [{ key: 'k', body: 'one', versionId: 'v1' }];
    const archive = it.place();
    await it.collect(archive);
    s3.fetched.length = 0;
    s3.objects = [
      { key: 'k', body: 'two', versionId: 'v2', lastModified: '2026-03-09T00:00:00Z' },
      { key: 'k', body: 'one', versionId: 'v1', latest: false },
    ];
    expect((await it.collect(archive)).counts).toMatchObject({ listed: 2, written: 1, there: 1, kept: 0 });
    expect(s3.fetched).toEqual(['k']);
    expect(await contents(archive)).toEqual({ 'k v2': 'two', 'k v1 earlier': 'one' });
  });

  test('adds its window to the others and loses no key', async () => {
    const { s3, cloudtrail } = it;
    const trail = buildTrail({ seed: 11, eventsPerHour: 3 });
    s3.objects = inBucket(trail);
    cloudtrail.trail = trail;
    const archive = it.place();
    const first = { since: '2026-03-02T06:00:00Z', until: '2026-03-02T07:00:00Z' };
    const { counts, keys } = await it.collect(archive, { window: first });
    expect(counts.listed).toBeLessThan(trail.objects.size);
    expect(keys).toEqual([expect.objectContaining({ region: 'us-east-1', keys: 1 })]);
    cloudtrail.trail = null;
    const second = { since: '2026-03-02T10:00:00Z', until: null };
    const again = await it.collect(archive, { window: second });
    expect(again.keys).toEqual([expect.objectContaining({ region: 'us-east-1', keys: 1 })]);
    expect(json(archive, 'collection.json')).toMatchObject({
      window: { since: first.since, until: null },
      scopes: [{ window: first }, { window: second }],
    });
  });

  test('two at once are refused, and so is a folder that is no archive', async () => {
    it.s3.objects = [{ key: 'k', body: 'k' }];
    const archive = it.place();
    mkdirSync(join(archive, 'collecting'), { recursive: true });
    writeFileSync(join(archive, 'collecting/lock'), String(process.ppid));
    await expect(it.collect(archive)).rejects.toMatchObject({ code: 'case-busy' });
    // Whoever held it was killed.
    writeFileSync(join(archive, 'collecting/lock'), '999999999');
    expect((await it.collect(archive)).counts.written).toBe(1);
    const other = it.place();
    mkdirSync(other);
    writeFileSync(join(other, 'thesis.tex'), 'x');
    await expect(it.collect(other)).rejects.toMatchObject({ code: 'bad-argument' });
    expect(readdirSync(other)).toEqual(['thesis.tex']);
  });
});

test('asks for keys of every region with digests, over their whole time, and for Event history page by page', async () => {
  const { s3, cloudtrail } = it;
  const trail = buildTrail({
    seed: 11,
    regions: ['us-east-1', 'eu-west-1'],
    eventsPerHour: 2,
    start: '2026-10-02T06:00:00Z',
  });
  s3.objects = inBucket(trail);
  cloudtrail.trail = trail;
  cloudtrail.history = ['{"eventID":"1"}', '{"eventID":\n"2"}', '{"n":12345678901234567890}'];
  const archive = it.place();
  const summary = await it.collect(archive, { eventHistory: true, requestPayer: true });
  expect(summary.missing).toEqual([]);
  expect(summary.keys.map(({ region, keys }) => [region, keys])).toEqual([
    ['eu-west-1', 1],
    ['us-east-1', 1],
  ]);
  expect(json(archive, 'public-keys/eu-west-1.json')).toEqual({ PublicKeyList: trail.publicKeys.get('eu-west-1') });
  const { publicKeys, endpoints } = json(archive, 'collection.json') as Record<string, Record<string, string>>;
  const file = readFileSync(join(archive, 'public-keys/eu-west-1.json'), 'utf8');
  expect(publicKeys!['public-keys/eu-west-1.json']).toBe(sha256(file));
  expect(endpoints).toEqual({ s3: s3.endpoint, 'eu-west-1': cloudtrail.endpoint, 'us-east-1': cloudtrail.endpoint });
  expect(json(archive, 'trails.json')).toEqual({ trailList: trail.trails });
  // The trail delivers into another bucket than this one, which is called logs: neither its status nor its selectors are asked for.
  expect(existsSync(join(archive, 'trail-status.json'))).toBe(false);
  expect(readFileSync(join(archive, 'event-history/111122223333/us-east-1.jsonl'), 'utf8')).toBe(
    '{"eventID":"1"}\n{"eventID": "2"}\n{"n":12345678901234567890}\n',
  );
  // Two regions, two pages of each, no more than two requests a second in one region.
  const asked = cloudtrail.asked.get('LookupEvents')!;
  expect(asked).toHaveLength(4);
  expect(asked.at(-1)! - asked[0]!).toBeGreaterThan(500);
  expect(summary.eventHistory).toContainEqual({ account: '111122223333', region: 'eu-west-1', records: 3 });
  expect(s3.headers['x-amz-request-payer']).toBe('requester');
});

test('a dry run counts and writes nothing', async () => {
  const { s3 } = it;
  s3.objects = [
    ...inBucket(buildTrail({ seed: 11, eventsPerHour: 2 })),
    { key: 'cold', body: 'xx', storageClass: 'GLACIER' },
  ];
  const found = await survey({
    sources: ['s3://logs'],
    window: { since: null, until: null },
    accounts: [],
    regions: [],
    concurrency: 4,
    maxObject: LIMITS.storedBytes,
    requestPayer: false,
    eventHistory: false,
  });
  expect(found.counts).toMatchObject({ listed: s3.objects.length, archived: 1 });
  expect(found.requests.get).toBe(s3.objects.length - 1);
  expect(found.shares).toContainEqual({
    account: null,
    region: null,
    kind: 'other',
    storageClass: 'GLACIER',
    objects: 1,
    bytes: 2,
    archived: 1,
  });
  expect(found.shares.reduce((sum, { objects }) => sum + objects, 0)).toBe(found.counts.listed);
  expect(s3.fetched).toEqual([]);
});

test('the least policy allows nothing that writes, and no other place', () => {
  const policy = leastPolicy({
    sources: ['s3://logs/cloudtrail/', 's3://more'],
    eventHistory: true,
    iam: 'stored',
    region: 'cn-north-1',
  });
  const { Statement } = policy as {
    Statement: { Sid: string; Action: string | string[]; Resource: string | string[] }[];
  };
  const actions = Statement.flatMap(({ Action }) => Action);
  expect(actions.filter((action) => !/:(Get|List|Describe|Lookup)|^kms:Decrypt$/.test(action))).toEqual([]);
  expect(actions).toContain('cloudtrail:LookupEvents');
  expect(Statement.find(({ Sid }) => Sid === 'ReadEvidence')?.Resource).toEqual([
    'arn:aws-cn:s3:::logs/cloudtrail/*',
    'arn:aws-cn:s3:::more/*',
  ]);
  const more = leastPolicy({ sources: [], eventHistory: false, iam: 'generate', region: 'us-east-1' });
  expect(more).toMatchObject({ Statement: [{ Sid: 'ReadIamState' }] });
  expect(JSON.stringify(more).match(/iam:(?!Get|List)\w+/g)).toEqual(['iam:GenerateCredentialReport']);
});

test('a manifest that somebody else wrote is taken for what it says, and nothing in it for more', async () => {
  const { s3 } = it;
  s3.objects = [
    { key: 'a', body: 'a' },
    { key: 'b', body: 'new', lastModified: '2026-03-09T00:00:00Z' },
    { key: 'c', body: 'c' },
  ];
  const archive = it.place();
  mkdirSync(join(archive, 'buckets/logs'), { recursive: true });
  writeFileSync(join(archive, 'collection.json'), '{"scopes": "all", "endpoints": 7, "publicKeys": [1]}');
  for (const [name, body] of Object.entries({ a: 'a', b: 'old', c: 'not c' })) {
    writeFileSync(join(archive, 'buckets/logs', name), body);
  }
  const lines = [
    { bucket: 'logs', key: 'b', size: 3, lastModified: 1772323200, sha256: sha256('old'), etag: 7, metadata: 'none' },
    { bucket: 'logs', key: 'c', size: 1e300, sha256: sha256('c'), file: '../../../etc/passwd', isLatest: 'yes' },
    { bucket: 'logs', key: 7 },
    'no line',
    null,
  ];
  writeFileSync(join(archive, 'objects.jsonl'), `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`);
  const { counts } = await it.collect(archive);
  expect(counts).toMatchObject({ listed: 3, written: 3, there: 0, unavailable: 0 });
  // A file that was there before under the name of an object stays: where its line vouches for it, as an earlier version.
  const found = await contents(archive);
  expect(found).toMatchObject({
    a: 'a',
    b: 'new',
    c: 'not c',
    [`b collected--${sha256('old').slice(0, 12)} earlier`]: 'old',
  });
  const { file, sha256: hash } = manifest(archive).find(({ key }) => key === 'c')!;
  expect([readFileSync(join(archive, file!), 'utf8'), hash]).toEqual(['c', sha256('c')]);
});
