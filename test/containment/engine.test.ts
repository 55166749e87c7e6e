import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import {
  apply,
  type Job,
  previewApply,
  previewRevert,
  type Report,
  revert,
  status,
  verify,
} from '../../src/containment/index.js';
import { KeytrailError } from '../../src/error.js';
import { DENY_ALL_NAME, type Plan, planHash, REVOKE_NAME, type Step } from '../../src/plan/index.js';
import { examplePlan } from '../support/example-plan.js';
import { KEY_OF_EXAMPLE } from '../support/example-steps.js';
import { awsError, clockOfTest, connectionTo, MemoryIam, type MemoryState } from '../support/memory-iam.js';
import { stateOfExample } from '../support/memory-iam-example.js';

// Every line of a journal is synced: in memory that costs nothing.
const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'keytrail-engine-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let count = 0;

const plan = examplePlan();
const hash = planHash(plan);

/** A plan of these steps alone. */
function planOf(...kinds: readonly Step['kind'][]): Plan {
  const [section] = plan.sections;
  const steps = section!.steps.filter(({ kind }) => kinds.includes(kind));
  return { ...plan, sections: [{ ...section!, steps: steps.map((step, index) => ({ ...step, number: index + 1 })) }] };
}

/** @param change of the state that the plan expects */
function setUp(of: Plan = plan, change: (state: MemoryState) => void = () => {}, more: Partial<Job> = {}) {
  const iam = new MemoryIam(stateOfExample(of));
  change(iam.state);
  const job: Job = {
    plan: of,
    journal: join(folder, `${count++}.journal.jsonl`),
    connection: connectionTo(iam),
    skip: [],
    clock: clockOfTest(),
    tell: () => {},
    ...more,
  };
  const former = structuredClone(iam.state);
  const open = async () => iam;
  return {
    iam,
    job,
    former,
    apply: (with_: Partial<Job> = {}) => apply({ ...job, ...with_ }, planHash(of), open),
    revert: (with_: Partial<Job> = {}) => revert({ ...job, ...with_ }, planHash(of), open),
    lines: () =>
      readFileSync(job.journal, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
  };
}

const words = ({ steps }: Report) => steps.map(({ word }) => word);
const mallory = (iam: MemoryIam) => iam.state.users.mallory!;
const big = (characters: number) => `{"Statement": [], "Id": "${'x'.repeat(characters - 24)}"}`;

describe('a plan of every kind of step', () => {
  test('is done, holds, is done no second time, and is taken back to the letter', async () => {
    const { iam, job, former, apply, revert, lines } = setUp();
    const dry = await previewApply(job);
    expect([dry.exit, new Set(words(dry))]).toEqual([0, new Set(['to do'])]);
    expect(iam.writes).toEqual([]);
    expect(status(plan, job.journal)).toMatchObject({ lines: 0, head: null, exit: 2 });
    expect((await verify(job, 0)).steps.map(({ effect }) => effect)).toEqual(
      plan.sections[0]!.steps.map(() => 'not applied'),
    );

    expect(await apply()).toMatchObject({ executed: true, exit: 0 });
    expect(lines().filter(({ type }) => type === 'done')).toHaveLength(11);
    expect((await verify(job, 0)).exit).toBe(0);
    expect(status(plan, job.journal).exit).toBe(0);
    const written = iam.writes.length;
    expect(words(await apply())).toEqual(plan.sections[0]!.steps.map(() => 'in force'));
    expect(iam.writes).toHaveLength(written);

    const back = await previewRevert(job);
    expect(back.steps.map(({ step }) => step.number)).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    expect(iam.writes).toHaveLength(written);
    expect((await revert()).exit).toBe(0);
    expect(iam.state).toEqual(former);
    expect(status(plan, job.journal)).toMatchObject({ exit: 0 });
    expect((await verify(job, 0)).steps.map(({ effect }) => effect)).toEqual(
      plan.sections[0]!.steps.map(() => 'taken back'),
    );
    expect(words(await revert())).toEqual(plan.sections[0]!.steps.map(() => 'taken back'));
  });

  test('is not done under another hash, and nothing is written down', async () => {
    const { job, iam } = setUp();
    await expect(apply(job, 'f'.repeat(64), async () => iam)).rejects.toThrow(/its own is/);
    await expect(revert(job, 'f'.repeat(64), async () => iam)).rejects.toThrow(/its own is/);
    expect(status(plan, job.journal).lines).toBe(0);
    expect(iam.calls).toEqual([]);
  });

  test('is refused as a whole where one thing is otherwise, unless it is left out', async () => {
    const { iam, apply, job } = setUp(plan, (state) => {
      state.users.mallory!.policies[DENY_ALL_NAME] = '{"Statement":[]}';
    });
    const refused = await apply();
    expect([refused.exit, refused.steps[0]!.word, iam.writes]).toEqual([2, 'differs', []]);
    expect(refused.steps[0]!.detail).toContain('is not overwritten');
    const part = await apply({ skip: [1] });
    expect([part.exit, part.steps[0]!.word, part.steps[1]!.word]).toEqual([1, 'skipped', 'done']);
    await expect(previewApply({ ...job, skip: [99] })).rejects.toThrow('no step 99');
  });

  test('does not lock out who runs it', async () => {
    const { job, iam } = setUp();
    const as = (arn: string, accessKeyId = 'AKIARESPONDER0000000') => {
      const connection = connectionTo(iam, arn);
      const [access] = connection.accounts;
      return { ...connection, accounts: [{ ...access!, identity: { ...access!.identity, accessKeyId } }] };
    };
    const locked = async (connection: Job['connection']) =>
      (await previewApply({ ...job, connection })).steps
        .filter(({ word }) => word === 'locks out')
        .map(({ step }) => step.number);
    expect(await locked(as('arn:aws:iam::123456789012:user/ops/Mallory'))).toEqual([1]);
    expect(await locked(as('arn:aws:iam::123456789012:user/mallory', 'ASIAEXAMPLE000000000'))).toEqual([1, 2]);
    expect(await locked(as('arn:aws:iam::123456789012:user/eve', KEY_OF_EXAMPLE))).toEqual([2]);
    expect(await locked(as('arn:aws:sts::123456789012:assumed-role/deploy/me'))).toEqual([6, 8]);
    expect(await locked(as('arn:aws:sts::123456789012:assumed-role/back-door/me'))).toEqual([7]);
    expect(await locked(as('arn:aws:iam::999999999999:user/mallory'))).toEqual([]);
    const run = await apply(
      { ...job, connection: as('arn:aws:sts::123456789012:assumed-role/deploy/me') },
      hash,
      async () => iam,
    );
    expect([run.exit, iam.writes]).toEqual([2, []]);
  });
});

test('who runs it is told that AWS has put its own user into quarantine', async () => {
  const { job, iam } = setUp(planOf('deny-role'));
  iam.state.users.responder = {
    ...structuredClone(iam.state.users.mallory ?? stateOfExample().users.mallory!),
    id: 'AIDARESPONDEREXAMPLE',
  };
  iam.state.users.responder.attached = ['arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV3'];
  expect((await previewApply(job)).notices).toEqual([expect.stringContaining('AWSCompromisedKeyQuarantineV3')]);
  const asRole = connectionTo(iam, 'arn:aws:sts::123456789012:assumed-role/responder/me');
  expect((await previewApply({ ...job, connection: asRole })).notices).toEqual([]);
});

describe('one kind of step:', () => {
  const POLICIES = Array.from({ length: 10 }, (_, index) => `arn:aws:iam::123456789012:policy/p${index}`);
  const BOUNDARY = 'arn:aws:iam::123456789012:policy/limits';

  test.each([
    ['inline, and white space does not count', `${big(1900)}${' '.repeat(500)}`, [], 'inline'],
    ['attached where inline is full', big(2000), [], 'attached'],
    ['the boundary where both are full', big(2000), POLICIES, 'boundary'],
  ] as const)('a user is denied: %s', async (_, inline, attached, way) => {
    const { iam, former, apply, revert } = setUp(planOf('deny-user'), ({ users }) => {
      users.mallory!.policies.big = inline;
      users.mallory!.attached = [...attached];
      users.mallory!.boundary = BOUNDARY;
    });
    expect((await apply()).steps[0]).toMatchObject({ word: 'done', way });
    expect(iam.state).not.toEqual(former);
    expect((await revert()).exit).toBe(0);
    expect(iam.state).toEqual(former);
  });

  test('a quota that only AWS knows of leads to the next way, and the journal says so', async () => {
    const { iam, former, apply, revert, lines } = setUp(planOf('deny-user'));
    iam.meddle = (call) => {
      if (call === 'PutUserPolicy') throw awsError('LimitExceededException', 409);
    };
    expect((await apply()).steps[0]).toMatchObject({ word: 'done', way: 'attached' });
    expect(lines().map(({ type }) => type)).toEqual(['begin', 'intent', 'full', 'intent', 'done', 'end']);
    expect((await revert()).exit).toBe(0);
    expect(iam.state).toEqual(former);
  });

  test.each([
    ['our policy, typed by hand', (state: MemoryState) => (state.users.mallory!.policies[DENY_ALL_NAME] = denial())],
    [
      'AWSDenyAll, attached',
      (state: MemoryState) => state.users.mallory!.attached.push('arn:aws:iam::aws:policy/AWSDenyAll'),
    ],
    [
      'AWSDenyAll, the boundary',
      (state: MemoryState) => (state.users.mallory!.boundary = 'arn:aws:iam::aws:policy/AWSDenyAll'),
    ],
  ])("somebody else's denial stays: %s", async (_, change) => {
    const { iam, former, apply, revert } = setUp(planOf('deny-user'), (state) => void change(state));
    expect(await apply()).toMatchObject({ exit: 0, steps: [{ word: 'already so' }] });
    expect((await revert()).steps[0]).toMatchObject({ word: 'not ours' });
    expect([iam.state, iam.writes]).toEqual([former, []]);
  });

  test('a policy of the account that is called AWSDenyAll is no denial', async () => {
    const { apply } = setUp(planOf('deny-user'), (state) => {
      state.users.mallory!.attached.push('arn:aws:iam::123456789012:policy/AWSDenyAll');
    });
    expect((await apply()).steps[0]).toMatchObject({ word: 'done', way: 'inline' });
  });

  test('another user of that name is not meant', async () => {
    const of = planOf('deny-user', 'deactivate-access-key');
    const [section] = of.sections;
    const steps = section!.steps.map((step) => ({ ...step, userId: 'AIDAANOTHEREXAMPLE01' }) as Step);
    const { apply, iam } = setUp({ ...of, sections: [{ ...section!, steps }] });
    expect([words(await apply()), iam.writes]).toEqual([['differs', 'differs'], []]);
  });

  test('sessions are revoked by the clock of AWS', async () => {
    const { iam, apply } = setUp(planOf('revoke-role-sessions'));
    iam.skew = 3_600_000;
    await apply();
    expect(iam.state.roles.deploy!.policies[REVOKE_NAME]).toContain('2026-03-04T09:00:00Z');
  });

  test('a revocation that is as young as the plan is left as it is', async () => {
    const { iam, apply, former } = setUp(planOf('revoke-role-sessions'), (state) => {
      state.roles.deploy!.policies[REVOKE_NAME] = revocation('2026-03-03T12:00:00Z');
    });
    expect([words(await apply()), iam.state]).toEqual([['already so'], former]);
  });

  test('an older one of an earlier plan is replaced, and put back to the letter', async () => {
    const { iam, apply, revert, former } = setUp(planOf('revoke-role-sessions'), (state) => {
      state.roles.deploy!.policies[REVOKE_NAME] = ` ${revocation('2026-03-03T11:59:59Z')}\n`;
    });
    expect(words(await apply())).toEqual(['done']);
    expect(iam.state).not.toEqual(former);
    expect((await revert()).steps[0]).toMatchObject({
      word: 'taken back',
      detail: `${REVOKE_NAME} of 2026-03-03T11:59:59Z`,
    });
    expect(iam.state).toEqual(former);
  });

  test.each([
    ['with a condition more', '"DateLessThan"', '"StringEquals":{"aws:username":"x"},"DateLessThan"'],
    ['of everything', 'Deny', 'Allow'],
    ['that is bound to a resource', '"Resource":["*"]', '"Resource":["arn:aws:s3:::x"]'],
  ])('one %s is of somebody else, and is not overwritten', async (_, ours, theirs) => {
    const { iam, apply } = setUp(planOf('revoke-role-sessions'), (state) => {
      state.roles.deploy!.policies[REVOKE_NAME] = revocation('2026-03-01T00:00:00Z').replace(ours, theirs);
    });
    expect([words(await apply()), iam.writes]).toEqual([['differs'], []]);
  });

  test('roles of AWS, and full ones, are refused', async () => {
    const service = setUp(
      planOf('deny-role'),
      (state) => (state.roles['back-door']!.path = '/aws-reserved/sso.amazonaws.com/'),
    );
    expect((await service.apply()).steps[0]!.detail).toContain('IAM cannot change it');
    const full = setUp(planOf('deny-role'), (state) => (state.roles['back-door']!.policies.big = big(10_200)));
    expect((await full.apply()).steps[0]!.detail).toContain('of 10240');
  });

  test('a trust policy is compared as IAM means it, and put back as it was written', async () => {
    const of = planOf('restore-trust');
    const { iam, former, apply, revert } = setUp(of, (state) => {
      state.roles.deploy!.trust =
        `{ "Statement": {"Effect": "Allow", "Action": ["sts:AssumeRole"], "Principal": {"AWS": ["666666666666"]}},
        "Version": "2012-10-17" }`;
    });
    expect((await apply()).exit).toBe(0);
    expect(iam.state).not.toEqual(former);
    expect((await revert()).exit).toBe(0);
    expect(iam.state).toEqual(former);
    const other = setUp(of, (state) => (state.roles.deploy!.trust = '{"Statement":[]}'));
    expect(words(await other.apply())).toEqual(['differs']);
  });

  test('what does not exist any more needs nothing', async () => {
    const { apply, iam } = setUp(plan, (state) => Object.assign(state, { users: {}, roles: {}, saml: {}, oidc: {} }));
    expect([await apply(), iam.writes]).toMatchObject([{ exit: 0 }, []]);
  });
});

describe('what AWS answers', () => {
  const once = (iam: MemoryIam, call: string, error: Error, times = 1) => {
    let left = times;
    iam.meddle = (name, when) => {
      if (name === call && when === 'before' && left-- > 0) throw error;
    };
  };

  test.each([
    ['Throttling', 400],
    ['EntityTemporarilyUnmodifiableException', 409],
    ['ServiceFailureException', 500],
  ])('%s is waited for', async (name, code) => {
    const waits: string[] = [];
    const { iam, apply, lines } = setUp(planOf('deactivate-access-key'), undefined, {
      tell: (told) => void (told.type === 'waiting' && waits.push(told.why)),
    });
    once(iam, 'UpdateAccessKey', awsError(name, code), 9);
    expect((await apply()).exit).toBe(0);
    expect(waits).toEqual(Array.from({ length: 9 }, () => name.replace('Exception', '')));
    expect(lines().map(({ type }) => type)).toEqual(['begin', 'intent', 'done', 'end']);
  });

  test('any other error stops, with what is done and what is not; the next run finishes', async () => {
    const { iam, apply, job } = setUp();
    once(iam, 'UpdateSSHPublicKey', awsError('AccessDenied', 403));
    const stopped = await apply();
    expect(words(stopped).slice(0, 5)).toEqual(['done', 'done', 'done', 'failed', 'not reached']);
    expect(stopped.exit).toBe(1);
    expect(stopped.steps[3]!.detail).toBe('writing: AccessDenied: AccessDenied of the test (request r-1)');
    expect(status(plan, job.journal)).toMatchObject({ exit: 1 });
    expect((await apply()).exit).toBe(0);
  });

  test('an error before anything is done: nothing done', async () => {
    const { iam, apply } = setUp();
    once(iam, 'PutUserPolicy', awsError('AccessDenied', 403));
    expect((await apply()).exit).toBe(2);
    once(iam, 'GetRole', awsError('AccessDenied', 403), 99);
    const unread = await apply();
    expect([unread.exit, unread.steps[5]!.word, iam.writes]).toEqual([2, 'failed', ['PutUserPolicy']]);
  });

  test('an answer that never came: what is there decides', async () => {
    const { iam, apply, lines } = setUp(planOf('deactivate-access-key'));
    iam.meddle = (call, when) => {
      if (call === 'UpdateAccessKey' && when === 'after')
        throw Object.assign(new Error('gone'), { code: 'ECONNRESET' });
    };
    const unclear = await apply();
    expect([unclear.exit, words(unclear)]).toEqual([1, ['failed']]);
    expect((await apply()).steps[0]).toMatchObject({ word: 'in force' });
    expect(lines().at(-2)).toMatchObject({ type: 'done', found: true });
  });
});

describe('revert', () => {
  test('refuses what somebody changed since, unless it is left out', async () => {
    const { iam, apply, revert } = setUp();
    await apply();
    iam.state.roles.deploy!.trust = '{"Statement":[]}';
    const writes = iam.writes.length;
    const refused = await revert();
    expect([refused.exit, refused.steps.find(({ step }) => step.number === 8)!.word]).toEqual([2, 'differs']);
    expect(iam.writes).toHaveLength(writes);
    const part = await revert({ skip: [8] });
    expect([part.exit, new Set(words(part))]).toEqual([1, new Set(['taken back', 'skipped'])]);
  });

  test('another user who took the name over is not touched', async () => {
    const { iam, apply, revert } = setUp(planOf('deny-user'));
    await apply();
    mallory(iam).id = 'AIDATHENEXTEXAMPLE01';
    expect((await revert()).steps[0]!.detail).toContain('has taken its place');
  });

  test('a stale answer does not pass for what somebody else did', async () => {
    const { iam, job, former, apply, revert } = setUp(planOf('deny-user'));
    await apply();
    const live = iam.state;
    let stale = 12;
    iam.meddle = () => {
      iam.state = stale-- > 0 ? former : live;
    };
    expect((await revert()).steps[0]).toMatchObject({ word: 'taken back' });
    expect(mallory(iam).policies).toEqual({});
    expect(status(job.plan, job.journal).steps[0]!.phase).toBe('taken back');
  });

  test('without a journal there is nothing to take back', async () => {
    const { job, revert } = setUp();
    await expect(previewRevert(job)).rejects.toThrow('nothing was applied');
    await expect(revert()).rejects.toThrow('nothing was applied');
  });
});

describe('verify', () => {
  test('goes on watching, and tells each change once', async () => {
    const { iam, job, apply } = setUp();
    await apply();
    let looks = 0;
    iam.meddle = (call) => {
      if (call !== 'ListUsers') return;
      looks += 1;
      if (looks === 2) mallory(iam).accessKeys[KEY_OF_EXAMPLE] = 'Active';
      if (looks === 3) delete mallory(iam).policies[DENY_ALL_NAME];
      if (looks === 4) iam.state.users.eve = { ...structuredClone(mallory(iam)), id: 'AIDAEVEEXAMPLE000001' };
    };
    const seen = await verify(job, 3);
    expect(seen.exit).toBe(1);
    expect(seen.changes.map(({ about, what }) => `${about}: ${what}`)).toEqual(
      expect.arrayContaining([
        `user mallory: access key ${KEY_OF_EXAMPLE} changed from Inactive to Active`,
        `user mallory: inline policy ${DENY_ALL_NAME} has gone`,
        'account: user eve has appeared (AIDAEVEEXAMPLE000001)',
        expect.stringContaining('step 2 (deactivate-access-key): does not hold: it was done at'),
      ]),
    );
    expect(new Set(seen.changes.map(({ what }) => what)).size).toBe(seen.changes.length);
    expect(iam.writes).toHaveLength(11);
  });

  test('a request to stop ends it, and a run between two steps', async () => {
    const stop = new AbortController();
    const { iam, apply, job } = setUp(plan, undefined, { signal: stop.signal });
    iam.meddle = (call) => void (call === 'UpdateAccessKey' && stop.abort());
    const run = await apply();
    expect([run.exit, words(run).slice(0, 3)]).toEqual([1, ['done', 'done', 'not reached']]);
    expect((await verify(job, 600)).exit).toBe(1);
  });
});

class Killed extends KeytrailError {
  constructor() {
    super('interrupted', 'killed');
  }
}

test('apply, kill, apply, revert, kill, apply …: the journal explains what is there, and the next run finishes', async () => {
  const move = fc.record({
    what: fc.constantFrom('apply' as const, 'revert' as const),
    /** The call before or after which the process is killed; null: it is not. */
    kill: fc.option(fc.nat(150), { freq: 2 }),
    /** Bytes of a line that did not get to the disk whole. */
    torn: fc.constantFrom('', '{"seq":', '{"seq":\n{'),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(move, { minLength: 1, maxLength: 5 }), fc.boolean(), async (moves, isFull) => {
      const { iam, job, former, apply, revert } = setUp(plan, ({ users }) => {
        if (isFull) users.mallory!.policies.big = big(2000);
      });
      const explained = () => {
        for (const { phase, step } of status(plan, job.journal).steps) {
          const live = { ...former, ...partOf(iam.state, step) };
          if (phase === 'open' || phase === 'taken back') expect(live).toEqual({ ...former, ...partOf(former, step) });
          if (phase === 'done') expect(live).not.toEqual({ ...former, ...partOf(former, step) });
        }
      };
      for (const { what, kill, torn } of moves) {
        let calls = 0;
        let left: Buffer | null = null;
        iam.meddle = () => {
          if (kill === null || calls++ < kill) return;
          left ??= Buffer.concat([readFileSync(job.journal), Buffer.from(torn)]);
          throw new Killed();
        };
        try {
          await (what === 'apply' ? apply() : revert());
        } catch (error) {
          if (!(error instanceof KeytrailError) || !['interrupted', 'not-found'].includes(error.code)) throw error;
        }
        iam.meddle = () => {};
        if (left !== null) writeFileSync(job.journal, left);
        explained();
      }
      expect((await apply()).exit).toBe(0);
      expect((await verify(job, 0)).exit).toBe(0);
      expect((await revert()).exit).toBe(0);
      expect(iam.state).toEqual(former);
      explained();
    }),
    { numRuns: 12 },
  );
});

/** What a step is about. */
function partOf(state: MemoryState, step: Step): object {
  if ('role' in step) {
    const { trust, policies } = state.roles[step.role]!;
    return step.kind === 'restore-trust' ? { trust } : { policy: policies[step.policyName] };
  }
  if (step.kind === 'restore-saml-provider') return { document: state.saml[step.providerArn] };
  if (step.kind === 'remove-oidc-client') return { clientIds: state.oidc[step.providerArn]!.clientIds };
  if (step.kind === 'restore-oidc-thumbprints') return { thumbprints: state.oidc[step.providerArn]!.thumbprints };
  const user = state.users[step.user]!;
  switch (step.kind) {
    case 'deny-user':
      return { policy: user.policies[DENY_ALL_NAME], attached: user.attached, boundary: user.boundary };
    case 'deactivate-access-key':
      return user.accessKeys;
    case 'deactivate-service-credential':
      return user.serviceCredentials;
    case 'deactivate-ssh-key':
      return user.sshKeys;
    default:
      return user.certificates;
  }
}

function denial(): string {
  const step = plan.sections[0]!.steps[0]!;
  return 'document' in step ? ` ${step.document}\n` : '';
}

function revocation(time: string): string {
  const step = plan.sections[0]!.steps.find(({ kind }) => kind === 'revoke-role-sessions')!;
  return 'document' in step ? step.document.replace('<time of applying>', time) : '';
}
