import { cpSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CASE, folder, makeCase, story } from '../support/demo-case.js';
import { fixture, keytrail, type Ran } from '../support/run-cli.js';

let first: Ran;
beforeAll(async () => {
  first = await makeCase();
});
afterAll(folder.remove);

describe('ingest', () => {
  test('accounts for every object and record', () => {
    expect(first.stderr).not.toContain('keytrail:');
    expect(first.stdout).toContain('2,989 events');
    expect(first.stdout).toContain('The evidence is not clean.');
    expect(first.code).toBe(1);
  });

  test('again adds nothing and exits as before', async () => {
    const { code, stdout } = await keytrail(['ingest', fixture('demo'), '--case', CASE, '--format', 'json']);
    const summary = JSON.parse(stdout) as { accounting: Record<string, number>; exit: number };
    expect(code).toBe(1);
    expect(summary.accounting).toMatchObject({ events: story.total, copies: 0, rejected: 0 });
    expect(summary.exit).toBe(1);
  });

  test('of a clean archive exits 0', async () => {
    const { code } = await keytrail([
      'ingest',
      fixture('archives/clean/archive'),
      '--case',
      folder.join('clean.duckdb'),
    ]);
    expect(code).toBe(0);
  });

  test('of a folder that is not there', async () => {
    const { code, stderr } = await keytrail(['ingest', folder.join('nothing'), '--case', folder.join('x.duckdb')]);
    expect(code).toBe(2);
    expect(stderr).toContain('nothing');
    expect(stderr).not.toContain('    at ');
  });

  test('with a public key file that is not there', async () => {
    const { code, stderr } = await keytrail([
      'verify',
      fixture('demo'),
      '--public-keys',
      folder.join('us-east-1.json'),
    ]);
    expect(code).toBe(2);
    expect(stderr.trimEnd().split('\n').length).toBeLessThanOrEqual(3);
  });
});

describe('verify', () => {
  test('keeps its exit code when the pipe is closed', async () => {
    const { code, stderr } = await keytrail(['verify', fixture('demo'), '--all', '--format', 'jsonl', '--quiet'], {
      head: true,
    });
    expect([code, stderr]).toEqual([1, '']);
  });

  test('says what is proven, what is not, and sums that add up', async () => {
    const { code, stdout } = await keytrail(['verify', fixture('demo')]);
    expect(code).toBe(1);
    expect(stdout).toContain('511 objects = 509 listed (509 read, 0 not) + 2 not there');
    expect(stdout).toContain('hole');
    expect(stdout).toContain('explained: StopLogging');
  });

  test.each(['clean', 'backfill', 'log-recompressed'])('%s: nothing to object to', async (name) => {
    const { code, stdout } = await keytrail(['verify', fixture(`archives/${name}/archive`)]);
    expect(code).toBe(0);
    expect(stdout).toContain('Nothing to object to.');
  });

  test('as JSON is the report of the contract', async () => {
    const { stdout } = await keytrail(['verify', fixture('demo'), '--format', 'json']);
    const report = JSON.parse(stdout);
    expect(report.schema).toBe('keytrail/verify/1');
    expect(report.exit).toBe(1);
    expect(report.objects.every((object: { verdict: string }) => object.verdict !== 'valid')).toBe(true);
  });

  test('a time without an offset is UTC and is said to be, and --quiet says nothing', async () => {
    const words = ['verify', fixture('archives/clean/archive'), '--since', '2026-03-02T07:00:00'];
    expect((await keytrail(words)).stderr).toContain('taken as UTC: 2026-03-02T07:00:00Z');
    expect((await keytrail([...words, '--quiet'])).stderr).toBe('');
  });
});

describe('Ctrl-C', () => {
  test('ends an ingest with 130 and a line, and the same command goes on', async () => {
    // Enough copies of the trail that there is something to interrupt.
    const big = folder.join('big');
    for (let i = 0; i < 6; i++) cpSync(fixture('demo/buckets'), `${big}/${i}`, { recursive: true });
    const path = folder.join('interrupted.duckdb');
    const words = ['ingest', big, '--case', path, '--threads', '1', '--since', '2026-01-01'];
    const stopped = await keytrail(words, {
      onStderr: (text, kill) => text.includes('taken as UTC') && kill('SIGINT'),
    });
    expect(stopped.code).toBe(130);
    expect(stopped.stderr).toContain('keytrail: stopped; run the same command again to go on');
    const again = await keytrail([...words, '--format', 'json']);
    expect([0, 1]).toContain(again.code);
    expect(JSON.parse(again.stdout).accounting.events).toBe(story.total);
  });
});
