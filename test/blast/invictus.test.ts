import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { radius } from '../support/radius.js';

// A public capture of 32 attack techniques in one hour; it lies beside the repository, where it is there at all.
const folder = join(import.meta.dirname, '../../../../shared/data/public/invictus-stratus/CloudTrail');

interface Told {
  readonly eventID: string;
  readonly eventName: string;
  readonly eventTime: string;
  readonly errorCode?: string;
  readonly userIdentity?: { readonly accessKeyId?: string; readonly principalId?: string };
  readonly responseElements?: { readonly role?: { roleId: string }; readonly user?: { userId: string } } | null;
}

describe.skipIf(!existsSync(folder))('the public Stratus Red Team capture', () => {
  const records = (): readonly Told[] =>
    readdirSync(folder).flatMap(
      (name) => (JSON.parse(readFileSync(join(folder, name), 'utf8')) as { Records: Told[] }).Records,
    );

  it('has the known children of the operator’s key, and 2,151 events by issued key', async () => {
    const all = records();
    const found = await radius(all, 'AKIATFQR7NSC8Q4X20BJ');
    const children = found.credentials.filter((credential) => credential.edge === 'KEY');
    expect(children).toHaveLength(12);
    const used = children
      .filter((credential) => credential.events > 0)
      .map((credential) => [credential.id, credential.events]);
    expect(Object.fromEntries(used)).toEqual({
      ASIATFQR7NSCWLLE7IWW: 29,
      ASIATFQR7NSCVW2R4OHT: 1,
      ASIATFQR7NSC2632JLFK: 15,
      ASIATFQR7NSC7TITDFL2: 1,
      ASIATFQR7NSCXLFJ4S5E: 1,
    });
    const byKey = found.credentials.filter((credential) => credential.edge === null || credential.edge === 'KEY');
    expect(byKey.reduce((sum, credential) => sum + credential.events, 0)).toBe(2151);
    // Beyond the issued keys: instance sessions of roles that the key created (it launched the
    // instances too, but ids are the stronger tie), and the login of a user that it created.
    const others = found.credentials.filter((credential) => credential.edge === 'WORK' || credential.edge === 'PRIN');
    expect(others.map((credential) => `${credential.edge} ${credential.events}`).sort()).toEqual([
      'PRIN 1',
      'PRIN 13',
      'PRIN 2',
      'PRIN 8',
    ]);
    expect(found.events).toBe(2175);

    // Each of these by the records alone: done by a principal that a successful call of the operator's key had made before.
    const ids = new Set(byKey.map((credential) => credential.id));
    const inRadius = new Set(found.eventIds);
    const made = new Map(
      all.flatMap(({ userIdentity, errorCode, responseElements, eventTime }) => {
        const id = responseElements?.role?.roleId ?? responseElements?.user?.userId;
        const own = userIdentity?.accessKeyId === 'AKIATFQR7NSC8Q4X20BJ' && errorCode === undefined;
        return own && id !== undefined ? [[id, eventTime] as const] : [];
      }),
    );
    const further = all.filter((one) => inRadius.has(one.eventID) && !ids.has(one.userIdentity?.accessKeyId ?? ''));
    expect(further).toHaveLength(24);
    for (const one of further) {
      const since = made.get(String(one.userIdentity?.principalId).split(':')[0]!);
      expect(since !== undefined && since <= one.eventTime, `${one.eventName} ${one.eventID}`).toBe(true);
    }
    // And nothing that such a principal did is missing.
    const theirs = all.filter((one) => made.has(String(one.userIdentity?.principalId).split(':')[0]!));
    expect(theirs.filter((one) => !inRadius.has(one.eventID)).map((one) => one.eventID)).toEqual([]);
  });

  it('keeps a stolen instance key apart from the agent’s key of the same session', async () => {
    const found = await radius(records(), 'ASIATFQR7NSC36DZQP7P');
    expect(found.events).toBe(2);
    expect(found.suspects).toMatchObject([
      { to: 'ASIATFQR7NSCSHSEVYP5', method: 'SESS', confidence: 'medium', events: 13 },
    ]);
    expect(found.upstream.map((step) => step.id)).toContain('ec2.amazonaws.com');
  });
});
