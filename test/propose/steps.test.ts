import { expect, test } from 'vitest';
import { type Plan, parsePlan } from '../../src/plan/index.js';
import { type PlanInput, propose } from '../../src/propose/index.js';
import { briefly, stepsOf } from '../support/plans.js';
import {
  A,
  AS_OF,
  B,
  bearer,
  end,
  event,
  expired,
  given,
  held,
  KEY,
  provider,
  seed,
  session,
  thing,
  trust,
} from './rows.js';

const planOf = (more: Partial<PlanInput> = {}): Plan => parsePlan(JSON.stringify(propose(given(more))));
const steps = (more: Partial<PlanInput> = {}) => briefly(planOf(more));
const tasks = (plan: Plan) =>
  plan.sections.flatMap((section) => section.tasks).map((task) => `${task.kind} ${task.about}`);
const document = (who: string) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: who } }] });

const ROLE = 'AROADEPLOYDEPLOYDEP1';
const deploy = session('ASIAROLEROLEROLEROL1', 'deploy');

test('a leaked key: its user is denied first, then the key is made inactive', () => {
  const plan = planOf();
  expect(briefly(plan)).toEqual(['deny-user alice', 'deactivate-access-key alice']);
  expect(stepsOf(plan)[0]).toMatchObject({
    userId: 'AIDAALICEALICEALICE1',
    evidence: [event(1)],
    proven: true,
    stops: [KEY],
  });
  expect(plan.sections[0]).toMatchObject({ account: A, assumeRole: `arn:aws:iam::${A}:role/Responder` });
});

test('the order of an account, and the account of the seed first', () => {
  const plan = planOf({
    credentials: [seed, session('ASIAROLEROLEROLEROL2', 'ops', { account: B }), deploy],
    accounts: [A, B].map((account) => ({ account, lastSeen: AS_OF, recorded: true })),
    things: [
      thing('role', `arn:aws:iam::${A}:role/door`, 'door'),
      thing('ssh-key', 'APKAAPKAAPKAAPKAAPKA', 'bob'),
      thing('service-credential', 'ACCAACCAACCAACCAACCA', 'bob'),
      thing('user', `arn:aws:iam::${A}:user/bob`, 'bob'),
    ],
    trust: [trust(1, document('a')), trust(5, document('evil'), { confidence: 'exact' })],
  });
  expect(briefly(plan)).toEqual([
    'deny-user alice',
    'deny-user bob',
    'deactivate-access-key alice',
    'deactivate-service-credential bob',
    'deactivate-ssh-key bob',
    'deny-role door',
    'restore-trust deploy',
    'revoke-role-sessions deploy',
    'revoke-role-sessions ops',
  ]);
  expect(plan.sections.map((section) => section.account)).toEqual([A, B]);
});

test('whoever has another use of it is told so', () => {
  const names = [bearer('user', 'alice', 'AIDAALICEALICEALICE1', { keys: ['AKIAOTHEROTHEROTHER1'] })];
  expect(stepsOf(planOf({ names }))[0]?.reason).toContain('AKIAOTHEROTHEROTHER1, which is not of the radius');
  const own = [thing('user', `arn:aws:iam::${A}:user/bob`, 'bob')];
  expect(stepsOf(planOf({ things: own }))[1]?.reason).toBe('the intruder made it; nobody else is known to use it');
});

test('what is not of exact or high confidence gets no step, but a task', () => {
  const plan = planOf({
    credentials: [seed, { ...deploy, confidence: 'medium' }],
    things: [thing('user', 'x', 'bob', { confidence: 'low' })],
  });
  expect(briefly(plan)).toEqual(['deny-user alice', 'deactivate-access-key alice']);
  expect(tasks(plan)).toEqual(['suspect ASIAROLEROLEROLEROL1']);
});

