import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import {
  DeleteObjectCommand,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  buildTrail,
  chainsOf,
  digestListing,
  gunzip,
  gzip,
  removeObjects,
  type Trail,
  writeArchive,
} from '../../scripts/trail-builder/index.js';
import { type VerifyReport, verify } from '../../src/ingest/index.js';
import { filesIn, manifest } from '../collect/setup.js';
import { useEndpoint } from '../support/aws-variables.js';
import { upload } from '../support/bucket.js';
import { type CloudTrailStub, startCloudTrail } from '../support/cloudtrail-stub.js';
import { type Moto, motoIsAbsent, startMoto } from '../support/moto.js';
import { EVERYTHING } from '../support/options.js';
import { keytrail, MAIN } from '../support/run-cli.js';

// Built trail → bucket → archive: what is collected proves what the bucket proved, whatever happened on the way.

describe.skipIf(motoIsAbsent)('collecting from moto_server', () => {
  const temp = mkdtempSync(join(tmpdir(), 'keytrail-collect-'));
  const variables = { ...process.env };
  let moto: Moto;
  let cloudtrail: CloudTrailStub;
  let client: S3Client;

  beforeAll(async () => {
    moto = await startMoto();
    cloudtrail = await startCloudTrail();
    useEndpoint(moto.endpoint);
    process.env.AWS_ENDPOINT_URL_CLOUDTRAIL = cloudtrail.endpoint;
    client = new S3Client({ forcePathStyle: true });
  });
  afterAll(async () => {
    client?.destroy();
    await cloudtrail?.stop();
    await moto?.stop();
    process.env = variables;
    rmSync(temp, { recursive: true, force: true });
  });

  const collect = async (trail: Trail, to: string, ...more: string[]) => {
    cloudtrail.trail = trail;
    const bucket = [...trail.objects.values()][0]!.bucket;
    const ran = await keytrail(['collect', `s3://${bucket}`, '--to', to, '--format', 'json', ...more]);
    return { ...ran, said: ran.code === 2 ? null : JSON.parse(ran.stdout) };
  };
  const versioning = (bucket: string) =>
    client.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration: { Status: 'Enabled' } }));

  test('a trail of two accounts and two regions comes out as it was built', async () => {
    const trail = buildTrail({
      seed: 31,
      bucket: 'collect-clean',
      prefix: 'logs',
      accounts: ['111122223333', '444455556666'],
      regions: ['us-east-1', 'eu-west-1'],
      organizationId: 'o-a1b2c3d4e5',
    });
    await upload(trail);
    const [built, archive] = [join(temp, 'built'), join(temp, 'clean')];
    writeArchive(trail, built);
    const { code, said } = await collect(trail, archive);
    expect(code).toBe(0);
    expect(said).toMatchObject({
      missing: [],
      counts: { listed: trail.objects.size, written: trail.objects.size },
      exit: 0,
    });
    expect(said.verify.summary).toMatchObject({ listed: trail.objects.size, read: trail.objects.size });

    // All that counts: every byte, hash, name, signature and key.
    const objects = (folder: string) =>
      filesIn(join(folder, 'buckets')).map((file) => [file, readFileSync(join(folder, 'buckets', file))]);
    expect(objects(archive)).toEqual(objects(built));
    const lines = (folder: string) =>
      manifest(folder).map(({ bucket, key, size, etag, sha256, metadata }) => ({
        bucket,
        key,
        size,
        etag,
        sha256,
        metadata,
      }));
    expect(lines(archive)).toEqual(lines(built));
    for (const file of [
      'public-keys/us-east-1.json',
      'public-keys/eu-west-1.json',
      'trails.json',
      'trail-status.json',
    ]) {
      expect(JSON.parse(readFileSync(join(archive, file), 'utf8'))).toEqual(
        JSON.parse(readFileSync(join(built, file), 'utf8')),
      );
    }
    const [ours, theirs] = await Promise.all(
      [archive, built].map((source) => verify({ ...EVERYTHING, sources: [source], all: true })),
    );
    expect(verdicts(ours!)).toEqual(verdicts(theirs!));
    expect(ours!.chains).toEqual(theirs!.chains);
  });

  test('what was overwritten and deleted in a versioned bucket is proven by its earlier version, and told', async () => {
    const trail = buildTrail({ seed: 32, bucket: 'collect-versions' });
    const [digest] = [chainsOf(trail)[0]!.digests[2]!.id];
    const logs = [...trail.objects].filter(([, { kind }]) => kind === 'log').map(([id]) => id);
    const [changed, deleted] = [logs[0]!, logs[1]!];
    const object = (id: string) => trail.objects.get(id)!;
    await upload(removeObjects(trail, changed, deleted, digest));
    await versioning('collect-versions');
    const put = (id: string, bytes: Buffer) =>
      client.send(
        new PutObjectCommand({
          Bucket: 'collect-versions',
          Key: object(id).key,
          Body: bytes,
          Metadata: object(id).metadata ?? {},
        }),
      );
    for (const id of [changed, deleted, digest]) await put(id, object(id).bytes);
    await put(changed, gzip(gunzip(object(changed).bytes).toString().replaceAll('us-east-1', 'us-east-2')));
    for (const id of [deleted, digest]) {
      await client.send(new DeleteObjectCommand({ Bucket: 'collect-versions', Key: object(id).key }));
    }
    const archive = join(temp, 'versions');
    const { code, said, stderr } = await collect(trail, archive);
    expect(stderr).not.toMatch(/Error/);
    expect(code).toBe(1);
    expect(said.missing).toEqual([]);
    expect(said.counts).toMatchObject({ listed: trail.objects.size + 1, earlier: 3, deleteMarkers: 2 });
    const report = said.verify as VerifyReport;
    expect(report.objects.map(({ key, verdict }) => [key, verdict])).toEqual([[object(changed).key, 'modified']]);
    expect(report.ranges).toEqual([]);
    const found = report.versions.map(({ key, finding }) => [key, finding]);
    expect(new Map(found as [string, string][])).toEqual(
      new Map([
        [object(changed).key, 'overwritten'],
        [object(deleted).key, 'deleted'],
        [object(digest).key, 'deleted'],
      ]),
    );
    const { DeleteMarkers } = await client.send(new ListObjectVersionsCommand({ Bucket: 'collect-versions' }));
    for (const marker of DeleteMarkers ?? []) {
      expect(report.versions).toContainEqual(
        expect.objectContaining({
          key: marker.Key,
          versionId: marker.VersionId,
          detail: expect.stringContaining('which is valid'),
        }),
      );
    }
    expect(digestListing(trail, deleted)).toBeDefined();

    // The bucket itself, read directly, says the same.
    const direct = await keytrail([
      'verify',
      's3://collect-versions',
      '--public-keys',
      join(archive, 'public-keys'),
      '--format',
      'json',
    ]);
    const there = JSON.parse(direct.stdout) as VerifyReport;
    expect(verdicts(there)).toEqual(verdicts(report));
    expect(there.versions.map(({ key, finding, at }) => [key, finding, at])).toEqual(
      report.versions.map(({ key, finding, at }) => [key, finding, at]),
    );
    expect([there.ranges, there.exit]).toEqual([[], 1]);
  });

  test('what is archived is said to be so, and its archive is not clean', async () => {
    const trail = buildTrail({ seed: 33, bucket: 'collect-cold', hours: 2 });
    await upload(trail);
    const log = [...trail.objects.values()].find(({ kind }) => kind === 'log')!;
    await client.send(
      new PutObjectCommand({
        Bucket: log.bucket,
        Key: log.key,
        Body: log.bytes,
        StorageClass: 'GLACIER',
        Metadata: {},
      }),
    );
    const { code, said } = await collect(trail, join(temp, 'cold'));
    expect(code).toBe(1);
    expect(said.counts).toMatchObject({ unavailable: 1, written: trail.objects.size - 1 });
    expect(
      said.verify.objects.map(({ key, verdict, detail }: VerifyReport['objects'][number]) => [key, verdict, detail]),
    ).toEqual([[log.key, 'unavailable', 'archived in GLACIER: it has to be restored before it can be read']]);
  });

  test('killed again and again, it ends with the same archive; until then that says it is not finished', async () => {
    const trail = buildTrail({
      seed: 34,
      bucket: 'collect-killed',
      eventsPerHour: 40,
      eventsPerFile: 4,
      regions: ['us-east-1', 'eu-west-1'],
    });
    await upload(trail);
    const whole = join(temp, 'whole');
    expect((await collect(trail, whole, '--no-verify')).code).toBe(0);
    const archive = join(temp, 'killed');
    const copied = () => {
      const folder = join(archive, 'buckets');
      return existsSync(folder) ? filesIn(folder).length : 0;
    };
    let kills = 0;
    let checked = false;
    for (let goal = 20; goal < trail.objects.size - 20; goal = copied() + 30) {
      const words = ['collect', 's3://collect-killed', '--to', archive, '--no-verify', '--threads', '1'];
      const child = spawn(process.execPath, [MAIN, ...words], { stdio: 'ignore' });
      const ended = new Promise((resolve) => child.once('exit', resolve));
      while (child.exitCode === null && child.signalCode === null && copied() < goal) await setTimeout(2);
      child.kill('SIGKILL');
      await ended;
      if (child.signalCode === 'SIGKILL') kills += 1;
      if (!checked && existsSync(join(archive, 'collecting'))) {
        checked = true;
        cpSync(archive, join(temp, 'unfinished'), { recursive: true });
      }
    }
    expect(kills).toBeGreaterThan(1);
    expect(checked).toBe(true);
    const unfinished = await keytrail(['verify', join(temp, 'unfinished'), '--format', 'json']);
    expect(unfinished.code).toBe(1);
    expect(unfinished.stderr).toContain('its collection was not finished');
    expect(JSON.parse(unfinished.stdout)).toMatchObject({ unfinished: [join(temp, 'unfinished')] });
    const { code, said } = await collect(trail, archive);
    expect(code).toBe(0);
    expect(said.counts.there).toBeGreaterThan(20);
    expect(said.counts.there + said.counts.written).toBe(trail.objects.size);
    expect(readFileSync(join(archive, 'objects.jsonl'), 'utf8')).toBe(
      readFileSync(join(whole, 'objects.jsonl'), 'utf8'),
    );
    expect(readdirSync(archive).sort()).toEqual(readdirSync(whole).sort());
    expect(filesIn(join(archive, 'buckets'))).toEqual(filesIn(join(whole, 'buckets')));
  });

  test('a window has the digests that prove it, and calls nothing missing that was not asked for', async () => {
    const trail = buildTrail({
      seed: 35,
      bucket: 'collect-window',
      hours: 9,
      backfill: [{ at: '2026-03-02T06:30:00Z', hoursLater: 5 }],
    });
    await upload(trail);
    const archive = join(temp, 'window');
    const { code, said } = await collect(
      trail,
      archive,
      '--since',
      '2026-03-02T06:00:00Z',
      '--until',
      '2026-03-02T08:00:00Z',
    );
    expect(said.verify.objects).toEqual([]);
    expect(said.verify.ranges).toEqual([]);
    expect([said.missing, code]).toEqual([[], 0]);
    expect(said.counts.listed).toBeLessThan(trail.objects.size);
    expect(said.verify.chains.map(({ kind }: { kind: string }) => kind).sort()).toEqual(['backfill', 'standard']);
  });
});

const verdicts = ({ objects }: VerifyReport) =>
  objects.map(({ bucket, key, verdict, via }) => ({ bucket, key, verdict, via }));
