import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  AddUserToGroupCommand,
  CreateAccessKeyCommand,
  CreateGroupCommand,
  CreateLoginProfileCommand,
  CreateOpenIDConnectProviderCommand,
  CreateRoleCommand,
  CreateSAMLProviderCommand,
  CreateServiceSpecificCredentialCommand,
  CreateUserCommand,
  IAMClient,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildTrail } from '../../scripts/trail-builder/index.js';
import { type CollectIamOptions, type CollectIamSummary, collectIam, surveyIam } from '../../src/collect/index.js';
import { leastPolicy } from '../../src/collect/policy.js';
import { ingest } from '../../src/ingest/index.js';
import { openCase } from '../../src/store/case.js';
import { inBucket, setup } from '../collect/setup.js';
import { useEndpoint } from '../support/aws-variables.js';
import { failure } from '../support/iam-answers.js';
import { IamProxy } from '../support/iam-proxy.js';
import { type Moto, motoIsAbsent, startMoto } from '../support/moto.js';
import { keytrail, scratch } from '../support/run-cli.js';
import { s3Fault } from '../support/s3-stub.js';

const POLICY = '{ "Version":"2012-10-17",\n  "Statement": [{"Effect":"Allow","Action":"s3:*","Resource":"*"}] }';
const TRUST =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole"}]}';
const USERS = ['alice', 'bob', 'carol'];

const s3 = setup();

