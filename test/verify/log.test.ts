import { describe, expect, test } from 'vitest';
import { coverage } from '../../src/verify/coverage.js';
import { judgeLog, type LogFacts, missingLog } from '../../src/verify/log.js';
import { ACCOUNT, CHAIN, HOUR, iso, NOON, REGION, sha256 } from './support/chain-builder.js';

const NAME = `${ACCOUNT}_CloudTrail_${REGION}_20260301T1305Z_OviGSSWadUI1W1r7.json.gz`;
const good: LogFacts = {
  objectId: 7,
  bucket: 'b',
  key: `AWSLogs/${ACCOUNT}/CloudTrail/${REGION}/2026/03/01/${NAME}`,
  kind: 'log',
  account: ACCOUNT,
  region: REGION,
  delivered: iso(NOON + HOUR),
  contentSha256: sha256('log'),
  container: 'gzip',
  problem: null,
  unavailable: null,
};
const listing = { digestId: 3, sha256: sha256('log') };
const span = { from: iso(NOON), to: iso(NOON + 4 * HOUR) };
const result = {
  digests: [],
  lost: 0,
  ranges: [],
  covered: [span],
  ...span,
  head: 'starting' as const,
  newest: span.to,
};
const cover = coverage([{ id: CHAIN, result }]);
const judge = (facts: Partial<LogFacts>, listings = [listing]) => judgeLog({ ...good, ...facts }, listings, cover);

describe('a log that a trusted digest lists', () => {
  test.each<[string, Partial<LogFacts>, string]>([
    ['the recorded content', {}, 'valid'],
    ['gone cold', { unavailable: 'archived in Glacier', contentSha256: null }, 'unavailable'],
    ['other content', { contentSha256: sha256('x') }, 'modified'],
    ['other content that is no JSON', { contentSha256: sha256('x'), problem: 'not JSON' }, 'modified'],
    ['a broken container', { container: 'broken' }, 'invalid-format'],
    ['truncated', { container: 'broken', contentSha256: null, problem: 'truncated' }, 'invalid-format'],
    ['not gzip', { container: 'plain', contentSha256: sha256('x') }, 'invalid-format'],
    ['not gzip, but the content', { container: 'plain' }, 'altered-container'],
    ['inflated and renamed', { container: 'plain', key: 'x.json' }, 'valid'],
    ['inflated, renamed and changed', { container: 'plain', key: 'x.json', contentSha256: sha256('x') }, 'modified'],
    [
      'several members that together have it',
      { container: 'several-members', firstMemberSha256: sha256('x') },
      'altered-container',
    ],
    [
      'a first member that has it',
      { container: 'several-members', contentSha256: sha256('x'), firstMemberSha256: sha256('log') },
      'altered-container',
    ],
    [
      'several members, none of which has it',
      { container: 'several-members', contentSha256: sha256('x'), firstMemberSha256: sha256('y') },
      'modified',
    ],
    ['bytes behind it', { container: 'trailing-bytes', firstMemberSha256: sha256('log') }, 'altered-container'],
    ['no trailer', { container: 'no-trailer' }, 'altered-container'],
    ['no trailer and other content', { container: 'no-trailer', contentSha256: sha256('x') }, 'invalid-format'],
  ])('%s', (_, facts, verdict) => {
    expect(judge(facts)).toMatchObject({ verdict, digestId: 3 });
  });

  test('by two digests is vouched for by the one that agrees', () => {
    expect(judge({}, [{ digestId: 2, sha256: sha256('x') }, listing])).toMatchObject({ verdict: 'valid', digestId: 3 });
  });

  test('with a malformed hash is neither proven nor refuted', () => {
    expect(judge({}, [{ digestId: 2, sha256: sha256('log').slice(1) }])).toMatchObject({ verdict: 'unverified' });
  });

  test('elsewhere is moved', () => {
    const signedAt = { bucket: 'b', key: 'elsewhere' };
    expect(judge({}, [{ ...listing, signedAt } as never])).toMatchObject({ verdict: 'moved' });
  });

  test('and is not there', () => {
    expect(missingLog(listing)).toMatchObject({ verdict: 'missing', digestId: 3 });
  });
});

describe('a log that no trusted digest lists', () => {
  test.each<[string, Partial<LogFacts>, string]>([
    ['in a covered period', {}, 'unlisted'],
    [
      'at the very end, before the following digest was seen',
      { delivered: iso(NOON + 4 * HOUR - 300_000) },
      'unverified',
    ],
    ['after it', { delivered: iso(NOON + 5 * HOUR) }, 'unverified'],
    ['within a slot of the beginning', { delivered: iso(NOON + 300_000) }, 'unverified'],
    ['before the chain', { delivered: iso(NOON - HOUR) }, 'unverified'],
    ['of another region', { region: 'eu-west-1' }, 'unverified'],
    ['without a CloudTrail name', { account: null, region: null, delivered: null }, 'unverified'],
    ['unreadable', { problem: 'not JSON' }, 'invalid-format'],
    ['not a log at all', { kind: 'other' }, 'foreign'],
  ])('%s', (_, facts, verdict) => {
    expect(judge(facts, [])).toMatchObject({ verdict, digestId: null });
  });
});
