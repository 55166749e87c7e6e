import { beforeAll, expect, it } from 'vitest';
import { type Radius, radius } from '../support/radius.js';
import {
  ACCOUNT,
  assumeRole,
  at,
  call,
  consoleLogin,
  createUser,
  event,
  OTHER_ACCOUNT,
  type Rec,
  roleSession,
  user,
  userSession,
} from './records.js';

// Long-lived credentials, principals and trust: one trail, and beside every child an innocent who looks like it.

const mallory = user('mallory', 'AKIASEED');
const admin = user('admin', 'AKIAADMIN');
const iam = (id: string, time: string, name: string, request: Rec, response: Rec | null = null, identity = mallory) =>
  event(id, time, 'iam', name, identity, { requestParameters: request, responseElements: response });
const role = (name: string) => `arn:aws:iam::${ACCOUNT}:role/${name}`;
const trusting = (...principals: unknown[]) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: principals.map((Principal) => ({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal })),
  });
const outsider = (id: string, account = OTHER_ACCOUNT) => ({ type: 'AWSAccount', principalId: id, accountId: account });
const mfa = (name: string) => `arn:aws:iam::${ACCOUNT}:mfa/${name}`;
/** What a bearer token or an SSH key does: no access key id. */
const keyless = (id: string, time: string, source: string, name: string, who: string) =>
  event(id, time, source, name, user(who, null), { additionalEventData: { callWithBearerToken: true } });

