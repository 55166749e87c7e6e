import { describe, expect, test } from 'vitest';
import { type AwsStep, AwsText } from '../../src/report/verify/aws-text.js';
import { fixture, keytrail } from '../support/run-cli.js';

// Against the reference itself: test/peers/aws-cli.test.ts. Here is what it has no word for, and what it leaves raw.

const trail = {
  arn: 'arn:aws:cloudtrail:us-east-1:111122223333:trail/t',
  account: '111122223333',
  trail: 't',
  region: 'us-east-1',
  from: '2026-03-02T05:00:00Z',
  to: '2026-03-02T06:00:00Z',
};
const trust = { keySet: null, files: [], outsideValidity: [], severalRegions: [] };
const clean = { ranges: [], versions: [], unfinished: [], trust };

async function lines(steps: readonly AwsStep[], verbose = true) {
  const out = { stdout: '', stderr: '' };
  const text = new AwsText({ since: null, until: null }, verbose, async (stream, part) => {
    out[stream] += part;
  });
  for (const step of steps) await text.step(step);
  await text.end(clean);
  return out;
}

const log = (key: string, verdict: string, container: string | null = 'gzip') =>
  ({ step: 'log', bucket: 'b', key, verdict, detail: null, container }) as const;

describe('the lines of validate-logs', () => {
  test('streams, empty lines and sums are as it writes them', async () => {
    const { stdout, stderr } = await lines([
      { step: 'trail', trail },
      {
        step: 'digest',
        backfill: false,
        bucket: 'b',
        key: 'd',
        verdict: 'valid',
        detail: null,
        container: 'gzip',
        fingerprint: 'f',
        start: '2026-03-02T05:00:00Z',
        end: '2026-03-02T06:00:00Z',
      },
      log('l1', 'valid'),
      log('l2', 'modified'),
      log('l3', 'altered-container', 'trailing-bytes'),
      { step: 'valid-logs', logs: 2 },
      { step: 'end', trail },
    ]);
    expect(stdout).toBe(
      [
        'Validating log files for trail arn:aws:cloudtrail:us-east-1:111122223333:trail/t between 2026-03-02T05:00:00Z and 2026-03-02T06:00:00Z',
        '',
        'Digest file\ts3://b/d\tvalid',
        'Log file\ts3://b/l1\tvalid',
        'Results requested for 2026-03-02T05:00:00Z to 2026-03-02T06:00:00Z',
        'Results found for 2026-03-02T05:00:00Z to 2026-03-02T06:00:00Z:',
        '',
        '1/1 digest files valid',
        '3/5 log files valid, 2/5 log files INVALID',
        '',
      ].join('\n'),
    );
    expect(stderr).toBe(
      "\nLog file\ts3://b/l2\tINVALID: hash value doesn't match\n\n" +
        'Log file\ts3://b/l3\tINVALID: unexpected data after end of compressed stream\n\n',
    );
  });

  test('a key that drives a terminal is spelled out', async () => {
    const { stderr } = await lines([
      {
        step: 'other',
        kind: 'log',
        bucket: 'b',
        key: 'a\x1b[2J\u202e\u0085\u200b\u2066\n',
        verdict: 'unlisted',
        detail: null,
        container: null,
      },
    ]);
    expect(stderr).toBe(
      'Log file\ts3://b/a\\x1b[2J\\u{202e}\\x85\\u{200b}\\u{2066}\\n\tINVALID: not listed in any digest file\n\n',
    );
  });

  test('of an archive: what is INVALID goes to stderr, and to the file that --out names', async () => {
    const archive = fixture('archives/log-modified/archive');
    const { code, stdout, stderr } = await keytrail(['verify', archive, '--format', 'aws', '--quiet']);
    expect([code, stderr.trim()]).toEqual([
      1,
      expect.stringMatching(/^Log file\ts3:.*\tINVALID: hash value doesn't match$/),
    ]);
    expect(stdout).toMatch(/7\/7 digest files valid\n15\/16 log files valid, 1\/16 log files INVALID\n$/);
    expect(stdout).not.toContain('\tvalid');
  });

  test('is for verify only', async () => {
    const { code, stderr } = await keytrail(['ingest', 'x', '--case', 'y', '--format', 'aws']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('--format aws is for verify only')]);
  });
});
