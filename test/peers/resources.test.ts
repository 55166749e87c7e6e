import { spawn } from 'node:child_process';
import { copyFileSync, createWriteStream, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { MAIN, scratch } from '../support/run-cli.js';

// What hostile evidence may cost, measured from outside: seconds, and the most memory that the process ever had.

const temp = scratch();
afterAll(temp.remove);

interface Measured {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly megabytes: number;
  readonly seconds: number;
}

/** Writes its own peak memory (`ru_maxrss`, kilobytes) down when it ends. */
function measured(words: readonly string[]): Promise<Measured> {
  const file = temp.join('rss');
  const hook = `import{writeFileSync}from'node:fs';process.on('exit',()=>writeFileSync(${JSON.stringify(file)},String(process.resourceUsage().maxRSS)))`;
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [
      `--import=data:text/javascript,${encodeURIComponent(hook)}`,
      MAIN,
      ...words,
    ]);
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      const megabytes = Number(readFileSync(file, 'utf8')) / 1024;
      resolve({ code, stdout, stderr, megabytes, seconds: (performance.now() - started) / 1000 });
    });
  });
}

function folder(name: string): string {
  const path = temp.join(name);
  mkdirSync(path);
  return path;
}

test('gzip bombs: memory is that of one, however many there are', async () => {
  const path = folder('bombs');
  const block = Buffer.alloc(1 << 20, ' ');
  const blocks = function* () {
    for (let n = 0; n < 1_200; n++) yield block;
  };
  await pipeline(Readable.from(blocks()), createGzip({ level: 1 }), createWriteStream(join(path, '0.json.gz')));
  for (let n = 1; n < 6; n++) copyFileSync(join(path, '0.json.gz'), join(path, `${n}.json.gz`));
  const { code, stdout, megabytes } = await measured(['verify', path, '--format', 'json', '--threads', '4']);
  expect(code).toBe(1);
  const { objects } = JSON.parse(stdout) as { objects: { verdict: string; detail: string }[] };
  expect(objects.map(({ verdict }) => verdict)).toEqual(Array(6).fill('invalid-format'));
  expect(objects[0]?.detail).toBe('inflates to more than 1073741824 bytes, the limit (--max-content)');
  expect(megabytes).toBeLessThan(1_900);
});

/** A digest that anybody may have written. */
const digest = (trail: string, logFiles: readonly object[]) =>
  JSON.stringify({
    awsAccountId: '111122223333',
    digestStartTime: '2026-03-02T06:00:00Z',
    digestEndTime: '2026-03-02T07:00:00Z',
    digestS3Bucket: 'b',
    digestS3Object: `AWSLogs/111122223333/CloudTrail-Digest/us-east-1/2026/03/02/${digestName(trail)}.gz`,
    digestPublicKeyFingerprint: 'f'.repeat(32),
    previousDigestS3Bucket: null,
    previousDigestS3Object: null,
    previousDigestHashValue: null,
    previousDigestSignature: null,
    logFiles,
  });
const digestName = (trail: string) =>
  `111122223333_CloudTrail-Digest_us-east-1_${trail}_us-east-1_20260302T070000Z.json`;

test('two thousand chains of one digest', async () => {
  const path = folder('chains');
  for (let n = 0; n < 2_000; n++) writeFileSync(join(path, digestName(`t${n}`)), digest(`t${n}`, []));
  const { code, stdout, stderr, megabytes } = await measured(['verify', path, '--format', 'json']);
  expect([code, stderr.includes('memory')]).toEqual([1, false]);
  expect((JSON.parse(stdout) as { chains: object[] }).chains).toHaveLength(2_000);
  expect(megabytes).toBeLessThan(1_000);
});

test('one file name in thousands of places, and a digest that gives it to thousands of others', async () => {
  const path = folder('namesakes');
  for (let n = 0; n < 6_000; n++) {
    mkdirSync(join(path, String(n)));
    writeFileSync(join(path, String(n), 'x.json'), '{"Records":[]}');
  }
  const logs = Array.from({ length: 20_000 }, (_, n) => ({
    s3Bucket: 'b',
    s3Object: `a/${n}/x.json`,
    hashValue: 'a'.repeat(64),
  }));
  writeFileSync(join(path, digestName('t')), digest('t', logs));
  const { code, seconds, megabytes } = await measured(['verify', path, '--format', 'json']);
  expect(code).toBe(1);
  // With every pair compared it was some minutes.
  expect(seconds).toBeLessThan(60);
  expect(megabytes).toBeLessThan(1_000);
});
