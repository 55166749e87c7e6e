import { accessKeyId, uuid } from '../identifiers.js';
import type { Random } from '../random.js';
import { HOUR, localeTime, SECOND } from '../time.js';
import {
  assumedRole,
  awsAccount,
  awsService,
  federatedUser,
  iamUserSession,
  type Principal,
  type RoleSession,
  roleArn,
  sessionArn,
} from './identity.js';
import { type Caller, type CloudTrailRecord, type JsonObject, record } from './record.js';

/** Records of a call that issued a temporary key, and the identity of whoever uses it. */
export interface Issued<Session> {
  /** The caller's own record first, the target account's copy second where there is one. */
  readonly records: readonly CloudTrailRecord[];
  readonly accessKeyId: string;
  readonly session: Session;
  readonly identity: JsonObject;
}

interface When {
  readonly time: number;
  readonly region: string;
}

const credentials = (key: string, time: number, life: number): JsonObject => ({
  accessKeyId: key,
  sessionToken: 'REDACTED',
  expiration: localeTime(time + life, true),
});

/**
 * AssumeRole. Across accounts there is a copy in the target's logs with the same sharedEventID, where the caller is an AWSAccount
 * without key and arn; inside one account no sharedEventID.
 */
export function assumeRole(
  rng: Random,
  caller: Caller,
  when: When,
  role: Principal,
  sessionName: string,
): Issued<RoleSession> {
  const time = Math.floor(when.time / SECOND) * SECOND;
  const session: RoleSession = {
    role,
    name: sessionName,
    accessKeyId: accessKeyId(rng, 'ASIA', role.account),
    issuedAt: time,
  };
  const across = role.account !== caller.account;
  const call = {
    time,
    region: when.region,
    service: 'sts',
    name: 'AssumeRole',
    request: { roleArn: roleArn(role), roleSessionName: sessionName, durationSeconds: 3600 },
    response: {
      credentials: credentials(session.accessKeyId, time, HOUR),
      assumedRoleUser: { assumedRoleId: `${role.id}:${sessionName}`, arn: sessionArn(role, sessionName) },
    },
    resources: [{ accountId: role.account, type: 'AWS::IAM::Role', ARN: roleArn(role) }],
    ...(across && { sharedEventId: uuid(rng) }),
  };
  const records = [record(rng, caller, call)];
  if (across) {
    const seen = { ...caller, identity: awsAccount(String(caller.identity.principalId), caller.account) };
    records.push(record(rng, seen, { ...call, recipient: role.account }));
  }
  return { records, accessKeyId: session.accessKeyId, session, identity: assumedRole(session) };
}

/** A denied AssumeRole: no request, the role only in the message. */
export function deniedAssumeRole(rng: Random, caller: Caller, when: When, role: Principal): CloudTrailRecord {
  return record(rng, caller, {
    ...when,
    service: 'sts',
    name: 'AssumeRole',
    error: {
      code: 'AccessDenied',
      message: `User: ${String(caller.identity.arn)} is not authorized to perform: sts:AssumeRole on resource: ${roleArn(role)}`,
    },
  });
}

/** A role assumed by a service for a workload; the session is named after the workload. */
export function serviceAssumeRole(
  rng: Random,
  service: string,
  when: When,
  role: Principal,
  sessionName: string,
): Issued<RoleSession> {
  const host = `${service}.amazonaws.com`;
  const caller = { account: role.account, identity: awsService(service), address: host, agent: host };
  const issued = assumeRole(rng, caller, when, role, sessionName);
  const first = { ...issued.records[0]!, sharedEventID: uuid(rng) };
  const session = { ...issued.session, ...(service === 'ec2' && { ec2RoleDelivery: '2.0' }) };
  return { ...issued, records: [first], session, identity: assumedRole(session) };
}

/** GetSessionToken: the session stays the IAM user, with an ASIA key. */
export function getSessionToken(rng: Random, caller: Caller, when: When, user: Principal): Issued<null> {
  const time = Math.floor(when.time / SECOND) * SECOND;
  const key = accessKeyId(rng, 'ASIA', user.account);
  const issue = record(rng, caller, {
    ...when,
    time,
    service: 'sts',
    name: 'GetSessionToken',
    request: { durationSeconds: 43_200 },
    response: { credentials: credentials(key, time, 12 * HOUR) },
    readOnly: true,
  });
  return { records: [issue], accessKeyId: key, session: null, identity: iamUserSession(user, key, time) };
}

/** GetFederationToken: a session of its own name, which outlives the key that asked for it. */
export function getFederationToken(
  rng: Random,
  caller: Caller,
  when: When,
  user: Principal,
  name: string,
): Issued<null> {
  const time = Math.floor(when.time / SECOND) * SECOND;
  const key = accessKeyId(rng, 'ASIA', user.account);
  const issue = record(rng, caller, {
    ...when,
    time,
    service: 'sts',
    name: 'GetFederationToken',
    request: { name, durationSeconds: 43_200, policyArns: [{ arn: 'arn:aws:iam::aws:policy/AdministratorAccess' }] },
    response: {
      credentials: credentials(key, time, 12 * HOUR),
      federatedUser: {
        federatedUserId: `${user.account}:${name}`,
        arn: `arn:aws:sts::${user.account}:federated-user/${name}`,
      },
      packedPolicySize: 3,
    },
    readOnly: false,
  });
  return { records: [issue], accessKeyId: key, session: null, identity: federatedUser(user, name, key, time) };
}
