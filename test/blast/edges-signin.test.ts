import { beforeAll, expect, it } from 'vitest';
import { type Radius, radius } from '../support/radius.js';
import {
  ACCOUNT,
  assumeRole,
  at,
  call,
  consoleLogin,
  createKey,
  event,
  type Rec,
  roleSession,
  user,
  userSession,
} from './records.js';

// Sign-in, OAuth, CloudShell and the root user's password: one trail, and beside every child an innocent who looks like it.

const mallory = user('mallory', 'AKIASEED');
const sign = (id: string, time: string, name: string, identity: Rec, more: Rec = {}) =>
  event(id, time, 'signin', name, identity, { eventType: 'AwsConsoleSignIn', ...more });
const arn = (name: string) => `arn:aws:signin:us-east-1:${ACCOUNT}:session/${name}`;
const client = { requestParameters: { client_id: 'arn:aws:signin:::devtools/same-device' } };
/** A session that a grant opened, as its records name it. */
const granted = (identity: Rec, session: string): Rec => ({
  ...identity,
  sessionContext: { ...(identity.sessionContext as Rec), signInSessionArn: session },
});
const dave = user('dave', 'AKIADAVE');
const eve = (key: string | null, created: string) => userSession('eve', key, created);
const root = (key: string | null, created: string | null, account = ACCOUNT): Rec => ({
  type: 'Root',
  principalId: account,
  arn: `arn:aws:iam::${account}:root`,
  accountId: account,
  ...(key === null ? {} : { accessKeyId: key }),
  ...(created === null ? {} : { sessionContext: { attributes: { creationDate: at(created) } } }),
});

const records: Rec[] = [
  // The key makes a user, who signs in to the console and lets `aws login` in.
  assumeRole('web', '09:00:00', mallory, 'web', 's', 'ASIAWEB'),
  sign('token', '09:01:00', 'GetSigninToken', roleSession('web', 's', 'ASIAWEB', '09:00:00'), {
    responseElements: { credentials: { accessKeyId: 'ASIATOKENKEY' }, GetSigninToken: 'Success' },
  }),
  call('token-key-use', '09:01:30', roleSession('web', 's', 'ASIATOKENKEY', '08:00:00')),
  consoleLogin('login', '09:02:00', { ...roleSession('web', 's', null, '09:02:00'), sessionContext: undefined }),
  call('click', '09:03:00', roleSession('web', 's', 'ASIACLICK', '09:02:02')),
  sign('authorize', '09:05:00', 'AuthorizeOAuth2Access', roleSession('web', 's', null, '09:02:00'), client),
  sign('exchange', '09:05:10', 'CreateOAuth2Token', roleSession('web', 's', null, '09:02:00'), {
    ...client,
    additionalEventData: { grant_type: 'authorization_code', signInSessionArn: arn('a'), success: 'true' },
  }),
  call('cli', '09:06:00', granted(roleSession('web', 's', 'ASIACLI', '09:05:11'), arn('a'))),
  sign('refresh', '09:20:00', 'CreateOAuth2Token', roleSession('web', 's', null, '09:02:00'), {
    ...client,
    additionalEventData: { grant_type: 'refresh_token', signInSessionArn: arn('a'), success: 'true' },
  }),
  call('cli-renewed', '09:21:00', granted(roleSession('web', 's', 'ASIACLITWO', '09:20:01'), arn('a'))),
  call('cli-other', '09:21:00', granted(roleSession('web', 's', 'ASIACLIOTHER', '09:15:00'), arn('b'))),
  // Without the name of the sign-in session: by principal and second. The client was let in by nobody knows which session of hers.
  sign('eve-authorize', '10:00:00', 'AuthorizeOAuth2Access', eve('ASIAEVE', '09:50:00'), client),
  sign('eve-exchange', '10:00:05', 'CreateOAuth2Token', user('eve', null), client),
  call('eve-cli', '10:01:00', eve('ASIAEVECLI', '10:00:05')),
  call('eve-other', '10:01:00', eve('ASIAEVEOTHER', '09:40:00')),
  createKey('eve-key', '09:45:00', mallory, 'eve', 'AKIAEVE'),
  // A token fetched with a key is known from the API reference only.
  sign('with-iam', '10:10:00', 'CreateOAuth2TokenWithIAM', mallory, {
    ...client,
    additionalEventData: { signInSessionArn: arn('c') },
  }),
  call('with-iam-use', '10:11:00', granted(userSession('mallory', 'ASIAWITHIAM', '10:10:01'), arn('c'))),
  // CloudShell, by what the agent says.
  event('shell', '10:20:00', 'cloudshell', 'CreateSession', roleSession('web', 's', 'ASIACLICK', '09:02:02')),
  call('shell-use', '10:21:00', roleSession('web', 's', 'ASIASHELL', '10:20:02'), {
    userAgent: 'aws-cli/2.15.0 exec-env/CloudShell',
  }),
  call('not-shell', '10:21:00', roleSession('web', 's', 'ASIANOSHELL', '10:20:30')),
  call('shell-other', '10:21:00', roleSession('web', 't', 'ASIASHELLOTHER', '10:20:02'), {
    userAgent: 'aws-cli/2.15.0 exec-env/CloudShell',
  }),
  // Two sign-ins of one user: only the console key of the second began with it.
  event('bob-password', '11:00:00', 'iam', 'UpdateLoginProfile', mallory, { requestParameters: { userName: 'bob' } }),
  consoleLogin('bob-login', '11:05:00', user('bob', null)),
  consoleLogin('bob-early', '10:55:00', user('bob', null)),
  event('bob-reset', '11:30:00', 'iam', 'UpdateLoginProfile', dave, { requestParameters: { userName: 'bob' } }),
  consoleLogin('bob-late', '11:35:00', user('bob', null)),
  event('changed', '11:40:00', 'iam', 'ChangePassword', mallory),
  consoleLogin('changed-login', '11:41:00', user('mallory', null)),
  // The root user: a password is made possible by a privileged session, recovered, and used.
  event('root-in', '12:00:00', 'sts', 'AssumeRoot', mallory, {
    requestParameters: { targetPrincipal: ACCOUNT },
    responseElements: { credentials: { accessKeyId: 'ASIAROOT' } },
  }),
  event('root-profile', '12:01:00', 'iam', 'CreateLoginProfile', root('ASIAROOT', '12:00:00')),
  sign('recovered', '12:10:00', 'PasswordRecoveryCompleted', root(null, null)),
  consoleLogin('root-login', '12:11:00', root(null, null)),
  consoleLogin('root-elsewhere', '12:11:00', root(null, null, '999988887777')),
];

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

