import { execFile, spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { packageFile } from '../../src/package.js';

/** Whether `aws` may be missing: with KEYTRAIL_REQUIRE_PEERS=1 a test must run, and fails where its peer is absent. */
export const awsIsAbsent = process.env.KEYTRAIL_REQUIRE_PEERS !== '1' && spawnSync('aws', ['--version']).status !== 0;
if (awsIsAbsent) console.warn('the AWS CLI is not there: tests against it are skipped (apt-get install awscli)');

export interface Said {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** `aws cloudtrail validate-logs --verbose` with the AWS variables of this process. */
export interface ValidateLogs {
  run(options: Readonly<Record<string, string>>): Promise<Said>;
  stop(): void;
}

/** One process for all runs where Python finds the AWS CLI, else `aws` for each. */
export function startValidateLogs(): ValidateLogs {
  const words = (options: Readonly<Record<string, string>>) => [
    'cloudtrail',
    'validate-logs',
    ...Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]),
    '--verbose',
  ];
  if (spawnSync('python3', ['-c', 'import awscli.clidriver']).status !== 0) {
    return { run: (options) => eachInItsOwn(words(options)), stop: () => {} };
  }
  const child = spawn('python3', [fileURLToPath(packageFile('test/support/validate-logs.py'))], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const answers = createInterface(child.stdout)[Symbol.asyncIterator]();
  return {
    async run(options) {
      const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => name.startsWith('AWS_')));
      child.stdin.write(`${JSON.stringify({ words: words(options), env })}\n`);
      const { value, done } = await answers.next();
      if (done) throw new Error('the AWS CLI ended unexpectedly');
      return JSON.parse(value) as Said;
    },
    stop: () => child.stdin.end(),
  };
}

function eachInItsOwn(words: readonly string[]): Promise<Said> {
  return new Promise((resolve) => {
    execFile('aws', words, { env: process.env, maxBuffer: 1 << 26 }, (error, stdout, stderr) =>
      resolve({ exit: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
}

/** A key as `list-public-keys` prints it. */
export interface KeyEntry {
  readonly Value: string;
  readonly Fingerprint: string;
  readonly ValidityStartTime: string | null;
  readonly ValidityEndTime: string | null;
}

/** CloudTrail as far as moto has none: ListPublicKeys, with what `keysOf` gives for the region that was asked. */
export async function startKeyServer(
  keysOf: (region: string) => readonly KeyEntry[],
): Promise<{ endpoint: string; stop: () => void }> {
  const server = createServer((request, response) => {
    const known = String(request.headers['x-amz-target']).endsWith('ListPublicKeys');
    const region = /Credential=[^/]+\/\d+\/([^/]+)\//.exec(String(request.headers.authorization))?.[1] ?? '';
    const seconds = (text: string | null) => Date.parse(text ?? '') / 1000;
    const list = keysOf(region).map((key) => ({
      ...key,
      ValidityStartTime: seconds(key.ValidityStartTime),
      ValidityEndTime: seconds(key.ValidityEndTime),
    }));
    response.writeHead(known ? 200 : 400, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify({ PublicKeyList: known ? list : [] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => void server.close(),
  };
}
