import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { blast } from '../../src/blast/blast.js';
import { blastEvents } from '../../src/blast/events.js';
import { ingest } from '../../src/ingest/index.js';
import { openCase } from '../../src/store/case.js';
import { caseFromRecords } from '../support/case-from-records.js';
import { EVERYTHING } from '../support/options.js';
import { radius, radiusIn } from '../support/radius.js';
import {
  ACCOUNT,
  assumeRole,
  at,
  call,
  consoleLogin,
  createKey,
  createRole,
  event,
  OTHER_ACCOUNT,
  type Rec,
  roleSession,
  user,
} from './records.js';

// What breaks naive joins, a test each: the right link is made, and the one that a naive join makes is not. Most of them stand side by
// side in one case, under one seed; the ids of their events begin with the number of the trap.

const mallory = user('mallory', 'AKIASEED');
const bob = user('bob', 'AKIABOB');
const service = (name: string): Rec => ({ type: 'AWSService', invokedBy: `${name}.amazonaws.com` });
const fed = (key: string | null, created: string): Rec => ({
  type: 'FederatedUser',
  principalId: `${ACCOUNT}:f`,
  arn: `arn:aws:sts::${ACCOUNT}:federated-user/f`,
  accountId: ACCOUNT,
  ...(key === null ? {} : { accessKeyId: key }),
  sessionContext: { attributes: { creationDate: at(created) } },
});
const policy = (principal: string): string =>
  JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: { AWS: principal }, Action: 'sts:AssumeRole' }] });

