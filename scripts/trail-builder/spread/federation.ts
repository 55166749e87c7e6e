import { accessKeyId, hex, principalId, uuid } from '../identifiers.js';
import { assumedRole, type Principal, roleArn, sessionArn } from '../records/identity.js';
import { type Caller, type Json, type JsonObject, record } from '../records/record.js';
import { HOUR, localeTime, MINUTE } from '../time.js';
import { does, gains, type Hand, INTRUDER, LIFE, opens, passes, type Tale, theirs, wait } from './tale.js';
import type { Way } from './way.js';

interface Provider {
  readonly arn: string;
  readonly issuer: string;
}

/** The role trusts the provider from now on, and others as before. */
function trusts(tale: Tale, hand: Hand, role: Principal, provider: string): void {
  does(tale, hand, {
    service: 'iam',
    name: 'UpdateAssumeRolePolicy',
    request: {
      roleName: role.name,
      policyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Federated: [provider] },
            Action: ['sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity'],
          },
        ],
      }),
    },
  });
}

/** A federated sign-in: the caller has no key, and the provider's ARN is all that ties him to whoever made it. */
function federated(
  tale: Tale,
  kind: 'saml' | 'oidc',
  provider: Provider,
  role: Principal,
  who: string,
  time: number,
): { key: string; records: readonly ReturnType<typeof record>[]; caller: Caller } {
  const key = accessKeyId(tale.rng, 'ASIA', role.account);
  const name = who.replace(/[^\w+=,.@-]/g, '-');
  const identity: JsonObject =
    kind === 'saml'
      ? {
          type: 'SAMLUser',
          principalId: `${hex(tale.rng, 8)}=:${who}`,
          userName: who,
          identityProvider: provider.issuer,
        }
      : {
          type: 'WebIdentityUser',
          principalId: `${provider.arn}:sts.amazonaws.com:${who}`,
          userName: who,
          identityProvider: provider.arn,
        };
  const issued: Record<string, Json> = {
    credentials: { accessKeyId: key, sessionToken: 'REDACTED', expiration: localeTime(time + LIFE.role, true) },
    assumedRoleUser: { assumedRoleId: `${role.id}:${name}`, arn: sessionArn(role, name) },
  };
  const issue = record(
    tale.rng,
    { account: role.account, identity, ...INTRUDER },
    {
      time,
      region: tale.home,
      service: 'sts',
      name: kind === 'saml' ? 'AssumeRoleWithSAML' : 'AssumeRoleWithWebIdentity',
      request: {
        roleArn: roleArn(role),
        roleSessionName: name,
        durationSeconds: 3600,
        ...(kind === 'saml' && { principalArn: provider.arn, sAMLAssertionID: `_${uuid(tale.rng)}` }),
      },
      response:
        kind === 'saml'
          ? {
              ...issued,
              issuer: provider.issuer,
              audience: 'https://signin.aws.amazon.com/saml',
              nameQualifier: `${hex(tale.rng, 8)}=`,
              subject: who,
              subjectType: 'persistent',
            }
          : { ...issued, provider: provider.arn, audience: 'sts.amazonaws.com', subjectFromWebIdentityToken: who },
      resources: [
        { accountId: role.account, type: 'AWS::IAM::Role', ARN: roleArn(role) },
        ...(kind === 'saml' ? [{ accountId: role.account, type: 'AWS::IAM::SAMLProvider', ARN: provider.arn }] : []),
      ],
    },
  );
  const session = assumedRole({ role, name, accessKeyId: key, issuedAt: time });
  return { key, records: [issue], caller: { account: role.account, identity: session, ...INTRUDER } };
}

