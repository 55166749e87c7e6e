import { describe, expect, test } from 'vitest';
import type { ChainShape, KeyFileShape, ObjectShape, RangeShape, VerifyShape } from '../../src/report/shapes.js';
import { chainsText } from '../../src/report/verify/chains-text.js';
import { findingsText } from '../../src/report/verify/findings-text.js';
import { trustText } from '../../src/report/verify/trust-text.js';
import { plain } from '../../src/text/colour.js';
import { width } from '../../src/text/width.js';

// An organization has thousands of chains, and a screen has eighty columns.

const REGIONS = Array.from({ length: 17 }, (_, i) => `us-east-${i + 1}`);
const chains: ChainShape[] = Array.from({ length: 12 }, (_, i) => String(111122220000 + i)).flatMap((account) =>
  REGIONS.map((region, i) => ({
    account,
    region,
    trail: 'org-trail',
    homeRegion: 'us-east-1',
    kind: 'standard',
    digests: 24,
    from: `2026-03-02T00:${String(i + 10)}:00Z`,
    to: `2026-03-03T00:${String(i + 10)}:00Z`,
  })),
);
const hole: RangeShape = {
  finding: 'hole',
  account: '111122220005',
  region: 'us-east-3',
  trail: 'org-trail',
  kind: 'standard',
  from: null,
  to: null,
  detail: 'd',
};
const objects: ObjectShape[] = Array.from({ length: 30 }, (_, i) => ({
  bucket: 'logs',
  key: `AWSLogs/111122220000/CloudTrail/us-east-1/2026/03/02/111122220000_CloudTrail_us-east-1_20260302T00${10 + i}Z_abcdefghijklmnop.json.gz`,
  kind: 'log',
  verdict: 'unlisted',
  detail: 'the same of each',
}));
const report = { chains, ranges: [hole], objects, versions: [], unfinished: [] } as unknown as VerifyShape;

const keyFile = (region: string, more: Partial<KeyFileShape> = {}): KeyFileShape => ({
  file: `archive/public-keys/${region}.json`,
  sha256: region.padEnd(64, '0'),
  state: 'as-collected',
  keys: 2,
  regions: [region],
  collectedAt: '2026-03-03T00:00:00Z',
  collectedBy: 'arn:aws:iam::111122220000:user/ir',
  endpoint: `https://cloudtrail.${region}.amazonaws.com`,
  customEndpoint: false,
  pinned: false,
  used: true,
  ...more,
});

describe.each([60, 80, 120])('%i columns', (columns) => {
  const options = { width: columns, all: false };
  const trust = {
    keySet: 'ab'.repeat(32),
    files: REGIONS.map((r) => keyFile(r)),
    outsideValidity: [],
    severalRegions: [],
  };
  const texts = {
    chains: chainsText(report, plain, options),
    findings: findingsText(report, plain, options),
    keys: trustText(trust, plain, options),
  };

  test.each(Object.entries(texts))('%s: no line is wider, and they fit a screen or two', (_, text) => {
    const lines = text.trimEnd().split('\n');
    for (const line of lines) expect(width(line)).toBeLessThanOrEqual(columns);
    expect(lines.length).toBeLessThan(60);
  });
});

describe('of many', () => {
  const piped = { width: null, all: false };

  test('chains with exceptions come first, the others are summed up by account', () => {
    const text = chainsText(report, plain, piped);
    expect(text).toContain('when to when  (204 chains; --all lists each)');
    expect(text).toMatch(
      /1 chain with exceptions\n {2}111122220005 .*\n {4}us-east-3 .*except hole\n {2}203 chains without/,
    );
    // What holds for all of them: from the last that begins to the first that ends.
    expect(text).toContain('17 chains  all 2026-03-02T00:26:00Z to 2026-03-03T00:10:00Z  408 digests');
    expect(chainsText(report, plain, { width: null, all: true }).match(/24 digests/g)).toHaveLength(204);
  });

  test('what is said of several objects is said once, and what is left out is counted', () => {
    const text = findingsText(report, plain, piped);
    expect(text.match(/each: the same of each/g)).toHaveLength(1);
    expect(text).toContain('and 20 more; --all lists them');
  });

  test('key files that differ in their region only are one line; one that changed never is', () => {
    const files = [...REGIONS.map((region) => keyFile(region)), keyFile('eu-west-1', { state: 'changed' })];
    const text = trustText({ keySet: 'ab', files, outsideValidity: [], severalRegions: [] }, plain, piped);
    expect(text).toContain('34 keys of 17 regions from archive/public-keys/REGION.json');
    expect(text).toContain('from https://cloudtrail.REGION.amazonaws.com');
    expect(text).toContain('2 keys of eu-west-1 from archive/public-keys/eu-west-1.json');
    expect(text).toContain('CHANGED AFTER COLLECTION');
  });
});
