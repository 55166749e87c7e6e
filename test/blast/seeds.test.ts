import { describe, expect, it } from 'vitest';
import { seedParts } from '../../src/blast/seed.js';
import { radius } from '../support/radius.js';
import { assumeRole, call, consoleLogin, createKey, event, roleSession, user, userSession } from './records.js';

const mallory = user('mallory', 'AKIASEED');
const bob = user('bob', 'AKIABOB');
const there = { sourceIPAddress: '198.51.100.9' };
const deploy = roleSession('deploy', 's', 'ASIADEPLOY', '10:10:00');
const records = [
  call('early', '09:00:00', mallory),
  call('from-there', '10:00:00', mallory, there),
  assumeRole('issued', '10:10:00', mallory, 'deploy', 's', 'ASIADEPLOY', there),
  call('by-role', '10:11:00', deploy),
  call('later', '11:00:00', mallory),
  call('bob-there', '10:30:00', bob, there),
  call('bob-elsewhere-before', '08:00:00', bob),
  event('0f1e2d3c-aaaa-4bbb-8ccc-0123456789ab', '10:05:00', 's3', 'ListBuckets', mallory, { readOnly: true }),
  consoleLogin('login', '10:20:00', user('carol', null)),
  call('carol', '10:21:00', userSession('carol', 'ASIACAROL', '10:20:00')),
  call('dave', '10:40:00', user('dave', 'AKIADAVE')),
];

describe('a seed', () => {
  it('may be an address: who acted from there, each from its first use there on', async () => {
    const found = await radius(records, 'ip:198.51.100.9');
    expect(found.eventIds).toEqual(
      ['0f1e2d3c-aaaa-4bbb-8ccc-0123456789ab', 'bob-there', 'by-role', 'from-there', 'issued', 'later'].sort(),
    );
    expect(found.reached).toEqual(['ASIADEPLOY: KEY exact']);
    expect(found.warnings.join()).toMatch(/stands for 2 credentials of 2 principals.*may be shared/);
  });

  it('may be an event: its credential from then on', async () => {
    const found = await radius(records, '0f1e2d3c-aaaa-4bbb-8ccc-0123456789ab');
    expect(found.eventIds).toEqual(['0f1e2d3c-aaaa-4bbb-8ccc-0123456789ab', 'by-role', 'issued', 'later'].sort());
    expect((await radius(records, 'event:from-there')).eventIds).toContain('from-there');
    expect((await radius(records, 'event:login')).eventIds).toEqual(['carol', 'login']);
  });

  it('may be a session, as results call it, or as its ARN', async () => {
    for (const seed of [
      'AROADEPLOY:s@2026-03-01T10:10:00Z',
      'AROADEPLOY:s',
      'arn:aws:sts::111122223333:assumed-role/deploy/s',
      'arn:aws:iam::111122223333:role/deploy',
    ]) {
      const found = await radius(records, seed);
      expect(found.eventIds, seed).toEqual(['by-role']);
      // The session began with one record; of a principal's many sessions each has its own.
      if (seed.includes('@')) expect(found.upstream.map(({ id }) => id)).toContain('AKIASEED');
    }
    expect((await radius(records, 'AIDACAROL@2026-03-01T10:20:00Z')).eventIds).toEqual(['carol', 'login']);
  });

  it('counts from the compromise on, whatever it is', async () => {
    const found = await radius(records, 'ip:198.51.100.9', { compromisedAt: '2026-03-01T10:20:00Z' });
    expect(found.eventIds).toEqual(['bob-there', 'later']);
  });

  it('that nothing came from is told as such', async () => {
    await expect(radius(records, 'ip:192.0.2.99')).rejects.toMatchObject({ code: 'not-found' });
    await expect(radius(records, 'event:none')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is not confused by what looks like another kind', () => {
    const nothing = { seed_address: null, seed_event: null, seed_principal: null, seed_began: null };
    expect(seedParts('AKIASEED')).toEqual(nothing);
    expect(seedParts('AROAX:me@example.com')).toEqual(nothing);
    expect(seedParts('AROAX:me@example.com@2026-03-01T10:10:00Z')).toEqual({
      ...nothing,
      seed_principal: 'AROAX:me@example.com',
      seed_began: '2026-03-01T10:10:00Z',
    });
  });

  it('may be a key that was issued and never used', async () => {
    const unused = [createKey('made', '10:00:00', mallory, 'bob', 'AKIAUNUSED')];
    const found = await radius(unused, 'AKIAUNUSED');
    expect(found.events).toBe(0);
    expect(found.upstream.map(({ id }) => id)).toEqual(['AKIASEED']);
  });
});
