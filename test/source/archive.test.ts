import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { archivePath } from '../../src/source/archive-place.js';
import { openReader } from '../../src/source/reader.js';
import { openSource } from '../../src/source/source.js';
import { line, look, tree } from './tree.js';

test('joins the files with their lines, and passes the rest of the archive by', async () => {
  const root = tree({
    'collection.json': '{}',
    'trails.json': '{}',
    'trail-status.json': '{}',
    'bucket-state.json': 'x',
    'public-keys/us-east-1.json': '{}',
    'objects.jsonl':
      line('a', 'k1', {
        versionId: 'v1',
        lastModified: '2026-03-01T01:00:00+01:00',
        storageClass: 'STANDARD_IA',
        metadata: { Signature: 'ab', 'signature-algorithm': 'SHA256withRSA' },
      }) +
      line('a', 'k2', { metadata: {} }) +
      line('a-b', 'k', { metadata: null }) +
      line('a-b', 'k3', { metadata: { n: 1 }, lastModified: 'yesterday' }),
    'buckets/a/k1': '1',
    'buckets/a/k2': '22',
    'buckets/a-b/k': '3',
    'buckets/a-b/k3': '3',
  });
  const { source, objects, notices, read } = await look(root);
  expect(source.layout).toBe('archive');
  expect(notices).toEqual([]);
  expect(objects[0]).toEqual({
    locator: 'buckets/a/k1',
    bucket: 'a',
    key: 'k1',
    versionId: 'v1',
    size: 1,
    lastModified: '2026-03-01T00:00:00Z',
    storageClass: 'STANDARD_IA',
    metadata: { signature: 'ab', 'signature-algorithm': 'SHA256withRSA' },
    latest: true,
    manifestSha256: null,
  });
  expect(objects.map(({ bucket, key, size, metadata }) => [bucket, key, size, metadata]).slice(1)).toEqual([
    ['a', 'k2', 2, {}],
    ['a-b', 'k', 1, null],
    ['a-b', 'k3', 1, {}],
  ]);
  expect(read('k2')).toBe('22');
});

test('a manifest out of order is sorted in memory, which is said', async () => {
  const root = tree({
    'objects.jsonl': line('b', 'z', { metadata: { n: 'z' } }) + line('b', 'a/b', { metadata: { n: 'a' } }),
    'buckets/b/z': 'z',
    'buckets/b/a/b': 'a',
    'buckets/b/a.b': 'no line',
  });
  const { objects, notices } = await look(root);
  expect(objects.map(({ key, metadata }) => [key, metadata])).toEqual([
    ['a.b', null],
    ['a/b', { n: 'a' }],
    ['z', { n: 'z' }],
  ]);
  expect(notices).toEqual([
    `${root}: objects.jsonl is not in the order of its keys; sorting it in memory`,
    `${root}: 1 files below buckets/ are not in objects.jsonl: no metadata for them`,
  ]);
});

test('a line whose file is not there is listed, and gone', async () => {
  const root = tree({
    'objects.jsonl': line('b', 'a', { size: 7 }) + line('b', 'folder/') + line('b', 'placeholder/', { size: 0 }),
    'buckets/b/x': 'x',
  });
  const { objects, read } = await look(root);
  expect(objects.map(({ key, size }) => [key, size])).toEqual([
    ['a', 7],
    ['folder/', 1],
    ['placeholder/', 0],
    ['x', 1],
  ]);
  expect(read('a')).toBe('gone: its file is not there');
  expect(read('placeholder/')).toBe('');
});

test('a line never opens a file outside the archive', async () => {
  const outer = tree({ 'secret.json': 'secret', 'archive/buckets/b/ok': 'ok', 'archive/collection.json': 'mine' });
  const keys = [
    '../../../secret.json',
    '../../collection.json',
    './ok',
    `${'../'.repeat(20)}etc/passwd`,
    '..',
    '%2E%2E/x',
  ];
  const lines = [...keys.map((key) => line('b', key)), line('..', 'collection.json'), line('../..', 'secret.json')];
  const root = join(outer, 'archive');
  symlinkSync(outer, join(root, 'buckets/out'));
  symlinkSync(join(outer, 'secret.json'), join(root, 'buckets/b/link'));
  const manifest = [...lines, line('out', 'secret.json'), line('b', '/etc/hostname'), line('b', 'nul\0')].join('');
  const fresh = tree({ 'objects.jsonl': manifest });
  symlinkSync(join(fresh, 'objects.jsonl'), join(root, 'objects.jsonl'));
  expect((await look(root)).notices[0]).toContain('objects.jsonl is not a regular file');
  rmSync(join(root, 'objects.jsonl'));
  const { writeFileSync } = await import('node:fs');
  writeFileSync(join(root, 'objects.jsonl'), manifest);
  const { objects, read } = await look(root);
  const texts = [...new Set(objects.map(({ key }) => key))].map((key) => [key, read(key)]);
  expect(texts.filter(([, text]) => text === 'ok')).toEqual([['ok', 'ok']]);
  expect(texts.filter(([, text]) => text!.includes('secret') || text!.includes('mine'))).toEqual([]);
  for (const key of keys.slice(0, 5)) expect(read(key)).toBe('its key cannot be a path below the folder');
  expect(objects.filter(({ key }) => key === 'ok')).toHaveLength(1);
});

