import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { buildStory } from '../../scripts/trail-builder/index.js';
import { radius } from '../support/radius.js';
import { assumeRole, at, call, event, type Rec, roleSession, user } from './records.js';

const mallory = user('mallory', 'AKIASEED');
const OWNER = { sourceIPAddress: '198.51.100.4', userAgent: 'Boto3/1.38.36 md/Botocore' };
const OWNER_NEXT_DOOR = { sourceIPAddress: '198.51.100.77', userAgent: 'Boto3/1.39.0' };
const THIEF = { sourceIPAddress: '203.0.113.66', userAgent: 'aws-cli/2.15.30 kali' };
const owner = roleSession('deploy', 'build', 'ASIAOWNER', '08:00:00');

describe('before and after', async () => {
  const found = await radius(
    [
      call('who', '07:50:00', mallory, OWNER),
      assumeRole('old', '08:00:00', mallory, 'deploy', 'build', 'ASIAOWNER', OWNER),
      event('deploys', '08:01:00', 'lambda', 'UpdateFunctionCode20150331v2', owner, OWNER),
      // The leak. Its owner knows nothing of it and goes on, by another address of the same network and a newer version of the same client.
      call('owner-after', '10:00:00', mallory, OWNER_NEXT_DOOR),
      call('thief', '10:01:00', mallory, { ...THIEF, awsRegion: 'eu-west-1' }),
      call('owner-again', '10:02:00', mallory, OWNER),
      call('thief-again', '10:03:00', mallory, THIEF),
      event('secrets', '10:04:00', 'secretsmanager', 'ListSecrets', mallory, { ...THIEF, errorCode: 'AccessDenied' }),
      // A service that acts for the caller has no network of the caller's; hours later is not at once.
      call('service', '10:05:00', mallory, {
        sourceIPAddress: 'cloudformation.amazonaws.com',
        userAgent: 'cloudformation.amazonaws.com',
      }),
      call('owner-later', '18:00:00', mallory, OWNER),
    ],
    'AKIASEED',
    { compromisedAt: at('09:00:00') },
  );
  const values = (what: string) => found.before?.values.filter((one) => one.what === what).map(({ value }) => value);

  test('the past is the seed’s and that of the sessions that came of it', () => {
    expect(found.before).toMatchObject({ events: 3, from: at('07:50:00'), to: at('08:01:00'), known: 3, new: 4 });
  });

  test('what is like the owner’s habit is counted, and stays in the radius', () => {
    expect(found.credentials).toMatchObject([{ id: 'AKIASEED', events: 7, known: 3, new: 4 }]);
    expect(found.eventIds).toContain('owner-after');
  });

  test('what is new, with its first time, number and evidence', () => {
    expect(values('network')).toEqual(['203.0.113.0/24']);
    expect(values('address')).toEqual(['198.51.100.77', '203.0.113.66']);
    expect(values('client')).toEqual(['aws-cli', 'cloudformation.amazonaws.com']);
    expect(values('region')).toEqual(['eu-west-1']);
    expect(values('service')).toEqual(['secretsmanager']);
    expect(values('call')).toEqual(['secretsmanager:ListSecrets']);
    expect(found.before?.values.find(({ what }) => what === 'network')).toMatchObject({
      ...{ first: at('10:01:00'), events: 3, succeeded: 2, proven: 3, evidence: ['thief', 'thief-again', 'secrets'] },
    });
  });

  test('one key in two places at once, while both go on', () => {
    expect(found.concurrent).toEqual([
      {
        ...{ credential: 'AKIASEED', from: at('10:01:00'), to: at('10:03:00'), times: 2, proven: 2 },
        networks: ['198.51.100.0/24', '203.0.113.0/24'],
        evidence: ['owner-again', 'thief', 'thief-again'],
      },
    ]);
  });

  test('without a past there is nothing to compare with', async () => {
    const fresh = await radius([call('thief', '10:01:00', mallory, THIEF)], 'AKIASEED', {
      compromisedAt: at('09:00:00'),
    });
    expect(fresh.before).toMatchObject({ events: 0, known: null, new: null, found: 0, values: [] });
    expect(fresh.credentials).toMatchObject([{ known: null, new: null }]);
  });
});