const records: Rec[] = [
  // A role whose trust is widened from one account to two, and then assumed from both and by a stranger.
  iam(
    'trust-before',
    '08:00:00',
    'UpdateAssumeRolePolicy',
    { roleName: 'ops', policyDocument: trusting({ AWS: `arn:aws:iam::${ACCOUNT}:user/ann` }) },
    null,
    admin,
  ),
  assumeRole('ann-before', '08:30:00', user('ann', 'AKIAANN'), 'ops', 'ann', 'ASIAANNBEFORE'),
  iam('trust', '09:00:00', 'UpdateAssumeRolePolicy', {
    roleName: 'ops',
    policyDocument: trusting(
      { AWS: `arn:aws:iam::${ACCOUNT}:user/ann` },
      { AWS: [`arn:aws:iam::${OTHER_ACCOUNT}:root`] },
    ),
  }),
  assumeRole('from-outside', '09:10:00', outsider('AIDAOUT'), 'ops', 'x', 'ASIAOUTSIDE', {
    recipientAccountId: ACCOUNT,
  }),
  call('outside-use', '09:11:00', roleSession('ops', 'x', 'ASIAOUTSIDE', '09:10:00')),
  assumeRole('ann-after', '09:12:00', user('ann', 'AKIAANN'), 'ops', 'ann', 'ASIAANNAFTER'),
  assumeRole('third', '09:13:00', outsider('AIDATHIRD', '777788889999'), 'ops', 'y', 'ASIATHIRD', {
    recipientAccountId: ACCOUNT,
  }),
  assumeRole('other-role', '09:14:00', outsider('AIDAOUT'), 'reports', 'x', 'ASIAREPORTS', {
    recipientAccountId: ACCOUNT,
  }),
  // A role made with a trust for outsiders is the radius' own, whoever assumes it.
  iam(
    'role-made',
    '09:00:00',
    'CreateRole',
    { roleName: 'door', assumeRolePolicyDocument: trusting({ AWS: '*' }) },
    {
      role: {
        roleName: 'door',
        roleId: 'AROADOOR',
        arn: role('door'),
        assumeRolePolicyDocument: encodeURIComponent(trusting({ AWS: '*' })),
      },
    },
  ),
  assumeRole('door-in', '09:20:00', outsider('AIDATHIRD', '777788889999'), 'door', 'z', 'ASIADOOR', {
    recipientAccountId: ACCOUNT,
  }),
  // A service-linked role is its service's.
  iam(
    'linked',
    '09:00:00',
    'CreateServiceLinkedRole',
    { aWSServiceName: 'autoscaling.amazonaws.com' },
    {
      role: {
        roleName: 'AWSServiceRoleForAutoScaling',
        roleId: 'AROALINKED',
        arn: role('aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling'),
      },
    },
  ),
  call('linked-use', '09:30:00', {
    ...roleSession('linked', 'AutoScaling', 'ASIALINKED', '09:29:00'),
    principalId: 'AROALINKED:AutoScaling',
  }),
  // A created user, and the sessions that it let in as a federated user.
  createUser('eve-made', '09:00:00', mallory, 'eve'),
  call('eve-fed', '09:40:00', {
    type: 'FederatedUser',
    principalId: `${ACCOUNT}:f`,
    arn: `arn:aws:sts::${ACCOUNT}:federated-user/f`,
    accountId: ACCOUNT,
    accessKeyId: 'ASIAEVEFED',
    sessionContext: {
      sessionIssuer: {
        type: 'IAMUser',
        principalId: 'AIDAEVE',
        arn: `arn:aws:iam::${ACCOUNT}:user/eve`,
        accountId: ACCOUNT,
      },
      attributes: { creationDate: at('09:39:00') },
    },
  }),
  call('eve-before-fed', '08:40:00', {
    type: 'FederatedUser',
    principalId: `${ACCOUNT}:f`,
    arn: `arn:aws:sts::${ACCOUNT}:federated-user/f`,
    accountId: ACCOUNT,
    accessKeyId: 'ASIAEVEOLD',
    sessionContext: {
      // The name was another user's before.
      sessionIssuer: {
        type: 'IAMUser',
        principalId: 'AIDAEVEFIRST',
        arn: `arn:aws:iam::${ACCOUNT}:user/eve`,
        accountId: ACCOUNT,
      },
      attributes: { creationDate: at('08:39:00') },
    },
  }),
  // Credentials of a user that are no access keys.
  iam(
    'bedrock',
    '10:00:00',
    'CreateServiceSpecificCredential',
    { userName: 'bob', serviceName: 'bedrock.amazonaws.com' },
    {
      serviceSpecificCredential: {
        userName: 'bob',
        serviceName: 'bedrock.amazonaws.com',
        serviceSpecificCredentialId: 'ACCAXYZ',
      },
    },
  ),
  keyless('bob-bearer', '10:05:00', 'bedrock', 'InvokeModel', 'bob'),
  keyless('carl-bearer', '10:05:00', 'bedrock', 'InvokeModel', 'carl'),
  call('bob-own', '10:06:00', user('bob', 'AKIABOB')),
  iam(
    'ssh',
    '10:00:00',
    'UploadSSHPublicKey',
    { userName: 'gina' },
    { sSHPublicKey: { sSHPublicKeyId: 'APKAXYZ', userName: 'gina' } },
  ),
  keyless('gina-push', '10:07:00', 'codecommit', 'GitPush', 'gina'),
  iam(
    'certificate',
    '10:00:00',
    'UploadSigningCertificate',
    { userName: 'hugo' },
    { certificate: { userName: 'hugo', certificateId: 'x' } },
  ),
  keyless('hugo-call', '10:08:00', 'ec2', 'DescribeInstances', 'hugo'),
  iam('server-certificate', '10:00:00', 'UploadServerCertificate', { serverCertificateName: 'www' }),
  // MFA devices.
  iam(
    'device',
    '11:00:00',
    'CreateVirtualMFADevice',
    { virtualMFADeviceName: 'd' },
    { virtualMFADevice: { serialNumber: mfa('d') } },
  ),
  iam('enabled', '11:00:30', 'EnableMFADevice', { userName: 'bob', serialNumber: mfa('d') }),
  event('mfa-session', '11:10:00', 'sts', 'GetSessionToken', user('bob', 'AKIABOB'), {
    requestParameters: { serialNumber: mfa('d') },
    responseElements: { credentials: { accessKeyId: 'ASIAMFA' } },
  }),
  event('mfa-other', '11:10:00', 'sts', 'GetSessionToken', user('ann', 'AKIAANN'), {
    requestParameters: { serialNumber: mfa('ann') },
    responseElements: { credentials: { accessKeyId: 'ASIAMFAANN' } },
  }),
  {
    ...consoleLogin('mfa-login', '11:20:00', user('bob', null)),
    additionalEventData: { MFAUsed: 'Yes', MFAIdentifier: mfa('d') },
  },
  {
    ...consoleLogin('mfa-login-ann', '11:20:00', user('ann', null)),
    additionalEventData: { MFAUsed: 'Yes', MFAIdentifier: mfa('ann') },
  },
  // Rights.
  iam('attached', '11:30:00', 'AttachUserPolicy', {
    userName: 'bob',
    policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
  }),
  iam('refused', '11:30:00', 'AttachUserPolicy', {
    userName: 'carl',
    policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
  }),
  call('bob-later', '11:40:00', userSession('bob', 'ASIABOBLATER', '11:35:00')),
].map((record) => (record.eventID === 'refused' ? { ...record, errorCode: 'AccessDenied' } : record));

