import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { type VerifyReport, verify } from '../../src/ingest/index.js';
import { packageFile } from '../../src/package.js';
import { REQUIREMENTS } from './requirements.js';

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

const conditions = fileURLToPath(packageFile('fixtures/archives'));
const all = readdirSync(conditions).sort();

/**
 * What the main suite runs: of each of the first 28 requirements a condition that is objected to, of the first ten also one that is not. The
 * others run beside the tests against other programs, for a run over an archive costs half a second of processor however small it is.
 */
const first = new Set([
  'clean',
  ...REQUIREMENTS.slice(0, 28).flatMap(({ fires }) => fires.slice(0, 1)),
  ...REQUIREMENTS.slice(0, 10).flatMap(({ quiet }) => quiet.slice(0, 1)),
]);
export const CONDITIONS = {
  first: all.filter((condition) => first.has(condition)),
  others: all.filter((condition) => !first.has(condition)),
};

export const expectedOf = (condition: string) =>
  JSON.parse(readFileSync(join(conditions, condition, 'expected.json'), 'utf8')) as Expected;

export function optionsFor(condition: string, { asked = {}, publicKeys }: Expected) {
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

export function holds(report: VerifyReport, expected: Expected) {
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

/** Verifies a condition and compares all that is said of it. */
export async function verifyCondition(condition: string): Promise<void> {
  const expected = expectedOf(condition);
  holds(await verify({ ...optionsFor(condition, expected), all: true }), expected);
}
