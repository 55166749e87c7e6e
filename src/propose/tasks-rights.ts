import type { Task } from '../plan/index.js';
import { aws } from './command.js';
import type { Placed } from './draft.js';
import type { Facts } from './facts.js';
import { ground, isSure } from './ground.js';
import type { PermissionRow } from './input.js';
import type { Person } from './people.js';
import type { Role } from './roles.js';
import { clip } from './wording.js';

/** Rights that the intruder gave, and guards that he took away. What a denied user or role of his own has does not matter any more. */
export function rights(facts: Facts, people: readonly Person[], roles: readonly Role[]): Placed<Task>[] {
  const own = new Set([
    ...people.filter((one) => one.created).map((one) => `${one.account} user ${one.name}`),
    ...roles.filter((one) => one.created !== null).map((one) => `${one.account} role ${one.name}`),
  ]);
  return facts.input.permissions.flatMap((row): Placed<Task>[] => {
    if (!isSure(row.confidence) || row.account === null) return [];
    if (own.has(`${row.account} user ${row.userName}`) || own.has(`${row.account} role ${row.roleName}`)) return [];
    const words = wordsOf(row);
    if (words === null) return [];
    const about = clip(row.target ?? row.granted ?? row.call);
    return [{ account: row.account, item: { ...words, about, ...ground(row) } }];
  });
}

type Words = Pick<Task, 'kind' | 'what' | 'reason' | 'command'>;

const GIVEN = 'whether somebody relies on it by now, only a person can say';

function wordsOf(row: PermissionRow): Words | null {
  const granted = clip(row.granted ?? '', 300);
  const { call, region } = row;
  switch (row.kind) {
    case 'policy-granted':
      return { kind: 'permissions', what: `${call}: take back ${granted}`, reason: GIVEN, command: takeBack(row) };
    case 'group-joined':
      return {
        kind: 'permissions',
        what: `${call}: take the user out of the group`,
        reason: GIVEN,
        command: aws('iam', 'remove-user-from-group', { 'user-name': row.userName, 'group-name': row.groupName }),
      };
    case 'boundary-changed':
      return {
        kind: 'permissions',
        what: `${call}: put back the permissions boundary that it had`,
        reason: 'the record does not show the former boundary',
        command: row.userName
          ? aws('iam', 'get-user', { 'user-name': row.userName })
          : aws('iam', 'get-role', { 'role-name': row.roleName }),
      };
    case 'policy-removed':
      return {
        kind: 'permissions',
        what: `${call}: look whether ${granted} held something back, and put it back`,
        reason: 'whether it was missed, only a person can say',
        command: null,
      };
    case 'instance-profile':
      return {
        kind: 'permissions',
        what: `${call}: look which instances have the profile`,
        reason: GIVEN,
        command: aws('iam', 'get-instance-profile', { 'instance-profile-name': row.instanceProfileName }),
      };
    case 'mfa-changed':
      // A device that he enabled is told as one.
      return call === 'DeactivateMFADevice' || call === 'DeleteVirtualMFADevice'
        ? {
            kind: 'mfa-device',
            what: `${call}: give the user an MFA device again`,
            reason: 'a device that was taken away cannot be put back',
            command: aws('iam', 'list-mfa-devices', { 'user-name': row.userName }),
          }
        : null;
    case 'permission-set':
      return {
        kind: 'identity-center',
        what: `${call}: look in Identity Center who got what, and take it back`,
        reason: 'it is not part of IAM',
        command: null,
      };
    case 'root-sessions':
      return {
        kind: 'root',
        what: `${call}: decide whether root sessions in member accounts are to be possible`,
        reason: 'it is a setting of the organization',
        command: aws('iam', 'list-organizations-features'),
      };
    case 'organization':
      return {
        kind: 'permissions',
        what: `${call}: compare the organization with what it was`,
        reason: 'it is a setting of the organization',
        command: aws('organizations', 'describe-organization'),
      };
    case 'kubernetes':
    case 'cognito-user':
    case 'certificate':
    case 'outbound-federation':
      return {
        kind: 'token',
        what: `${call}: take back what it gave`,
        reason: 'IAM has no say in it',
        command: row.kind === 'kubernetes' ? aws('eks', 'list-clusters', { region }) : null,
      };
    case 'other-credential':
      // Credentials of users are steps; these are of servers and of CloudFront.
      return call === 'UploadServerCertificate' || row.kind !== 'other-credential' || call.startsWith('CreatePublicKey')
        ? { kind: 'token', what: `${call}: decide whether it is to stay`, reason: 'no user holds it', command: null }
        : null;
    default:
      return null;
  }
}

function takeBack(row: PermissionRow): string[] | null {
  const { call, userName, roleName, groupName, policyArn, policyName } = row;
  switch (call) {
    case 'AttachUserPolicy':
      return aws('iam', 'detach-user-policy', { 'user-name': userName, 'policy-arn': policyArn });
    case 'AttachRolePolicy':
      return aws('iam', 'detach-role-policy', { 'role-name': roleName, 'policy-arn': policyArn });
    case 'AttachGroupPolicy':
      return aws('iam', 'detach-group-policy', { 'group-name': groupName, 'policy-arn': policyArn });
    case 'PutUserPolicy':
      return aws('iam', 'delete-user-policy', { 'user-name': userName, 'policy-name': policyName });
    case 'PutRolePolicy':
      return aws('iam', 'delete-role-policy', { 'role-name': roleName, 'policy-name': policyName });
    case 'PutGroupPolicy':
      return aws('iam', 'delete-group-policy', { 'group-name': groupName, 'policy-name': policyName });
    default:
      return aws('iam', 'list-policy-versions', { 'policy-arn': policyArn });
  }
}
