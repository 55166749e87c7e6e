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
  /** What verification is asked for; absent: everything. */
  readonly asked?: {
    readonly since?: string;
    readonly until?: string;
    readonly accounts?: readonly string[];
    readonly regions?: readonly string[];
  };
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
  readonly versions?: readonly { finding: string; bucket: string; key: string; at: string | null }[];
  /** Words in the detail of an object (`bucket/key`) or of a range finding. */
  readonly says?: readonly { readonly of: string; readonly words: string }[];
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
  'version-log-overwritten',
]);

const conditions = fileURLToPath(packageFile('fixtures/archives'));
const temp = mkdtempSync(join(tmpdir(), 'keytrail-archives-'));
afterAll(() => rmSync(temp, { recursive: true, force: true }));

const read = (condition: string) =>
  JSON.parse(readFileSync(join(conditions, condition, 'expected.json'), 'utf8')) as Expected;

function options(condition: string, { asked = {}, publicKeys }: Expected) {
  return {
    sources: [join(conditions, condition, 'archive')],
    window: { since: asked.since ?? null, until: asked.until ?? null },
    accounts: asked.accounts ?? [],
    regions: asked.regions ?? [],
    publicKeys: publicKeys.map((file) => join(conditions, condition, file)),
    threads: 1,
    memory: '512MB',
    inflate: 'node' as const,
  };
}

const idOf = ({ bucket, key }: { bucket: string | null; key: string }) => `${bucket}/${key}`;

function holds(report: VerifyReport, expected: Expected) {
  const objected = report.objects.filter(({ verdict }) => verdict !== 'valid');
  expect(Object.fromEntries(objected.map((object) => [idOf(object), object.verdict]))).toEqual(expected.verdicts);
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
  const details = [
    ...report.objects.map((object) => ({ of: idOf(object), detail: object.detail ?? '' })),
    ...report.ranges.map(({ finding, detail }) => ({ of: finding as string, detail })),
  ];
  for (const { of, words } of expected.says ?? []) {
    expect(details).toContainEqual({ of, detail: expect.stringContaining(words) });
  }
  expect(report.versions).toEqual((expected.versions ?? []).map((version) => expect.objectContaining(version)));
  expect(report.exit).toBe(expected.exit);
}

// Most of a run over so few objects is waiting for threads to start: two runs at once, and one worker each.
describe.concurrent('verify', () => {
  test.each(readdirSync(conditions).sort())('%s', async (condition) => {
    const expected = read(condition);
    holds(await verify({ ...options(condition, expected), all: true }), expected);
  });
});

describe('ingest says the same, and everything is accounted for', () => {
  test.each([...LOADED])('%s', async (condition) => {
    const expected = read(condition);
    const summary = await ingest({ ...options(condition, expected), casePath: join(temp, `${condition}.duckdb`) });
    holds(summary.report, expected);
    expect(summary.lost).toEqual([]);
    expect(summary.accounting.records).toBeGreaterThan(0);
  });
});