test.each([
  ['the key is alive', seed, true],
  [
    'the key ended an hour ago',
    { ...seed, alive: false, status: 'inactive', statusAt: '2026-03-02T11:00:00Z', statusProven: true },
    true,
  ],
  [
    'the key ended days ago',
    { ...seed, alive: false, status: 'inactive', statusAt: '2026-02-27T11:00:00Z', statusProven: true },
    false,
  ],
])('a role whose known sessions are over is revoked where one may have come since: %s', (_, key, revoked) => {
  expect(steps({ credentials: [key, { ...deploy, ...expired }] }).includes('revoke-role-sessions deploy')).toBe(
    revoked,
  );
});

test('of a chained role an hour decides', () => {
  const over = { ...expired, endsBy: '2026-03-02T10:30:00Z' };
  const chained = {
    ...session('ASIACHAINCHAINCHAIN1', 'ops'),
    ...expired,
    parent: deploy.id,
    principalId: 'AROAOPSOPSOPSOPSOPS1:x',
  };
  const key = { ...seed, alive: false, status: 'inactive', statusAt: '2026-02-20T00:00:00Z', statusProven: true };
  expect(steps({ credentials: [key, { ...deploy, ...over }, chained] })).toEqual([]);
  expect(steps({ credentials: [key, { ...deploy, ...over, endsBy: '2026-03-02T11:30:00Z' }, chained] })).toEqual([
    'revoke-role-sessions ops',
  ]);
});

test('a seed that is a session of a role: whoever took it may have taken a newer one', () => {
  expect(steps({ seed: deploy.id, credentials: [{ ...deploy, ...expired, ofSeed: true, parent: null }] })).toEqual([
    'revoke-role-sessions deploy',
  ]);
});

test('what somebody ended is told with who did it, and gets no step', () => {
  const shut = {
    alive: false,
    status: 'inactive',
    statusAt: '2026-02-20T00:00:00Z',
    endedBy: `arn:aws:iam::${A}:user/oncall`,
  };
  const plan = planOf({ credentials: [{ ...seed, ...shut, statusProven: true }] });
  expect(briefly(plan)).toEqual([]);
  expect(plan.warnings.join('\n')).toContain(
    `already inactive by arn:aws:iam::${A}:user/oncall, so no step: access key ${KEY}`,
  );
  // A record that nothing proves may be the intruder's.
  expect(steps({ credentials: [{ ...seed, ...shut, statusProven: false }] })).toEqual(['deny-user alice']);
  // And what he shut himself he can open.
  expect(steps({ credentials: [{ ...seed, ...shut, statusProven: true, endedByRadius: true }] })).toEqual([
    'deny-user alice',
  ]);
});

test('a denial that holds is left alone; the intruder’s own, and one that keys outlived, are not believed', () => {
  const denied = { ...seed, alive: false, status: 'denied', statusAt: AS_OF, statusProven: true };
  expect(steps({ credentials: [denied], ends: [end('user', 'alice')] })).toEqual([]);
  expect(steps({ credentials: [denied], ends: [end('user', 'alice', { mine: true })] })).toEqual(['deny-user alice']);
  expect(steps({ credentials: [{ ...seed, alive: null, status: 'unknown' }], ends: [end('user', 'alice')] })).toContain(
    'deny-user alice',
  );
});

test('a name that was given again is another user', () => {
  const names = [
    bearer('user', 'bob', 'AIDABOBBOBBOBBOBBOB1', { first: '2026-03-02T10:40:00Z' }),
    bearer('user', 'bob', 'AIDABOBBOBBOBBOBBOB2', { first: '2026-03-02T11:30:00Z' }),
  ];
  const [, bob] = stepsOf(planOf({ names, things: [thing('user', `arn:aws:iam::${A}:user/bob`, 'bob')] }));
  expect(bob).toMatchObject({ user: 'bob', userId: 'AIDABOBBOBBOBBOBBOB1' });
});

