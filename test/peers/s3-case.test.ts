import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildStory, writeArchive } from '../../scripts/trail-builder/index.js';
import { type IngestSummary, ingest } from '../../src/ingest/index.js';
import { openCase } from '../../src/store/case.js';
import { type Moto, motoIsAbsent, startMoto, useEndpoint } from '../support/moto.js';
import { EVERYTHING } from '../support/options.js';

// The same trail from a bucket and from a folder: the same verdicts, the same records, the same proof of each.

describe.skipIf(motoIsAbsent)('a trail in a bucket', () => {
  const temp = mkdtempSync(join(tmpdir(), 'keytrail-s3-'));
  const { trail } = buildStory({ seed: 21, backgroundEvents: 800, prefix: 'logs' });
  const archive = join(temp, 'archive');
  const variables = { ...process.env };
  let moto: Moto;

  beforeAll(async () => {
    writeArchive(trail, archive);
    moto = await startMoto();
    useEndpoint(moto.endpoint);
    const client = new S3Client({ forcePathStyle: true });
    const objects = [...trail.objects.values()];
    for (const bucket of new Set(objects.map((object) => object.bucket)))
      await client.send(new CreateBucketCommand({ Bucket: bucket }));
    for (let at = 0; at < objects.length; at += 20) {
      await Promise.all(
        objects.slice(at, at + 20).map(({ bucket, key, bytes, metadata }) =>
          client.send(
            new PutObjectCommand({
              Bucket: bucket,
              Key: key,
              Body: bytes,
              Metadata: metadata ?? {},
              ContentEncoding: 'gzip',
            }),
          ),
        ),
      );
    }
    client.destroy();
  });
  afterAll(async () => {
    await moto?.stop();
    process.env = variables;
    rmSync(temp, { recursive: true, force: true });
  });

  const events = async (path: string) => {
    const opened = await openCase(path, { threads: 2, memory: '512MB' });
    const table = await opened.select('SELECT event_id, raw, integrity, copies FROM events ORDER BY event_id');
    await opened.close();
    return table.rows;
  };
  const verdicts = ({ report }: IngestSummary) => ({
    objects: report.objects.map(({ bucket, key, verdict, via }) => [bucket, key, verdict, via]),
    ranges: report.ranges,
    chains: report.chains,
    summary: report.summary,
    exit: report.exit,
  });

  test('gives the same verdicts and the same case as its archive', async () => {
    const notices: string[] = [];
    const bucket = [...trail.objects.values()][0]!.bucket;
    const folder = await ingest({ ...EVERYTHING, sources: [archive], casePath: join(temp, 'folder.duckdb') });
    const remote = await ingest({
      ...EVERYTHING,
      sources: [`s3://${bucket}`],
      casePath: join(temp, 's3.duckdb'),
      // moto has no ListPublicKeys.
      publicKeys: [...trail.publicKeys.keys()].map((region) => join(archive, 'public-keys', `${region}.json`)),
      onNotice: (text) => notices.push(text),
    });
    expect(verdicts(remote)).toEqual(verdicts(folder));
    expect(remote.lost).toEqual([]);
    expect(remote.accounting).toEqual(folder.accounting);
    expect(await events(join(temp, 's3.duckdb'))).toEqual(await events(join(temp, 'folder.duckdb')));
    expect(notices).toContainEqual(expect.stringContaining(moto.endpoint));
  });
});
