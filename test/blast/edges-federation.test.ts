import { beforeAll, expect, it } from 'vitest';
import { type Radius, radius } from '../support/radius.js';
import { ACCOUNT, assumeRole, at, call, event, type Rec, roleSession, user } from './records.js';

// Roles Anywhere, Cognito, IoT and Identity Center: one trail, and beside every child an innocent who looks like it.

const mallory = user('mallory', 'AKIASEED');
const anchor = (name: string) => `arn:aws:rolesanywhere:us-east-1:${ACCOUNT}:trust-anchor/${name}`;
const profile = (name: string) => `arn:aws:rolesanywhere:us-east-1:${ACCOUNT}:profile/${name}`;
const pool = (name: string) => `us-east-1:${name}`;

const certified = (id: string, time: string, anchorName: string, profileName: string, session: string, key: string) =>
  event(
    id,
    time,
    'rolesanywhere',
    'CreateSession',
    { type: 'Unknown', accountId: ACCOUNT },
    {
      requestParameters: {
        trustAnchorArn: anchor(anchorName),
        profileArn: profile(profileName),
        roleArn: `arn:aws:iam::${ACCOUNT}:role/edge`,
      },
      responseElements: {
        credentialSet: [
          {
            credentials: { accessKeyId: key, expiration: at('23:00:00') },
            assumedRoleUser: {
              assumedRoleId: `AROAEDGE:${session}`,
              arn: `arn:aws:sts::${ACCOUNT}:assumed-role/edge/${session}`,
            },
            sourceIdentity: `CN=${session}`,
          },
        ],
      },
    },
  );

const cognito = (id: string, time: string, poolName: string, identity: string, key: string) =>
  event(
    id,
    time,
    'cognito-identity',
    'GetCredentialsForIdentity',
    { type: 'Unknown' },
    {
      eventCategory: 'Data',
      readOnly: true,
      recipientAccountId: ACCOUNT,
      requestParameters: { identityId: identity },
      responseElements: { credentials: { accessKeyId: key }, identityId: identity },
      resources: [
        {
          accountId: ACCOUNT,
          type: 'AWS::Cognito::IdentityPool',
          ARN: `arn:aws:cognito-identity:us-east-1:${ACCOUNT}:identitypool/${pool(poolName)}`,
        },
      ],
    },
  );

/** A session of Identity Center, on behalf of a user of it. */
const sso = (set: string, name: string, key: string, created: string, userId: string | null): Rec => {
  const identity = roleSession(`AWSReservedSSO_${set}_0123456789abcdef`, name, key, created);
  const issuer = (identity.sessionContext as { sessionIssuer: Rec }).sessionIssuer;
  return {
    ...identity,
    sessionContext: {
      ...(identity.sessionContext as Rec),
      sessionIssuer: {
        ...issuer,
        arn: `arn:aws:iam::${ACCOUNT}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_${set}_0123456789abcdef`,
      },
    },
    ...(userId === null
      ? {}
      : { onBehalfOf: { userId, identityStoreArn: 'arn:aws:identitystore::1:identitystore/d-1' } }),
  };
};

