import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import {
  buildTrail,
  chainsOf,
  dropTrailStatus,
  removeObjects,
  type Trail,
  writeArchive,
} from '../../scripts/trail-builder/index.js';
import { verify } from '../../src/ingest/index.js';
import { EVERYTHING } from '../support/options.js';

// What collection.json says is told, and bounds what can be missing. It lies beside the evidence and excuses nothing that the rest
// of the archive contradicts.

const temp = mkdtempSync(join(tmpdir(), 'keytrail-collection-'));
afterAll(() => rmSync(temp, { recursive: true, force: true }));

const trail = buildTrail({ seed: 11, eventsPerHour: 5 });
const HOUR = 3_600_000;
let count = 0;

async function check(of: Trail, collection: (said: Record<string, unknown>) => Record<string, unknown>) {
  const archive = join(temp, String(count++));
  writeArchive(of, archive);
  const file = join(archive, 'collection.json');
  const said = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  writeFileSync(file, JSON.stringify(collection(said)));
  const notices: string[] = [];
  const onNotice = (text: string) => notices.push(text);
  const report = await verify({ ...EVERYTHING, threads: 1, sources: [archive], onNotice });
  return { ...report, notices, findings: report.ranges.map(({ finding }) => finding) };
}

const all = (window: object) => [{ window, accounts: [], regions: [] }];
const digests = chainsOf(trail)[0]!.digests;
const iso = (time: number) => new Date(time).toISOString();
const wide = { since: iso(digests[0]!.start - 6 * HOUR), until: iso(digests.at(-1)!.end + 6 * HOUR) };

describe('collection.json', () => {
  test('a window alone may be the span of anything: time in it without digests is not objected to', async () => {
    const collectedAt = iso(digests.at(-1)!.end + 90 * 24 * HOUR);
    const found = await check(dropTrailStatus(trail), (said) => ({
      ...said,
      scopes: undefined,
      window: wide,
      collectedAt,
    }));
    expect(found).toMatchObject({ findings: [], exit: 0 });
  });

  test('what a collection says to have asked for is what was asked for', async () => {
    const found = await check(trail, (said) => ({
      ...said,
      scopes: all(wide),
      collectedAt: iso(digests.at(-1)!.end + 90 * 24 * HOUR),
    }));
    expect(found.findings.sort()).toEqual(['head-uncovered', 'truncated-tail']);
    expect(found.notices).toContainEqual(expect.stringMatching(/collected for .*: what lies outside of that is not/));
  });

  test('one that was narrowed afterwards excuses nothing: what is there contradicts it', async () => {
    const log = digests.at(-2)!.logs[0]!;
    const narrow = { since: wide.since, until: iso(digests[1]!.end) };
    for (const change of [{ scopes: all(narrow) }, { scopes: undefined, window: narrow }]) {
      const found = await check(removeObjects(trail, log), (said) => ({ ...said, ...change }));
      expect(found.exit).toBe(1);
      expect(found.objects).toMatchObject([{ verdict: 'missing', key: log.slice(log.indexOf('/') + 1) }]);
      expect(found.notices).toContainEqual(expect.stringMatching(/logs lie outside of that: it excuses nothing/));
    }
  });
});

describe('the status of a trail', () => {
  test('betrays a region of which nothing is left', async () => {
    const two = buildTrail({ seed: 12, eventsPerHour: 5, regions: ['us-east-1', 'eu-west-1'] });
    const gone = chainsOf(two, { region: 'eu-west-1' }).flatMap(({ digests: of }) =>
      of.flatMap(({ id, logs }) => [id, ...logs]),
    );
    const found = await check(removeObjects(two, ...gone), (said) => said);
    expect(found.ranges).toMatchObject([
      { finding: 'no-digests', region: 'eu-west-1', detail: expect.stringMatching(/not one is there/) },
    ]);
    expect(found.exit).toBe(1);
    expect(await check(two, (said) => said)).toMatchObject({ findings: [], exit: 0 });
    const of = await check(removeObjects(two, ...gone), (said) => ({
      ...said,
      scopes: undefined,
      regions: ['us-east-1'],
    }));
    expect(of).toMatchObject({ findings: [], exit: 0 });
  });

  test('betrays the management account, whatever is left of the members', async () => {
    const accounts = ['111122223333', '444455556666'];
    const organization = buildTrail({ seed: 13, eventsPerHour: 5, organizationId: 'o-a1b2c3d4e5', accounts });
    const gone = chainsOf(organization, { account: '111122223333' }).flatMap(({ digests: of }) =>
      of.flatMap(({ id, logs }) => [id, ...logs]),
    );
    const found = await check(removeObjects(organization, ...gone), (said) => said);
    expect(found).toMatchObject({ ranges: [{ finding: 'no-digests', account: '111122223333' }], exit: 1 });
    const member = { scopes: [{ window: {}, accounts: ['444455556666'], regions: [] }] };
    const of = await check(removeObjects(organization, ...gone), (said) => ({ ...said, ...member }));
    expect(of).toMatchObject({ findings: [], exit: 0 });
  });
});