test('a bad line is a notice and costs nothing but itself', async () => {
  const root = tree({
    'objects.jsonl': `\ufeff${line('b', 'a')}{"bucket":\n\n[1]\n{"key":"x"}\n${line('b', 'b', { metadata: {} }).trim()}`,
    'buckets/b/a': 'a',
    'buckets/b/b': 'b',
  });
  const { objects, notices } = await look(root);
  expect(objects.map(({ key, metadata }) => [key, metadata])).toEqual([
    ['a', null],
    ['b', {}],
  ]);
  expect(notices).toEqual([
    `${root}: objects.jsonl: line 2: not JSON; passed over`,
    `${root}: objects.jsonl: line 4: not a JSON object; passed over`,
    `${root}: objects.jsonl: line 5: no bucket or key; passed over`,
  ]);
});

test('keys that a file system writes otherwise still find their file', async () => {
  const root = tree({
    'objects.jsonl': line('b', 'logs//AWSLogs/x', { metadata: { n: '1' } }),
    'buckets/b/logs/AWSLogs/x': 'x',
  });
  const { objects, read } = await look(root);
  expect(objects.map(({ key, metadata }) => [key, metadata])).toEqual([['logs//AWSLogs/x', { n: '1' }]]);
  expect(read('logs//AWSLogs/x')).toBe('x');
  expect(archivePath('b', 'a//b/')).toBe('b/a/b');
  expect(archivePath('b', 'a/../b')).toBeNull();
});

test('of several versions in the manifest the one with the size of the file is there', async () => {
  const root = tree({
    'objects.jsonl':
      line('b', 'k', { versionId: 'v1', size: 3 }) +
      line('b', 'k', { versionId: 'v2', size: 2 }) +
      line('b', 'k', { versionId: 'v2', size: 2 }),
    'buckets/b/k': '22',
  });
  const { objects, source } = await look(root);
  const reader = openReader(source.reader);
  expect(objects.map((object) => [object.versionId, reader.read(object)])).toEqual([
    ['v1', { unavailable: 'its file is not there', gone: true }],
    ['v2', { bytes: Buffer.from('22') }],
  ]);
});

test('without a manifest the loss is said, and files outside buckets/ are named', async () => {
  const root = tree({ 'buckets/b/k': 'x', 'buckets/loose.json': 'y', 'AWSLogs/x.json': 'z' });
  const { objects, notices, read } = await look(root);
  expect(objects.map(({ bucket, key }) => [bucket, key])).toEqual([
    ['b', 'k'],
    [null, 'loose.json'],
  ]);
  expect(read('loose.json')).toBe('y');
  expect(notices).toEqual([
    `${root}: 'AWSLogs' is no part of an archive and is not read`,
    `${root}: objects.jsonl is not there: the metadata that signs digests is lost`,
  ]);
});

test('an archive without objects is an error; a manifest without files is not', async () => {
  const empty = tree({ 'collection.json': '{}' });
  mkdirSync(join(empty, 'buckets/b'), { recursive: true });
  await expect(openSource(empty)).rejects.toMatchObject({ code: 'not-found' });
  const { objects } = await look(tree({ 'objects.jsonl': line('b', 'k') }));
  expect(objects).toHaveLength(1);
});

test('brings its public keys and the status of its trails', async () => {
  const key = { Value: 'AAEC', ValidityStartTime: 1751328000, ValidityEndTime: '2025-07-31T00:00:00+00:00' };
  const root = tree({
    'public-keys/us-east-1.json': JSON.stringify({ PublicKeyList: [key] }),
    'public-keys/note.txt': 'not a key',
    'trail-status.json': JSON.stringify({
      'arn:t': { 'us-east-1': { IsLogging: true, LatestDigestDeliveryTime: 1751331600.25 }, 'eu-west-1': {} },
    }),
    'buckets/b/k': 'x',
  });
  symlinkSync('/etc/hostname', join(root, 'public-keys/eu-west-1.json'));
  const source = await openSource(root);
  const { keys, notices } = await source.publicKeys([], { since: null, until: null });
  expect(keys.map(({ region, validFrom, validTo }) => [region, validFrom, validTo])).toEqual([
    ['us-east-1', '2025-07-01T00:00:00Z', '2025-07-31T00:00:00Z'],
  ]);
  expect(notices).toEqual([`${root}/public-keys/eu-west-1.json: a symbolic link, which is not followed`]);
  const nothing = {
    ...{ latestDigestDelivery: null, latestDelivery: null, isLogging: null, startLogging: null, stopLogging: null },
  };
  expect(await source.trailStatus()).toEqual([
    {
      trailArn: 'arn:t',
      region: 'us-east-1',
      ...nothing,
      latestDigestDelivery: '2025-07-01T01:00:00.250Z',
      isLogging: true,
    },
    { trailArn: 'arn:t', region: 'eu-west-1', ...nothing },
  ]);
});

