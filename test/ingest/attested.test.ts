import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { ingest, verify } from '../../src/ingest/index.js';
import { packageFile } from '../../src/package.js';
import { EVERYTHING } from '../support/options.js';

const temp = mkdtempSync(join(tmpdir(), 'keytrail-attested-'));
afterAll(() => rmSync(temp, { recursive: true, force: true }));
const archive = (condition: string) => [fileURLToPath(packageFile(`fixtures/archives/${condition}/archive`))];

test.concurrent('what a proven delivery names and is gone is missing; verify and ingest say the same', async () => {
  const sources = archive('attested-digest-missing');
  const report = await verify({ ...EVERYTHING, sources });
  expect(report.attested).toMatchObject({ named: 23, present: 15, indicated: [], leftOut: 0 });
  expect(report.attested.missing).toHaveLength(8);
  expect(report.exit).toBe(1);
  const loaded = await ingest({ ...EVERYTHING, sources, casePath: join(temp, 'case.duckdb') });
  expect(loaded.report).toEqual(report);
  expect(loaded.lost).toEqual([]);
});

test.concurrent('what nobody asked for is not missing', async () => {
  const window = { since: '2026-03-02T10:00:00Z', until: null };
  const { attested } = await verify({ ...EVERYTHING, window, sources: archive('attested-digest-missing') });
  expect(attested.missing.map(({ time }) => time! >= window.since)).toEqual(attested.missing.map(() => true));
  expect(attested.missing.length).toBeLessThan(8);
});

test.concurrent('a record that nothing proves is an indication, and no verdict', async () => {
  const { attested, summary } = await verify({ ...EVERYTHING, sources: archive('attested-indication') });
  expect(attested).toMatchObject({ named: 23, missing: [] });
  expect(attested.indicated.map(({ why }) => why)).toEqual(
    attested.indicated.map(() => 'the record that names it is not proven'),
  );
  expect(attested.indicated.length).toBeGreaterThan(0);
  expect(summary.objects.digest).toBeUndefined();
});
