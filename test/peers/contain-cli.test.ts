import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { IAMClient, PutUserPolicyCommand } from '@aws-sdk/client-iam';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { packageFile } from '../../src/package.js';
import { DENY_ALL_NAME, planHash } from '../../src/plan/index.js';
import { useEndpoint } from '../support/aws-variables.js';
import { type HitAccount, hitAccount } from '../support/hit-account.js';
import { dumpIam } from '../support/iam-dump.js';
import { IamProxy } from '../support/iam-proxy.js';
import { type Moto, motoIsAbsent, startMoto } from '../support/moto.js';
import { type Ran, scratch } from '../support/run-cli.js';

// The program as a person runs it, against IAM over HTTP: what is on the wire, what is said, and with which exit code.

const MAIN = fileURLToPath(packageFile('dist/src/containment/main.js'));

interface Options {
  readonly env?: NodeJS.ProcessEnv;
  readonly onStart?: (child: ReturnType<typeof spawn>) => void;
  /** Called with what stdout has said so far. */
  readonly onStdout?: (text: string, child: ReturnType<typeof spawn>) => void;
}

describe.skipIf(motoIsAbsent)('keytrail-contain', () => {
  const variables = { ...process.env };
  const folder = scratch();
  const file = folder.join('plan.json');
  const journal = folder.join('plan.journal.jsonl');
  let moto: Moto;
  let proxy: IamProxy;
  let iam: IAMClient;
  let account: HitAccount;
  let hash: string;

  beforeAll(async () => {
    moto = await startMoto();
    proxy = await IamProxy.start(moto.endpoint);
    useEndpoint(proxy.endpoint);
    iam = new IAMClient({ maxAttempts: 1 });
  });
  beforeEach(async () => {
    await proxy.reset();
    account = await hitAccount(iam);
    hash = planHash(account.plan);
    writeFileSync(file, JSON.stringify(account.plan, null, 2));
    rmSync(journal, { force: true });
    proxy.calm();
  });
  afterAll(async () => {
    folder.remove();
    iam?.destroy();
    await proxy?.stop();
    await moto?.stop();
    process.env = variables;
  });

  function contain(words: readonly string[], { env = {}, onStart, onStdout }: Options = {}): Promise<Ran> {
    const { accessKeyId, secretAccessKey } = account.responder;
    const own = { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey };
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [MAIN, ...words], {
        env: { ...process.env, ...own, ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      onStart?.(child);
      let [stdout, stderr] = ['', ''];
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        stdout += text;
        onStdout?.(stdout, child);
      });
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        stderr += text;
      });
      child.on('error', reject);
      child.on('close', (code) => resolve({ code, stdout, stderr }));
    });
  }
  const execute = ['--execute'];

  test('plan, dry run, apply, verify, status and revert', async () => {
    const before = await dumpIam(iam);
    proxy.calm();

    const dry = await contain(['apply', file]);
    expect(dry).toMatchObject({ code: 0, stderr: '' });
    expect(dry.stdout).toMatch(/^as {8}arn:aws:iam::123456789012:user\/responder, key AKIA/);
    expect(dry.stdout).toContain(`IAM at ${proxy.endpoint}, CUSTOM ENDPOINT: not AWS's\n`);
    expect(dry.stdout).toContain('DRY RUN: nothing was written to AWS.\napply: 11 steps: 11 to do\n');
    expect(dry.stdout).toContain(`keytrail-contain apply ${file} --execute ${hash}\n`);
    expect(proxy.calls.filter(({ write }) => write > 0)).toEqual([]);
    expect(existsSync(journal)).toBe(false);
    expect(await dumpIam(iam)).toBe(before);
    proxy.calm();

    const done = await contain(['apply', file, ...execute, hash]);
    expect(done).toMatchObject({ code: 0, stderr: '' });
    expect(done.stdout).toContain('apply: 11 steps: 11 done\n');
    expect(proxy.done).toHaveLength(11);

    // Ctrl-C ends the watch after its first looks.
    const verified = await contain(['verify', file, '--watch', '1', '--format', 'json'], {
      onStart: (child) => {
        proxy.after = ({ action }) => {
          if (action === 'ListUsers') child.kill('SIGINT');
        };
      },
    });
    proxy.after = null;
    expect(verified.code).toBe(0);
    const said = JSON.parse(verified.stdout);
    expect(said).toMatchObject({ schema: 'keytrail/contain-verify/1', hash, exit: 0, changes: [] });
    expect(said.steps.map(({ effect }: { effect: string }) => effect)).toEqual(Array(11).fill('holds'));
    expect(verified.stderr).toContain('watching for 1 min; Ctrl-C ends it');
    // Who it is is told before the result, wherever that goes.
    expect(verified.stderr).toMatch(/^as {8}arn:aws:iam::123456789012:user\/responder/);

    const asked = proxy.calls.length;
    const status = await contain(['status', file], { env: { AWS_ENDPOINT_URL: 'http://127.0.0.1:9' } });
    expect(status).toMatchObject({ code: 0, stderr: '' });
    expect(status.stdout).toContain('status: 11 steps: 11 done\n');
    expect(proxy.calls).toHaveLength(asked);

    const back = await contain(['revert', file, ...execute, hash]);
    expect(back).toMatchObject({ code: 0, stderr: '' });
    expect(back.stdout.indexOf(' 11  taken back')).toBeLessThan(back.stdout.indexOf('  1  taken back'));
    const onWire = new Set(proxy.calls.map(({ action }) => `iam:${action}`));
    expect(await dumpIam(iam)).toBe(before);
    await leastPolicyIsThat(onWire);
  });

  /** Everything that was asked is allowed by it, and everything that it allows was asked but for the other ways of a denial. */
  async function leastPolicyIsThat(onWire: ReadonlySet<string>): Promise<void> {
    const { stdout, code } = await contain(['show', file, '--policy'], {
      env: { AWS_ENDPOINT_URL: 'http://127.0.0.1:9' },
    });
    expect(code).toBe(0);
    const { Statement } = JSON.parse(stdout) as { Statement: { Action: string[] }[] };
    const allowed = new Set(Statement.flatMap(({ Action }) => Action));
    const asked = [...onWire].filter((action) => action !== 'iam:GetCallerIdentity');
    expect(asked.filter((action) => !allowed.has(action))).toEqual([]);
    expect([...allowed].filter((action) => !onWire.has(action)).sort()).toEqual([
      'iam:AttachUserPolicy',
      'iam:DeleteUserPermissionsBoundary',
      'iam:DetachUserPolicy',
      'iam:PutUserPermissionsBoundary',
    ]);
  }

  test('refuses another hash with both, another journal, and an account of which the plan has no section', async () => {
    const other = 'f'.repeat(64);
    const wrong = await contain(['apply', file, ...execute, other]);
    expect(wrong).toMatchObject({ code: 2, stdout: '' });
    expect(wrong.stderr).toBe(
      `keytrail-contain: --execute: ${other} was given, and the hash of this plan is ${hash}: it is not the plan that was read\n  read it again with keytrail-contain show, and give the hash that it prints\n`,
    );
    expect(proxy.calls).toEqual([]);

    const stranger = await contain(['apply', file, '--account', '999999999999']);
    expect(stranger).toMatchObject({ code: 2, stdout: '' });
    expect(stranger.stderr).toContain('the plan has no section for 999999999999\n  it has 123456789012\n');
    expect((await contain(['apply', file, '--skip', '12'])).stderr).toContain(
      'the plan has no step 12\n  its steps are 1 to 11\n',
    );

    expect((await contain(['apply', file, ...execute, hash, '--skip', '1', '--account', '123456789012'])).code).toBe(1);
    const changed = { ...account.plan, seed: 'another' };
    writeFileSync(file, JSON.stringify(changed));
    const again = await contain(['apply', file, ...execute, planHash(changed)]);
    expect(again.code).toBe(2);
    expect(again.stderr).toContain('the journal of another plan\n');
  });

  test('does nothing where somebody holds our name, and the rest with --skip', async () => {
    const foreign = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}';
    await iam.send(
      new PutUserPolicyCommand({ UserName: 'mallory', PolicyName: DENY_ALL_NAME, PolicyDocument: foreign }),
    );
    proxy.calm();
    const refused = await contain(['apply', file, ...execute, hash]);
    expect(refused.code).toBe(2);
    expect(refused.stdout).toContain('  1  differs        deny everything: user mallory\n');
    expect(refused.stdout).toContain(
      'Nothing was done: no step is, as long as one of them cannot be. In the way: step 1.\n',
    );
    expect(refused.stdout).toContain(`keytrail-contain apply ${file} --skip 1 --execute ${hash}\n`);
    expect(proxy.done).toEqual([]);
    const rest = await contain(['apply', file, '--skip', '1', ...execute, hash]);
    expect(rest.code).toBe(1);
    expect(rest.stdout).toContain('apply: 11 steps: 10 done, 1 skipped\nLeft alone as asked: step 1.\n');
  });

  test('Ctrl-C finishes the step under way, and the same command goes on', async () => {
    proxy.latency = 20;
    const stopped = await contain(['apply', file, ...execute, hash], {
      onStdout: (text, child) => {
        if (text.includes('  2  done') && !text.includes('  3  done')) child.kill('SIGINT');
      },
    });
    expect(stopped.code).toBe(1);
    expect(stopped.stderr).toContain('keytrail-contain: stopping after this step');
    expect(stopped.stdout).toContain(
      `Stopped as asked. To go on where it stopped:\n  keytrail-contain apply ${file} --execute ${hash}\n`,
    );
    expect((await contain(['status', file])).code).toBe(1);
    const rest = await contain(['apply', file, ...execute, hash]);
    expect(rest.code).toBe(0);
    expect(rest.stdout).toMatch(/apply: 11 steps: \d+ done, \d+ in force\n/);
  });

  test('a dry run that is ended says that nothing was done, and a terminal that is closed stops as Ctrl-C does', async () => {
    proxy.latency = 50;
    const ended = await contain(['apply', file], {
      onStdout: (text, child) => {
        if (text.includes('journal ')) child.kill('SIGINT');
      },
    });
    expect([ended.code, ended.stderr]).toEqual([2, 'keytrail-contain: ended; nothing was done\n']);
    const closed = await contain(['apply', file, ...execute, hash], {
      onStdout: (text, child) => {
        if (text.includes('  1  done') && !text.includes('  2  done')) child.kill('SIGHUP');
      },
    });
    expect(closed.code).toBe(1);
    expect(proxy.done.length).toBeLessThan(11);
    expect((await contain(['show', file, '--out', journal])).stderr).toContain(`--out: ${journal} is the journal\n`);
  });

  test('a reader that goes away stops nothing', async () => {
    const gone = await contain(['apply', file, ...execute, hash], {
      onStdout: (_, child) => child.stdout?.destroy(),
    });
    expect(gone).toMatchObject({ code: 0, stderr: '' });
    expect(proxy.done).toHaveLength(11);
    expect(readFileSync(journal, 'utf8').trim().split('\n').at(-1)).toContain('"type":"end"');
  });

  test('AWS that says no is told in words, with what is done and what is not', async () => {
    proxy.meddle = ({ action }) => (action === 'UpdateSSHPublicKey' ? 'AccessDenied' : null);
    const part = await contain(['apply', file, ...execute, hash, '--format', 'md', '--out', folder.join('run.md')]);
    expect(part).toMatchObject({ code: 1, stdout: '' });
    expect(part.stderr).toContain('Done in part. In the way: step 4. Not reached: steps 5, 6, 7, 8, 9, 10, 11.\n');
    expect(part.stderr).toContain('AccessDenied');
    expect(readFileSync(folder.join('run.md'), 'utf8')).toMatch(
      /^## Containment\n[\s\S]*\| 4 \| 123456789012 \| make inactive: SSH key /,
    );
    proxy.meddle = ({ action }) => (action === 'GetCallerIdentity' ? 'AccessDenied' : null);
    const none = await contain(['apply', file]);
    expect(none).toMatchObject({ code: 2, stdout: '' });
    expect(none.stderr.trim().split('\n')).toHaveLength(2);
  });
});
