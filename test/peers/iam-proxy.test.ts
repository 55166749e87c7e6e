import {
  AddClientIDToOpenIDConnectProviderCommand,
  AttachUserPolicyCommand,
  DeleteUserPermissionsBoundaryCommand,
  DeleteUserPolicyCommand,
  DetachUserPolicyCommand,
  GenerateCredentialReportCommand,
  GetCredentialReportCommand,
  GetOpenIDConnectProviderCommand,
  GetUserCommand,
  GetUserPolicyCommand,
  IAMClient,
  ListServiceSpecificCredentialsCommand,
  ListUserPoliciesCommand,
  ListUsersCommand,
  PutUserPermissionsBoundaryCommand,
  PutUserPolicyCommand,
  RemoveClientIDFromOpenIDConnectProviderCommand,
  UpdateAccessKeyCommand,
  UpdateServiceSpecificCredentialCommand,
  UpdateSigningCertificateCommand,
} from '@aws-sdk/client-iam';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { awsDenyAllArn, denyAllDocument, parsePlan } from '../../src/plan/index.js';
import { useEndpoint } from '../support/aws-variables.js';
import { type HitAccount, hitAccount } from '../support/hit-account.js';
import { dumpIam } from '../support/iam-dump.js';
import { atAction, atWrite, type Fault, IamProxy } from '../support/iam-proxy.js';
import { type Moto, motoIsAbsent, startMoto } from '../support/moto.js';

// The proxy that stands for AWS in the tests of containment: what it adds to moto, and the faults that it makes, are what AWS does.

