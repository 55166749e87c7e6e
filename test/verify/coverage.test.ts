import { describe, expect, test } from 'vitest';
import type { RangeFinding } from '../../src/model.js';
import type { ChainId, ChainResult } from '../../src/verify/chain.js';
import { type ChainOutcome, coverage, coverageAt, coverageFindings, type LogSpan } from '../../src/verify/coverage.js';
import { ACCOUNT, CHAIN, HOUR, iso, NOON, REGION } from './support/chain-builder.js';

function outcome(from: number, to: number, result: Partial<ChainResult> = {}, id: Partial<ChainId> = {}): ChainOutcome {
  const span = { from: iso(from), to: iso(to) };
  const rest = { digests: [], lost: 0, ranges: [], covered: [span], head: 'starting' as const, newest: span.to };
  return { id: { ...CHAIN, ...id }, result: { ...rest, ...span, ...result } };
}
const logs = (first: number, last: number, rest: Partial<LogSpan> = {}): LogSpan => ({
  ...{ account: ACCOUNT, region: REGION, first: iso(first), last: iso(last), logs: 9 },
  ...rest,
});
const OPEN = { since: null, until: null };
const NOBODY = { accounts: [], regions: [] };
const END = NOON + 10 * HOUR;
const at = (chains: ChainOutcome[], time: number) => coverageAt(coverage(chains), ACCOUNT, REGION, iso(time));

describe('coverage', () => {
  test('one chain', () => {
    const one = [outcome(NOON, END)];
    expect(at(one, NOON + HOUR)).toBe('covered');
    expect(at(one, END)).toBe('after-last');
    expect(at(one, NOON - HOUR)).toBe('uncovered');
    expect(coverageAt(coverage(one), ACCOUNT, 'eu-west-1', iso(NOON))).toBe('no-chain');
  });

  test('a hole of another trail might list it', () => {
    const covered = [
      { from: iso(NOON), to: iso(NOON + HOUR) },
      { from: iso(NOON + 4 * HOUR), to: iso(END) },
    ];
    const other = outcome(NOON, END, { covered }, { trail: 'other' });
    expect(at([outcome(NOON, END), other], NOON + 2 * HOUR)).toBe('uncovered');
    expect(at([outcome(NOON, END), other], NOON + 5 * HOUR)).toBe('covered');
  });

  test('a trail that began later or ended long before does not', () => {
    const later = outcome(NOON + 5 * HOUR, END, {}, { trail: 'later' });
    const ended = outcome(NOON - 20 * HOUR, NOON - 10 * HOUR, {}, { trail: 'ended' });
    expect(at([outcome(NOON, END), later, ended], NOON + 2 * HOUR)).toBe('covered');
  });

  test('a trail whose tail was cut might', () => {
    const tail = { finding: 'truncated-tail' } as RangeFinding;
    const cut = outcome(NOON - 20 * HOUR, NOON - 10 * HOUR, { ranges: [tail] }, { trail: 'cut' });
    expect(at([outcome(NOON, END), cut], NOON + 2 * HOUR)).toBe('after-last');
  });

  test('backfill covers no time', () => {
    expect(at([outcome(NOON, END, {}, { kind: 'backfill' })], NOON + HOUR)).toBe('no-chain');
  });
});