test('roles of services and of Identity Center, root and accounts without records are tasks', () => {
  const plan = planOf({
    credentials: [
      seed,
      session('ASIASSOSSOSSOSSOSSO1', 'AWSReservedSSO_Admin_1'),
      session('ASIASLRSLRSLRSLRSLR1', 'AWSServiceRoleForConfig'),
      session('ASIAFOREIGNFOREIGN12', 'theirs', { account: B }),
      {
        ...seed,
        id: 'AKIAROOTROOTROOTROOT',
        principal: `arn:aws:iam::${A}:root`,
        principalId: A,
        userName: null,
        ofSeed: false,
      },
    ],
    accounts: [
      { account: A, lastSeen: AS_OF, recorded: true },
      { account: B, lastSeen: null, recorded: false },
    ],
  });
  expect(briefly(plan)).toEqual(['deny-user alice', 'deactivate-access-key alice']);
  expect(tasks(plan)).toEqual([
    `root root user of ${A}`,
    'service-linked-role AWSServiceRoleForConfig',
    'identity-center AWSReservedSSO_Admin_1',
    `other-account arn:aws:sts::${B}:assumed-role/theirs/x`,
  ]);
  expect(plan.controlPolicies.map((one) => one.accounts)).toEqual([[A]]);
  expect(plan.controlPolicies[0]?.document).toContain(`arn:aws:iam::${A}:root`);
});

test('names that IAM does not know, and keys of nobody, become tasks', () => {
  const user = { ...seed, userName: 'a b\u001b[2J', principalId: null };
  const nobody = {
    ...seed,
    id: 'AKIANOBODYNOBODYNOB1',
    userName: null,
    principal: null,
    principalId: null,
    ofSeed: false,
  };
  const plan = planOf({ credentials: [user, nobody, session('ASIAROLEROLEROLEROL3', 'x'.repeat(65))] });
  expect(briefly(plan)).toEqual([]);
  expect(tasks(plan)).toEqual([
    `unnameable ${KEY}`,
    'unnameable AKIANOBODYNOBODYNOB1',
    'unnameable a b\u001b[2J',
    `unnameable ${'x'.repeat(65)}`,
  ]);
});

test('a key that he made active again: a step where it was inactive, else a task', () => {
  const row = {
    account: A,
    userName: 'bob',
    call: 'UpdateAccessKey',
    id: 'AKIABOBBOBBOBBOBBOB1',
    at: AS_OF,
    confidence: 'exact' as const,
  };
  const rearmed = { ...row, evidence: [event(7)], proven: true, shutBefore: true, shutSince: false };
  expect(steps({ rearmed: [rearmed] })).toEqual([
    'deny-user alice',
    'deny-user bob',
    'deactivate-access-key alice',
    'deactivate-access-key bob',
  ]);
  expect(tasks(planOf({ rearmed: [{ ...rearmed, shutBefore: false }] }))).toEqual(['suspect AKIABOBBOBBOBBOBBOB1']);
  expect(steps({ rearmed: [{ ...rearmed, shutSince: true }] })).toEqual([
    'deny-user alice',
    'deactivate-access-key alice',
  ]);
});

test('the trust policy of before his first change is put back', () => {
  const his = { confidence: 'exact' as const };
  const plan = planOf({
    trust: [
      trust(1, document('old')),
      trust(2, document('former')),
      trust(5, document('evil'), his),
      trust(6, document('worse'), his),
    ],
    names: [bearer('role', 'deploy', ROLE)],
  });
  expect(stepsOf(plan).find((step) => step.kind === 'restore-trust')).toMatchObject({
    role: 'deploy',
    roleId: ROLE,
    document: document('former'),
    from: 'trail',
    expect: { document: document('worse') },
    evidence: [event(5), event(6)],
  });
});