describe.skipIf(motoIsAbsent)('IAM by proxy', () => {
  const variables = { ...process.env };
  const mallory = { UserName: 'mallory' };
  const denial = { ...mallory, PolicyName: 'denial', PolicyDocument: denyAllDocument() };
  const undone = () => iam.send(new DeleteUserPolicyCommand(denial));
  let moto: Moto;
  let proxy: IamProxy;
  let iam: IAMClient;
  let account: HitAccount;

  beforeAll(async () => {
    moto = await startMoto();
    proxy = await IamProxy.start(moto.endpoint);
    useEndpoint(proxy.endpoint);
    iam = new IAMClient({ maxAttempts: 1 });
    account = await hitAccount(iam);
  });
  beforeEach(() => proxy.calm());
  afterAll(async () => {
    iam?.destroy();
    await proxy?.stop();
    await moto?.stop();
    process.env = variables;
  });

  test('an account that an intruder left, and a plan for it that parses', async () => {
    const plan = JSON.stringify(account.plan);
    expect(parsePlan(plan).sections[0]?.steps).toHaveLength(11);
    const dump = await dumpIam(iam);
    expect(dump).toContain('"AIDA');
    expect(await dumpIam(iam)).toBe(dump);
    expect(proxy.calls.length).toBeGreaterThan(10);
    expect(proxy.calls.every(({ write, done }) => write === 0 && done)).toBe(true);
  });

  test('what moto lacks: boundaries, service-specific credentials, client ids, the row of root, quotas', async () => {
    const before = await dumpIam(iam);
    const PermissionsBoundary = awsDenyAllArn('aws');
    await iam.send(new PutUserPermissionsBoundaryCommand({ ...mallory, PermissionsBoundary }));
    const bounded = await dumpIam(iam);
    expect((await iam.send(new GetUserCommand(mallory))).User?.PermissionsBoundary).toEqual({
      PermissionsBoundaryType: 'Policy',
      PermissionsBoundaryArn: PermissionsBoundary,
    });
    await iam.send(new DeleteUserPermissionsBoundaryCommand(mallory));
    expect(bounded.split(PermissionsBoundary).length - 1).toBe(2);
    await expect(iam.send(new DeleteUserPermissionsBoundaryCommand(mallory))).rejects.toThrow(
      /no permissions boundary/,
    );

    const listed = await iam.send(new ListServiceSpecificCredentialsCommand(mallory));
    const ServiceSpecificCredentialId = listed.ServiceSpecificCredentials?.[0]?.ServiceSpecificCredentialId;
    const ofService = { ...mallory, ServiceSpecificCredentialId };
    await iam.send(new UpdateServiceSpecificCredentialCommand({ ...ofService, Status: 'Inactive' }));
    expect(await dumpIam(iam)).not.toBe(before);
    await iam.send(new UpdateServiceSpecificCredentialCommand({ ...ofService, Status: 'Active' }));

    const certificate = account.plan.sections[0]!.steps[4] as { certificateId: string };
    const ofCertificate = { ...mallory, CertificateId: certificate.certificateId };
    await iam.send(new UpdateSigningCertificateCommand({ ...ofCertificate, Status: 'Inactive' }));
    expect(await dumpIam(iam)).not.toBe(before);
    await iam.send(new UpdateSigningCertificateCommand({ ...ofCertificate, Status: 'Active' }));

    const OpenIDConnectProviderArn = 'arn:aws:iam::123456789012:oidc-provider/token.example.com';
    const intruder = { OpenIDConnectProviderArn, ClientID: 'intruder' };
    await iam.send(new RemoveClientIDFromOpenIDConnectProviderCommand(intruder));
    const left = await iam.send(new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn }));
    expect(left.ClientIDList).toEqual(['sts.amazonaws.com']);
    await iam.send(new AddClientIDToOpenIDConnectProviderCommand(intruder));
    expect(await dumpIam(iam)).toBe(before);

    const denied = { ...mallory, PolicyArn: awsDenyAllArn('aws') };
    await iam.send(new AttachUserPolicyCommand(denied));
    expect(await dumpIam(iam)).toContain('"PolicyName": "AWSDenyAll"');
    await iam.send(new DetachUserPolicyCommand(denied));
    expect(await dumpIam(iam)).toBe(before);
    for (const name of 'ABCDEFGHI') {
      await iam.send(new AttachUserPolicyCommand({ ...mallory, PolicyArn: `arn:aws:iam::aws:policy/${name}` }));
    }
    await expect(iam.send(new AttachUserPolicyCommand(denied))).rejects.toThrow('PoliciesPerUser: 10');
    const large = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Deny', Action: ['s3:*'.padEnd(1900, '*')], Resource: ['*'] }],
    });
    await expect(iam.send(new PutUserPolicyCommand({ ...denial, PolicyDocument: large }))).rejects.toThrow(
      /2048 bytes exceeded/,
    );

    await iam.send(new GenerateCredentialReportCommand({}));
    await iam.send(new GenerateCredentialReportCommand({}));
    const report = Buffer.from((await iam.send(new GetCredentialReportCommand({}))).Content ?? [])
      .toString()
      .split('\n');
    expect(report[1]).toMatch(/^<root_account>,arn:aws:iam::123456789012:root,/);
    expect(new Set(report.map((row) => row.split(',').length))).toEqual(new Set([22]));
  });

  const key = () => (account.plan.sections[0]!.steps[1] as { accessKeyId: string }).accessKeyId;

  test.each<[Fault, string, boolean]>([
    ['AccessDenied', 'AccessDenied', false],
    ['Throttling', 'Throttling', false],
    ['EntityTemporarilyUnmodifiable', 'EntityTemporarilyUnmodifiableException', false],
    ['ServiceFailure', 'ServiceFailureException', false],
    ['LimitExceeded', 'LimitExceededException', false],
    ['reset', 'TimeoutError', false],
    ['lost', 'TimeoutError', true],
  ])('%s', async (fault, name, done) => {
    proxy.meddle = atWrite(1, fault);
    await expect(iam.send(new PutUserPolicyCommand(denial))).rejects.toHaveProperty('name', name);
    expect(proxy.done.map(({ action }) => action)).toEqual(done ? ['PutUserPolicy'] : []);
    expect((await iam.send(new ListUserPoliciesCommand(mallory))).PolicyNames).toEqual(
      done ? ['own', 'denial'] : ['own'],
    );
    await iam.send(new PutUserPolicyCommand(denial));
    expect((await iam.send(new GetUserPolicyCommand(denial))).PolicyDocument).toContain('KeytrailContainment');
    await undone();
  });

  test('an action so many times, a delay, and reads that lag behind', async () => {
    proxy.meddle = atAction('GetUser', 'Throttling', 2);
    for (const _ of [1, 2]) await expect(iam.send(new GetUserCommand(mallory))).rejects.toThrow('Rate exceeded');
    expect((await iam.send(new GetUserCommand(mallory))).User?.UserName).toBe('mallory');
    proxy.calm();
    proxy.stale = 2;
    await iam.send(new GetUserPolicyCommand(denial)).catch(() => {});
    await iam.send(new UpdateAccessKeyCommand({ ...mallory, AccessKeyId: key(), Status: 'Inactive' }));
    await iam.send(new PutUserPolicyCommand(denial));
    for (const _ of [1, 2]) {
      await expect(iam.send(new GetUserPolicyCommand(denial))).rejects.toHaveProperty('name', 'NoSuchEntityException');
    }
    expect((await iam.send(new GetUserPolicyCommand(denial))).PolicyName).toBe('denial');
    proxy.latency = 60;
    const started = performance.now();
    await iam.send(new GetUserCommand(mallory));
    expect(performance.now() - started).toBeGreaterThan(55);
    expect(proxy.done.map(({ action, params }) => [action, params.get('Status')])).toEqual([
      ['UpdateAccessKey', 'Inactive'],
      ['PutUserPolicy', null],
    ]);
    await undone();
    await proxy.reset();
    expect((await iam.send(new ListUsersCommand({}))).Users).toEqual([]);
  });
});
