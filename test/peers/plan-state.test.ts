import { expect, test } from 'vitest';
import { tellSpread } from '../../scripts/trail-builder/index.js';
import { testCase } from '../support/case-from-records.js';
import { minuteAfter, planIn, stepsOf } from '../support/plans.js';

// What IAM state in the case changes in a plan: the queries that read it, on a case that has it.

const DENIAL = '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"*","Resource":"*"}}';
const LONG = JSON.stringify(
  { Version: '2012-10-17', Statement: [{ Sid: 'x'.repeat(2000), Effect: 'Allow' }] },
  null,
  8,
);
const TRUST = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"former"}}]}';

test('IAM state: status of keys, room, denials, former trust, keys that no record shows', async () => {
  const tale = tellSpread(7012, 9, ['own user', 'trust widened', 'key of another user']);
  const opened = await testCase();
  await opened.fill(tale.records);
  const asOf = minuteAfter(tale);
  const account = tale.records.find((one) => one.userIdentity.accessKeyId === tale.seed)?.recipientAccountId ?? '';
  const bare = await planIn(opened, tale.seed, { asOf });
  const users = stepsOf(bare.plan).flatMap((step) => (step.kind === 'deny-user' ? [step] : []));
  const own = users.find(({ user }) => user.startsWith('svc-'))!;
  const other = users.find(({ user }) => user.startsWith('dev-'))!;
  const keys = stepsOf(bare.plan).flatMap((step) => (step.kind === 'deactivate-access-key' ? [step] : []));
  const shut = keys.find(({ user }) => user === other.user)!;
  const widened = bare.plan.sections.flatMap(({ tasks }) => tasks).find(({ kind }) => kind === 'former-state-unknown')!;
  const role = widened.about.replace('role ', '');

  const before = '2026-03-01T00:00:00Z';
  const put = (sql: string, values: Record<string, string | null> = {}) => opened.run(sql, { account, ...values });
  for (const at of [before, asOf]) {
    await put(
      `INSERT INTO iam_snapshots (account_id, collected_at, complete, parts, missing, problems)
       VALUES ($account, CAST($at AS TIMESTAMP), true, ['authorization-details', 'access-keys', 'ssh-public-keys'], [], [])`,
      { at },
    );
    await put(
      `INSERT INTO iam_roles (account_id, collected_at, role_name, trust) VALUES ($account, CAST($at AS TIMESTAMP), $role, CAST($trust AS JSON))`,
      { at, role, trust: at === before ? TRUST : (JSON.stringify(intruders(tale.records, role)) ?? null) },
    );
  }
  for (const [user, policies] of [
    ['ci-deploy', { Big: LONG }],
    [own.user, {}],
    [other.user, { Fine: '{"Statement":[]}', Stop: DENIAL }],
  ] as const) {
    await put(
      `INSERT INTO iam_users (account_id, collected_at, user_name, inline_policies, attached_policies)
       VALUES ($account, CAST($asOf AS TIMESTAMP), $user, CAST($policies AS JSON), [])`,
      { asOf, user, policies: JSON.stringify(policies) },
    );
  }
  const listed = keys.map((key) => [key.accessKeyId, key.user, key === shut ? 'Inactive' : 'Active'] as const);
  for (const [id, user, status] of [...listed, ['AKIAUNSEENUNSEENUN12', own.user, 'Active'] as const]) {
    await put(
      `INSERT INTO iam_access_keys (account_id, collected_at, access_key_id, user_name, status)
       VALUES ($account, CAST($asOf AS TIMESTAMP), $id, $user, $status)`,
      { asOf, id, user, status },
    );
  }
  await put(
    `INSERT INTO iam_credentials (account_id, collected_at, kind, user_name, id, status)
     VALUES ($account, CAST($asOf AS TIMESTAMP), 'ssh-public-key', $user, 'APKAUNSEENUNSEENUN12', 'Active')`,
    { asOf, user: own.user },
  );

  const { plan } = await planIn(opened, tale.seed, { asOf });
  const steps = stepsOf(plan);
  expect(steps.find((step) => step.kind === 'deny-user' && step.user === 'ci-deploy')).toMatchObject({
    ways: ['attached', 'boundary', 'inline'],
  });
  expect(steps.filter((step) => 'user' in step && step.user === other.user)).toEqual([]);
  expect(plan.warnings.join('\n')).toContain(`already denied as IAM state shows, so no step: user ${other.user}`);
  expect(steps).toContainEqual(expect.objectContaining({ accessKeyId: 'AKIAUNSEENUNSEENUN12', user: own.user }));
  expect(steps).toContainEqual(expect.objectContaining({ sshPublicKeyId: 'APKAUNSEENUNSEENUN12', user: own.user }));
  const restored = steps.find((step) => step.kind === 'restore-trust');
  expect(restored).toMatchObject({ role, document: TRUST, from: 'iam-state' });
  expect(steps.findLast((step) => step.kind === 'revoke-role-sessions')).toMatchObject({ role });
  expect(plan.warnings.join('\n')).not.toContain(`no IAM state of ${account}`);
});

/** The trust policy that the intruder wrote last. */
function intruders(records: readonly { eventName: string; eventTime: string }[], role: string): unknown {
  const texts = records
    .filter((one) => one.eventName === 'UpdateAssumeRolePolicy')
    .map((one) => ({
      at: one.eventTime,
      ...(one as unknown as { requestParameters: Record<string, string> }).requestParameters,
    }))
    .filter((one) => (one as { roleName?: string }).roleName === role)
    .sort((a, b) => (a.at < b.at ? -1 : 1));
  return JSON.parse((texts.at(-1) as { policyDocument?: string } | undefined)?.policyDocument ?? 'null');
}