test('or from a snapshot that is newer, and older than his change', () => {
  const rows = [trust(1, document('old')), trust(5, document('evil'), { confidence: 'exact' })];
  const state = (at: string, who: string) => ({ account: A, role: 'deploy', at, document: document(who) });
  const found = (stateTrust: PlanInput['stateTrust']) =>
    stepsOf(planOf({ trust: rows, stateTrust })).find((step) => step.kind === 'restore-trust');
  expect(found([state('2026-03-02T10:03:00Z', 'snapshot')])).toMatchObject({
    document: document('snapshot'),
    from: 'iam-state',
  });
  expect(found([state('2026-03-02T09:03:00Z', 'snapshot')])).toMatchObject({
    document: document('old'),
    from: 'trail',
  });
  // A later one that says otherwise: somebody has changed it.
  expect(found([state('2026-03-02T11:03:00Z', 'somebody')])).toBeUndefined();
});

test.each([
  ['nothing is known of before', [trust(5, document('evil'), { confidence: 'exact' })]],
  ['his record does not show it', [trust(1, document('a')), trust(5, null, { confidence: 'exact' })]],
  [
    'the last record of before does not show it',
    [trust(1, document('a')), trust(2, null), trust(5, document('evil'), { confidence: 'exact' })],
  ],
  ['what was before is no document', [trust(1, 'HIDDEN'), trust(5, document('evil'), { confidence: 'exact' })]],
])('a former trust policy that is not known is a task: %s', (_, rows) => {
  const plan = planOf({ trust: rows });
  expect(briefly(plan)).toContain('revoke-role-sessions deploy');
  expect(briefly(plan)).not.toContain('restore-trust deploy');
  expect(tasks(plan)).toEqual(['former-state-unknown role deploy']);
});

test('trust that somebody else has rewritten, or of a role that he made, is left alone', () => {
  const rewritten = [
    trust(1, document('a')),
    trust(5, document('evil'), { confidence: 'exact' }),
    trust(9, document('b')),
  ];
  const plan = planOf({ trust: rewritten, asOf: '2026-03-09T00:00:00Z' });
  expect(briefly(plan)).not.toContain('restore-trust deploy');
  expect(plan.warnings.join('\n')).toContain('already rewritten by');
  const own = [
    trust(1, document('a'), { call: 'CreateRole', confidence: 'exact' }),
    trust(5, document('b'), { confidence: 'exact' }),
  ];
  expect(steps({ trust: own })).not.toContain('restore-trust deploy');
});

const SAML = `arn:aws:iam::${A}:saml-provider/corp`;
const OIDC = `arn:aws:iam::${A}:oidc-provider/id.example.com`;
const print = (letter: string) => letter.repeat(40);

test('providers are put back as they were', () => {
  const his = { confidence: 'exact' as const };
  const plan = planOf({
    providers: [
      provider(1, SAML, { call: 'CreateSAMLProvider', document: '<former/>' }),
      provider(5, SAML, { ...his, document: '<evil/>' }),
      provider(1, OIDC, { call: 'CreateOpenIDConnectProvider', clients: ['app'], thumbprints: [print('a')] }),
      provider(5, OIDC, { ...his, call: 'UpdateOpenIDConnectProviderThumbprint', thumbprints: [print('b')] }),
      provider(6, OIDC, { ...his, call: 'AddClientIDToOpenIDConnectProvider', client: 'evil' }),
      provider(7, OIDC, { ...his, call: 'AddClientIDToOpenIDConnectProvider', client: 'app' }),
    ],
  });
  expect(stepsOf(plan).slice(2)).toMatchObject([
    { kind: 'restore-saml-provider', document: '<former/>', expect: { document: '<evil/>' }, from: 'trail' },
    { kind: 'remove-oidc-client', clientId: 'evil' },
    { kind: 'restore-oidc-thumbprints', thumbprints: [print('a')], expect: { thumbprints: [print('b')] } },
  ]);
  const unknown = planOf({ providers: [provider(5, SAML, { ...his, document: '<evil/>' })] });
  expect(tasks(unknown)).toEqual([`former-state-unknown ${SAML}`]);
});

