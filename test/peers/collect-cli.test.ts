import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { buildTrail } from '../../scripts/trail-builder/index.js';
import { inBucket, setup } from '../collect/setup.js';
import { keytrail } from '../support/run-cli.js';

const it = setup();

test('copies, says what came of it, and verifies the copy', async () => {
  const trail = buildTrail({ seed: 11, bucket: 'logs', hours: 2, eventsPerHour: 3 });
  it.s3.objects = inBucket(trail);
  it.cloudtrail.trail = trail;
  const archive = it.place();
  const dry = await keytrail(['collect', 's3://logs', '--dry-run']);
  expect([dry.code, dry.stderr]).toEqual([0, `s3://logs: endpoint ${it.s3.endpoint}\n`]);
  expect(dry.stdout).toContain(`${trail.objects.size} to copy; nothing was written`);
  const { code, stdout } = await keytrail(['collect', 's3://logs', '--to', archive]);
  expect(stdout).toContain(`${trail.objects.size} objects = ${trail.objects.size} written`);
  expect(stdout).toContain('by       arn:aws:iam::111122223333:user/me');
  expect(stdout).toContain('Nothing is missing.');
  expect(stdout).toContain('Nothing to object to.');
  expect(code).toBe(0);
});

test('without keys the copy is complete, and the exit code 1', async () => {
  const trail = buildTrail({ seed: 11, bucket: 'logs', hours: 1, eventsPerHour: 2 });
  it.s3.objects = inBucket(trail);
  it.cloudtrail.trail = trail;
  it.cloudtrail.refuse.set('ListPublicKeys', 'AccessDeniedException');
  const { code, stdout } = await keytrail([
    'collect',
    's3://logs',
    '--to',
    it.place(),
    '--format',
    'md',
    '--no-verify',
  ]);
  expect(code).toBe(1);
  expect(stdout).toMatch(/### Missing\n\n- public-keys: us-east-1: AccessDeniedException/);
});

test.each([
  [['collect', './folder', '--to', 'x'], "'./folder' is no bucket"],
  [['collect', 's3://logs'], 'collect needs --to'],
  [['collect', 's3://', '--to', 'x'], "'s3://' names no bucket"],
])('%j could not be done', async (words, message) => {
  const { code, stdout, stderr } = await keytrail(words);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain(message);
  expect(existsSync('x')).toBe(false);
});
