import {
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateOpenIDConnectProviderCommand,
  CreateRoleCommand,
  CreateSAMLProviderCommand,
  CreateServiceSpecificCredentialCommand,
  CreateUserCommand,
  type IAMClient,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
  UploadSigningCertificateCommand,
  UploadSSHPublicKeyCommand,
} from '@aws-sdk/client-iam';
import {
  APPLIED_AT,
  DENY_ALL_NAME,
  DENY_WAYS,
  denyAllDocument,
  type Plan,
  REVOKE_NAME,
  revokeDocument,
  type Step,
} from '../../src/plan/index.js';
import { examplePlan } from './example-plan.js';

// An account of moto as an intruder left it, and the plan for it with a step of every kind. White space and the order of fields in its
// documents are of no meaning to IAM, and have to be the same afterwards all the same.

const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBezCCASGgAwIBAgIUc6YmQBwPov3iE8QG07Z/XKfB8e8wCgYIKoZIzj0EAwIw
EjEQMA4GA1UEAwwHbWFsbG9yeTAgFw0yNjExMjQwMjAxNTVaGA8yMTI2MTAzMTAy
MDE1NVowEjEQMA4GA1UEAwwHbWFsbG9yeTBZMBMGByqGSM49AgEGCCqGSM49AwEH
A0IABN/Dqs6xp93WWYGIb39ZNvC0PCX51nDb0WuAawJ3+H1Apy/ok1MJJm+IUYv9
pNT6wucUf7Vp6Is5XNqPq/HzhSOjUzBRMB0GA1UdDgQWBBT9vhISOzUQsZD7omEo
cVji5ex6XzAfBgNVHSMEGDAWgBT9vhISOzUQsZD7omEocVji5ex6XzAPBgNVHRMB
Af8EBTADAQH/MAoGCCqGSM49BAMCA0gAMEUCIQDS8REGHM1ioyft1rJhgG5lY6Be
MUWTOfKF2aH7Ep7eaAIgLdzaAmwIpTPzDKQBbmvzWkO5NND60WWJ7NGz7XFctP8=
-----END CERTIFICATE-----`;
const METADATA_LENGTH = 1000;

export interface HitAccount {
  readonly plan: Plan;
  /** Of the user `responder`: who contains. */
  readonly responder: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

export const INTRUDED = trust('arn:aws:iam::666666666666:root');
/** With the white space of somebody who writes by hand. */
export const FORMER_TRUST = `{\n  "Version": "2012-10-17",\n  "Statement": [ { "Action": "sts:AssumeRole", "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" } } ]\n}`;

/** Users mallory and responder, roles deploy and back-door, and two providers. */
export async function hitAccount(iam: IAMClient, account = '123456789012'): Promise<HitAccount> {
  const user = { UserName: 'mallory' };
  const userId = (await iam.send(new CreateUserCommand(user))).User?.UserId ?? null;
  const accessKeyId = (await iam.send(new CreateAccessKeyCommand(user))).AccessKey?.AccessKeyId ?? '';
  await iam.send(new PutUserPolicyCommand({ ...user, PolicyName: 'own', PolicyDocument: allow('  ', 's3:*') }));
  await iam.send(new AttachUserPolicyCommand({ ...user, PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }));
  const service = await iam.send(
    new CreateServiceSpecificCredentialCommand({ ...user, ServiceName: 'codecommit.amazonaws.com' }),
  );
  const ssh = await iam.send(new UploadSSHPublicKeyCommand({ ...user, SSHPublicKeyBody: 'ssh-rsa AAAAB3Nza mallory' }));
  const signing = await iam.send(new UploadSigningCertificateCommand({ ...user, CertificateBody: CERTIFICATE }));
  const roles: (string | null)[] = [];
  for (const RoleName of ['deploy', 'back-door']) {
    const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: INTRUDED }));
    roles.push(Role?.RoleId ?? null);
    await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'own', PolicyDocument: allow('\t', 'ec2:*') }));
  }
  const saml = await iam.send(
    new CreateSAMLProviderCommand({ Name: 'corp', SAMLMetadataDocument: metadata('intruder') }),
  );
  const oidc = await iam.send(
    new CreateOpenIDConnectProviderCommand({
      Url: 'https://token.example.com',
      ClientIDList: ['sts.amazonaws.com', 'intruder'],
      ThumbprintList: ['b'.repeat(40)],
    }),
  );
  await iam.send(new CreateUserCommand({ UserName: 'responder' }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'responder' }));
  const base = examplePlan();
  const steps = stepsFor({
    userId,
    accessKeyId,
    credentialId: service.ServiceSpecificCredential?.ServiceSpecificCredentialId ?? '',
    sshPublicKeyId: ssh.SSHPublicKey?.SSHPublicKeyId ?? '',
    certificateId: signing.Certificate?.CertificateId ?? '',
    deploy: roles[0] ?? null,
    backDoor: roles[1] ?? null,
    saml: saml.SAMLProviderArn ?? '',
    oidc: oidc.OpenIDConnectProviderArn ?? '',
  });
  const section = { account, partition: 'aws', assumeRole: null, tasks: base.sections[0]!.tasks, steps };
  return {
    plan: { ...base, sections: [section] },
    responder: { accessKeyId: AccessKey?.AccessKeyId ?? '', secretAccessKey: AccessKey?.SecretAccessKey ?? '' },
  };
}

export interface Hit {
  readonly userId: string | null;
  readonly accessKeyId: string;
  readonly credentialId: string;
  readonly sshPublicKeyId: string;
  readonly certificateId: string;
  readonly deploy: string | null;
  readonly backDoor: string | null;
  readonly saml: string;
  readonly oidc: string;
}

/** A step of every kind, in the order of a plan. */
export function stepsFor(hit: Hit): readonly Step[] {
  const user = { user: 'mallory', userId: hit.userId };
  const deploy = { role: 'deploy', roleId: hit.deploy };
  const denial = { policyName: DENY_ALL_NAME, document: denyAllDocument(), expect: { policy: null } } as const;
  const active = { expect: { status: 'Active' } } as const;
  const restored = { from: 'trail' } as const;
  const steps: readonly Unnumbered[] = [
    { kind: 'deny-user', ...user, ...denial, ways: DENY_WAYS },
    { kind: 'deactivate-access-key', ...user, accessKeyId: hit.accessKeyId, ...active },
    { kind: 'deactivate-service-credential', ...user, credentialId: hit.credentialId, ...active },
    { kind: 'deactivate-ssh-key', ...user, sshPublicKeyId: hit.sshPublicKeyId, ...active },
    { kind: 'deactivate-certificate', ...user, certificateId: hit.certificateId, ...active },
    {
      kind: 'revoke-role-sessions',
      ...deploy,
      policyName: REVOKE_NAME,
      document: revokeDocument(APPLIED_AT),
      expect: { policy: null },
    },
    { kind: 'deny-role', role: 'back-door', roleId: hit.backDoor, ...denial },
    { kind: 'restore-trust', ...deploy, document: FORMER_TRUST, ...restored, expect: { document: INTRUDED } },
    {
      kind: 'restore-saml-provider',
      providerArn: hit.saml,
      document: metadata('former'),
      ...restored,
      expect: { document: metadata('intruder') },
    },
    { kind: 'remove-oidc-client', providerArn: hit.oidc, clientId: 'intruder', expect: { present: true } },
    {
      kind: 'restore-oidc-thumbprints',
      providerArn: hit.oidc,
      thumbprints: ['a'.repeat(40)],
      ...restored,
      expect: { thumbprints: ['b'.repeat(40)] },
    },
  ];
  return steps.map((step, index) => ({
    ...step,
    number: index + 1,
    reason: 'the evidence says so',
    evidence: ['f2d1bd1c-3a7d-4c3e-8d36-0d2f6f0f9f10'],
    proven: true,
    stops: [],
  }));
}

type Unnumbered<S = Step> = S extends Step ? Omit<S, 'number' | 'reason' | 'evidence' | 'proven' | 'stops'> : never;

function trust(principal: string): string {
  return `{"Version": "2012-10-17",  "Statement":[{"Effect":"Allow","Principal":{"AWS":"${principal}"},"Action":"sts:AssumeRole"}]}`;
}

function allow(indent: string, action: string): string {
  return JSON.stringify(
    { Version: '2012-10-17', Statement: [{ Resource: ['*'], Action: [action], Effect: 'Allow' }] },
    null,
    indent,
  );
}

/** AWS takes no less than a thousand characters. */
function metadata(whose: string): string {
  return `<?xml version="1.0"?>\n<EntityDescriptor entityID="https://${whose}.example.com/">&amp; more</EntityDescriptor>`.padEnd(
    METADATA_LENGTH,
    '\n',
  );
}
