import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import {
  buildTrail,
  dropDigests,
  removeAllDigests,
  removeObjects,
  type Trail,
  writeArchive,
} from '../../scripts/trail-builder/index.js';
import { type VerifyReport, verify } from '../../src/ingest/index.js';
import { EVERYTHING } from '../support/options.js';

const temp = mkdtempSync(join(tmpdir(), 'keytrail-coverage-'));
afterAll(() => rmSync(temp, { recursive: true, force: true }));

let count = 0;
async function coverage(trail: Trail, asked: Partial<typeof EVERYTHING> = {}): Promise<VerifyReport> {
  const path = join(temp, String(count++));
  writeArchive(trail, path);
  return verify({ ...EVERYTHING, ...asked, sources: [path] });
}

/** The stretch that an hour of the day lies in. */
function at({ coverage }: VerifyReport, hour: number, region = 'us-east-1') {
  const time = `2026-03-02T${String(hour).padStart(2, '0')}:00:00Z`;
  return coverage.find((span) => span.region === region && span.from <= time && time < span.to);
}

const eightHours = () => buildTrail({ seed: 11, hours: 8, eventsPerHour: 5 });

describe.concurrent('which hours are covered', () => {
  test('those that trusted digests span with a slot to spare, with logs or proven to be without', async () => {
    const report = await coverage(eightHours());
    expect(at(report, 8)).toMatchObject({ result: 'covered', logging: 'yes', loggingFrom: 'digests', digest: 'valid' });
    // The builder's quiet hours.
    expect(report.coverage.reduce((sum, { empty }) => sum + empty, 0)).toBeGreaterThan(0);
    const [first, last] = [
      report.coverage.map(({ from }) => from).sort()[0],
      report.coverage
        .map(({ to }) => to)
        .sort()
        .at(-1),
    ];
    for (const edge of report.coverage.filter(({ from, to }) => from === first || to === last)) {
      expect(edge.result).toBe('partly');
    }
    expect(report.hours).toEqual([expect.objectContaining({ account: '111122223333', unknown: 0 })]);
  });

  test('not those whose digests are gone, though their logs are there: and that is not "no"', async () => {
    const trail = eightHours();
    const report = await coverage(dropDigests(trail, trail.delivery.chains[0]!, 3, 6));
    const [gone] = trail.delivery.chains[0]!.digests.slice(4, 5);
    const hour = new Date(gone!.start).getUTCHours() + 1;
    // The status of the trail says that it was on all the time.
    expect(at(report, hour)).toMatchObject({ logging: 'yes', loggingFrom: 'status', digest: 'missing' });
    expect(at(report, hour)?.result).not.toBe('covered');
    expect(report.coverage.every(({ logging }) => logging !== 'no')).toBe(true);
  });

  test('not an hour that lacks a log, or has none but unproven ones', async () => {
    const trail = eightHours();
    const [id, log] = [...trail.delivery.logs].at(-4)!;
    const missing = await coverage(removeObjects(trail, id));
    expect(at(missing, new Date(log.delivered).getUTCHours())).toMatchObject({
      logs: 'some-missing',
      result: 'partly',
    });
    const bare = await coverage(removeAllDigests(trail));
    expect(at(bare, new Date(log.delivered).getUTCHours())).toMatchObject({
      digest: 'none',
      logs: 'without-digest',
      result: 'partly',
    });
    expect(bare.hours[0]).toMatchObject({ covered: 0 });
  });

  test('not while logging was off, and the record says who did that', async () => {
    const outages = [{ stop: '2026-03-02T07:41:12Z', start: '2026-03-02T10:05:33Z' }];
    const report = await coverage(buildTrail({ seed: 11, hours: 8, eventsPerHour: 5, outages }));
    const off = { logging: 'no', loggingFrom: 'records', result: 'unknown' };
    expect(at(report, 8)).toMatchObject({ ...off, explained: expect.stringMatching(/^StopLogging by arn:/) });
    expect(at(report, 7)).toMatchObject({ logging: 'no', result: 'partly' });
    // The starting digest reaches back into it.
    expect(at(report, 9)).toMatchObject(off);
    const [gap] = report.ranges;
    expect(gap?.records.map(({ role, said }) => [role, said.split(' ')[0]])).toEqual([
      ['start', 'StartLogging'],
      ['stop', 'StopLogging'],
    ]);
  });

  test('of what was asked for and is not there, nothing is known', async () => {
    const window = { since: '2026-03-02T00:00:00Z', until: '2026-03-02T12:00:00Z' };
    const report = await coverage(eightHours(), { window, regions: ['us-east-1', 'eu-west-1'] } as never);
    expect(report.hours.find(({ region }) => region === 'eu-west-1')).toMatchObject({ hours: 12, unknown: 12 });
    expect(at(report, 3)).toMatchObject({ result: 'unknown', logging: 'unknown', digest: 'none', logs: 'unknown' });
  });
});