const records: Rec[] = [
  event('anchor', '09:00:00', 'rolesanywhere', 'CreateTrustAnchor', mallory, {
    responseElements: { trustAnchor: { trustAnchorArn: anchor('evil') } },
  }),
  certified('certified', '09:10:00', 'evil', 'p', '0a', 'ASIACERT'),
  call('certified-use', '09:11:00', roleSession('edge', '0a', 'ASIACERT', '09:10:00')),
  certified('certified-other', '09:10:00', 'company', 'p', '0b', 'ASIACERTOTHER'),
  event('profile', '09:20:00', 'rolesanywhere', 'CreateProfile', mallory, {
    responseElements: { profile: { profileArn: profile('made'), roleArns: [`arn:aws:iam::${ACCOUNT}:role/factory`] } },
  }),
  certified('profiled', '09:30:00', 'company', 'made', '0c', 'ASIAPROFILE'),
  assumeRole(
    'by-service',
    '09:31:00',
    { type: 'AWSService', invokedBy: 'rolesanywhere.amazonaws.com' },
    'factory',
    '0d',
    'ASIAFACTORY',
    { recipientAccountId: ACCOUNT },
  ),
  assumeRole(
    'by-service-other',
    '09:31:00',
    { type: 'AWSService', invokedBy: 'rolesanywhere.amazonaws.com' },
    'mill',
    '0d',
    'ASIAMILL',
    { recipientAccountId: ACCOUNT },
  ),
  // Cognito: a pool that was made, one that was changed, one that is the company's; an identity that the radius was given.
  event('pool', '10:00:00', 'cognito-identity', 'CreateIdentityPool', mallory, {
    responseElements: { identityPoolId: pool('evil') },
  }),
  cognito('pool-in', '10:05:00', 'evil', 'us-east-1:1', 'ASIAPOOL'),
  event('pool-changed', '10:10:00', 'cognito-identity', 'SetIdentityPoolRoles', mallory, {
    requestParameters: { identityPoolId: pool('app'), roles: {} },
  }),
  cognito('pool-before', '10:09:00', 'app', 'us-east-1:2', 'ASIAPOOLBEFORE'),
  cognito('pool-after', '10:11:00', 'app', 'us-east-1:2', 'ASIAPOOLAFTER'),
  cognito('pool-other', '10:11:00', 'shop', 'us-east-1:3', 'ASIAPOOLSHOP'),
  event('developer', '10:20:00', 'cognito-identity', 'GetOpenIdTokenForDeveloperIdentity', mallory, {
    responseElements: { identityId: 'us-east-1:4' },
  }),
  cognito('identity-in', '10:21:00', 'shop', 'us-east-1:4', 'ASIAIDENTITY'),
  // IoT: a session goes by the id of the certificate.
  event('thing', '10:30:00', 'iot', 'CreateKeysAndCertificate', mallory, {
    responseElements: { certificateId: 'abc123' },
  }),
  call('thing-use', '10:31:00', roleSession('device', 'abc123', 'ASIATHING', '10:31:00')),
  call('thing-other', '10:31:00', roleSession('device', 'def456', 'ASIATHINGOTHER', '10:31:00')),
  // Identity Center.
  event('person', '11:00:00', 'sso-directory', 'CreateUser', mallory, {
    responseElements: { user: { userId: 'u-evil' } },
  }),
  event('member', '11:01:00', 'identitystore', 'CreateGroupMembership', mallory, {
    requestParameters: { groupId: 'g', memberId: { userId: 'u-bob' } },
  }),
  call('person-use', '11:10:00', sso('Admin', 'evil', 'ASIAPERSON', '11:09:00', 'u-evil')),
  call('bob-use', '11:10:00', sso('Admin', 'bob', 'ASIABOBSSO', '11:09:30', 'u-bob')),
  call('ann-use', '11:10:00', sso('Admin', 'ann', 'ASIAANNSSO', '11:09:40', 'u-ann')),
  event(
    'portal',
    '11:20:00',
    'sso',
    'GetRoleCredentials',
    { type: 'IdentityCenterUser', accountId: ACCOUNT, onBehalfOf: { userId: 'u-evil' } },
    {
      readOnly: true,
      requestParameters: { account_id: ACCOUNT, role_name: 'Audit' },
    },
  ),
  call('portal-use', '11:21:00', sso('Audit', 'evil', 'ASIAPORTAL', '11:20:01', null)),
  call('portal-other', '11:21:00', sso('Audit', 'ann', 'ASIAPORTALOTHER', '11:15:00', null)),
  event('set', '11:30:00', 'sso', 'CreatePermissionSet', mallory, { requestParameters: { name: 'Backdoor' } }),
  call('set-use', '11:40:00', sso('Backdoor', 'ann', 'ASIASET', '11:39:00', null)),
  event('assigned', '11:31:00', 'sso', 'CreateAccountAssignment', mallory, {
    requestParameters: {
      principalType: 'GROUP',
      principalId: 'g',
      targetId: ACCOUNT,
      permissionSetArn: 'arn:aws:sso:::permissionSet/x',
    },
  }),
  event('root-sessions', '11:50:00', 'iam', 'EnableOrganizationsRootSessions', mallory),
];

