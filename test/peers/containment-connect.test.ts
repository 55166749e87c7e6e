import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type ConnectOptions, connect, previewApply } from '../../src/containment/index.js';
import { IAMClient, onlyReads } from '../../src/containment/sdk.js';
import { writesWith } from '../../src/containment/writes.js';
import type { Plan } from '../../src/plan/index.js';
import { useEndpoint } from '../support/aws-variables.js';
import { examplePlan } from '../support/example-plan.js';
import { KEY_OF_EXAMPLE } from '../support/example-steps.js';
import { IamProxy } from '../support/iam-proxy.js';
import { clockOfTest } from '../support/memory-iam.js';
import { type Moto, motoIsAbsent, startMoto } from '../support/moto.js';
import { scratch } from '../support/run-cli.js';

const HERE = '123456789012';
const THERE = '222222222222';

describe.skipIf(motoIsAbsent)('whose credentials these are, and which accounts they reach', () => {
  const folder = scratch();
  let moto: Moto;
  let proxy: IamProxy;
  const before = { ...process.env };
  beforeAll(async () => {
    moto = await startMoto();
    proxy = await IamProxy.start(moto.endpoint);
  });
  beforeEach(async () => {
    await proxy.reset();
    useEndpoint(proxy.endpoint);
    process.env.AWS_ACCESS_KEY_ID = 'AKIARESPONDER0000000';
  });
  afterAll(async () => {
    process.env = before;
    await proxy?.stop();
    await moto?.stop();
    folder.remove();
  });

  const example = examplePlan();
  const options: ConnectOptions = { region: null, profile: null, accounts: null, clock: clockOfTest(), tell: () => {} };
  const [section] = example.sections;
  const inBoth = (assumeRole: string | null): Plan => {
    const steps = section!.steps.filter(({ kind }) => kind === 'deny-user').map((step) => ({ ...step, number: 12 }));
    return { ...example, sections: [section!, { ...section!, account: THERE, assumeRole, steps, tasks: [] }] };
  };

  test('the role of another account is assumed, and each section asks with its own', async () => {
    const plan = inBoth(`arn:aws:iam::${THERE}:role/ops/Responder`);
    const connection = await connect(plan, options);
    expect(connection.caller).toMatchObject({
      account: HERE,
      endpoint: proxy.endpoint,
      region: 'us-east-1',
      behind: [],
    });
    const [here, there] = connection.accounts.map(({ identity }) => identity);
    expect(here).toEqual(connection.caller);
    expect(there?.arn).toMatch(/^arn:aws:sts::222222222222:assumed-role\/.*Responder\/keytrail-contain$/);
    expect(there?.behind).toMatchObject([{ accessKeyId: 'AKIARESPONDER0000000' }]);
    proxy.calm();
    const job = {
      plan,
      journal: folder.join('none.jsonl'),
      connection,
      skip: [],
      clock: clockOfTest(),
      tell: () => {},
    };
    expect((await previewApply(job)).steps.at(-1)).toMatchObject({ account: THERE, word: 'gone' });
    expect(new Set(proxy.calls.map(({ account }) => account))).toEqual(new Set([HERE, THERE]));
    expect(proxy.calls.filter(({ write }) => write > 0)).toEqual([]);
    expect(JSON.stringify(connection)).not.toMatch(/secret|session/i);
  });

  test('a profile that assumes roles tells who is behind it, however long the chain', async () => {
    const config = folder.join('config');
    writeFileSync(
      config,
      [
        '[profile base]\naws_access_key_id = AKIABASE000000000000\naws_secret_access_key = y',
        `[profile one]\nrole_arn = arn:aws:iam::${HERE}:role/one\nsource_profile = base`,
        `[profile two]\nrole_arn = arn:aws:iam::${HERE}:role/deploy\nsource_profile = one\nregion = eu-west-1`,
      ].join('\n'),
    );
    process.env.AWS_CONFIG_FILE = config;
    delete process.env.AWS_REGION;
    const plan = { ...example, sections: [section!] };
    const connection = await connect(plan, { ...options, profile: 'two' });
    expect(connection.caller).toMatchObject({
      arn: `arn:aws:sts::${HERE}:assumed-role/deploy/keytrail-contain`,
      region: 'eu-west-1',
      behind: [
        { arn: `arn:aws:sts::${HERE}:assumed-role/one/keytrail-contain` },
        { accessKeyId: 'AKIABASE000000000000' },
      ],
    });
    const job = {
      plan,
      journal: folder.join('none.jsonl'),
      connection,
      skip: [],
      clock: clockOfTest(),
      tell: () => {},
    };
    const locked = (await previewApply(job)).steps.filter(({ word }) => word === 'locks out');
    expect(locked.map(({ step }) => step.kind)).toEqual(['revoke-role-sessions', 'restore-trust']);
  });

  test('what cannot be reached is said, with what to do', async () => {
    const asks = (plan: Plan, more: Partial<ConnectOptions> = {}) => connect(plan, { ...options, ...more });
    await expect(asks(inBoth(null))).rejects.toThrow(`knows no role to assume in ${THERE}`);
    expect((await asks(inBoth(null), { accounts: [HERE] })).accounts).toHaveLength(1);
    await expect(asks(example, { accounts: ['333333333333'] })).rejects.toThrow('no section for 333333333333');
    await expect(asks({ ...example, sections: [{ ...section!, partition: 'aws-cn' }] })).rejects.toThrow('aws-cn');
    proxy.meddle = ({ action }) => (action === 'AssumeRole' ? 'AccessDenied' : null);
    await expect(asks(inBoth(`arn:aws:iam::${THERE}:role/R`))).rejects.toThrow(
      `AssumeRole of arn:aws:iam::${THERE}:role/R: AccessDenied`,
    );
    proxy.meddle = () => 'reset';
    await expect(asks(example)).rejects.toMatchObject({ hint: expect.stringContaining('AWS_ENDPOINT_URL') });
    delete process.env.AWS_ACCESS_KEY_ID;
    await expect(asks(example)).rejects.toMatchObject({ hint: expect.stringContaining('--profile') });
  });

  test.each(['the key itself', 'a profile that comes from it'])('with %s nothing is sent', async (how) => {
    const profile = how.startsWith('a profile') ? 'role' : null;
    process.env.AWS_ACCESS_KEY_ID = KEY_OF_EXAMPLE;
    process.env.AWS_CONFIG_FILE = folder.join('stolen');
    writeFileSync(
      process.env.AWS_CONFIG_FILE,
      `[profile role]\nrole_arn = arn:aws:iam::${HERE}:role/r\ncredential_source = Environment\n`,
    );
    await expect(connect(example, { ...options, profile })).rejects.toThrow('nothing was sent with it');
    expect(proxy.calls).toEqual([]);
  });

  test('a client for reading sends no write, even where it is given one', async () => {
    const { DeleteUserCommand } = await import('@aws-sdk/client-iam');
    const client = onlyReads(new IAMClient({}));
    await expect(client.send(new DeleteUserCommand({ UserName: 'mallory' }))).rejects.toThrow('is no read');
    expect(proxy.calls).toEqual([]);
    // While one that writes does, so that the test can fail.
    await expect(writesWith({}).deleteUserPolicy('mallory', 'p')).rejects.toThrow();
    expect(proxy.calls.map(({ action }) => action)).toEqual(['DeleteUserPolicy']);
  });
});
