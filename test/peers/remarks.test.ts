import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { ingest, verify } from '../../src/ingest/index.js';
import { EVERYTHING } from '../support/options.js';
import { fixture } from '../support/run-cli.js';

const temp = mkdtempSync(join(tmpdir(), 'keytrail-remarks-'));
afterAll(() => rmSync(temp, { recursive: true, force: true }));

const archive = (condition: string) => fixture(`archives/${condition}/archive`);
const check = (condition: string) => verify({ ...EVERYTHING, threads: 1, sources: [archive(condition)] });

describe('what is told and not objected to', () => {
  test('a start that a record explains, and one that nothing does', async () => {
    const explained = await check('start-explained');
    expect(explained.chains).toMatchObject([
      { head: 'starting', explained: expect.stringMatching(/^StartLogging by .*platform-admin at 2026-/) },
    ]);
    expect(explained.chains[0]!.evidence).toHaveLength(1);
    expect(explained).toMatchObject({ remarks: [], exit: 0 });
    const namesake = await check('start-by-another-trail');
    expect(namesake).toMatchObject({ chains: [{ explained: null, evidence: [] }], exit: 0 });
    expect(namesake.remarks).toMatchObject([
      { remark: 'unexplained-start', detail: expect.stringMatching(/no proven record/) },
    ]);
  });

  test('a region that the trail delivers for another account', async () => {
    const { remarks, exit } = await check('organization-region-absent');
    expect(exit).toBe(0);
    expect(remarks).toContainEqual(
      expect.objectContaining({ remark: 'region-absent', account: '444455556666', region: 'eu-west-1' }),
    );
    const { remarks: none } = await check('organization');
    expect(none.filter(({ remark }) => remark === 'region-absent')).toEqual([]);
  });

  test('events of other times than the digest says, where all of a log was loaded', async () => {
    const load = (condition: string) =>
      ingest({ ...EVERYTHING, threads: 1, sources: [archive(condition)], casePath: join(temp, `${condition}.duckdb`) });
    const odd = await load('log-event-times-differ');
    const differ = odd.report.remarks.filter(({ remark }) => remark === 'event-times-differ');
    expect(differ).toHaveLength(odd.report.summary.objects.log!.valid!);
    expect(differ[0]?.detail).toMatch(/its digest says 2026-.* to 2026-03-02T05:00:00Z$/);
    expect(odd.exit).toBe(0);
    const { report } = await load('clean');
    expect(report.remarks.map(({ remark }) => remark)).toEqual(['unexplained-start']);
  });

  test('one fingerprint among the keys of two regions', async () => {
    const { trust, exit } = await check('key-in-two-regions');
    expect(trust.severalRegions).toMatchObject([
      { regions: ['eu-west-1', 'us-east-1'] },
      { regions: ['eu-west-1', 'us-east-1'] },
    ]);
    expect(exit).toBe(0);
    expect((await check('clean')).trust.severalRegions).toEqual([]);
  });
});

test('a digest that was still on its way when the archive was collected is not missing', async () => {
  const until = { since: null, until: '2026-03-02T18:00:00Z' };
  const run = (source: string) => verify({ ...EVERYTHING, threads: 1, sources: [source], window: until });
  expect((await run(archive('clean'))).ranges).toEqual([]);
  // Whoever does not say when, is measured by the window that was asked for.
  const undated = join(temp, 'undated');
  cpSync(archive('clean'), undated, { recursive: true });
  rmSync(join(undated, 'collection.json'));
  expect((await run(undated)).ranges).toMatchObject([{ finding: 'truncated-tail', digests: 5 }]);
});
