import { accessKeyId, principalId } from '../identifiers.js';
import type { Random } from '../random.js';
import { localeTime } from '../time.js';
import { type Principal, userArn } from './identity.js';
import { type Caller, type CloudTrailRecord, record } from './record.js';

interface When {
  readonly time: number;
  readonly region: string;
}

export function createUser(
  rng: Random,
  caller: Caller,
  when: When,
  userName: string,
): { record: CloudTrailRecord; user: Principal } {
  const user = { account: caller.account, name: userName, id: principalId(rng, 'AIDA', caller.account) };
  return {
    user,
    record: record(rng, caller, {
      ...when,
      service: 'iam',
      name: 'CreateUser',
      request: { userName },
      response: {
        user: {
          path: '/',
          userName,
          userId: user.id,
          arn: userArn(user),
          createDate: localeTime(when.time, false),
        },
      },
    }),
  };
}

/** CreateAccessKey. For the caller itself the request may be null: then only the answer names the user. */
export function createAccessKey(
  rng: Random,
  caller: Caller,
  when: When,
  user: Principal,
  forItself = false,
): { record: CloudTrailRecord; accessKeyId: string } {
  const key = accessKeyId(rng, 'AKIA', user.account);
  return {
    accessKeyId: key,
    record: record(rng, caller, {
      ...when,
      service: 'iam',
      name: 'CreateAccessKey',
      request: forItself ? null : { userName: user.name },
      response: {
        accessKey: {
          accessKeyId: key,
          status: 'Active',
          userName: user.name,
          createDate: localeTime(when.time, false),
        },
      },
    }),
  };
}

export function createLoginProfile(rng: Random, caller: Caller, when: When, user: Principal): CloudTrailRecord {
  return record(rng, caller, {
    ...when,
    service: 'iam',
    name: 'CreateLoginProfile',
    request: { userName: user.name, passwordResetRequired: false },
    response: {
      loginProfile: {
        userName: user.name,
        createDate: localeTime(when.time, false),
        passwordResetRequired: false,
      },
    },
  });
}
