import { expect, it } from 'vitest';
import { radius } from '../support/radius.js';
import { at, event, type Rec, user } from './records.js';

const mallory = user('mallory', 'AKIASEED');

/** source, call, parameters, what is expected: kind, target, as whom, when it ends. */
const handed: readonly (readonly [string, string, Rec | null, Rec])[] = [
  [
    'redshift',
    'GetClusterCredentials',
    { clusterIdentifier: 'dw', dbUser: 'admin', durationSeconds: 3600 },
    { kind: 'database login', target: 'dw', as: 'admin', expiresAt: at('11:00:00') },
  ],
  [
    'redshift-serverless',
    'GetCredentials',
    { workgroupName: 'wg' },
    { kind: 'database login', target: 'wg', expiresAt: at('10:15:00') },
  ],
  ['ecr', 'GetAuthorizationToken', null, { kind: 'registry token', target: null, expiresAt: at('22:00:00') }],
  ['codeartifact', 'GetAuthorizationToken', { domain: 'd' }, { kind: 'registry token', target: 'd' }],
  ['s3', 'GetDataAccess', { target: 's3://b/*', permission: 'READ' }, { kind: 'data access', target: 's3://b/*' }],
  [
    'lightsail',
    'GetInstanceAccessDetails',
    { instanceName: 'web' },
    { kind: 'login on a host', target: 'web', expiresAt: null },
  ],
  [
    'ec2-instance-connect',
    'SendSSHPublicKey',
    { instanceId: 'i-0a', instanceOSUser: 'ec2-user' },
    { kind: 'login on a host', target: 'i-0a', as: 'ec2-user' },
  ],
  [
    'eks',
    'CreateAccessEntry',
    { name: 'cluster', principalArn: 'arn:aws:iam::111122223333:role/x' },
    { kind: 'cluster rights', target: 'cluster', as: 'arn:aws:iam::111122223333:role/x' },
  ],
  ['appsync', 'CreateApiKey', { apiId: 'api' }, { kind: 'API key of a service', target: 'api' }],
  [
    'sagemaker',
    'CreatePresignedNotebookInstanceUrl',
    { notebookInstanceName: 'nb' },
    { kind: 'console of a service', target: 'nb' },
  ],
];

it('lists access outside SigV4 that the radius was handed, and nothing that others were', async () => {
  const found = await radius(
    [
      ...handed.map(([source, name, request], index) =>
        event(`token-${index}`, '10:00:00', source, name, mallory, { requestParameters: request, readOnly: true }),
      ),
      event('again', '10:30:00', 'ecr', 'GetAuthorizationToken', mallory),
      event('denied', '10:31:00', 'ecr', 'GetAuthorizationToken', mallory, { errorCode: 'AccessDenied' }),
      ...['i-0a', 'i-0b'].map((instanceId) =>
        event(`vain-${instanceId}`, '10:32:00', 'ec2', 'GetPasswordData', mallory, {
          errorCode: 'Client.UnauthorizedOperation',
          requestParameters: { instanceId },
        }),
      ),
      event('theirs', '10:00:00', 'ecr', 'GetAuthorizationToken', user('alice', 'AKIAALICE')),
      // Of the same name, and no token: a session of another service.
      event('no-token', '10:00:00', 'glue', 'CreateSession', mallory, { requestParameters: { id: 'x' } }),
    ],
    'AKIASEED',
  );
  for (const [index, [service, call, , expected]] of handed.entries()) {
    if (call === 'GetAuthorizationToken') continue;
    expect(found.tokens.filter((token) => token.evidence.includes(`token-${index}`))).toMatchObject([
      { service, call, credential: 'AKIASEED', outcome: 'succeeded', events: 1, ...expected },
    ]);
  }
  expect(found.tokens.filter((token) => token.service === 'ecr')).toMatchObject([
    { events: 2, evidence: ['token-2', 'again'], expiresAt: at('22:30:00'), outcome: 'succeeded' },
    { events: 1, evidence: ['denied'], outcome: 'denied' },
  ]);
  expect(found.tokens.filter((token) => token.call === 'GetPasswordData')).toMatchObject([
    { target: null, outcome: 'denied', events: 2, evidence: ['vain-i-0a', 'vain-i-0b'], expiresAt: null },
  ]);
  expect(found.tokens.flatMap((token) => token.evidence)).not.toContain('theirs');
  expect(found.tokens.flatMap((token) => token.evidence)).not.toContain('no-token');
});
