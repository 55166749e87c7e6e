import { readFileSync, writeFileSync } from 'node:fs';
import {
  AttachUserPolicyCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DeleteUserCommand,
  GetUserCommand,
  GetUserPolicyCommand,
  IAMClient,
  ListAttachedUserPoliciesCommand,
  PutUserPolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { status } from '../../src/containment/index.js';
import { onlyReads } from '../../src/containment/sdk.js';
import { DENY_ALL_NAME, denyAllDocument, type Plan, parsePlan, type Step } from '../../src/plan/index.js';
import { FORMER_TRUST, hitAccount } from '../support/hit-account.js';
import { dumpIam } from '../support/iam-dump.js';
import { atAction } from '../support/iam-proxy.js';
import { motoIsAbsent } from '../support/moto.js';
import { Responder } from '../support/responder.js';

// Containment against IAM over HTTP: what is on the wire, what is there before and after, and what others do meanwhile.

const ACTS = [
  'PutUserPolicy',
  'UpdateAccessKey',
  'UpdateServiceSpecificCredential',
  'UpdateSSHPublicKey',
  'UpdateSigningCertificate',
  'PutRolePolicy',
  'PutRolePolicy',
  'UpdateAssumeRolePolicy',
  'UpdateSAMLProvider',
  'RemoveClientIDFromOpenIDConnectProvider',
  'UpdateOpenIDConnectProviderThumbprint',
];
const mallory = { UserName: 'mallory' };

describe.skipIf(motoIsAbsent)('keytrail-contain', () => {
  let responder: Responder;
  const written = () => responder.proxy.done.map(({ action }) => action);
  const steps = (plan: Plan) => plan.sections[0]!.steps;
  /** The plan with other steps, numbered. */
  const withSteps = (plan: Plan, list: readonly Step[]): Plan => ({
    ...plan,
    sections: [{ ...plan.sections[0]!, steps: list.map((step, index) => ({ ...step, number: index + 1 })) }],
  });

  beforeAll(async () => {
    responder = await Responder.start();
  });
  beforeEach(() => responder.begin());
  afterAll(async () => {
    await responder?.stop();
  });

  test('show, dry run, apply, verify, revert: nothing is written that was not to be, and everything is as it was', async () => {
    const { proxy, planFile } = responder;
    const before = await responder.dump();
    proxy.calm();
    const shown = await responder.contain(['show', planFile]);
    expect(shown.code).toBe(0);
    expect(proxy.calls).toEqual([]);
    const hash = /\b[0-9a-f]{64}\b/.exec(shown.stdout)?.[0] ?? '';
    expect(hash).toBe(responder.hash);

    const dry = await responder.contain(['apply', planFile]);
    expect([dry.code, dry.stderr]).toEqual([0, '']);
    expect(proxy.calls.length).toBeGreaterThan(20);
    expect(proxy.calls.filter(({ write }) => write > 0)).toEqual([]);
    expect(await responder.dump()).toBe(before);

    const applied = await responder.contain(['apply', planFile, '--execute', hash]);
    expect(applied).toMatchObject({ code: 0 });
    expect(written()).toEqual(ACTS);
    expect(proxy.calls.filter(({ write }) => write > 0)).toHaveLength(ACTS.length);
    const contained = await responder.dump();
    expect(responder.lies(proxy.done)).toEqual([]);

    const verified = await responder.contain(['verify', planFile]);
    expect(verified.code).toBe(0);
    expect((await responder.contain(['status', planFile])).code).toBe(0);
    const again = await responder.contain(['apply', planFile, '--execute', hash]);
    expect(again.code).toBe(0);
    expect((await responder.contain(['revert', planFile])).code).toBe(0);
    expect(written()).toEqual(ACTS);
    expect(await responder.dump()).toBe(contained);

    const reverted = await responder.contain(['revert', planFile, '--execute', hash]);
    expect(reverted).toMatchObject({ code: 0 });
    expect(written()).toHaveLength(2 * ACTS.length);
    expect(await responder.dump()).toBe(before);
    expect(responder.lies(proxy.done)).toEqual([]);
    expect((await responder.contain(['verify', planFile])).code).toBe(1);
  });

  test('what a dry run reads with lets no write through, not even one that is given to it', async () => {
    const reads = onlyReads(new IAMClient({ maxAttempts: 1 }));
    const write = new PutUserPolicyCommand({ ...mallory, PolicyName: 'x', PolicyDocument: denyAllDocument() });
    const send = async (command: unknown) => reads.send(command as never);
    await expect(send(write)).rejects.toThrow('is no read');
    await expect(send(new DeleteUserCommand(mallory))).rejects.toThrow('is no read');
    expect((await reads.send(new GetUserCommand(mallory))).User?.UserName).toBe('mallory');
    expect(responder.proxy.calls.map(({ action }) => action)).toEqual(['GetUser']);
    reads.destroy();
  });

  test('another hash, and a plan that was changed since it was shown, do nothing', async () => {
    const { hash, planFile, plan, proxy } = responder;
    const [section] = plan.sections;
    const changed = steps(plan).map((step) => (step.kind === 'deny-user' ? { ...step, user: 'responder' } : step));
    responder.write({ ...plan, sections: [{ ...section!, steps: changed }] });
    const ran = await responder.contain(['apply', planFile, '--execute', hash]);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain('show');
    expect(proxy.calls).toEqual([]);
  });

  test('quotas that are full lead to AWSDenyAll, attached or as the boundary, and what was there comes back', async () => {
    const large = denyAllDocument().replace('"*"', `"${'s3:Get*'.padEnd(1800, '*')}"`);
    await responder.iam.send(new PutUserPolicyCommand({ ...mallory, PolicyName: 'large', PolicyDocument: large }));
    const [first] = steps(responder.plan);
    responder.write(withSteps(responder.plan, [first!]));
    const cycle = async (way: string) => {
      const before = await responder.dump();
      expect((await responder.run('apply')).steps[0]).toMatchObject({ word: 'done', way });
      expect(await responder.dump()).not.toBe(before);
      expect((await responder.run('revert')).exit).toBe(0);
      expect(await responder.dump()).toBe(before);
    };
    await cycle('attached');
    for (const name of 'ABCDEFGHI') {
      const PolicyArn = `arn:aws:iam::aws:policy/${name}`;
      await responder.iam.send(new AttachUserPolicyCommand({ ...mallory, PolicyArn }));
    }
    await cycle('boundary');
  });

  test('a quota that only AWS knows of', async () => {
    responder.proxy.meddle = atAction('PutUserPolicy', 'LimitExceeded');
    expect((await responder.run('apply')).steps[0]).toMatchObject({ word: 'done', way: 'attached' });
    const { AttachedPolicies } = await responder.iam.send(new ListAttachedUserPoliciesCommand(mallory));
    expect(AttachedPolicies?.map(({ PolicyName }) => PolicyName)).toContain('AWSDenyAll');
    expect(responder.lies(responder.proxy.done)).toEqual([]);
  });

  test("a policy of somebody else's under our name: nothing is done at all", async () => {
    const theirs = { ...mallory, PolicyName: DENY_ALL_NAME, PolicyDocument: denyAllDocument().replace('*', 's3:*') };
    await responder.iam.send(new PutUserPolicyCommand(theirs));
    responder.proxy.calm();
    const { planFile, hash } = responder;
    const ran = await responder.contain(['apply', planFile, '--execute', hash]);
    expect(ran.code).toBe(2);
    expect(ran.stdout).toContain(DENY_ALL_NAME);
    expect(written()).toEqual([]);
    expect((await responder.run('apply', [1])).exit).toBe(1);
    const { PolicyDocument } = await responder.iam.send(new GetUserPolicyCommand(theirs));
    expect(decodeURIComponent(PolicyDocument ?? '')).toBe(theirs.PolicyDocument);
  });

  test('what somebody changes between apply and revert stays theirs; the rest is taken back', async () => {
    const before = await responder.dump();
    await responder.run('apply');
    const PolicyDocument = FORMER_TRUST.replace('ec2', 'lambda');
    await responder.iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: 'deploy', PolicyDocument }));
    await responder.iam.send(new DeleteRolePolicyCommand({ RoleName: 'back-door', PolicyName: DENY_ALL_NAME }));
    await responder.iam.send(new DeleteRolePolicyCommand({ RoleName: 'back-door', PolicyName: 'own' }));
    await responder.iam.send(new DeleteRoleCommand({ RoleName: 'back-door' }));
    await responder.iam.send(
      new CreateRoleCommand({ RoleName: 'back-door', AssumeRolePolicyDocument: PolicyDocument }),
    );
    const changed = await responder.dump();
    responder.proxy.calm();
    const refused = await responder.run('revert');
    expect(refused.steps.filter(({ word }) => word === 'differs').map(({ step }) => step.number)).toEqual([8, 7]);
    expect(refused.exit).toBe(2);
    expect(await responder.dump()).toBe(changed);
    expect((await responder.run('revert', [7, 8])).exit).toBe(1);
    const after = await responder.dump();
    for (const name of ['mallory', 'corp', 'token.example.com'])
      expect(about(after, name)).toEqual(about(before, name));
    expect(after).toContain('lambda.amazonaws.com');
    expect(after).not.toContain('KeytrailRevocation');
  });

  test('another user of the name is not meant', async () => {
    const { plan } = responder;
    const other = steps(plan).map((step) => ('user' in step ? { ...step, userId: 'AIDASOMEBODYELSE0001' } : step));
    responder.write(withSteps(plan, other));
    const ran = await responder.run('apply');
    expect(ran.exit).toBe(2);
    expect(ran.steps.filter(({ word }) => word === 'differs').map(({ step }) => step.number)).toEqual([1, 2, 3, 4, 5]);
    expect(written()).toEqual([]);
  });

  describe('does not lock out who runs it:', () => {
    const refused = async (because: RegExp) => {
      const ran = await responder.contain(['apply', responder.planFile, '--execute', responder.hash]);
      expect(ran.code).toBe(2);
      expect(ran.stdout + ran.stderr).toMatch(because);
      expect(written()).toEqual([]);
      expect((await responder.contain(['apply', responder.planFile])).code).toBe(2);
    };

    test('the user', async () => {
      const [first, ...others] = steps(responder.plan);
      const step = { ...first!, user: 'responder', userId: null } as Step;
      responder.write(withSteps(responder.plan, [step, ...others]));
      await refused(/which this runs as/);
    });

    test('the key', async () => {
      const { accessKeyId } = responder.hit.responder;
      const step = { ...steps(responder.plan)[1]!, user: 'responder', userId: null, accessKeyId } as Step;
      responder.write(withSteps(responder.plan, [step]));
      await refused(new RegExp(accessKeyId));
    });

    test('the role', async () => {
      const sts = new STSClient({});
      const { Credentials } = await sts.send(
        new AssumeRoleCommand({ RoleArn: 'arn:aws:iam::123456789012:role/deploy', RoleSessionName: 'responder' }),
      );
      sts.destroy();
      Object.assign(process.env, {
        AWS_ACCESS_KEY_ID: Credentials?.AccessKeyId,
        AWS_SECRET_ACCESS_KEY: Credentials?.SecretAccessKey,
        AWS_SESSION_TOKEN: Credentials?.SessionToken,
      });
      try {
        await refused(/which this runs as/);
      } finally {
        delete process.env.AWS_SESSION_TOKEN;
      }
    });
  });

  test('two at once: one works, the other says so, and nothing is done twice', async () => {
    responder.proxy.latency = 15;
    const words = ['apply', responder.planFile, '--execute', responder.hash];
    const ran = await Promise.all([responder.contain(words), responder.contain(words)]);
    const codes = ran.map(({ code }) => code).sort();
    expect([
      [0, 0],
      [0, 2],
    ]).toContainEqual(codes);
    if (codes[1] === 2) expect(ran.find(({ code }) => code === 2)?.stderr).toMatch(/in use by|somebody else writes/);
    expect(written()).toEqual(ACTS);
    expect(responder.lies(responder.proxy.done)).toEqual([]);
    expect((await responder.run('revert')).exit).toBe(0);
  });

  test('a journal that was tampered with, or is of another plan, is refused before anything is asked of IAM', async () => {
    await responder.run('apply');
    const { journal, planFile, hash, plan, proxy } = responder;
    const whole = readFileSync(journal);
    const lines = whole.toString('utf8').trimEnd().split('\n');
    const tampered = [
      ...[1, lines.length >> 1, lines.length - 2].map((at) => lines.filter((_, index) => index !== at).join('\n')),
      [...lines.slice(0, 4), lines[5], lines[4], ...lines.slice(6)].join('\n'),
      [...lines, lines[3]].join('\n'),
      ...lines.slice(0, -1).map((line, at) => lines.with(at, flipped(line)).join('\n')),
    ];
    proxy.calm();
    for (const text of tampered) {
      writeFileSync(journal, `${text}\n`);
      await expect(responder.run('revert')).rejects.toThrow(/journal/);
      expect(() => status(plan, journal)).toThrow(/journal/);
    }
    for (const command of [['apply'], ['revert'], ['verify'], ['status']]) {
      const ran = await responder.contain([...command, planFile]);
      expect(ran.code).toBe(2);
      expect(ran.stderr).toMatch(/plan\.journal\.jsonl: line \d+/);
    }
    writeFileSync(journal, whole);
    responder.write({ ...plan, seed: 'AKIAANOTHERPLAN00000' });
    const ran = await responder.contain(['revert', planFile, '--execute', responder.hash]);
    expect(ran).toMatchObject({ code: 2 });
    expect(ran.stderr).toContain('another plan');
    expect(written()).toEqual([]);
    responder.write(plan);
    expect((await responder.contain(['revert', planFile, '--execute', hash])).code).toBe(0);
  });

  test('several accounts, each by the role that the plan names', async () => {
    const other = '222222222222';
    const sts = new STSClient({});
    const RoleArn = `arn:aws:iam::${other}:role/OrganizationAccountAccessRole`;
    const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'setup' }));
    const iam = new IAMClient({
      maxAttempts: 1,
      credentials: {
        accessKeyId: Credentials?.AccessKeyId ?? '',
        secretAccessKey: Credentials?.SecretAccessKey ?? '',
        sessionToken: Credentials?.SessionToken ?? '',
      },
    });
    const theirs = await hitAccount(iam, other);
    const offset = steps(responder.plan).length;
    const second = {
      ...theirs.plan.sections[0]!,
      assumeRole: RoleArn,
      steps: steps(theirs.plan).map((step) => ({ ...step, number: step.number + offset })),
    };
    const plan = parsePlan(JSON.stringify({ ...responder.plan, sections: [...responder.plan.sections, second] }));
    responder.write(plan);
    const before = [await responder.dump(), await dumpIam(iam)];
    expect(before[1]).toContain(other);
    responder.proxy.calm();
    const ran = await responder.contain(['apply', responder.planFile, '--execute', responder.hash]);
    expect(ran.code).toBe(0);
    expect(written()).toEqual([...ACTS, ...ACTS]);
    expect(responder.proxy.done.map(({ account }) => account)).toEqual([
      ...ACTS.map(() => '123456789012'),
      ...ACTS.map(() => other),
    ]);
    const back = await responder.contain(['revert', responder.planFile, '--execute', responder.hash]);
    expect(back.code).toBe(0);
    expect([await responder.dump(), await dumpIam(iam)]).toEqual(before);
    iam.destroy();
    sts.destroy();
  });
});

/** The lines of a dump from the one that names it on. */
function about(dump: string, name: string): string[] {
  return dump.split('\n').filter((line) => line.includes(name));
}

/** One letter of a value is another. */
function flipped(line: string): string {
  const at = line.indexOf('"at":"') + 12;
  return `${line.slice(0, at)}${line[at] === '9' ? '8' : '9'}${line.slice(at + 1)}`;
}
