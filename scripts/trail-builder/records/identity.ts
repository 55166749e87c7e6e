import { iso } from '../time.js';
import type { JsonObject } from './record.js';

/** An IAM user or role, with the id that outlives its name. */
export interface Principal {
  readonly account: string;
  readonly name: string;
  /** `AIDA…` or `AROA…` */
  readonly id: string;
}

/** A session of a role: what an issuing event opened. `issuedAt` in milliseconds; it is the creationDate of every use. */
export interface RoleSession {
  readonly role: Principal;
  readonly name: string;
  readonly accessKeyId: string;
  readonly issuedAt: number;
  readonly mfa?: boolean;
  /** `2.0` for keys that an instance fetched through IMDSv2. */
  readonly ec2RoleDelivery?: string;
}

export const userArn = (user: Principal): string => `arn:aws:iam::${user.account}:user/${user.name}`;
export const roleArn = (role: Principal): string => `arn:aws:iam::${role.account}:role/${role.name}`;
export const sessionArn = (role: Principal, session: string): string =>
  `arn:aws:sts::${role.account}:assumed-role/${role.name}/${session}`;

/** An IAM user; with a long-term key, or without any key at sign-in. */
export function iamUser(user: Principal, accessKeyId?: string): JsonObject {
  return {
    type: 'IAMUser',
    principalId: user.id,
    arn: userArn(user),
    accountId: user.account,
    ...(accessKeyId !== undefined && { accessKeyId }),
    userName: user.name,
  };
}

/** An IAM user with a temporary key: GetSessionToken or the console. The session issuer is an empty object then. */
export function iamUserSession(user: Principal, accessKeyId: string, issuedAt: number, mfa = false): JsonObject {
  return {
    ...iamUser(user, accessKeyId),
    sessionContext: {
      sessionIssuer: {},
      webIdFederationData: {},
      attributes: { creationDate: iso(issuedAt), mfaAuthenticated: String(mfa) },
    },
  };
}

export function assumedRole(session: RoleSession): JsonObject {
  const { role } = session;
  return {
    type: 'AssumedRole',
    principalId: `${role.id}:${session.name}`,
    arn: sessionArn(role, session.name),
    accountId: role.account,
    accessKeyId: session.accessKeyId,
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId: role.id,
        arn: roleArn(role),
        accountId: role.account,
        userName: role.name,
      },
      webIdFederationData: {},
      attributes: { creationDate: iso(session.issuedAt), mfaAuthenticated: String(session.mfa ?? false) },
      ...(session.ec2RoleDelivery !== undefined && { ec2RoleDelivery: session.ec2RoleDelivery }),
    },
  };
}

/** A session of GetFederationToken: its principal id is `<account>:<name>`, its issuer the IAM user. */
export function federatedUser(user: Principal, name: string, accessKeyId: string, issuedAt: number): JsonObject {
  return {
    type: 'FederatedUser',
    principalId: `${user.account}:${name}`,
    arn: `arn:aws:sts::${user.account}:federated-user/${name}`,
    accountId: user.account,
    accessKeyId,
    sessionContext: {
      sessionIssuer: {
        type: 'IAMUser',
        principalId: user.id,
        arn: userArn(user),
        accountId: user.account,
        userName: user.name,
      },
      webIdFederationData: {},
      attributes: { creationDate: iso(issuedAt), mfaAuthenticated: 'false' },
    },
  };
}

export const awsService = (service: string): JsonObject => ({
  type: 'AWSService',
  invokedBy: `${service}.amazonaws.com`,
});

/** A caller from another account, as the owner of what was called sees it: no key, no arn. */
export const awsAccount = (principalId: string, account: string): JsonObject => ({
  type: 'AWSAccount',
  principalId,
  accountId: account,
});
