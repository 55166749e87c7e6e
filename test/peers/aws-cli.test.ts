import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  buildTrail,
  chainsOf,
  dropDigests,
  injectLog,
  modifyDigest,
  modifyLog,
  recordsOf,
  removeAllDigests,
  removeObjects,
  type Trail,
  writeArchive,
} from '../../scripts/trail-builder/index.js';
import { verify } from '../../src/ingest/index.js';
import { useEndpoint } from '../support/aws-variables.js';
import { upload } from '../support/bucket.js';
import { type Moto, motoIsAbsent, startMoto } from '../support/moto.js';
import { EVERYTHING } from '../support/options.js';

// `aws cloudtrail validate-logs`, the reference, over the same trails: it agrees on what it can see, and what it cannot see is named.

const awsIsAbsent = process.env.KEYTRAIL_REQUIRE_PEERS !== '1' && spawnSync('aws', ['--version']).status !== 0;
if (awsIsAbsent) console.warn('the AWS CLI is not there: tests against it are skipped (apt-get install awscli)');

describe.skipIf(motoIsAbsent || awsIsAbsent)('the AWS CLI', () => {
  const temp = mkdtempSync(join(tmpdir(), 'keytrail-aws-'));
  const variables = { ...process.env };
  let moto: Moto;
  let keys: Server;
  let published: Trail['publicKeys'] extends ReadonlyMap<string, infer K> ? K : never = [];
  let count = 0;

  beforeAll(async () => {
    moto = await startMoto();
    useEndpoint(moto.endpoint);
    // moto has no ListPublicKeys.
    keys = createServer((request, response) => {
      const known = String(request.headers['x-amz-target']).endsWith('ListPublicKeys');
      response.writeHead(known ? 200 : 400, { 'content-type': 'application/x-amz-json-1.1' });
      const seconds = (text: string | null) => Date.parse(text ?? '') / 1000;
      const list = published.map((key) => ({
        ...key,
        ValidityStartTime: seconds(key.ValidityStartTime),
        ValidityEndTime: seconds(key.ValidityEndTime),
      }));
      response.end(JSON.stringify({ PublicKeyList: known ? list : [] }));
    });
    await new Promise<void>((resolve) => keys.listen(0, '127.0.0.1', resolve));
    process.env.AWS_ENDPOINT_URL_CLOUDTRAIL = `http://127.0.0.1:${(keys.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    keys?.close();
    await moto?.stop();
    process.env = variables;
    rmSync(temp, { recursive: true, force: true });
  });

  const clean = (seed: number) => buildTrail({ seed, bucket: `cli-logs-${seed}` });

  /** What the reference says: the keys it calls invalid, with its words, and its exit code. */
  async function reference(trail: Trail) {
    await upload(trail);
    const [{ TrailARN, S3BucketName }] = trail.trails as [Trail['trails'][number]];
    published = [...trail.publicKeys.values()][0]!;
    const args = ['cloudtrail', 'validate-logs', '--trail-arn', TrailARN, '--s3-bucket', S3BucketName];
    const ends = chainsOf(trail).flatMap(({ digests }) => digests.map(({ start, end }) => [start, end]));
    const [since, until] = [Math.min(...ends.flat()), Math.max(...ends.flat())].map((at) => new Date(at).toISOString());
    args.push('--start-time', since!, '--end-time', until!, '--region', 'us-east-1', '--verbose');
    const out = await new Promise<{ code: number; text: string }>((resolve) => {
      execFile('aws', args, { env: process.env }, (error, stdout, stderr) =>
        resolve({ code: error ? Number(error.code) : 0, text: `${stdout}\n${stderr}` }),
      );
    });
    const lines = out.text.split('\n').map((line) => /^(?:Digest|Log) file\ts3:\/\/(\S+)\t(.*)$/.exec(line));
    const found = lines.filter((line) => line !== null).map(([, object, words]) => [object!, words!] as const);
    return {
      exit: out.code,
      text: out.text,
      valid: found.filter(([, words]) => words === 'valid').map(([object]) => object),
      invalid: Object.fromEntries(found.filter(([, words]) => words !== 'valid')),
    };
  }

  async function ours(trail: Trail) {
    const archive = join(temp, String(count++));
    writeArchive(trail, archive);
    const report = await verify({ ...EVERYTHING, sources: [archive], all: true });
    const of = (valid: boolean) => report.objects.filter(({ verdict }) => (verdict === 'valid') === valid);
    return {
      exit: report.exit,
      valid: of(true).map(({ bucket, key }) => `${bucket}/${key}`),
      invalid: Object.fromEntries(of(false).map(({ bucket, key, verdict }) => [`${bucket}/${key}`, verdict])),
      ranges: report.ranges.map(({ finding }) => finding),
    };
  }

  const injected = (trail: Trail) => injectLog(trail, recordsOf(trail, logsOf(trail)[0]!)).trail;
  const logsOf = (trail: Trail) => [...trail.objects].filter(([, { kind }]) => kind === 'log').map(([id]) => id);

  test('a clean trail: both prove every object', async () => {
    const trail = clean(1);
    const [theirs, mine] = [await reference(trail), await ours(trail)];
    expect(theirs.text).not.toMatch(/INVALID/);
    expect([theirs.exit, mine.exit]).toEqual([0, 0]);
    expect(theirs.valid.sort()).toEqual(mine.valid.sort());
    expect(mine.valid.length).toBeGreaterThan(10);
  });

  test('logs that were removed and changed, a digest that was changed', async () => {
    const trail = clean(2);
    const logs = logsOf(trail);
    const digest = chainsOf(trail)[0]!.digests.at(-3)!.id;
    const [gone, changed] = [logs.at(0)!, logs.at(1)!];
    const fewer = modifyLog(removeObjects(trail, gone), changed, (records) => records.slice(1));
    const tampered = modifyDigest(fewer, digest, (body) => ({ ...body, newestEventTime: null }));
    const [theirs, mine] = [await reference(tampered), await ours(tampered)];
    expect(theirs.invalid).toEqual({
      [gone]: 'INVALID: not found',
      [changed]: "INVALID: hash value doesn't match",
      [digest]: 'INVALID: signature verification failed',
    });
    expect(mine.invalid).toMatchObject({ [gone]: 'missing', [changed]: 'modified', [digest]: 'invalid-signature' });
    expect([theirs.exit, mine.exit]).toEqual([1, 1]);
  });

  test('three digests removed: it counts one, and never looks at their logs', async () => {
    const trail = clean(3);
    const tampered = dropDigests(trail, chainsOf(trail)[0]!, 2, 4);
    const [theirs, mine] = [await reference(tampered), await ours(tampered)];
    expect(Object.values(theirs.invalid)).toEqual(['INVALID: not found']);
    expect(mine.ranges).toEqual(['hole']);
    expect(mine.exit).toBe(1);
  });

  test('every digest removed, or a log injected: it objects to nothing', async () => {
    for (const tampered of [removeAllDigests(clean(4)), injected(clean(5))]) {
      const [theirs, mine] = [await reference(tampered), await ours(tampered)];
      expect([theirs.exit, theirs.invalid, mine.exit]).toEqual([0, {}, 1]);
    }
  });
});