test('a size in the manifest that no object has is not taken', async () => {
  const entry = (key: string, size: number) => `${JSON.stringify({ bucket: 'b', key, size })}\n`;
  const root = tree({ 'objects.jsonl': entry('a', 1e300) + entry('b', -1) + entry('c', 0.5) + entry('d', 7) });
  const { objects } = await look(root);
  expect(objects.map(({ key, size }) => [key, size])).toEqual([
    ['a', 0],
    ['b', 0],
    ['c', 0],
    ['d', 7],
  ]);
});

test('earlier versions and odd keys lie apart, delete markers are told, and what was not collected says why', async () => {
  const odd = `odd/${'a'.repeat(64)}`;
  const root = tree({
    'objects.jsonl':
      line('b', '../x', { file: odd }) +
      line('b', 'cold', { size: 9, storageClass: 'GLACIER', unavailable: 'archived in GLACIER: 100% cold/dark' }) +
      line('b', 'gone', { unavailable: 'deleted since it was listed', gone: true }) +
      line('b', 'k', { versionId: 'v3', isLatest: true, deleteMarker: true, lastModified: '2026-03-02T00:00:00Z' }) +
      line('b', 'k', { versionId: 'v2', isLatest: false, sha256: 'AB'.repeat(32) }) +
      line('b', 'k', { versionId: '../../../buckets/b/l', isLatest: false }) +
      line('b', 'l', { versionId: 'v2', file: '../../secret' }),
    [odd]: 'odd',
    'versions/b/k/versionId=v2': 'old',
    'versions/b/k/versionId=v1': 'older',
    'buckets/b/l': 'l',
  });
  const { objects, notices, read, source } = await look(root);
  const reader = openReader(source.reader);
  const fetched = (object: (typeof objects)[number]) => {
    const found = reader.read(object);
    // The bytes are good until the next read.
    return 'bytes' in found ? { bytes: Buffer.from(found.bytes) } : found;
  };
  expect(
    objects.map((object) => [
      object.key,
      object.versionId,
      object.latest,
      object.deleteMarker ?? false,
      fetched(object),
    ]),
  ).toEqual([
    ['../x', null, true, false, { bytes: Buffer.from('odd') }],
    ['cold', null, true, false, { unavailable: 'archived in GLACIER: 100% cold/dark' }],
    ['gone', null, true, false, { unavailable: 'its file is not there', gone: true }],
    ['k', 'v3', true, true, { unavailable: 'its file is not there', gone: true }],
    ['k', 'v2', false, false, { bytes: Buffer.from('old') }],
    ['k', '../../../buckets/b/l', false, false, { unavailable: 'its key cannot be a path below the folder' }],
    ['l', 'v2', true, false, { bytes: Buffer.from('l') }],
    ['k', 'v1', false, false, { bytes: Buffer.from('older') }],
  ]);
  expect(objects[4]?.manifestSha256).toBe('ab'.repeat(32));
  expect(read('l')).toBe('l');
  expect(notices).toEqual([`${root}: 1 files below versions/ and odd/ are not in objects.jsonl: no metadata for them`]);
});

test('an unfinished archive is read by its journal, in which the last line of an object counts', async () => {
  const root = tree({
    'collection.json': JSON.stringify({ complete: false, collectedAt: '2026-03-03T00:00:00Z' }),
    'collecting/journal.jsonl':
      line('b', 'z', { metadata: { n: '1' } }) +
      line('b', 'a', {}) +
      line('b', 'z', { metadata: { n: '2' } }) +
      '{"bucket":"b","ke',
    'buckets/b/a': 'a',
    'buckets/b/z': 'z',
  });
  const { source, objects, notices } = await look(root);
  expect(objects.map(({ key, metadata }) => [key, metadata])).toEqual([
    ['a', null],
    ['z', { n: '2' }],
  ]);
  expect(source.collection()).toMatchObject({ complete: false, collectedAt: '2026-03-03T00:00:00Z', scopes: [] });
  expect(notices).toEqual([]);
});

test.each([
  ['{"complete": false}', { complete: false, collectedAt: null, scopes: [] }],
  [
    '{}',
    {
      complete: true,
      collectedAt: null,
      scopes: [{ window: { since: null, until: null }, accounts: [], regions: [] }],
    },
  ],
  [
    '{"collectedAt": 1772323200, "window": {"since": "2026-03-01T00:00:00Z", "until": 7e30}}',
    {
      complete: true,
      collectedAt: '2026-03-01T00:00:00Z',
      scopes: [{ window: { since: '2026-03-01T00:00:00Z', until: null }, accounts: [], regions: [] }],
    },
  ],
  [
    '{"scopes": [{"window": null, "accounts": ["1", 2]}, 7], "complete": 0}',
    {
      complete: true,
      collectedAt: null,
      scopes: [{ window: { since: null, until: null }, accounts: ['1'], regions: [] }],
    },
  ],
  ['[]', null],
  ['{', null],
])('collection.json may say anything: %s', async (text, said) => {
  const { source } = await look(tree({ 'collection.json': text, 'buckets/b/k': 'x' }));
  if (said === null) expect(source.collection()).toBeNull();
  else expect(source.collection()).toMatchObject(said);
});
