import type { Random } from '../random.js';
import { iamUser, type Principal, roleArn, sessionArn } from './identity.js';
import { type Caller, type CloudTrailRecord, record } from './record.js';

interface When {
  readonly time: number;
  readonly region: string;
}

/** A successful console sign-in of an IAM user: no key in it. The console mints keys of its own afterwards. */
export function consoleLogin(
  rng: Random,
  user: Principal,
  when: When,
  from: Pick<Caller, 'address' | 'agent'>,
  mfa: boolean,
): CloudTrailRecord {
  return record(
    rng,
    { account: user.account, identity: iamUser(user), ...from },
    {
      ...when,
      service: 'signin',
      name: 'ConsoleLogin',
      type: 'AwsConsoleSignIn',
      response: { ConsoleLogin: 'Success' },
      extra: {
        LoginTo: 'https://console.aws.amazon.com/console/home?hashArgs=%23&isauthcode=true&state=hashArgsFromTB',
        MobileVersion: 'No',
        MFAUsed: mfa ? 'Yes' : 'No',
      },
    },
  );
}

/** SwitchRole of the console: the identity is already the target's session, without a key. */
export function switchRole(
  rng: Random,
  from: { readonly arn: string } & Pick<Caller, 'address' | 'agent'>,
  when: When,
  role: Principal,
  sessionName: string,
): CloudTrailRecord {
  const identity = {
    type: 'AssumedRole',
    principalId: `${role.id}:${sessionName}`,
    arn: sessionArn(role, sessionName),
    accountId: role.account,
  };
  return record(
    rng,
    { account: role.account, identity, address: from.address, agent: from.agent },
    {
      ...when,
      service: 'signin',
      name: 'SwitchRole',
      type: 'AwsConsoleSignIn',
      response: { SwitchRole: 'Success' },
      extra: {
        SwitchFrom: from.arn,
        RedirectTo: `https://console.aws.amazon.com/ec2/home?role=${roleArn(role)}`,
      },
    },
  );
}
