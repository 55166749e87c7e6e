import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { buildTrail, modifyLog, writeArchive } from '../../scripts/trail-builder/index.js';
import { type VerifyReport, verify } from '../../src/ingest/index.js';
import { useEndpoint } from '../support/aws-variables.js';
import { startFastS3 } from '../support/fast-s3.js';
import { EVERYTHING } from '../support/options.js';

const temp = mkdtempSync(join(tmpdir(), 'keytrail-over-s3-'));
const variables = { ...process.env };
afterAll(() => {
  process.env = variables;
  rmSync(temp, { recursive: true, force: true });
});

/** What does not depend on where the objects lie. */
const essence = ({ objects, ranges, chains, summary, exit }: VerifyReport) => ({
  objects,
  ranges,
  chains,
  summary,
  exit,
});

test('a bucket gets the verdicts of its archive, an object that is gone since the listing included', async () => {
  const clean = buildTrail({ seed: 7, bucket: 'over-s3-logs' });
  const [changed, gone] = [...clean.objects].filter(([, { kind }]) => kind === 'log').map(([id]) => id);
  const trail = modifyLog(clean, changed!, (records) => records.slice(1));
  const archive = join(temp, 'archive');
  writeArchive(trail, archive);
  rmSync(join(archive, 'buckets', gone!));
  const server = await startFastS3(archive, 5);
  try {
    useEndpoint(server.endpoint);
    const folder = await verify({ ...EVERYTHING, sources: [archive], all: true });
    const bucket = await verify({ ...EVERYTHING, sources: ['s3://over-s3-logs'], all: true });
    expect(folder.objects.filter(({ verdict }) => verdict !== 'valid').map(({ verdict }) => verdict)).toEqual([
      'modified',
      'missing',
    ]);
    expect(essence(bucket)).toEqual(essence(folder));
  } finally {
    await server.stop();
  }
});