/** A provider of the intruder's own; and the company's, by which the same role is taken under the same session name. */
function provider(kind: 'saml' | 'oidc'): Way['tell'] {
  return (tale, hand) => {
    const { account } = hand.caller;
    const role = tale.rng.pick(tale.roles[account]!);
    const label = `idp-${tale.rng.int(9000)}`;
    const own: Provider =
      kind === 'saml'
        ? { arn: `arn:aws:iam::${account}:saml-provider/${label}`, issuer: `https://${label}.example.net/idp` }
        : { arn: `arn:aws:iam::${account}:oidc-provider/${label}.example.net`, issuer: `${label}.example.net` };
    const company: Provider =
      kind === 'saml'
        ? { arn: `arn:aws:iam::${account}:saml-provider/Company`, issuer: 'https://idp.example.com/idp' }
        : {
            arn: `arn:aws:iam::${account}:oidc-provider/token.actions.githubusercontent.com`,
            issuer: 'token.actions.githubusercontent.com',
          };
    does(
      tale,
      hand,
      kind === 'saml'
        ? {
            service: 'iam',
            name: 'CreateSAMLProvider',
            request: { name: label, sAMLMetadataDocument: '<EntityDescriptor/>' },
            response: { sAMLProviderArn: own.arn },
          }
        : {
            service: 'iam',
            name: 'CreateOpenIDConnectProvider',
            request: {
              url: `https://${own.issuer}`,
              clientIDList: ['sts.amazonaws.com'],
              thumbprintList: [hex(tale.rng, 40)],
            },
            response: { openIDConnectProviderArn: own.arn },
          },
    );
    wait(tale, MINUTE);
    trusts(tale, hand, role, own.arn);
    const innocent = federated(tale, kind, company, role, 'release@example.com', tale.now + 30_000);
    theirs(tale, ...innocent.records);
    passes(tale, { ...innocent.caller, address: '203.0.113.61' }, tale.now + MINUTE, 3);
    const time = wait(tale, 2 * MINUTE, 20 * MINUTE);
    const used = federated(tale, kind, own, role, 'release@example.com', time);
    opens(tale, used.key, used.records[0]!);
    gains(tale, { id: used.key, kind: 'role', caller: used.caller, life: LIFE.role });
  };
}

/** IAM Roles Anywhere: a trust anchor of the intruder's own certificate authority. */
function anchor(tale: Tale, hand: Hand): void {
  const { account } = hand.caller;
  const role = { account, name: `Edge${tale.rng.int(900)}`, id: principalId(tale.rng, 'AROA', account) };
  const trustAnchorArn = `arn:aws:rolesanywhere:us-east-1:${account}:trust-anchor/${uuid(tale.rng)}`;
  const profileArn = `arn:aws:rolesanywhere:us-east-1:${account}:profile/${uuid(tale.rng)}`;
  does(tale, hand, {
    service: 'rolesanywhere',
    name: 'CreateTrustAnchor',
    request: { name: 'edge', source: { sourceType: 'CERTIFICATE_BUNDLE' }, enabled: true },
    response: {
      trustAnchor: { trustAnchorArn, trustAnchorId: trustAnchorArn.split('/')[1]!, name: 'edge', enabled: true },
    },
  });
  wait(tale, MINUTE);
  does(tale, hand, {
    service: 'rolesanywhere',
    name: 'CreateProfile',
    request: { name: 'edge', roleArns: [roleArn(role)], enabled: true },
    response: { profile: { profileArn, name: 'edge', roleArns: [roleArn(role)] } },
  });
  for (const own of [true, false]) {
    const anchorArn = own
      ? trustAnchorArn
      : `arn:aws:rolesanywhere:us-east-1:${account}:trust-anchor/${uuid(tale.rng)}`;
    const time = own ? wait(tale, MINUTE, 10 * MINUTE) : tale.now + HOUR;
    const serial = hex(tale.rng, 32);
    const key = accessKeyId(tale.rng, 'ASIA', account);
    const identity: JsonObject = { type: 'Unknown', principalId: '', arn: '', accountId: account, accessKeyId: '' };
    const from = { account, ...INTRUDER };
    const issue = record(
      tale.rng,
      { ...from, identity },
      {
        time,
        region: tale.home,
        service: 'rolesanywhere',
        name: 'CreateSession',
        readOnly: false,
        request: {
          durationSeconds: 3600,
          profileArn,
          roleArn: roleArn(role),
          trustAnchorArn: anchorArn,
          cert: '-----BEGIN CERTIFICATE-----',
        },
        response: {
          credentialSet: [
            {
              assumedRoleUser: { arn: sessionArn(role, serial), assumedRoleId: `${role.id}:${serial}` },
              credentials: { accessKeyId: key, expiration: new Date(time + HOUR).toISOString() },
              roleArn: roleArn(role),
              sourceIdentity: `CN=${own ? 'edge' : 'printer'}`,
            },
          ],
          subjectArn: `arn:aws:rolesanywhere:us-east-1:${account}:subject/${uuid(tale.rng)}`,
        },
      },
    );
    const caller = { ...from, identity: assumedRole({ role, name: serial, accessKeyId: key, issuedAt: time }) };
    if (own) {
      opens(tale, key, issue);
      gains(tale, { id: key, kind: 'role', caller, life: LIFE.role });
    } else {
      theirs(tale, issue);
      passes(tale, caller, time + MINUTE, 3);
    }
  }
}

const all = ['key', 'role', 'console', 'workload'] as const;

export const FEDERATION: readonly Way[] = [
  { name: 'SAML provider', by: all, tell: provider('saml') },
  { name: 'OIDC provider', by: all, tell: provider('oidc') },
  { name: 'trust anchor', by: all, tell: anchor },
];
