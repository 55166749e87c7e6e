import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { ingest, type VerifyReport, verify } from '../src/ingest/index.js';
import { packageFile } from '../src/package.js';

// Every folder below fixtures/archives is a condition that an archive can be in: what verification has to say of it lies beside it.

interface Expected {
  readonly publicKeys: readonly string[];
  readonly verdicts: Readonly<Record<string, string>>;
  readonly ranges: readonly {
    finding: string;
    account: string;
    region: string;
    trail: string | null;
    from: string | null;
    to: string | null;
    digests: number | null;
    explained?: boolean;
    evidence?: string[];
  }[];
  readonly exit: 0 | 1;
}

/** Conditions in which loading could make a difference to what verification says. */
const LOADED = new Set([
  'clean',
  'log-modified',
  'log-second-member',
  'log-truncated',
  'gap-explained',
  'plain-folder',
]);

const conditions = fileURLToPath(packageFile('fixtures/archives'));
const temp = mkdtempSync(join(tmpdir(), 'keytrail-archives-'));
afterAll(() => rmSync(temp, { recursive: true, force: true }));

for (const condition of readdirSync(conditions).sort()) {
  describe(condition, () => {
    const folder = join(conditions, condition);
    const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Expected;
    const options = {
      sources: [join(folder, 'archive')],
      window: { since: null, until: null },
      accounts: [],
      regions: [],
      publicKeys: expected.publicKeys.map((file) => join(folder, file)),
      threads: 2,
      memory: '512MB',
      inflate: 'node' as const,
    };

    const holds = (report: VerifyReport) => {
      expect(
        Object.fromEntries(report.objects.map(({ bucket, key, verdict }) => [`${bucket}/${key}`, verdict])),
      ).toEqual(expected.verdicts);
      expect(report.ranges.map(({ finding }) => finding).sort()).toEqual(
        expected.ranges.map(({ finding }) => finding).sort(),
      );
      for (const { explained, ...range } of expected.ranges) {
        const known = Object.fromEntries(Object.entries(range).filter(([, value]) => value !== null));
        expect(report.ranges).toContainEqual(
          expect.objectContaining({
            ...known,
            ...(explained === undefined ? {} : { explained: explained ? expect.any(String) : null }),
          }),
        );
      }
      expect(report.exit).toBe(expected.exit);
    };

    test('verify', async () => holds(await verify(options)));

    if (!LOADED.has(condition)) return;
    test('ingest says the same, and everything is accounted for', async () => {
      const summary = await ingest({ ...options, casePath: join(temp, `${condition}.duckdb`) });
      holds(summary.report);
      expect(summary.lost).toEqual([]);
      expect(summary.accounting.records).toBeGreaterThan(0);
    });
  });
}