describe('findings', () => {
  test('nothing to object to', () => {
    const spans = [logs(NOON, END + HOUR)];
    expect(coverageFindings([outcome(NOON, END)], spans, OPEN, { accounts: [ACCOUNT], regions: [REGION] })).toEqual([]);
  });

  test('logs without any digest', () => {
    expect(coverageFindings([], [logs(NOON, END)], OPEN, NOBODY)).toMatchObject([
      { finding: 'no-digests', account: ACCOUNT, region: REGION, from: iso(NOON), to: iso(END), trail: null },
    ]);
  });

  test('asked for and not there', () => {
    const found = (accounts: string[], regions: string[]) =>
      coverageFindings([outcome(NOON, END)], [], OPEN, { accounts, regions }).map((each) => [
        each.account,
        each.region,
      ]);
    expect(found([], ['eu-west-1', REGION])).toEqual([[ACCOUNT, 'eu-west-1']]);
    expect(found(['999999999999', ACCOUNT], [])).toEqual([['999999999999', '*']]);
    expect(found(['999999999999'], [REGION])).toEqual([['999999999999', REGION]]);
    expect(coverageFindings([], [], OPEN, { accounts: [], regions: [REGION] })).toHaveLength(1);
  });

  test('nothing at all is a finding, whatever was asked', () => {
    const since = { since: iso(NOON), until: null };
    expect(coverageFindings([], [], since, NOBODY)).toMatchObject([
      { finding: 'no-digests', account: '*', region: '*', from: iso(NOON), to: null },
    ]);
  });

  test('logs older than a starting digest', () => {
    const older = logs(NOON - 5 * HOUR, END);
    expect(coverageFindings([outcome(NOON, END)], [older], OPEN, NOBODY)).toMatchObject([
      { finding: 'gap', from: iso(NOON - 5 * HOUR), to: iso(NOON), explained: null },
    ]);
    const covering = outcome(NOON - 6 * HOUR, END, {}, { trail: 'older' });
    expect(coverageFindings([outcome(NOON, END), covering], [older], OPEN, NOBODY)).toEqual([]);
    expect(coverageFindings([outcome(NOON, END, { head: 'linked' })], [older], OPEN, NOBODY)).toEqual([]);
  });

  test('logs much younger than the newest digest', () => {
    const younger = logs(NOON, END + 3 * HOUR);
    expect(coverageFindings([outcome(NOON, END)], [younger], OPEN, NOBODY)).toMatchObject([
      { finding: 'truncated-tail', from: iso(END), to: iso(END + 3 * HOUR), digests: 3 },
    ]);
    const until = { since: null, until: iso(END + HOUR) };
    expect(coverageFindings([outcome(NOON, END)], [younger], until, NOBODY)).toEqual([]);
    const other = outcome(NOON, END + 3 * HOUR, {}, { trail: 'other' });
    expect(coverageFindings([outcome(NOON, END), other], [younger], OPEN, NOBODY)).toEqual([]);
  });

  test('other regions of the trail that reach further', () => {
    const other = outcome(NOON, END + 3 * HOUR, {}, { region: 'eu-west-1' });
    expect(coverageFindings([outcome(NOON, END), other], [], OPEN, NOBODY)).toMatchObject([
      { finding: 'truncated-tail', region: REGION, digests: 3 },
    ]);
    const lag = outcome(NOON, END + HOUR, {}, { region: 'eu-west-1' });
    expect(coverageFindings([outcome(NOON, END), lag], [], OPEN, NOBODY)).toEqual([]);
  });

  test('an end long before the collection, where nothing else says how far the chain reached', () => {
    const at = (collectedAt: string | null, statusKnown = false) =>
      coverageFindings([{ ...outcome(NOON, END), collectedAt, statusKnown }], [], OPEN, NOBODY);
    expect(at(iso(END + 5 * HOUR))).toMatchObject([
      { finding: 'truncated-tail', from: iso(END), to: iso(END + 5 * HOUR), digests: null, explained: null },
    ]);
    expect(at(iso(END + 1.9 * HOUR))).toEqual([]);
    expect(at(null)).toEqual([]);
    // A trail status is the better witness.
    expect(at(iso(END + 5 * HOUR), true)).toEqual([]);
  });

  test('a tail is told once', () => {
    const tail = { finding: 'truncated-tail' } as RangeFinding;
    const other = outcome(NOON, END + 4 * HOUR, {}, { region: 'eu-west-1' });
    const spans = [logs(NOON, END + 4 * HOUR)];
    expect(coverageFindings([outcome(NOON, END), other], spans, OPEN, NOBODY)).toHaveLength(1);
    expect(coverageFindings([outcome(NOON, END, { ranges: [tail] }), other], spans, OPEN, NOBODY)).toEqual([]);
  });
});