const records: readonly Rec[] = [
  call('own', '09:00:00', mallory),

  event('1-federation', '10:00:00', 'sts', 'GetFederationToken', mallory, {
    responseElements: {
      credentials: { accessKeyId: 'ASIAFED' },
      federatedUser: { arn: `arn:aws:sts::${ACCOUNT}:federated-user/f`, federatedUserId: `${ACCOUNT}:f` },
    },
  }),
  event('1-token', '10:01:00', 'signin', 'GetSigninToken', fed('ASIAFED', '10:00:00'), {
    responseElements: { credentials: { accessKeyId: 'ASIA****' }, GetSigninToken: 'Success' },
  }),
  consoleLogin('1-login', '10:02:00', { ...fed(null, '10:00:00'), sessionContext: undefined }),
  call('1-first', '10:03:00', fed('ASIAMINTEDA', '10:02:00')),
  call('1-second', '10:04:00', fed('ASIAMINTEDB', '10:02:03')),
  call('1-another-session', '12:04:00', fed('ASIAMINTEDC', '12:00:00')),

  ...['shared', null].map((shared) =>
    assumeRole(
      `2-${shared ?? 'unseen'}-target`,
      '10:00:00',
      { type: 'AWSAccount', principalId: shared ? 'AIDAMALLORY' : 'AIDACAROL', accountId: ACCOUNT },
      'far',
      shared ?? 'unseen',
      `ASIAFAR${shared ?? 'UNSEEN'}`.toUpperCase(),
      { recipientAccountId: OTHER_ACCOUNT, sharedEventID: `2-${shared ?? 'unseen'}` },
      OTHER_ACCOUNT,
    ),
  ),
  assumeRole(
    '2-caller',
    '10:00:00',
    mallory,
    'far',
    'shared',
    'ASIAFARSHARED',
    { sharedEventID: '2-shared' },
    OTHER_ACCOUNT,
  ),
  call('2-use', '10:01:00', roleSession('far', 'shared', 'ASIAFARSHARED', '10:00:00', OTHER_ACCOUNT)),
  call('2-use-unseen', '10:01:00', roleSession('far', 'unseen', 'ASIAFARUNSEEN', '10:00:00', OTHER_ACCOUNT)),

  assumeRole('3-node', '10:00:00', mallory, 'node', 'i-0node', 'ASIANODE'),
  ...[
    { who: 'ASIANODE', at: '10:01:00', cluster: 'shop', pod: 'ASIAPOD' },
    // Another node's, of another cluster in the same second; and the same cluster's in another second.
    { who: 'ASIANODEOTHER', at: '10:01:00', cluster: 'bank', pod: 'ASIAPODBANK' },
    { who: 'ASIANODEOTHER', at: '10:02:00', cluster: 'shop', pod: 'ASIAPODLATER' },
  ].flatMap(({ who, at: time, cluster, pod }, n) => [
    event(
      `3-parent-${n}`,
      time,
      'eks-auth',
      'AssumeRoleForPodIdentity',
      roleSession('node', n ? 'i-0other' : 'i-0node', who, '10:00:00'),
      {
        requestParameters: { clusterName: cluster, token: 'HIDDEN_DUE_TO_SECURITY_REASONS' },
        responseElements: null,
      },
    ),
    assumeRole(`3-pair-${n}`, time, service('pods.eks'), 'pod', `eks-${cluster}-app-${n}`, pod, {
      requestParameters: {
        roleArn: `arn:aws:iam::${ACCOUNT}:role/pod`,
        roleSessionName: `eks-${cluster}-app-${n}`,
        tags: [
          { key: 'eks-cluster-name', value: cluster },
          { key: 'kubernetes-namespace', value: 'default' },
          { key: 'kubernetes-service-account', value: 'app' },
        ],
      },
    }),
    call(`3-use-${n}`, '10:03:00', roleSession('pod', `eks-${cluster}-app-${n}`, pod, time)),
  ]),

  createKey('4-own', '10:00:00', mallory, 'mallory', 'AKIAFOUR', { requestParameters: null }),
  createKey('4-bob', '10:00:00', bob, 'bob', 'AKIAFOURBOB', { requestParameters: null }),
  call('4-use', '10:01:00', user('mallory', 'AKIAFOUR')),
  call('4-use-bob', '10:01:00', user('bob', 'AKIAFOURBOB')),

  assumeRole('5-same-account', '10:00:00', mallory, 'five', 's', 'ASIAFIVE'),
  call('5-use', '10:01:00', roleSession('five', 's', 'ASIAFIVE', '10:00:00')),
  call('5-mine', '10:02:00', mallory, { sharedEventID: '5-shared' }),
  // The owner's copy of it, and two records that have nothing but the id in common with it.
  call(
    '5-copy',
    '10:02:00',
    { type: 'AWSAccount', principalId: 'AIDAMALLORY', accountId: ACCOUNT },
    {
      sharedEventID: '5-shared',
      recipientAccountId: OTHER_ACCOUNT,
    },
  ),
  call('5-bob', '10:02:00', bob, { sharedEventID: '5-shared' }),
  event(
    '5-insight',
    '10:30:00',
    's3',
    'ListBuckets',
    {},
    {
      eventType: 'AwsCloudTrailInsight',
      eventCategory: 'Insight',
      userIdentity: undefined,
      sharedEventID: '5-shared',
    },
  ),

  ...Array.from({ length: 50 }, (_, n) =>
    call(`6-delivery-${n}`, `10:${String(n).padStart(2, '0')}:30`, {
      ...roleSession('delivery', 'CLOUDWATCH_LOGS', 'ASIADELIVERY', '10:00:00'),
      invokedBy: 'cloudtrail.amazonaws.com',
    }),
  ),
  assumeRole('6-service', '10:00:00', service('cloudtrail'), 'delivery', 'CLOUDWATCH_LOGS', 'ASIADELIVERY'),
  assumeRole('6-mine', '11:00:00', mallory, 'delivery', 'CLOUDWATCH_LOGS', 'ASIASIX'),
  call('6-use', '11:01:00', roleSession('delivery', 'CLOUDWATCH_LOGS', 'ASIASIX', '11:00:00')),

  ...[
    'Mar 1, 2026, 11:30:00 AM',
    'Mar 1, 2026 11:30:00 AM',
    'Mar 1, 2026, 11:30:00\u202fAM',
    '2026-03-01T11:30:00Z',
  ].map((expiration, n) =>
    event(`7-${n}`, '10:00:00', 'sts', 'GetSessionToken', mallory, {
      requestParameters: { durationSeconds: 60 },
      responseElements: { credentials: { accessKeyId: `ASIASEVEN${n}`, expiration } },
    }),
  ),

  createRole('9-created', '10:00:00', mallory, 'nine', 'AROANINEOLD'),
  call('9-old', '10:30:00', { ...roleSession('nine', 's', 'ASIANINEOLD', '10:20:00'), principalId: 'AROANINEOLD:s' }),
  event('9-deleted', '11:00:00', 'iam', 'DeleteRole', bob, { requestParameters: { roleName: 'nine' } }),
  createRole('9-again', '11:10:00', bob, 'nine', 'AROANINENEW'),
  call('9-new', '11:30:00', { ...roleSession('nine', 's', 'ASIANINENEW', '11:20:00'), principalId: 'AROANINENEW:s' }),

  assumeRole('11-mine', '10:00:00', mallory, 'eleven', 's', 'ASIAELEVEN'),
  assumeRole('11-bob', '10:00:00', bob, 'eleven', 's', 'ASIAELEVENBOB'),
  call('11-use', '10:01:00', roleSession('eleven', 's', 'ASIAELEVEN', '10:00:00')),
  call('11-use-bob', '10:01:00', roleSession('eleven', 's', 'ASIAELEVENBOB', '10:00:00')),
  call('11-whose', '10:01:00', roleSession('eleven', 's', 'ASIAELEVENCONSOLE', '10:00:00')),

  assumeRole('12-to-a', '10:00:00', mallory, 'twelvea', 's', 'ASIATWELVEA'),
  assumeRole(
    '12-to-b',
    '10:01:00',
    roleSession('twelvea', 's', 'ASIATWELVEA', '10:00:00'),
    'twelveb',
    's',
    'ASIATWELVEB',
  ),
  assumeRole(
    '12-back',
    '10:02:00',
    roleSession('twelveb', 's', 'ASIATWELVEB', '10:01:00'),
    'twelvea',
    's',
    'ASIATWELVEC',
  ),
  call('12-use', '10:03:00', roleSession('twelvea', 's', 'ASIATWELVEC', '10:02:00')),

  ...['HIDDEN_DUE_TO_SECURITY_REASONS', 'ASIA****************', '<sensitiveDataRemoved>'].flatMap((mask, n) => [
    assumeRole(`13-mine-${n}`, `10:0${n}:00`, mallory, 'thirteen', `m${n}`, mask),
    // The key is hidden, the session is not: it is told by its id and its time.
    call(`13-use-${n}`, `10:1${n}:00`, roleSession('thirteen', `m${n}`, mask, `10:0${n}:00`)),
    assumeRole(`13-bob-${n}`, `10:0${n}:30`, bob, 'thirteen', `b${n}`, mask),
    call(`13-use-bob-${n}`, `10:1${n}:00`, roleSession('thirteen', `b${n}`, mask, `10:0${n}:30`)),
  ]),
  assumeRole('13-omitted', '10:20:00', mallory, 'thirteen', 'omitted', '', {
    responseElements: { reason: 'responseElements too large', omitted: 'true', originalSize: '149893' },
  }),

  // The role was renamed in between (deleted and made again under another name): the arn lags, the id does not.
  assumeRole('14-mine', '10:00:00', mallory, 'fourteen', 's', 'ASIAFOURTEEN'),
  call('14-lags', '10:01:00', {
    ...roleSession('fourteen', 's', 'ASIAFOURTEENB', '10:00:00'),
    arn: `arn:aws:sts::${ACCOUNT}:assumed-role/renamed/s`,
  }),
  call('14-same-arn', '10:01:00', {
    ...roleSession('fourteen', 's', 'ASIAFOURTEENC', '10:00:00'),
    principalId: 'AROAOTHER:s',
  }),

  {
    eventVersion: '1.0',
    accountId: ACCOUNT,
    eventId: '15-aggregate',
    eventCategory: 'Aggregated',
    eventType: 'AwsAggregatedEvent',
    awsRegion: 'us-east-1',
    eventSource: 's3.amazonaws.com',
    timeWindow: { windowStart: at('10:00:00'), windowEnd: at('10:05:00'), windowSize: 'PT5M' },
    summary: { primaryDimension: { dimension: 'userIdentity', statistics: [{ name: 'AKIASEED', value: 9 }] } },
  },
  event(
    '15-insight',
    '10:00:00',
    'sts',
    'AssumeRole',
    {},
    {
      eventType: 'AwsCloudTrailInsight',
      eventCategory: 'Insight',
      userIdentity: undefined,
      insightDetails: { state: 'Start', eventName: 'AssumeRole', insightType: 'ApiCallRateInsight' },
      responseElements: { credentials: { accessKeyId: 'ASIAINSIGHT' } },
    },
  ),
  call('15-use', '10:01:00', roleSession('fifteen', 's', 'ASIAINSIGHT', '10:00:00')),

  event('16-create', '10:00:00', 'lambda', 'CreateFunction20150331', mallory, {
    requestParameters: { functionName: 'fn', role: `arn:aws:iam::${ACCOUNT}:role/sixteen` },
    responseElements: { functionName: 'fn', role: `arn:aws:iam::${ACCOUNT}:role/sixteen` },
  }),
  call('16-use', '10:02:00', roleSession('sixteen', 'fn', 'ASIASIXTEEN', '10:01:00')),
  event('16-lookalike', '10:00:00', 'lambda', 'CreateFunctionUrlConfig', mallory, {
    requestParameters: { functionName: 'gn' },
    responseElements: { functionName: 'gn', role: `arn:aws:iam::${ACCOUNT}:role/sixteen` },
  }),
  call('16-use-lookalike', '10:02:00', roleSession('sixteen', 'gn', 'ASIASIXTEENB', '10:01:00')),

  assumeRole('18-mine', '10:00:00', mallory, 'eighteen', 's', 'ASIAEIGHTEEN'),
  call('18-unexplained', '10:01:00', roleSession('eighteen', 's', 'ASIAWHOSE', '09:00:00')),

  assumeRole('19-mine', '10:00:00', mallory, 'nineteen', 's', 'ASIANINETEEN'),
  call('19-use', '10:01:00', roleSession('nineteen', 's', 'ASIANINETEEN', '10:00:00')),
  call('19-other-principal', '10:02:00', roleSession('unrelated', 's', 'ASIANINETEEN', '10:00:00')),
  call('19-other-time', '15:02:00', roleSession('nineteen', 's', 'ASIANINETEEN', '15:00:00')),
];