let found: Radius;
const ids = () => found.credentials.map(({ id }) => id);
const suspects = (to: string) =>
  found.suspects.filter((suspect) => suspect.to === to).map(({ method, confidence }) => `${method} ${confidence}`);
const behind = (id: string) =>
  found.suspects
    .filter(({ evidence }) => evidence.includes(id))
    .map(({ method, confidence }) => `${method} ${confidence}`);

beforeAll(async () => {
  found = await radius(records, 'AKIASEED');
});

it('a widened trust policy makes suspects of the new callers whom it names, and of nobody else', () => {
  expect(suspects('ASIAOUTSIDE')).toEqual(['TRUST medium']);
  expect(found.suspects.find(({ to }) => to === 'ASIAOUTSIDE')).toMatchObject({
    events: 1,
    evidence: ['from-outside', 'trust'],
  });
  for (const id of ['ASIAANNAFTER', 'ASIAANNBEFORE', 'ASIATHIRD', 'ASIAREPORTS']) expect(suspects(id)).toEqual([]);
  expect(ids()).not.toContain('ASIAOUTSIDE');
});

it('a role that was made is the radius’ own, whoever assumes it; a service-linked one is its service’s', () => {
  expect(found.reached).toContain('ASIADOOR: PRIN exact');
  expect(suspects('AROALINKED')).toEqual(['PRIN medium']);
  expect(ids()).not.toContain('ASIALINKED');
});

it('a user that was made let in federated users, by its id and not by its name', () => {
  expect(found.reached).toContain('ASIAEVEFED: PRIN exact');
  expect(ids()).not.toContain('ASIAEVEOLD');
});

it('other credentials of a user lead to what is done as the user without a key', () => {
  expect(suspects('AIDABOB')).toEqual(['PRIN medium']);
  expect(suspects('AIDAGINA')).toEqual(['PRIN medium']);
  expect(suspects('AIDAHUGO')).toEqual(['PRIN medium']);
  expect(suspects('AIDACARL')).toEqual([]);
  expect(suspects('AKIABOB')).toEqual([]);
});

it('an MFA device leads to the session and the login that it opened', () => {
  expect(suspects('ASIAMFA')).toEqual(['PRIN medium']);
  expect(behind('mfa-login')).toEqual(['PRIN medium']);
  expect(suspects('ASIAMFAANN')).toEqual([]);
  expect(behind('mfa-login-ann')).toEqual([]);
});

it('rights given are no credential: told apart, with who acted after it', () => {
  const kinds = Object.fromEntries(found.escalations.map(({ evidence, kind }) => [evidence[0], kind]));
  expect(kinds).toMatchObject({
    attached: 'policy-granted',
    trust: 'trust-changed',
    device: 'mfa-changed',
    bedrock: 'other-credential',
    'server-certificate': 'other-credential',
  });
  expect(kinds).not.toHaveProperty('refused');
  expect(kinds).not.toHaveProperty('trust-before');
  expect(found.escalations.find(({ evidence }) => evidence[0] === 'attached')).toMatchObject({
    target: 'user/bob',
    granted: 'arn:aws:iam::aws:policy/AdministratorAccess',
    credential: 'AKIASEED',
    outsideAfter: 1,
    insideAfter: 0,
  });
  expect(ids()).not.toContain('ASIABOBLATER');
});
