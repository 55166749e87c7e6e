import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import {
  buildTrail,
  gunzip,
  modifyLog,
  moveObject,
  type Trail,
  truncateTail,
  writeArchive,
} from '../../scripts/trail-builder/index.js';
import { ingest, verify } from '../../src/ingest/index.js';
import { openCase } from '../../src/store/case.js';
import { EVERYTHING } from '../support/options.js';

// One case made by several ingests, and one run over several sources: what each brings adds up, in whatever order it comes.

const temp = mkdtempSync(join(tmpdir(), 'keytrail-runs-'));
afterAll(() => rmSync(temp, { recursive: true, force: true }));

let count = 0;
function folder(): string {
  const path = join(temp, String(count++));
  mkdirSync(path);
  return path;
}

function archive(trail: Trail): string {
  const path = folder();
  writeArchive(trail, path);
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

test('a tail that was cut stays one when another source is ingested', async () => {
  const cut = archive(truncateTail(buildTrail({ seed: 21 }), 2, true));
  const other = folder();
  writeFileSync(join(other, 'LICENSE'), 'MIT');
  const casePath = join(temp, 'tail.duckdb');
  const findings = async (source: string) =>
    (await ingest({ ...EVERYTHING, sources: [source], casePath })).report.ranges.map(({ finding }) => finding);
  expect(await findings(cut)).toEqual(['truncated-tail']);
  expect(await findings(other)).toEqual(['truncated-tail']);
});

test('the status of a trail is not taken for that of its namesake in another account', async () => {
  const early = archive(
    buildTrail({ seed: 22, accounts: ['111111111111'], bucket: 'a', start: '2026-03-02T00:00:00Z' }),
  );
  const late = archive(
    buildTrail({ seed: 23, accounts: ['222222222222'], bucket: 'b', start: '2026-03-02T09:00:00Z' }),
  );
  for (const sources of [
    [early, late],
    [late, early],
  ]) {
    expect(await verify({ ...EVERYTHING, sources })).toMatchObject({ ranges: [], exit: 0 });
  }
});

describe('a plain folder', () => {
  const trail = buildTrail({ seed: 25 });
  const known = join(archive(trail), 'public-keys');
  const keys = readdirSync(known).map((name) => join(known, name));
  const flat = (name: (key: string) => string, bytes: (stored: Buffer) => Buffer) => {
    const path = folder();
    for (const { key, bytes: stored } of trail.objects.values()) writeFileSync(join(path, name(key)), bytes(stored));
    return path;
  };
  const judge = (source: string) => verify({ ...EVERYTHING, sources: [source], publicKeys: keys });

  test('of unpacked files is proven as the packed ones are', async () => {
    const packed = await judge(flat(basename, (stored) => stored));
    const unpacked = await judge(flat((key) => basename(key, '.gz'), gunzip));
    expect(packed.summary.objects.log?.valid).toBeGreaterThan(0);
    expect(unpacked.summary.objects).toEqual(packed.summary.objects);
    expect(unpacked.objects).toEqual(packed.objects);
  });

  test('does not lose its logs to a forged digest that names them elsewhere', async () => {
    const path = flat(basename, (stored) => stored);
    const { summary } = await judge(path);
    const genuine = [...trail.objects.values()].find(({ kind }) => kind === 'digest')!;
    const logFiles = [...trail.delivery.logs.keys()].flatMap((id) =>
      ['a', 'zzz'].map((s3Bucket) => ({ s3Bucket, s3Object: `x/${basename(id)}`, hashValue: '0'.repeat(64) })),
    );
    const forged = { ...(JSON.parse(gunzip(genuine.bytes).toString()) as object), digestS3Bucket: 'zzz', logFiles };
    writeFileSync(join(path, 'forged_CloudTrail-Digest.json'), JSON.stringify(forged));
    expect((await judge(path)).summary.objects.log).toEqual(summary.objects.log);
  });
});

test('the better proven of two contents is the event, whenever the proof comes', async () => {
  const trail = buildTrail({ seed: 24 });
  const proofs = archive(trail);
  const [id] = [...trail.delivery.logs.keys()];
  const forged = modifyLog(trail, id!, (records) => records.map((one) => ({ ...one, sourceIPAddress: '192.0.2.66' })));
  const copies = folder();
  writeFileSync(join(copies, '0.json.gz'), forged.objects.get(id!)!.bytes);
  writeFileSync(join(copies, basename(id!)), trail.objects.get(id!)!.bytes);
  const keys = readdirSync(join(proofs, 'public-keys')).map((name) => join(proofs, 'public-keys', name));
  const casePath = join(temp, 'copies.duckdb');
  const forgedEvents = async () =>
    (await rows(casePath, "SELECT integrity FROM events WHERE source_ip = '192.0.2.66'")).length;

  await ingest({ ...EVERYTHING, sources: [copies], casePath, publicKeys: keys });
  const before = await forgedEvents();
  expect(before).toBeGreaterThan(0);

  const { accounting, lost } = await ingest({ ...EVERYTHING, sources: [proofs], casePath });
  expect(lost).toEqual([]);
  expect(accounting.records).toBe(accounting.events + accounting.copies);
  expect(await forgedEvents()).toBe(0);
  // Two copies of each: the forged one, and the proven one that came twice.
  expect(await rows(casePath, 'SELECT DISTINCT integrity, copies FROM events WHERE copies > 0')).toEqual([
    ['valid', 2],
  ]);
  const told = 'SELECT same_content, raw IS NOT NULL, integrity, count(*) FROM event_copies GROUP BY ALL ORDER BY ALL';
  expect(await rows(casePath, told)).toEqual([
    [false, true, expect.stringMatching(/^un/), before],
    [true, false, 'valid', before],
  ]);
});

test('what one run left out by its window is not missing to the next', async () => {
  const trail = buildTrail({ seed: 33 });
  const whole = archive(trail);
  const other = folder();
  writeFileSync(join(other, 'LICENSE'), 'MIT');
  const casePath = join(temp, 'window.duckdb');
  const ends = trail.delivery.chains[0]!.digests.map(({ end }) => end);
  const until = new Date(ends[2]!).toISOString();
  const first = await ingest({ ...EVERYTHING, window: { since: null, until }, sources: [whole], casePath });
  const second = await ingest({ ...EVERYTHING, sources: [other], casePath });
  expect([first, second].map(({ report }) => report.summary.objects.log?.missing)).toEqual([undefined, undefined]);
  expect(second.report.ranges).toEqual([]);
  const all = await ingest({ ...EVERYTHING, sources: [whole], casePath });
  expect([all.exit, all.report.objects]).toEqual([
    0,
    expect.not.arrayContaining([expect.objectContaining({ kind: 'log' })]),
  ]);
});

test('a log under another name than it was signed for is moved, and missing where it belongs', async () => {
  const trail = buildTrail({ seed: 34 });
  const [id, log] = [...trail.objects].find(([, { kind }]) => kind === 'log')!;
  const key = log.key.replace(/_[A-Za-z0-9]{16}\.json/, '_AAAAAAAAAAAAAAAA.json');
  const moved = archive(moveObject(trail, id, key));
  const { report } = await ingest({ ...EVERYTHING, sources: [moved], casePath: join(temp, 'moved.duckdb') });
  expect(Object.fromEntries(report.objects.map((object) => [object.key, object.verdict]))).toEqual({
    [key]: 'moved',
    [log.key]: 'missing',
  });
});
