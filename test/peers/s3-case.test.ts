import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildStory, writeArchive } from '../../scripts/trail-builder/index.js';
import { type IngestSummary, ingest } from '../../src/ingest/index.js';
import { openCase } from '../../src/store/case.js';
import { useEndpoint } from '../support/aws-variables.js';
import { upload } from '../support/bucket.js';
import { type Moto, motoIsAbsent, startMoto } from '../support/moto.js';
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
    await upload(trail);
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
