import { expect, test } from 'vitest';
import { blast } from '../../src/blast/blast.js';
import { containmentPlan } from '../../src/blast/plan.js';
import { testCase } from '../support/case-from-records.js';

// The first minutes after a leak: no log of it has been delivered, and IAM knows whose the key is.

const SEED = 'AKIAIOSFODNN7EXAMPLE';
const options = {
  seed: SEED,
  compromisedAt: null,
  window: { since: null, until: null },
  include: null,
  asOf: '2026-03-02T00:10:00Z',
  questions: [],
};

test('a key that no record names and IAM state does is a seed, and has a plan', async () => {
  const opened = await testCase();
  try {
    await opened.fill(
      [],
      [],
      [],
      [
        {
          users: [{ UserName: 'alice', UserId: 'AIDACKCEVSQ6C2EXAMPLE' }],
          'access-keys': [{ UserName: 'alice', AccessKeyId: SEED }],
        },
      ],
    );
    const result = await blast(opened, options);
    expect(result.events).toBe(0);
    expect(result.credentials).toMatchObject([{ id: SEED, status: 'active', alive: true, account: '111122223333' }]);
    expect(result.warnings).toContainEqual(expect.stringContaining(`no record of this case names ${SEED}`));

    const { sections } = await containmentPlan(opened, result, options);
    expect(sections).toMatchObject([
      {
        account: '111122223333',
        steps: [
          { kind: 'deny-user', user: 'alice', userId: 'AIDACKCEVSQ6C2EXAMPLE', stops: [SEED] },
          { kind: 'deactivate-access-key', user: 'alice', accessKeyId: SEED },
        ],
        tasks: [],
      },
    ]);

    await expect(blast(opened, { ...options, seed: 'AKIANEVERSEEN7EXAMPL' })).rejects.toThrow('no event of this case');
  } finally {
    await opened.close();
  }
});
