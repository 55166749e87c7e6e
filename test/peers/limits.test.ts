import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { buildTrail, writeArchive } from '../../scripts/trail-builder/index.js';
import { ingest, verify } from '../../src/ingest/index.js';
import { LIMITS } from '../../src/limits.js';
import { openCase } from '../../src/store/case.js';
import { EVERYTHING } from '../support/options.js';
import { keytrail } from '../support/run-cli.js';

const temp = mkdtempSync(join(tmpdir(), 'keytrail-limits-'));
afterAll(() => rmSync(temp, { recursive: true, force: true }));

const record = (id: string, size = 0) =>
  JSON.stringify({ eventVersion: '1.08', eventID: id, eventSource: 's3', eventName: 'X', x: 'y'.repeat(size) });
const log = (...records: string[]) => `{"Records":[${records.join(',')}]}`;

function folder(name: string, files: Record<string, Buffer | string>): string {
  const path = join(temp, name);
  mkdirSync(path);
  for (const [file, content] of Object.entries(files)) writeFileSync(join(path, file), content);
  return path;
}

async function rows(casePath: string, sql: string) {
  const opened = await openCase(casePath, { threads: 1, memory: '256MB' });
  try {
    return (await opened.select(sql)).rows;
  } finally {
    await opened.close();
  }
}

const FILES = {
  'bomb.json.gz': gzipSync(log(record('bomb', 60_000))),
  'large.json': log(record('large', 20_000)),
  'long-record.json.gz': gzipSync(log(record('fits'), record('long', 4_000))),
  'wrapped.json': JSON.stringify({ Events: [{ CloudTrailEvent: record('wrapped', 5_000) }] }),
  'small.json.gz': gzipSync(log(record('small'))),
};
const OBJECTS = 'SELECT key, outcome, problem FROM objects ORDER BY key';

test('what is over a limit says which, and a greater one lets it in', async () => {
  const sources = [folder('over', FILES)];
  const casePath = join(temp, 'over.duckdb');
  const limits = { ...LIMITS, storedBytes: 10_000, contentBytes: 30_000, recordBytes: 2_000 };
  const first = await ingest({ ...EVERYTHING, sources, casePath, limits });
  expect([first.lost, first.exit]).toEqual([[], 1]);
  expect(await rows(casePath, OBJECTS)).toEqual([
    ['bomb.json.gz', 'rejected', 'inflates to more than 30000 bytes, the limit (--max-content)'],
    ['large.json', 'rejected', expect.stringMatching(/^\d+ bytes, over the limit of 10000 \(--max-object\)$/)],
    ['long-record.json.gz', 'read', null],
    ['small.json.gz', 'read', null],
    ['wrapped.json', 'read', null],
  ]);
  expect(first.report.objects.filter(({ verdict }) => verdict === 'invalid-format').map(({ key }) => key)).toEqual([
    'bomb.json.gz',
    'large.json',
  ]);
  expect(await rows(casePath, 'SELECT reason FROM rejects WHERE position IS NOT NULL ORDER BY reason')).toEqual([
    [expect.stringMatching(/^a record of \d+ bytes, over the limit of 2000 \(--max-record\)$/)],
    [expect.stringMatching(/^inside a string, \d+ bytes, over the limit of 2000 \(--max-record\)$/)],
  ]);

  const second = await ingest({ ...EVERYTHING, sources, casePath });
  expect(second.lost).toEqual([]);
  expect(await rows(casePath, 'SELECT event_id FROM events ORDER BY event_id')).toEqual(
    ['bomb', 'fits', 'large', 'small'].map((id) => [id]),
  );
});

test('a digest over its limit is one that proves nothing, until the limit lets it in', async () => {
  const archive = join(temp, 'digests');
  writeArchive(buildTrail({ seed: 31, eventsPerHour: 30 }), archive);
  const casePath = join(temp, 'digests.duckdb');
  const limits = { ...LIMITS, digestBytes: 2_000 };
  const first = await ingest({ ...EVERYTHING, sources: [archive], casePath, limits });
  const refused = first.report.objects.filter(({ verdict }) => verdict === 'invalid-format');
  expect(refused.length).toBeGreaterThan(0);
  for (const { kind, detail } of refused) {
    expect([kind, detail]).toEqual(['digest', expect.stringMatching(/over the limit of 2000 \(--max-digest\)$/)]);
  }
  expect((await ingest({ ...EVERYTHING, sources: [archive], casePath })).report).toEqual(
    await verify({ ...EVERYTHING, sources: [archive] }),
  );
  expect(await rows(casePath, 'SELECT count(*) - count(DISTINCT object_id) FROM digests')).toEqual([[0]]);
});

test('the flags reach the workers', async () => {
  const source = folder('flags', FILES);
  const { code, stdout } = await keytrail(['verify', source, '--max-object', '10kB', '--max-content', '30kB']);
  expect(code).toBe(1);
  expect(stdout).toContain('over the limit of 10000 (--max-object)');
  expect(stdout).toContain('inflates to more than 30000 bytes, the limit (--max-content)');
});