test('where the inline quota is full, the next way comes first', () => {
  const ways = (more: object) => stepsOf(planOf({ statePrincipals: [held('user', 'alice', more)] }))[0];
  expect(ways({ size: 2000 })).toMatchObject({ ways: ['attached', 'boundary', 'inline'] });
  expect(ways({ size: 1900 })).toMatchObject({ ways: ['inline', 'attached', 'boundary'] });
  const ten = Array.from({ length: 10 }, (_, n) => `arn:aws:iam::aws:policy/P${n}`);
  expect(ways({ size: 2000, attached: ten })).toMatchObject({ ways: ['boundary', 'inline', 'attached'] });
});

test('IAM state that is newer says what became of a key, and who is denied', () => {
  const snapshots = [{ account: A, part: 'access-keys', at: '2026-03-02T11:30:00Z', whole: true }];
  const key = (status: string, at = '2026-03-02T11:30:00Z') => ({ account: A, id: KEY, userName: 'alice', status, at });
  expect(steps({ snapshots, stateKeys: [key('Active')] })).toContain('deactivate-access-key alice');
  expect(steps({ snapshots, stateKeys: [key('Inactive')] })).toEqual(['deny-user alice']);
  expect(steps({ snapshots, stateKeys: [] })).toEqual(['deny-user alice']);
  expect(steps({ snapshots: [{ ...snapshots[0]!, whole: false }] })).toContain('deactivate-access-key alice');
  // Older than the last use: it knows nothing of it.
  const before = [{ ...snapshots[0]!, at: '2026-03-02T10:30:00Z' }];
  const plan = planOf({ snapshots: before, stateKeys: [key('Inactive', before[0]!.at)] });
  expect(briefly(plan)).toContain('deactivate-access-key alice');
  expect(plan.warnings.join('\n')).toContain('older than the intruder');
  // Made active again after a record of its end.
  const ended = { ...seed, alive: false, status: 'inactive', statusAt: '2026-03-02T11:10:00Z', statusProven: true };
  expect(steps({ credentials: [ended], snapshots, stateKeys: [key('Active')] })).toContain(
    'deactivate-access-key alice',
  );
  const shut = held('user', 'alice', { inline: ['Other', 'Stop'], shutting: [2] });
  expect(steps({ statePrincipals: [shut] })).toEqual(['deactivate-access-key alice']);
});

test('keys that only IAM state shows, of a user that he made', () => {
  const row = { account: A, userName: 'bob', status: 'Active', at: AS_OF };
  const plan = planOf({
    things: [thing('user', `arn:aws:iam::${A}:user/bob`, 'bob')],
    stateKeys: [
      { ...row, id: 'AKIAHIDDENHIDDENHID1' },
      { ...row, id: 'AKIAOFALICEOFALICE12', userName: 'alice' },
    ],
    stateCredentials: [{ ...row, id: 'APKAHIDDENHIDDENHID1', kind: 'ssh-public-key' }],
  });
  expect(briefly(plan)).toEqual([
    'deny-user alice',
    'deny-user bob',
    'deactivate-access-key alice',
    'deactivate-access-key bob',
    'deactivate-ssh-key bob',
  ]);
  expect(stepsOf(plan)[3]).toMatchObject({ accessKeyId: 'AKIAHIDDENHIDDENHID1', evidence: [], proven: null });
});

test('the texts for the organization fit, and split where they do not', () => {
  const many = Array.from({ length: 120 }, (_, n) =>
    thing('user', `arn:aws:iam::${A}:user/u${n}`, `user-with-a-long-name-${n}`),
  );
  const plan = planOf({ credentials: [seed, deploy], things: many });
  expect(plan.controlPolicies.length).toBeGreaterThan(1);
  expect(plan.controlPolicies.every((one) => one.document.length <= 5120)).toBe(true);
  const texts = plan.controlPolicies.map((one) => one.document).join('\n');
  for (const { subject } of many) expect(texts).toContain(`user/${subject}"`);
  expect(texts).toContain(`"DateLessThan":{"aws:TokenIssueTime":"${AS_OF}"}`);
  expect(texts).toContain(`"ArnNotLike":{"aws:PrincipalArn":"arn:aws:iam::${A}:role/Responder"}`);
});

