import { describe, expect, it } from 'vitest';
import { radius } from '../support/radius.js';
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

// From a temporary key up to its root, and why the way ends where it does.

const provider = `arn:aws:iam::${ACCOUNT}:saml-provider/evil`;
const records: Rec[] = [
  // Over a console login: password.
  consoleLogin('login', '09:00:00', user('ann', null)),
  call('click', '09:01:00', userSession('ann', 'ASIACLICK', '09:00:01')),
  assumeRole('ann-web', '09:02:00', userSession('ann', 'ASIACLICK', '09:00:01'), 'web', 'ann', 'ASIAWEB'),
  call('web', '09:03:00', roleSession('web', 'ann', 'ASIAWEB', '09:02:00')),
  // Over federation, to who made the provider.
  event('provider', '09:10:00', 'iam', 'CreateSAMLProvider', user('mallory', 'AKIASEED'), {
    responseElements: { sAMLProviderArn: provider },
  }),
  assumeRole(
    'saml',
    '09:20:00',
    { type: 'SAMLUser', principalId: 'q:eve', userName: 'eve' },
    'fed',
    'eve',
    'ASIASAML',
    {
      eventName: 'AssumeRoleWithSAML',
      recipientAccountId: ACCOUNT,
      requestParameters: { principalArn: provider },
    },
  ),
  call('saml-use', '09:21:00', roleSession('fed', 'eve', 'ASIASAML', '09:20:00')),
  // By a service, for a function that somebody made.
  event('function', '09:30:00', 'lambda', 'CreateFunction20150331', user('mallory', 'AKIASEED'), {
    requestParameters: { functionName: 'fn', role: `arn:aws:iam::${ACCOUNT}:role/worker` },
    responseElements: { functionName: 'fn', role: `arn:aws:iam::${ACCOUNT}:role/worker` },
  }),
  assumeRole('fn-in', '09:31:00', { type: 'AWSService', invokedBy: 'lambda.amazonaws.com' }, 'worker', 'fn', 'ASIAFN', {
    recipientAccountId: ACCOUNT,
  }),
  call('fn-use', '09:32:00', roleSession('worker', 'fn', 'ASIAFN', '09:31:00')),
  // Over a shared copy, the caller's own answer lost.
  assumeRole('far-mine', '09:40:00', user('ann', 'AKIAANN'), 'far', 'a', 'ASIAFAR', {
    sharedEventID: 's-1',
    responseElements: null,
  }),
  assumeRole(
    'far-theirs',
    '09:40:00',
    { type: 'AWSAccount', principalId: 'AIDAANN', accountId: ACCOUNT },
    'far',
    'a',
    'ASIAFAR',
    {
      sharedEventID: 's-1',
      recipientAccountId: OTHER_ACCOUNT,
    },
    OTHER_ACCOUNT,
  ),
  call('far-use', '09:41:00', roleSession('far', 'a', 'ASIAFAR', '09:40:00', OTHER_ACCOUNT)),
  // The other account's copy alone.
  assumeRole(
    'only-theirs',
    '09:50:00',
    { type: 'AWSAccount', principalId: 'AIDABOB', accountId: ACCOUNT },
    'far',
    'b',
    'ASIAFARBOB',
    {
      recipientAccountId: OTHER_ACCOUNT,
    },
    OTHER_ACCOUNT,
  ),
  call('only-use', '09:51:00', roleSession('far', 'b', 'ASIAFARBOB', '09:50:00', OTHER_ACCOUNT)),
  call('bob', '09:49:00', user('bob', 'AKIABOB')),
  call('carl', '09:49:00', user('carl', 'AKIACARL')),
  // Of nobody in the data.
  call('lost', '10:00:00', userSession('bob', 'ASIALOST', '09:59:00')),
  assumeRole('lost-ops', '10:01:00', userSession('bob', 'ASIALOST', '09:59:00'), 'ops', 'b', 'ASIAOPS'),
  // OAuth.
  event('grant', '10:10:00', 'signin', 'CreateOAuth2Token', user('ann', null), {
    additionalEventData: { signInSessionArn: 'arn:aws:signin:us-east-1:1:session/a' },
  }),
  call('cli', '10:11:00', {
    ...userSession('ann', 'ASIACLI', '10:10:30'),
    sessionContext: {
      attributes: { creationDate: at('10:10:30') },
      signInSessionArn: 'arn:aws:signin:us-east-1:1:session/a',
    },
  }),
];

const up = async (seed: string) => {
  const { upstream, warnings } = await radius(records, seed);
  return {
    steps: upstream.map(({ id, method, confidence, ends }) => `${id} ${method} ${confidence} ${ends ?? '↑'}`),
    warnings,
  };
};

describe('the way up', () => {
  it('over a console login to a password', async () => {
    expect((await up('ASIAWEB')).steps).toEqual([
      'ASIACLICK KEY exact ↑',
      `AIDAANN@${at('09:00:00')} LOGIN high password`,
    ]);
  });

  it('over federation to who made the provider', async () => {
    const { steps } = await up('ASIASAML');
    expect(steps).toEqual(
      expect.arrayContaining([
        'q:eve KEY exact federation',
        `${provider} TRUST exact ↑`,
        'AKIASEED TRUST exact long-term key',
      ]),
    );
  });

  it('over a service to who made the function', async () => {
    const { steps } = await up('ASIAFN');
    expect(steps).toEqual(
      expect.arrayContaining(['lambda.amazonaws.com KEY exact service', 'AKIASEED WORK high long-term key']),
    );
  });

  it('over the other account’s copy of the call to the caller’s own', async () => {
    expect((await up('ASIAFAR')).steps).toContain('AKIAANN SHARED exact long-term key');
  });

  it('where the copy names a principal only, its credentials are suspects', async () => {
    const { steps } = await up('ASIAFARBOB');
    expect(steps).toEqual(['AIDABOB KEY exact another account', 'AKIABOB KEY medium suspect']);
  });

  it('where nobody issued it in the data, the user’s own keys are suspects, and it is said', async () => {
    const { steps, warnings } = await up('ASIAOPS');
    expect(steps).toEqual(['ASIALOST KEY exact not in the data', 'AKIABOB SAMEUSER low suspect']);
    expect(warnings).toContainEqual(expect.stringContaining('who issued ASIALOST is not in the data'));
  });

  it('over a grant of the sign-in service', async () => {
    expect((await up('ASIACLI')).steps).toEqual([`AIDAANN@${at('10:10:00')} OAUTH exact not in the data`]);
  });
});