let found: Radius;
const ids = () => found.credentials.map(({ id }) => id);
const suspects = (to: string) =>
  found.suspects.filter((suspect) => suspect.to === to).map(({ method, confidence }) => `${method} ${confidence}`);

beforeAll(async () => {
  found = await radius(records, 'AKIASEED');
});

it('a trust anchor that was made lets in its certificates; a profile over another anchor makes suspects', () => {
  expect(found.reached).toContain('ASIACERT: TRUST exact');
  expect(found.eventIds).toContain('certified-use');
  expect(suspects('ASIAPROFILE')).toEqual(['TRUST medium']);
  expect(suspects('ASIAFACTORY')).toEqual(['TRUST low']);
  for (const id of ['ASIACERTOTHER', 'ASIAMILL']) {
    expect(ids()).not.toContain(id);
    expect(suspects(id)).toEqual([]);
  }
});

it('an identity pool that was made lets in its identities; a changed one makes suspects', () => {
  expect(found.reached).toContain('ASIAPOOL: TRUST exact');
  expect(suspects('ASIAPOOLAFTER')).toEqual(['TRUST medium']);
  expect(suspects('ASIAIDENTITY')).toEqual(['TRUST medium']);
  for (const id of ['ASIAPOOLBEFORE', 'ASIAPOOLSHOP']) {
    expect(ids()).not.toContain(id);
    expect(suspects(id)).toEqual([]);
  }
});

it('a certificate of IoT leads to the session of its name, as a suspect', () => {
  expect(suspects('ASIATHING')).toEqual(['TRUST medium']);
  expect(suspects('ASIATHINGOTHER')).toEqual([]);
});

it('a user of Identity Center stands for itself, and what acts on its behalf is a suspect', async () => {
  expect(found.principals).toContainEqual(
    expect.objectContaining({ id: 'u-evil', kind: 'identity-center-user', edge: 'PRIN' }),
  );
  expect(suspects('ASIAPERSON')).toEqual(['OBO medium']);
  expect(suspects('ASIAPORTAL')).toEqual(['OBO medium']);
  expect(suspects('u-bob')).toEqual(['OBO medium']);
  for (const id of ['ASIAANNSSO', 'ASIAPORTALOTHER', 'ASIABOBSSO']) expect(suspects(id)).toEqual([]);
  expect(ids()).not.toContain('ASIAPERSON');
  const included = await radius(records, 'AKIASEED', { include: 'medium' });
  expect(included.eventIds).toEqual(expect.arrayContaining(['person-use', 'bob-use', 'portal-use']));
  expect(included.eventIds).not.toContain('ann-use');
});

it('a permission set leads to its sessions, as suspects', () => {
  expect(suspects('ASIASET')).toEqual(['OBO medium']);
});

it('rights over the organization are told', () => {
  const kinds = Object.fromEntries(found.escalations.map(({ evidence, kind }) => [evidence[0], kind]));
  expect(kinds).toMatchObject({
    set: 'permission-set',
    assigned: 'permission-set',
    member: 'group-joined',
    'root-sessions': 'root-sessions',
  });
});

it('things that let somebody in are among the principals', () => {
  expect(found.principals.map(({ id, kind }) => `${kind} ${id}`)).toEqual(
    expect.arrayContaining([`trust-anchor ${anchor('evil')}`, `identity-pool ${pool('evil')}`]),
  );
});
