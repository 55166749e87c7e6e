/** Records of one account, short enough to read in a test. Times are `HH:MM:SS` of one day. */
export type Rec = Record<string, unknown>;

export const ACCOUNT = '111122223333';
export const OTHER_ACCOUNT = '444455556666';

export function at(time: string): string {
  return `2026-03-01T${time}Z`;
}

let counter = 0;

/** An event; `id` names it in an expectation. */
export function event(
  id: string | null,
  time: string,
  source: string,
  name: string,
  identity: Rec,
  more: Rec = {},
): Rec {
  counter += 1;
  return {
    eventVersion: '1.11',
    eventID: id ?? `auto-${counter}`,
    eventTime: at(time),
    eventSource: `${source}.amazonaws.com`,
    eventName: name,
    awsRegion: 'us-east-1',
    sourceIPAddress: '203.0.113.7',
    userAgent: 'aws-cli/2.15.0',
    userIdentity: identity,
    requestParameters: null,
    responseElements: null,
    readOnly: false,
    eventType: 'AwsApiCall',
    eventCategory: 'Management',
    recipientAccountId: identity.accountId ?? ACCOUNT,
    ...more,
  };
}

/** A user with a long-term key. */
export function user(name: string, key: string | null, account = ACCOUNT): Rec {
  return {
    type: 'IAMUser',
    principalId: `AIDA${name.toUpperCase()}`,
    arn: `arn:aws:iam::${account}:user/${name}`,
    accountId: account,
    userName: name,
    ...(key === null ? {} : { accessKeyId: key }),
  };
}

/** The same user by a temporary key: of GetSessionToken or of the console. */
export function userSession(name: string, key: string | null, created: string): Rec {
  return {
    ...user(name, key),
    sessionContext: { attributes: { creationDate: at(created), mfaAuthenticated: 'false' } },
  };
}

export function roleSession(
  role: string,
  session: string,
  key: string | null,
  created: string,
  account = ACCOUNT,
): Rec {
  return {
    type: 'AssumedRole',
    principalId: `AROA${role.toUpperCase()}:${session}`,
    arn: `arn:aws:sts::${account}:assumed-role/${role}/${session}`,
    accountId: account,
    ...(key === null ? {} : { accessKeyId: key }),
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId: `AROA${role.toUpperCase()}`,
        arn: `arn:aws:iam::${account}:role/${role}`,
        accountId: account,
        userName: role,
      },
      attributes: { creationDate: at(created), mfaAuthenticated: 'false' },
    },
  };
}

/** A successful AssumeRole: `identity` gets `key` for `role`/`session`. */
export function assumeRole(
  id: string,
  time: string,
  identity: Rec,
  role: string,
  session: string,
  key: string,
  more: Rec = {},
  account = ACCOUNT,
): Rec {
  return event(id, time, 'sts', 'AssumeRole', identity, {
    readOnly: true,
    requestParameters: { roleArn: `arn:aws:iam::${account}:role/${role}`, roleSessionName: session },
    responseElements: {
      credentials: { accessKeyId: key, expiration: 'Mar 1, 2026, 11:00:00 PM', sessionToken: 'REDACTED' },
      assumedRoleUser: {
        assumedRoleId: `AROA${role.toUpperCase()}:${session}`,
        arn: `arn:aws:sts::${account}:assumed-role/${role}/${session}`,
      },
    },
    ...more,
  });
}

export function createKey(id: string, time: string, identity: Rec, forUser: string, key: string, more: Rec = {}): Rec {
  return event(id, time, 'iam', 'CreateAccessKey', identity, {
    requestParameters: { userName: forUser },
    responseElements: {
      accessKey: { accessKeyId: key, userName: forUser, status: 'Active', createDate: 'Mar 1, 2026 9:00:00 AM' },
    },
    ...more,
  });
}

export function createUser(id: string, time: string, identity: Rec, name: string): Rec {
  return event(id, time, 'iam', 'CreateUser', identity, {
    requestParameters: { userName: name },
    responseElements: {
      user: {
        userName: name,
        userId: `AIDA${name.toUpperCase()}`,
        arn: `arn:aws:iam::${ACCOUNT}:user/${name}`,
        path: '/',
      },
    },
  });
}

export function createRole(
  id: string,
  time: string,
  identity: Rec,
  name: string,
  roleId = `AROA${name.toUpperCase()}`,
): Rec {
  return event(id, time, 'iam', 'CreateRole', identity, {
    requestParameters: { roleName: name },
    responseElements: { role: { roleName: name, roleId, arn: `arn:aws:iam::${ACCOUNT}:role/${name}` } },
  });
}

export function consoleLogin(id: string, time: string, identity: Rec, result: 'Success' | 'Failure' = 'Success'): Rec {
  return event(id, time, 'signin', 'ConsoleLogin', identity, {
    eventType: 'AwsConsoleSignIn',
    responseElements: { ConsoleLogin: result },
    additionalEventData: { MFAUsed: 'No', LoginTo: 'https://console.aws.amazon.com/' },
  });
}

/** Any call that makes nothing. */
export function call(id: string | null, time: string, identity: Rec, more: Rec = {}): Rec {
  return event(id, time, 's3', 'ListBuckets', identity, { readOnly: true, ...more });
}