describe('candidates for the moment of compromise', () => {
  const day = (n: number, record: Rec): Rec => ({
    ...record,
    eventTime: String(record.eventTime).replace('2026-03-01', `2026-03-${String(n).padStart(2, '0')}`),
  });
  // A job that runs every day at eight.
  const job = (n: number) => day(n, call(`job-${n}`, '08:00:00', mallory, OWNER));

  test('several reasons within minutes count together, and each is told', async () => {
    const found = await radius(
      [
        ...[1, 2, 3, 4, 5, 6].map(job),
        // The owner travels: a network of hotels, the same client, the same call.
        day(3, call('travels', '21:00:00', mallory, { ...OWNER, sourceIPAddress: '192.0.2.9' })),
        day(5, event('thief', '03:00:00', 'sts', 'GetCallerIdentity', mallory, THIEF)),
        ...['ListUsers', 'ListRoles', 'ListKeys', 'ListSecrets', 'ListTrails', 'ListBuckets'].map((name, n) =>
          day(
            5,
            event(`denied-${n}`, `03:0${n + 1}:00`, 'iam', name, mallory, { ...THIEF, errorCode: 'AccessDenied' }),
          ),
        ),
      ],
      'AKIASEED',
    );
    const [likeliest, second] = found.candidates;
    expect(likeliest).toMatchObject({ rank: 1, at: '2026-03-05T03:00:00Z', value: '203.0.113.0/24', events: 7 });
    expect(likeliest?.reasons.map(({ sign }) => sign).sort()).toEqual(
      ['address', 'agent', 'client', 'denials', 'identity', 'network', 'new-calls'].sort(),
    );
    expect(likeliest?.score).toBe(likeliest?.reasons.reduce((sum, { weight }) => sum + weight, 0));
    expect(likeliest?.evidence).toContain('thief');
    expect(second).toMatchObject({ at: '2026-03-03T21:00:00Z' });
    expect(second?.score).toBeLessThan(likeliest?.score ?? 0);
  });

  test('silence, and what AWS knew, are reasons; its quarantine is not the intruder’s doing', async () => {
    const quarantine = event('aws', '09:00:00', 'iam', 'AttachUserPolicy', user('mallory', null), {
      sourceIPAddress: 'AWS Internal',
      userAgent: 'AWS Internal',
      requestParameters: { userName: 'mallory', policyArn: 'arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV3' },
    });
    const found = await radius(
      [1, 2, 3].map(job).concat([day(20, call('awake', '08:59:00', mallory, OWNER)), day(20, quarantine)]),
      'AKIASEED',
    );
    const said = found.candidates.map(({ at: moment, reason }) => `${moment} ${reason}`);
    expect(said.find((one) => one.startsWith('2026-03-20T08:59:00Z'))).toContain(
      'the first use after 17 days of silence',
    );
    expect(said.find((one) => one.includes('AWS quarantined the user'))).toMatch(/^2026-03-20T/);
  });

  // In the demo's story the owner goes on from his own network, in the same minutes; test/peers has more seeds.
  test.each([3, 7])('of story %i the true moment is the likeliest', async (seed) => {
    const { trail, truth } = buildStory({ seed, backgroundEvents: 60, tamper: false });
    const logs = [...trail.objects.values()].filter(({ key }) => key.includes('/CloudTrail/'));
    const records = logs.flatMap(
      ({ bytes }) => (JSON.parse(String(gunzipSync(bytes))) as { Records: unknown[] }).Records,
    );
    const found = await radius(records, truth.seed);
    expect(found.candidates[0]).toMatchObject({ at: truth.compromisedAt });
  });
});
