import { beforeAll, describe, expect, it } from 'vitest';
import { type Radius, radius } from '../support/radius.js';
import {
  ACCOUNT,
  assumeRole,
  at,
  call,
  consoleLogin,
  event,
  OTHER_ACCOUNT,
  type Rec,
  roleSession,
  user,
  userSession,
} from './records.js';

// What STS hands out, beyond the plain role chain of edges.test.ts: one trail, and beside every child an innocent who looks like it.

const mallory = user('mallory', 'AKIASEED');
const admin = user('admin', 'AKIAADMIN');
const provider = (kind: 'saml' | 'oidc', name: string) => `arn:aws:iam::${ACCOUNT}:${kind}-provider/${name}`;

const saml = (subject: string) => ({
  type: 'SAMLUser',
  principalId: `NameQualifier:${subject}`,
  userName: subject,
  identityProvider: 'NameQualifier',
});

/** Let in by a provider: no credential of AWS stands behind it. */
function federated(
  id: string,
  time: string,
  name: 'AssumeRoleWithSAML' | 'AssumeRoleWithWebIdentity',
  arn: string,
  subject: string,
  role: string,
  key: string,
): Rec {
  const identity =
    name === 'AssumeRoleWithSAML' ? saml(subject) : { type: 'WebIdentityUser', principalId: `${arn}:aud:${subject}` };
  return assumeRole(id, time, identity, role, subject, key, {
    eventName: name,
    recipientAccountId: ACCOUNT,
    requestParameters: {
      roleArn: `arn:aws:iam::${ACCOUNT}:role/${role}`,
      roleSessionName: subject,
      ...(name === 'AssumeRoleWithSAML' ? { principalArn: arn } : {}),
    },
    responseElements: {
      credentials: { accessKeyId: key, expiration: 'Mar 1, 2026, 11:00:00 PM' },
      assumedRoleUser: {
        assumedRoleId: `AROA${role.toUpperCase()}:${subject}`,
        arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${role}/${subject}`,
      },
      ...(name === 'AssumeRoleWithWebIdentity' ? { provider: arn } : {}),
    },
  });
}

const rootSession = (account: string, key: string, created: string) => ({
  type: 'Root',
  principalId: account,
  arn: `arn:aws:iam::${account}:root`,
  accountId: account,
  accessKeyId: key,
  sessionContext: { assumedRoot: 'true', attributes: { creationDate: at(created) } },
});

const fed = (name: string, issuer: string, key: string, created: string) => ({
  type: 'FederatedUser',
  principalId: `${ACCOUNT}:${name}`,
  arn: `arn:aws:sts::${ACCOUNT}:federated-user/${name}`,
  accountId: ACCOUNT,
  accessKeyId: key,
  sessionContext: {
    sessionIssuer: {
      type: 'IAMUser',
      principalId: `AIDA${issuer.toUpperCase()}`,
      arn: `arn:aws:iam::${ACCOUNT}:user/${issuer}`,
      accountId: ACCOUNT,
    },
    attributes: { creationDate: at(created) },
  },
});

const records: Rec[] = [
  // A SAML provider that the radius made, made again by somebody else later.
  event('saml-made', '09:00:00', 'iam', 'CreateSAMLProvider', mallory, {
    responseElements: { sAMLProviderArn: provider('saml', 'evil') },
  }),
  federated('saml-in', '09:10:00', 'AssumeRoleWithSAML', provider('saml', 'evil'), 'eve', 'web', 'ASIASAML'),
  call('saml-use', '09:11:00', roleSession('web', 'eve', 'ASIASAML', '09:10:00')),
  federated(
    'saml-other-in',
    '09:10:00',
    'AssumeRoleWithSAML',
    provider('saml', 'company'),
    'ann',
    'web',
    'ASIASAMLANN',
  ),
  call('saml-other-use', '09:12:00', roleSession('web', 'ann', 'ASIASAMLANN', '09:10:00')),
  event('saml-remade', '12:00:00', 'iam', 'CreateSAMLProvider', admin, {
    responseElements: { sAMLProviderArn: provider('saml', 'evil') },
  }),
  federated('saml-late-in', '12:10:00', 'AssumeRoleWithSAML', provider('saml', 'evil'), 'dan', 'web', 'ASIASAMLLATE'),
  // An OIDC provider likewise.
  event('oidc-made', '09:00:00', 'iam', 'CreateOpenIDConnectProvider', mallory, {
    responseElements: { openIDConnectProviderArn: provider('oidc', 'evil.example') },
  }),
  federated(
    'oidc-in',
    '09:20:00',
    'AssumeRoleWithWebIdentity',
    provider('oidc', 'evil.example'),
    'run',
    'ci',
    'ASIAOIDC',
  ),
  federated(
    'oidc-other',
    '09:20:00',
    'AssumeRoleWithWebIdentity',
    provider('oidc', 'good.example'),
    'run',
    'cd',
    'ASIAOIDCGOOD',
  ),
  // A provider that was there and is changed.
  federated('sso-early', '08:00:00', 'AssumeRoleWithSAML', provider('saml', 'sso'), 'ann', 'db', 'ASIASSOEARLY'),
  event('sso-changed', '09:30:00', 'iam', 'UpdateSAMLProvider', mallory, {
    requestParameters: { sAMLProviderArn: provider('saml', 'sso'), sAMLMetadataDocument: '<md/>' },
  }),
  federated('sso-known', '09:40:00', 'AssumeRoleWithSAML', provider('saml', 'sso'), 'ann', 'db', 'ASIASSOKNOWN'),
  federated('sso-new', '09:41:00', 'AssumeRoleWithSAML', provider('saml', 'sso'), 'zed', 'db', 'ASIASSONEW'),
  // Root of a member account, with another key than the issued one, as the console does.
  event('root-in', '10:00:00', 'sts', 'AssumeRoot', mallory, {
    requestParameters: { targetPrincipal: OTHER_ACCOUNT },
    responseElements: { credentials: { accessKeyId: 'ASIAROOTISSUED' } },
  }),
  call('root-use', '10:01:00', rootSession(OTHER_ACCOUNT, 'ASIAROOTMINTED', '10:00:00')),
  call('root-own', '10:01:00', rootSession(OTHER_ACCOUNT, 'ASIAROOTOWN', '08:00:00')),
  // Tokens whose record does not show the key.
  event('token', '10:10:00', 'sts', 'GetSessionToken', mallory, {
    responseElements: { credentials: { accessKeyId: 'HIDDEN_DUE_TO_SECURITY_REASONS' } },
  }),
  call('token-use', '10:11:00', userSession('mallory', 'ASIATOKEN', '10:10:00')),
  call('token-bob', '10:11:00', userSession('bob', 'ASIATOKENBOB', '10:10:00')),
  event('delegated', '10:20:00', 'sts', 'GetDelegatedAccessToken', mallory, {
    responseElements: { credentials: { accessKeyId: 'ASIADELEGATED' }, assumedPrincipal: 'arn:aws:iam::1:role/x' },
  }),
  call('delegated-use', '10:21:00', roleSession('x', 's', 'ASIADELEGATED', '10:20:00')),
  event('outbound', '10:22:00', 'sts', 'GetWebIdentityToken', mallory, {
    requestParameters: { audience: ['other-cloud'], signingAlgorithm: 'RS256' },
  }),
  // A federated user: the issued key, the key that was used, and a session of which nothing is known.
  event('fed-in', '10:30:00', 'sts', 'GetFederationToken', mallory, {
    requestParameters: { name: 'f' },
    responseElements: {
      credentials: { accessKeyId: 'ASIAFEDISSUED' },
      federatedUser: { arn: `arn:aws:sts::${ACCOUNT}:federated-user/f`, federatedUserId: `${ACCOUNT}:f` },
    },
  }),
  call('fed-use', '10:31:00', fed('f', 'mallory', 'ASIAFEDMINTED', '10:30:00')),
  call('fed-unknown', '10:45:00', fed('g', 'mallory', 'ASIAFEDUNKNOWN', '10:40:00')),
  call('fed-bob', '10:45:00', fed('f', 'bob', 'ASIAFEDBOB', '10:40:00')),
  // A role switch of which only the other account's sign-in record is there.
  event('switch', '11:00:00', 'signin', 'SwitchRole', roleSession('far', 'mallory', null, '11:00:00', OTHER_ACCOUNT), {
    eventType: 'AwsConsoleSignIn',
    additionalEventData: { SwitchFrom: `arn:aws:iam::${ACCOUNT}:user/mallory` },
  }),
  call('switch-use', '11:01:00', roleSession('far', 'mallory', 'ASIASWITCH', '11:00:00', OTHER_ACCOUNT)),
  event('switch-bob', '11:00:00', 'signin', 'SwitchRole', roleSession('far', 'bob', null, '11:00:00', OTHER_ACCOUNT), {
    eventType: 'AwsConsoleSignIn',
    additionalEventData: { SwitchFrom: `arn:aws:iam::${ACCOUNT}:user/bob` },
  }),
  // A console renews the role of a session that the radius opened.
  assumeRole('ops-in', '11:10:00', mallory, 'ops', 's', 'ASIAOPS'),
  event('renewed', '11:50:00', 'signin', 'RenewRole', {
    ...roleSession('ops', 's', null, '11:50:00'),
    sessionContext: undefined,
  }),
  call('ops-use', '11:11:00', roleSession('ops', 's', 'ASIAOPS', '11:10:00')),
  consoleLogin('ops-login', '11:30:00', { ...roleSession('ops', 's', null, '11:30:00'), sessionContext: undefined }),
  consoleLogin('ops-login-other', '11:30:00', {
    ...roleSession('ops', 't', null, '11:30:00'),
    sessionContext: undefined,
  }),
  // The other account's copy alone, of another user.
  assumeRole(
    'target-bob',
    '11:40:00',
    { type: 'AWSAccount', principalId: 'AIDABOB', accountId: ACCOUNT },
    'far',
    'b',
    'ASIAFARBOB',
    { recipientAccountId: OTHER_ACCOUNT },
    OTHER_ACCOUNT,
  ),
];

let found: Radius;
const ids = () => found.credentials.map(({ id }) => id);
const suspects = (to: string) =>
  found.suspects.filter((suspect) => suspect.to === to).map(({ method, confidence }) => `${method} ${confidence}`);

beforeAll(async () => {
  found = await radius(records, 'AKIASEED');
});

describe('a provider that the radius made', () => {
  it('lets in whom the radius wants, by SAML and by web identity', () => {
    expect(found.reached).toContain('ASIASAML: TRUST exact');
    expect(found.reached).toContain('ASIAOIDC: TRUST exact');
    expect(found.eventIds).toContain('saml-use');
  });

  it('ends where the same ARN is made again, and is not another provider', () => {
    for (const id of ['ASIASAMLANN', 'ASIASAMLLATE', 'ASIAOIDCGOOD']) {
      expect(ids()).not.toContain(id);
      expect(suspects(id)).toEqual([]);
    }
  });
});

it('a provider that was changed gives suspects: new subjects before known ones, and none from before', () => {
  expect(suspects('ASIASSONEW')).toEqual(['TRUST medium']);
  expect(suspects('ASIASSOKNOWN')).toEqual(['TRUST low']);
  expect(suspects('ASIASSOEARLY')).toEqual([]);
  expect(ids()).not.toContain('ASIASSONEW');
});

it('AssumeRoot leads to the member account’s root session of that second, by another key too', () => {
  expect(found.reached).toContain('ASIAROOTISSUED: KEY exact');
  expect(found.reached).toContain('ASIAROOTMINTED: SESS high');
  expect(ids()).not.toContain('ASIAROOTOWN');
});

it('GetSessionToken without a key leads to a suspect of the same user only', () => {
  expect(suspects('ASIATOKEN')).toEqual(['SESS medium', 'SAMEUSER low']);
  expect(suspects('ASIATOKENBOB')).toEqual([]);
  expect(ids()).not.toContain('ASIATOKEN');
});

it('a record known from the API reference only never decides', () => {
  expect(suspects('ASIADELEGATED')).toEqual(['KEY medium']);
  expect(ids()).not.toContain('ASIADELEGATED');
  expect(found.escalations).toContainEqual(
    expect.objectContaining({ kind: 'outbound-federation', call: 'GetWebIdentityToken', evidence: ['outbound'] }),
  );
});

it('GetFederationToken leads to the session by key and by time; other sessions of the name are their issuer’s', () => {
  expect(found.reached).toContain('ASIAFEDISSUED: KEY exact');
  expect(found.reached).toContain('ASIAFEDMINTED: SESS high');
  expect(suspects('ASIAFEDUNKNOWN')).toEqual(['SAMEUSER low']);
  expect(found.orphans).toContainEqual(expect.objectContaining({ id: 'ASIAFEDUNKNOWN' }));
  expect([...ids(), ...found.suspects.map(({ to }) => to), ...found.orphans.map(({ id }) => id)]).not.toContain(
    'ASIAFEDBOB',
  );
});

it('a role switch is a suspect where only its sign-in record is there, by the identity that it left', () => {
  expect(found.suspects).toContainEqual(
    expect.objectContaining({ method: 'SESS', confidence: 'medium', evidence: ['switch'] }),
  );
  expect(found.suspects.flatMap(({ evidence }) => evidence)).not.toContain('switch-bob');
  expect(ids()).not.toContain('ASIASWITCH');
});

it('a login or renewal of the same role session without the record that ties them is a suspect', () => {
  const behind = (id: string) =>
    found.suspects
      .filter(({ evidence }) => evidence.includes(id))
      .map(({ method, confidence }) => `${method} ${confidence}`);
  expect(behind('ops-login')).toEqual(['LOGIN medium']);
  expect(behind('renewed')).toEqual(['SESS medium']);
  expect(behind('ops-login-other')).toEqual([]);
  expect(found.orphans.map(({ id }) => id)).toContain(`AROAOPS:s@${at('11:30:00')}`);
});

it('the other account’s copy of another user’s call is nobody’s suspect', () => {
  expect(ids()).not.toContain('ASIAFARBOB');
  expect(suspects('ASIAFARBOB')).toEqual([]);
});