describe.skipIf(motoIsAbsent)('collect iam', () => {
  const variables = { ...process.env };
  const place = scratch();
  let moto: Moto;
  let iam: IamProxy;
  let aws: IAMClient;
  let places = 0;
  let archive = '';
  beforeAll(async () => {
    moto = await startMoto();
    iam = await IamProxy.start(moto.endpoint);
    useEndpoint(iam.endpoint);
    aws = new IAMClient({});
    await people(aws);
  });
  beforeEach(() => {
    iam.calm();
    process.env.AWS_ENDPOINT_URL = iam.endpoint;
    archive = place.join(`archive-${places++}`);
  });
  afterAll(async () => {
    aws.destroy();
    await iam.stop();
    await moto.stop();
    process.env = variables;
    place.remove();
  });

  const options = { region: null, accounts: [], generate: true, announce: () => undefined };
  const collect = (more: Partial<CollectIamOptions> = {}) => collectIam({ ...options, to: archive, ...more });
  const reasons = ({ missing }: CollectIamSummary) => missing.map(({ what, reason }) => `${what}: ${reason}`);
  const load = (name: string) =>
    ingest({
      ...{ sources: [archive], casePath: place.join(name), window: { since: null, until: null } },
      ...{ accounts: [], regions: [], publicKeys: [], threads: 1, memory: '512MB', inflate: 'node' },
    });
  /** A snapshot's folder is named after the second: this one was made long ago. */
  const age = () => renameSync(snapshots().at(-1) ?? '', join(archive, 'iam', '123456789012', '20200101T000000Z'));
  const snapshots = () => {
    const below = join(archive, 'iam', '123456789012');
    return existsSync(below) ? readdirSync(below).map((name) => join(below, name)) : [];
  };
  const file = (name: string) => readFileSync(join(snapshots()[0] ?? '', name), 'utf8');
  const actions = () => iam.calls.map(({ action }) => action);

  it('the stored report alone, where none is stored: nothing is generated, and that is missing', async () => {
    const announced: string[] = [];
    const summary = await collect({ generate: false, announce: (text) => announced.push(text) });
    expect(reasons(summary)).toEqual([
      expect.stringMatching(/^credential-report: none is stored \(CredentialReportNotPresentException/),
    ]);
    expect([announced, actions().includes('GenerateCredentialReport')]).toEqual([[], false]);
    expect(readdirSync(snapshots()[0] ?? '')).not.toContain('credential-report.csv');
  });

  it('who asks whom is said first, then that the report is replaced, and nothing else is written', async () => {
    const { code, stdout, stderr } = await keytrail(['collect', 'iam', '--to', archive, '--no-progress']);
    expect(stderr).toBe(
      [
        'iam: account 123456789012 as arn:aws:sts::123456789012:user/moto',
        `iam: CUSTOM ENDPOINT ${iam.endpoint}: not AWS's`,
        'GenerateCredentialReport: replaces the credential report that AWS stores for the account (none is stored), and is logged; --no-generate takes the stored one\n',
      ].join('\n'),
    );
    expect(stdout).toContain('3 users, 1 role');
    expect(stdout).toContain('Nothing is missing.');
    expect(code).toBe(0);
    expect(actions().filter((action) => !/^(Get|List)/.test(action))).toEqual([
      'GenerateCredentialReport',
      'GenerateCredentialReport',
    ]);
    expect(actions().indexOf('GetCredentialReport')).toBeLessThan(actions().indexOf('GenerateCredentialReport'));
    expect(iam.done).toEqual([]);
    expect(JSON.parse(file('state.json'))).toMatchObject({
      schema: 'keytrail/iam-state/1',
      account: '123456789012',
      partition: 'aws',
      collectedBy: 'arn:aws:sts::123456789012:user/moto',
      endpoint: iam.endpoint,
      missing: [],
      report: { generatedAt: '2015-02-02T20:02:02Z' },
    });
    expect(file('credential-report.csv')).toMatch(/^user,arn,.*\n<root_account>,/);
    expect(file('authorization-details.json')).toContain(POLICY);
  });

  it('a case has it as IAM does; the same again adds nothing, a later snapshot adds its rows', async () => {
    await collect();
    const first = await load('case.duckdb');
    expect(first).toMatchObject({
      stateOnly: true,
      exit: 0,
      iam: [{ users: 3, roles: 1, accessKeys: 4, reportRows: 4 }],
    });
    expect(await load('case.duckdb')).toMatchObject({ exit: 0, iam: first.iam });
    age();
    await collect();
    // The one that was moved is another moment, with the content that the case has: nothing new.
    expect((await load('case.duckdb')).iam.map(({ collectedAt }) => collectedAt)).toHaveLength(2);
    const opened = await openCase(place.join('case.duckdb'), { threads: 1, memory: '512MB' });
    const count = async (table: string) => (await opened.select(`SELECT count(*) FROM ${table}`)).rows[0]?.[0];
    expect([await count('iam_snapshots'), await count('iam_access_keys'), await count('iam_report')]).toEqual([
      2, 8, 8,
    ]);
    const newest = (table: string, part: string) =>
      opened.objects(`FROM ${table} SEMI JOIN iam_newest('${part}') USING (account_id, collected_at) ORDER BY ALL`);
    expect(await newest('iam_users', 'authorization-details')).toMatchObject([
      {
        user_name: 'alice',
        path: '/ops/',
        groups: ['admins'],
        inline_policies: { 'all of s3': JSON.parse(POLICY) },
      },
      { user_name: 'bob' },
      { user_name: 'carol' },
    ]);
    expect(
      await opened.select(`SELECT CAST(inline_policies AS VARCHAR) FROM iam_users WHERE user_name = 'alice'`),
    ).toMatchObject({
      rows: [[`{"all of s3": ${POLICY}}`], [`{"all of s3": ${POLICY}}`]],
    });
    expect(await newest('iam_roles', 'authorization-details')).toMatchObject([
      { role_name: 'admin', max_session: 7200, trust: JSON.parse(TRUST) },
    ]);
    expect(await newest('iam_login_profiles', 'login-profiles')).toMatchObject([{ user_name: 'bob' }]);
    expect(await newest('iam_credentials', 'service-specific-credentials')).toMatchObject([
      { kind: 'service-specific', user_name: 'bob', service: 'codecommit.amazonaws.com', status: 'Active' },
    ]);
    expect((await newest('iam_providers', 'saml-providers')).map(({ kind, url }) => [kind, url])).toEqual([
      ['oidc', 'token.actions.githubusercontent.com'],
      ['saml', null],
    ]);
    const keys = await newest('iam_access_keys', 'access-keys');
    expect(
      keys.map(({ user_name, last_used, last_used_told }) => [user_name, last_used, last_used_told]).sort(),
    ).toEqual([
      ['alice', null, true],
      ['alice', null, true],
      ['bob', null, true],
      ['carol', null, true],
    ]);
    await opened.close();
  });

  it('what is denied is missing, told once for all users, and never an empty list', async () => {
    iam.meddle = ({ action, params }) => {
      if (action === 'GetLoginProfile' || action === 'ListRoles') return 'AccessDenied';
      if (action === 'GetAccessKeyLastUsed') return 'AccessDenied';
      return action === 'ListMFADevices' && params.get('UserName') === 'bob' ? 'NoSuchEntity' : null;
    };
    expect((await collect()).missing).toEqual([
      { what: 'access-key-last-used', reason: expect.stringMatching(/^AKIA\w+, AKIA\w+, .*AccessDenied/) },
      { what: 'login-profiles', reason: expect.stringMatching(/^alice, bob, carol: AccessDenied: /) },
      { what: 'mfa-devices', reason: expect.stringMatching(/^bob: NoSuchEntity/) },
      { what: 'roles', reason: expect.stringMatching(/^AccessDenied: /) },
    ]);
    expect(readdirSync(snapshots()[0] ?? '')).not.toContain('login-profiles.json');
    const { exit, iam: told } = await load('denied.duckdb');
    expect([exit, told[0]?.complete, told[0]?.problems]).toEqual([0, false, []]);
    expect(told[0]?.parts).not.toContain('login-profiles');
    expect(told[0]?.missing).toContainEqual(expect.stringMatching(/^login-profiles: alice, bob, carol: AccessDenied/));
  });

  it('without the details users are asked for by another call, and with neither nothing is guessed', async () => {
    const refused = new Set(['GetAccountAuthorizationDetails']);
    iam.meddle = ({ action }) => (refused.has(action) ? 'AccessDenied' : null);
    expect(await collect()).toMatchObject({ users: 3, roles: 1 });
    refused.add('ListUsers');
    age();
    expect(reasons(await collect())).toContainEqual(
      expect.stringMatching(/^users: nothing says which users there are/),
    );
    expect(readdirSync(snapshots()[1] ?? '')).not.toContain('access-keys.json');
  });

  it('throttling is waited for, a call that never works is given up, and a network that goes away keeps nothing', async () => {
    let throttled = 3;
    iam.meddle = ({ action }) => {
      if (action === 'ListSSHPublicKeys') return failure('ServiceFailure');
      return action === 'ListAccessKeys' && throttled-- > 0 ? 'Throttling' : null;
    };
    process.env.AWS_MAX_ATTEMPTS = '4';
    expect(reasons(await collect())).toEqual([
      expect.stringMatching(/^ssh-public-keys: alice, bob, carol: ServiceFailureException: /),
    ]);
    expect(throttled).toBeLessThan(0);
    age();
    process.env.AWS_MAX_ATTEMPTS = '2';
    iam.meddle = ({ action }) => (action === 'ListSAMLProviders' ? 'reset' : null);
    await expect(collect()).rejects.toMatchObject({ code: 'no-access', message: expect.stringContaining('saml') });
    delete process.env.AWS_MAX_ATTEMPTS;
    expect(readdirSync(join(archive, 'iam', '123456789012'))).toEqual(['20200101T000000Z']);
  });

  it('of another account than was meant, a dry run and the policy: nothing is written', async () => {
    await expect(collect({ accounts: ['111122223333'] })).rejects.toThrow('credentials of account 123456789012');
    expect(await surveyIam(options)).toMatchObject({ account: '123456789012', users: 3, roles: 1, requests: 33 });
    const policy = leastPolicy({ sources: [], eventHistory: false, iam: 'stored', region: 'us-east-1' });
    const [{ Action }] = (policy as { Statement: [{ Action: string[] }] }).Statement;
    expect(existsSync(archive)).toBe(false);
    // What the policy allows is what is asked for.
    iam.calm();
    await collect();
    const asked = new Set(actions().map((action) => `iam:${action}`));
    asked.delete('iam:GetCallerIdentity');
    expect([...asked].filter((action) => ![...Action, 'iam:GenerateCredentialReport'].includes(action))).toEqual([]);
    expect(Action.filter((action) => !asked.has(action))).toEqual(['iam:ListUsers']);
  });

  it('beside what was copied from S3, in one run and in several, in whichever order', async () => {
    const trail = buildTrail({ seed: 11, bucket: 'logs', hours: 1, eventsPerHour: 2 });
    s3.s3.objects = inBucket(trail);
    s3.cloudtrail.trail = trail;
    const { endpoint } = iam;
    Object.assign(process.env, { AWS_ENDPOINT_URL_IAM: endpoint, AWS_ENDPOINT_URL_STS: endpoint });
    process.env.AWS_ENDPOINT_URL = s3.s3.endpoint;
    const { code, stdout } = await keytrail(['collect', 's3://logs', 'iam', '--to', archive]);
    expect(stdout).toMatch(/IAM state[\s\S]+3 users[\s\S]+Collected[\s\S]+Nothing to object to\./);
    expect(code).toBe(0);
    age();
    await collect();
    const before = readFileSync(join(archive, 'collection.json'), 'utf8');
    await s3.collect(archive, { sources: ['s3://logs'] });
    expect(JSON.parse(readFileSync(join(archive, 'collection.json'), 'utf8'))).toMatchObject({ complete: true });
    expect(before).toContain('"buckets": [\n    "logs"');
    const { exit, stateOnly, report, iam: told } = await load('both.duckdb');
    expect([stateOnly, report.exit, told.length]).toEqual([false, 0, 2]);
    // The one that was moved says another time than its folder.
    expect([exit, told.map(({ problems }) => problems.length)]).toEqual([1, [1, 0]]);
    s3.s3.fault = (_, response) => s3Fault(response, 404, 'NoSuchBucket');
    const wrong = await keytrail(['collect', 's3://nowhere', 'iam', '--to', place.join('nothing')]);
    expect([wrong.code, existsSync(place.join('nothing'))]).toEqual([2, false]);
  });

  it('stopped by hand, it keeps nothing and says what to do', async () => {
    iam.latency = 20;
    let killed = false;
    const { code, stderr } = await keytrail(['collect', 'iam', '--to', archive], {
      onStderr: (text, kill) => {
        if (killed || !text.includes('GenerateCredentialReport')) return;
        killed = true;
        setTimeout(() => kill('SIGINT'), 300);
      },
    });
    expect([code, stderr]).toEqual([130, expect.stringContaining('stopped')]);
    expect(snapshots()).toEqual([]);
  });

  it('a file that was changed afterwards is an objection of every ingest', async () => {
    await collect();
    const changed = join(snapshots()[0] ?? '', 'login-profiles.json');
    writeFileSync(changed, '{"LoginProfiles":[]}');
    const said = { exit: 1, iam: [{ problems: ['login-profiles.json: changed since it was collected'] }] };
    expect([await load('changed.duckdb'), await load('changed.duckdb')]).toMatchObject([said, said]);
  });
});

async function people(aws: IAMClient): Promise<void> {
  for (const UserName of USERS) {
    await aws.send(new CreateUserCommand({ UserName, Path: '/ops/' }));
    await aws.send(new CreateAccessKeyCommand({ UserName }));
  }
  await aws.send(new CreateAccessKeyCommand({ UserName: 'alice' }));
  await aws.send(new CreateGroupCommand({ GroupName: 'admins' }));
  await aws.send(new AddUserToGroupCommand({ GroupName: 'admins', UserName: 'alice' }));
  await aws.send(new PutUserPolicyCommand({ UserName: 'alice', PolicyName: 'all of s3', PolicyDocument: POLICY }));
  await aws.send(new CreateLoginProfileCommand({ UserName: 'bob', Password: 'Aa1!Aa1!Aa1!' }));
  await aws.send(
    new CreateServiceSpecificCredentialCommand({ UserName: 'bob', ServiceName: 'codecommit.amazonaws.com' }),
  );
  const role = { RoleName: 'admin', AssumeRolePolicyDocument: TRUST, MaxSessionDuration: 7200 };
  await aws.send(new CreateRoleCommand(role));
  await aws.send(new CreateSAMLProviderCommand({ Name: 'idp', SAMLMetadataDocument: `<md>${'x'.repeat(1100)}</md>` }));
  await aws.send(
    new CreateOpenIDConnectProviderCommand({
      Url: 'https://token.actions.githubusercontent.com',
      ClientIDList: ['sts.amazonaws.com'],
      ThumbprintList: ['a'.repeat(40)],
    }),
  );
}