const opened = await caseFromRecords(records);
const found = await radiusIn(opened, 'AKIASEED');
const temp = mkdtempSync(join(tmpdir(), 'keytrail-traps-'));
afterAll(async () => {
  await opened.close();
  rmSync(temp, { recursive: true, force: true });
});

/** The events of a trap that are in the radius, without its number. */
const of = (trap: number): string[] =>
  found.eventIds.filter((id) => id.startsWith(`${trap}-`)).map((id) => id.slice(String(trap).length + 1));
const reached = (...keys: string[]): string[] =>
  found.reached.filter((text) => keys.includes(text.split(':')[0] ?? ''));
const suspected = (key: string) => found.suspects.filter((suspect) => suspect.to === key);

/** Files as CloudTrail writes them, ingested one after the other into one case, and the radius of the seed in it. */
async function ingested(name: string, ...files: readonly (readonly [file: string, records: readonly Rec[]])[]) {
  const casePath = join(temp, `${name}.duckdb`);
  for (const [n, [file, content]] of files.entries()) {
    const source = join(temp, name, String(n));
    mkdirSync(join(source, file, '..'), { recursive: true });
    writeFileSync(join(source, file), JSON.stringify({ Records: content }));
    await ingest({ ...EVERYTHING, sources: [source], casePath });
  }
  const there = await openCase(casePath, { threads: 2, memory: '512MB' });
  try {
    const result = await blast(there, {
      seed: 'AKIASEED',
      compromisedAt: null,
      window: EVERYTHING.window,
      include: null,
      asOf: at('12:00:00'),
      questions: [],
    });
    const ids: string[] = [];
    for await (const one of blastEvents(there)) ids.push(String(one.event_id));
    const [row] = await there.objects<{ events: number; copies: number }>(
      'SELECT count(*) AS events, CAST(sum(copies) AS INTEGER) AS copies FROM events',
    );
    return { result, ids: ids.sort(), ...row! };
  } finally {
    await there.close();
  }
}