it('a sign-in token leads to the login, and the key in its record, of which nothing is documented, to a suspect', () => {
  expect(found.eventIds).toEqual(expect.arrayContaining(['login', 'click']));
  expect(found.reached).toContain('ASIACLICK: LOGIN high');
  expect(suspects('ASIATOKENKEY')).toContain('KEY medium');
  expect(ids()).not.toContain('ASIATOKENKEY');
});

it('a grant of the console session leads to the keys that name its sign-in session, renewed ones too', () => {
  expect(found.eventIds).toEqual(expect.arrayContaining(['authorize', 'exchange', 'cli', 'cli-renewed']));
  expect(found.reached).toContain('ASIACLI: OAUTH high');
  expect(found.reached).toContain('ASIACLITWO: OAUTH high');
  expect(ids()).not.toContain('ASIACLIOTHER');
  // A grant without a key goes by the first key that came of it.
  const renewed = found.edges.filter(({ to, method }) => to === 'ASIACLITWO' && method === 'OAUTH');
  expect(renewed.flatMap(({ evidence }) => evidence)).toContain('refresh');
});

it('without that name the second decides; with a key that signs the request it is a suspect', () => {
  expect(ids()).not.toContain('ASIAEVEOTHER');
  expect(ids()).not.toContain('ASIAEVECLI');
  expect(suspects('ASIAWITHIAM')).toContain('OAUTH medium');
  expect(ids()).not.toContain('ASIAWITHIAM');
});

it('what runs in a CloudShell that the radius opened is a suspect, by its agent', () => {
  expect(suspects('ASIASHELL')).toEqual(['SESS medium']);
  expect(suspects('ASIANOSHELL')).toEqual([]);
  expect(suspects('ASIASHELLOTHER')).toEqual([]);
});

it('a password that was set opens the logins after it, until somebody else sets it', () => {
  expect(behind('bob-login')).toEqual(['LOGIN medium']);
  expect(behind('bob-early')).toEqual([]);
  expect(behind('bob-late')).toEqual([]);
  expect(behind('changed-login')).toEqual(['LOGIN medium']);
});

it('the root user’s password, made possible by the radius, leads to its recovery', () => {
  expect(found.reached).toContain('ASIAROOT: KEY exact');
  expect(behind('recovered')).toEqual(['LOGIN medium']);
  expect(behind('root-elsewhere')).toEqual([]);
});

it('goes on behind suspects where it is asked to', async () => {
  const included = await radius(records, 'AKIASEED', { include: 'medium' });
  expect(included.eventIds).toEqual(expect.arrayContaining(['root-login', 'bob-login', 'shell-use']));
  expect(included.eventIds).not.toEqual(expect.arrayContaining(['root-elsewhere']));
});

it('from a grant without that name, to the key of its second', async () => {
  const grant = await radius(records, 'event:eve-exchange');
  expect(grant.credentials.map(({ id, edge }) => [id, edge])).toContainEqual(['ASIAEVECLI', 'OAUTH']);
  expect(grant.credentials.map(({ id }) => id)).not.toContain('ASIAEVEOTHER');
});
