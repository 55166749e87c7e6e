import { gzipSync } from 'node:zlib';
import { CreateBucketCommand, PutObjectCommand, S3Client, type StorageClass } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Listed } from '../../src/model.js';
import { openReader } from '../../src/source/reader.js';
import { type ListFilter, openSource } from '../../src/source/source.js';
import { useEndpoint } from '../support/aws-variables.js';
import { type Moto, motoIsAbsent, startMoto } from '../support/moto.js';

const all: ListFilter = { window: { since: null, until: null }, accounts: [], regions: [] };
const day = (account: string, kind: string, region: string, date: string, name: string) =>
  `AWSLogs/${account}/${kind}/${region}/${date}/${name}`;

describe.skipIf(motoIsAbsent)('s3 against moto_server', () => {
  let moto: Moto;
  let client: S3Client;
  const variables = { ...process.env };

  const put = (
    bucket: string,
    key: string,
    more: { body?: Buffer; meta?: Record<string, string>; tier?: StorageClass } = {},
  ) =>
    client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: more.body ?? Buffer.from('x'),
        ...(more.meta ? { Metadata: more.meta, ContentEncoding: 'gzip' } : {}),
        ...(more.tier ? { StorageClass: more.tier } : {}),
      }),
    );
  const list = async (text: string, filter: ListFilter = all) => {
    const notices: string[] = [];
    const source = await openSource(text, { onNotice: (notice) => notices.push(notice) });
    const pages: (readonly Listed[])[] = [];
    for await (const page of source.list(filter)) pages.push(page);
    const objects = pages.flat();
    return { source, pages, objects, keys: objects.map(({ key }) => key), notices };
  };

  beforeAll(async () => {
    moto = await startMoto();
    useEndpoint(moto.endpoint);
    client = new S3Client({ forcePathStyle: true });
    for (const bucket of ['many', 'trail', 'odd']) await client.send(new CreateBucketCommand({ Bucket: bucket }));
  });
  afterAll(async () => {
    client?.destroy();
    await moto?.stop();
    process.env = variables;
  });

  test('lists more than one answer holds, in byte order', async () => {
    const names = Array.from({ length: 2500 }, (_, n) => `flat/${n}`);
    for (let at = 0; at < names.length; at += 50) {
      await Promise.all(names.slice(at, at + 50).map((name) => put('many', name)));
    }
    const { pages, keys, source } = await list('s3://many');
    expect(source).toMatchObject({ layout: 's3', endpoint: moto.endpoint, name: 's3://many' });
    expect(pages.every((page) => page.length <= 1000)).toBe(true);
    expect(keys).toEqual([...names].sort());
  });

  test('reads stored bytes and metadata as they are', async () => {
    const body = gzipSync('{"digest":true}');
    await put('odd', 'with/metadata', { body, meta: { Signature: 'abcd', 'signature-algorithm': 'SHA256withRSA' } });
    await put('odd', 'without', { body });
    await put('odd', 'empty', { body: Buffer.alloc(0) });
    await put('odd', 'cold', { body, tier: 'GLACIER' });
    await put('odd', "a +%2B é\u0001'&<>", { body });
    const { source, objects, keys } = await list('s3://odd');
    expect(keys).toEqual(["a +%2B é\u0001'&<>", 'cold', 'empty', 'with/metadata', 'without']);
    const reader = openReader(structuredClone(source.reader));
    const [odd, cold, empty, signed, bare] = await Promise.all(objects.map((object) => reader.read(object)));
    expect(signed).toEqual({ bytes: body, metadata: { signature: 'abcd', 'signature-algorithm': 'SHA256withRSA' } });
    expect(bare).toEqual({ bytes: body, metadata: {} });
    expect(odd).toEqual({ bytes: body, metadata: {} });
    expect(empty).toEqual({ bytes: Buffer.alloc(0), metadata: {} });
    expect(cold).toEqual({ unavailable: expect.stringMatching(/^archived.*: it has to be restored before/) });
    expect(objects[1]).toMatchObject({ bucket: 'odd', storageClass: 'GLACIER', size: body.length, metadata: null });
    expect(objects[1]!.lastModified).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    const gone = await reader.read({ locator: 'never', versionId: null, size: 1 });
    expect(gone).toEqual({ unavailable: 'deleted since it was listed', gone: true });
    reader.close();
  });

  test('walks the folders of CloudTrail and leaves out only what the filter excludes', async () => {
    const keys = [
      day('111111111111', 'CloudTrail', 'us-east-1', '2026/02/26', 'early'),
      day('111111111111', 'CloudTrail', 'us-east-1', '2026/02/28', 'day-before'),
      day('111111111111', 'CloudTrail', 'us-east-1', '2026/03/01', 'inside'),
      day('111111111111', 'CloudTrail', 'us-east-1', '2026/03/03', 'day-after'),
      day('111111111111', 'CloudTrail', 'us-east-1', '2026/03/04', 'late'),
      day('111111111111', 'CloudTrail', 'us-east-1', '2025/03/01', 'another-year'),
      'AWSLogs/111111111111/CloudTrail/us-east-1/stray.json',
      day('111111111111', 'CloudTrail', 'us_east_1', '2020/01/01', 'odd-region'),
      day('111111111111', 'CloudTrail-Digest', 'us-east-1', '2026/03/02', 'digest'),
      day('111111111111', 'CloudTrail', 'eu-west-1', '2026/03/01', 'other-region'),
      day('222222222222', 'CloudTrail', 'us-east-1', '2026/03/01', 'other-account'),
      day('o-abcdefghij/111111111111', 'CloudTrail', 'us-east-1', '2026/03/01', 'in-org'),
      'AWSLogs/111111111111/vpcflowlogs/us-east-1/2026/03/01/flow',
      'AWSLogs/111111111111/Mystery/file',
      'some/prefix/AWSLogs/111111111111/CloudTrail/us-east-1/2026/03/01/prefixed',
      'AWSLogs-copy/file',
      'README',
    ];
    for (const key of keys) await put('trail', key);
    const names = (found: readonly string[]) => found.map((key) => key.slice(key.lastIndexOf('/') + 1)).sort();
    const everything = await list('s3://trail');
    const sorted = keys.filter((key) => !key.includes('vpcflowlogs')).sort();
    expect(everything.keys).toEqual(sorted);
    expect(everything.notices).toEqual([
      "s3://trail: AWSLogs/111111111111/vpcflowlogs/ holds another service's logs; not listed",
    ]);
    const window = { since: '2026-03-01T00:00:00Z', until: '2026-03-02T23:00:00Z' };
    const some = await list('s3://trail', { window, accounts: ['111111111111'], regions: ['us-east-1'] });
    const out = ['early', 'late', 'another-year', 'other-region', 'other-account', 'flow'];
    expect(names(some.keys)).toEqual(names(keys).filter((name) => !out.includes(name)));
    const open = await list('s3://trail', { ...all, window: { since: '2026-03-03T12:00:00Z', until: null } });
    expect(names(open.keys)).not.toContain('inside');
    expect(names(open.keys)).toContain('late');
  });

  test('a prefix is a folder or one object', async () => {
    expect((await list('s3://trail/AWSLogs')).keys).not.toContain('AWSLogs-copy/file');
    expect((await list('s3://trail/AWSLogs/222222222222/')).keys).toHaveLength(1);
    expect((await list('s3://trail/README')).keys).toEqual(['README']);
    await expect(openSource('s3://trail/AWSLog')).rejects.toMatchObject({ code: 'not-found' });
  });

  test('what cannot be listed is an error in one line', async () => {
    const refused = await openSource('s3://not-there').catch((error) => error);
    expect(refused).toMatchObject({ code: 'no-access', message: 's3://not-there/: there is no such bucket' });
    expect(refused.hint).toContain(moto.endpoint);
    await expect(openSource('s3://')).rejects.toMatchObject({ code: 'bad-argument' });
  });

  test('public keys that cannot be had are a notice', async () => {
    const source = await openSource('s3://trail/README');
    const { keys, notices } = await source.publicKeys(['us-east-1', 'us-east-1', 'evil.example/'], all.window);
    expect(keys).toEqual([]);
    expect(notices).toEqual([
      expect.stringMatching(/^no public keys for us-east-1: .*; give --public-keys FILE$/),
      "no public keys for 'evil.example/': no region",
    ]);
    expect(await source.trailStatus(['us-east-1'])).toEqual([]);
  });
});