describe('what breaks naive joins', () => {
  it('1: the console mints keys of its own', () => {
    expect(of(1)).toEqual(['federation', 'first', 'login', 'second', 'token']);
    expect(reached('ASIAMINTEDA', 'ASIAMINTEDB', 'ASIAMINTEDC')).toEqual([
      'ASIAMINTEDA: LOGIN high',
      'ASIAMINTEDB: LOGIN high',
    ]);
  });

  it('2: the copy of the target’s account has no key of the caller', () => {
    expect(of(2)).toEqual(['caller', 'shared-target', 'use']);
    expect(reached('ASIAFARSHARED', 'ASIAFARUNSEEN')).toEqual(['ASIAFARSHARED: KEY exact']);
  });

  it('3: the parent record of EKS Pod Identity has no response', () => {
    expect(of(3)).toEqual(['node', 'parent-0', 'use-0']);
    expect(reached('ASIAPOD', 'ASIAPODBANK', 'ASIAPODLATER')).toEqual(['ASIAPOD: WORK high']);
    expect(found.edges.find((edge) => edge.to === 'ASIAPOD')).toMatchObject({
      from: 'ASIANODE',
      evidence: ['3-pair-0', '3-parent-0'],
    });
  });

  it('4: CreateAccessKey for oneself has null request parameters', () => {
    expect(of(4)).toEqual(['own', 'use']);
    expect(found.credentials.find((one) => one.id === 'AKIAFOUR')).toMatchObject({
      edge: 'KEY',
      confidence: 'exact',
      principal: `arn:aws:iam::${ACCOUNT}:user/mallory`,
    });
  });

  it('5: a sharedEventID may be absent, and may stand in records that are no copies of one another', () => {
    expect(of(5)).toEqual(['copy', 'mine', 'same-account', 'use']);
  });

  it('6: services reuse one key thousands of times: not the intruder’s, and not deleted', async () => {
    expect(of(6)).toEqual(['mine', 'use']);
    expect(suspected('ASIADELIVERY')).toEqual([]);
    expect(await opened.objects("SELECT count(*) AS n FROM events WHERE access_key_id = 'ASIADELIVERY'")).toEqual([
      { n: 50 },
    ]);
  });

  it('7: the expiration is localised text', () => {
    const expiry = found.credentials.filter((one) => one.id.startsWith('ASIASEVEN')).map((one) => one.expiresAt);
    // Not a minute after the call, as the parameter says: the answer has the word.
    expect(expiry).toEqual(Array(4).fill(at('11:30:00')));
  });

  it('8: a policy is URL-encoded in an answer and raw in a request', async () => {
    const allowed = async (text: string) =>
      (await opened.select('SELECT allowed_principals($text)', { text })).rows[0]?.[0];
    const outsider = `arn:aws:iam::${OTHER_ACCOUNT}:root`;
    for (const text of [policy(outsider), encodeURIComponent(policy(outsider)), ` ${policy(outsider)}`]) {
      expect(await allowed(text)).toEqual([outsider]);
    }
    // A per cent sign in a raw document is no encoding.
    expect(await allowed(policy('arn:aws:iam::1:role/%7B'))).toEqual(['arn:aws:iam::1:role/%7B']);
  });

  it('9: a role’s name may be given again, its id may not', () => {
    expect(of(9)).toEqual(['created', 'old']);
    expect(reached('ASIANINEOLD', 'ASIANINENEW')).toEqual(['ASIANINEOLD: PRIN exact']);
  });

  it('10: the trail of the organization and that of the account deliver the same event', async () => {
    const issue = assumeRole('issue', '10:00:00', mallory, 'one', 's', 'ASIAONE');
    const use = call('use', '10:01:00', roleSession('one', 's', 'ASIAONE', '10:00:00'));
    const log = (prefix: string, part: string) =>
      `AWSLogs/${prefix}${ACCOUNT}/CloudTrail/us-east-1/2026/03/01/${ACCOUNT}_CloudTrail_us-east-1_20260301T1005Z_${part}.json`;
    const { result, ids, events, copies } = await ingested(
      'twice',
      [log('', 'aaaaaaaaaaaaaaaa'), [issue, use]],
      [log('o-a1b2c3d4e5/', 'bbbbbbbbbbbbbbbb'), [use, issue]],
    );
    expect([events, copies]).toEqual([2, 2]);
    expect(ids).toEqual(['issue', 'use']);
    expect(result.events).toBe(2);
    expect(result.credentials.find((one) => one.id === 'ASIAONE')).toMatchObject({ edge: 'KEY', events: 1 });
  });

  it('11: the same role and session name, twice in one second', () => {
    expect(of(11)).toEqual(['mine', 'use']);
    expect(reached('ASIAELEVEN', 'ASIAELEVENBOB', 'ASIAELEVENCONSOLE')).toEqual(['ASIAELEVEN: KEY exact']);
    expect(suspected('ASIAELEVENCONSOLE')).toContainEqual(
      expect.objectContaining({
        method: 'SESS',
        confidence: 'medium',
        reason: expect.stringMatching(/more than once/),
      }),
    );
  });

  // That chains end at the depth cap, with a warning: closure.test.ts.
  it('12: roles that assume one another in a circle', () => {
    expect(of(12)).toEqual(['back', 'to-a', 'to-b', 'use']);
    expect(reached('ASIATWELVEA', 'ASIATWELVEB', 'ASIATWELVEC')).toHaveLength(3);
    expect(found.warnings.filter((text) => text.includes('depth'))).toEqual([]);
  });

  it('13: what was masked or omitted ties nobody together', () => {
    expect(of(13).filter((id) => id.includes('bob'))).toEqual([]);
    expect(of(13).filter((id) => id.startsWith('mine') || id === 'omitted')).toHaveLength(4);
    expect(of(13).filter((id) => id.startsWith('use'))).toEqual(['use-0', 'use-1', 'use-2']);
  });

  it('14: the arn may lag, the principal id does not', () => {
    expect(of(14)).toEqual(['lags', 'mine']);
    expect(reached('ASIAFOURTEENB', 'ASIAFOURTEENC')).toEqual(['ASIAFOURTEENB: SESS high']);
  });

  it('15: aggregated events and Insights are nobody’s calls', async () => {
    expect(of(15)).toEqual([]);
    expect(reached('ASIAINSIGHT')).toEqual([]);
    expect(
      await opened.objects(
        "SELECT event_type FROM events WHERE event_category IN ('Aggregated', 'Insight') ORDER BY 1",
      ),
    ).toEqual([
      { event_type: 'AwsAggregatedEvent' },
      { event_type: 'AwsCloudTrailInsight' },
      { event_type: 'AwsCloudTrailInsight' },
    ]);
  });

  it('16: the names of Lambda’s events have the version of the API behind them', () => {
    expect(of(16)).toEqual(['create', 'lookalike', 'use']);
    expect(reached('ASIASIXTEEN', 'ASIASIXTEENB')).toEqual(['ASIASIXTEEN: WORK high']);
  });

  it('17: the issuing event may lie in a later file than its use', async () => {
    const { ids, result } = await ingested(
      'late',
      [
        'first.json',
        [
          call('use', '10:01:00', roleSession('one', 's', 'ASIAONE', '10:00:00')),
          call('other', '10:01:00', roleSession('one', 's', 'ASIATWO', '10:00:30')),
        ],
      ],
      ['second.json', [assumeRole('issue', '10:00:00', mallory, 'one', 's', 'ASIAONE')]],
    );
    expect(ids).toEqual(['issue', 'use']);
    expect(result.credentials.find((one) => one.id === 'ASIAONE')).toMatchObject({ edge: 'KEY', confidence: 'exact' });
  });

  it('18: an edge that is not there is no evidence of absence', async () => {
    expect(of(18)).toEqual(['mine']);
    expect(found.orphans.filter((orphan) => orphan.id === 'ASIAWHOSE')).toMatchObject([
      { events: 1, reason: expect.stringMatching(/issuing event is not in the data/) },
    ]);
    const upwards = await radiusIn(opened, 'ASIAWHOSE');
    expect(upwards.warnings).toContainEqual(expect.stringMatching(/who issued ASIAWHOSE is not in the data/));
    expect(found.warnings.filter((text) => text.includes('who issued'))).toEqual([]);
  });

  it('19: the same temporary key id with another principal or another time is another session', () => {
    expect(of(19)).toEqual(['mine', 'use']);
  });

  it('20: a trail of write events shows no role being assumed', async () => {
    const writes = [
      event('write', '10:00:00', 's3', 'PutObject', mallory),
      event('by-role', '10:05:00', 's3', 'PutObject', roleSession('one', 'mallory', 'ASIAONE', '10:01:00')),
    ];
    const blind = await radius(writes, 'AKIASEED');
    expect(blind.eventIds).toEqual(['write']);
    expect(blind.warnings).toContainEqual(expect.stringMatching(/no read events: AssumeRole is one/));
    expect(found.warnings.filter((text) => text.includes('no read events'))).toEqual([]);
  });
});