test('a path from a log is no pattern in them', () => {
  const names = [bearer('user', 'alice', 'AIDAALICEALICEALICE1', { arn: `arn:aws:iam::${A}:user/*/alice` })];
  expect(planOf({ names }).controlPolicies[0]?.document).not.toContain('/*/');
});

test('the same rows in any order of sections and names: bytes are the same', () => {
  const more = { credentials: [seed, deploy], things: [thing('user', 'x', 'bob'), thing('user', 'y', 'carol')] };
  expect(JSON.stringify(propose(given(more)))).toBe(JSON.stringify(propose(structuredClone(given(more)))));
});

test('who issued the seed is told; a workload of his own is told once', () => {
  expect(planOf({ upstream: ['AKIAABOVEABOVEABOVE1'] }).warnings.join('\n')).toContain(
    'issued to AKIAABOVEABOVEABOVE1, which no step touches',
  );
  const taken = {
    source: 'ssm.amazonaws.com',
    call: 'SendCommand',
    account: A,
    region: 'us-east-1',
    confidence: 'exact' as const,
    at: AS_OF,
    evidence: [event(8)],
    proven: true,
    made: false,
  };
  const plan = planOf({
    things: [thing('workload', 'i-0aaaaaaaaaaaaaaaa', null, { call: 'RunInstances' })],
    taken: [
      { ...taken, name: 'i-0aaaaaaaaaaaaaaaa' },
      { ...taken, name: 'i-0bbbbbbbbbbbbbbbb' },
    ],
  });
  expect(tasks(plan)).toEqual(['workload i-0aaaaaaaaaaaaaaaa', 'workload i-0bbbbbbbbbbbbbbbb']);
});

test('the quarantine of AWS is told, and takes no step away', () => {
  const row = { account: A, userName: 'alice', policy: 'AWSCompromisedKeyQuarantineV3', at: AS_OF };
  const plan = planOf({ quarantines: [row] });
  expect(plan.warnings.join('\n')).toContain('AWS itself attached AWSCompromisedKeyQuarantineV3 to user alice');
  expect(briefly(plan)).toEqual(['deny-user alice', 'deactivate-access-key alice']);
});

test('a role whose workload he started is revoked, though its known sessions are over', () => {
  const own = {
    ...session('ASIAWORKWORKWORKWOR1', 'web'),
    ...expired,
    edge: 'WORK',
    principalId: 'AROAWEBWEBWEBWEBWEB1:i-0a',
  };
  const dead = { ...seed, alive: false, status: 'inactive', statusAt: '2026-02-20T00:00:00Z', statusProven: true };
  expect(steps({ credentials: [dead, own] })).toEqual([]);
  const instance = thing('workload', 'i-0a', null, { call: 'RunInstances' });
  expect(steps({ credentials: [dead, own], things: [instance] })).toEqual(['revoke-role-sessions web']);
  expect(steps({ credentials: [dead, own], things: [{ ...instance, alive: false, status: 'deleted' }] })).toEqual([]);
});

test('a list that was cut says so', () => {
  const suspect = (n: number): PlanInput['suspects'][number] => ({
    id: `ASIASUSPECT${String(n).padStart(9, '0')}`,
    from: KEY,
    method: 'SAMEUSER',
    confidence: 'low',
    reason: 'of the same user',
    events: 1,
    evidence: [event(n)],
    account: A,
    arn: null,
  });
  const some = (count: number) => planOf({ suspects: Array.from({ length: count }, (_, n) => suspect(n)) }).warnings;
  expect(some(1000).join('\n')).toContain('the plan names the first 1000 suspects, and there may be more');
  expect(some(999).join('\n')).not.toContain('the first');
});
