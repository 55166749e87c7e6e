import { documentColumn, inlinePolicies } from './iam-documents.js';
import { countOf, type IamRow, type IamRows, namesOf, textOf, textsOf, timeOf } from './iam-rows.js';
import { isRecord } from './json.js';

const PART = 'authorization-details';

/** `aws iam get-account-authorization-details`. @returns whether it is one */
export function readDetails(value: unknown, out: IamRows): boolean {
  if (!isRecord(value)) return false;
  const { UserDetailList, GroupDetailList, RoleDetailList, Policies } = value;
  if (![UserDetailList, GroupDetailList, RoleDetailList, Policies].some(Array.isArray)) return false;
  out.each(PART, UserDetailList, 'UserName', (user, user_name) =>
    out.add('users', {
      user_name,
      user_id: textOf(user.UserId),
      ...common(user),
      boundary: boundaryOf(user.PermissionsBoundary),
      groups: textsOf(user.GroupList),
      ...policies(user.UserPolicyList, user.AttachedManagedPolicies),
      tags: tagsOf(user.Tags),
    }),
  );
  out.each(PART, GroupDetailList, 'GroupName', (group, group_name) =>
    out.add('groups', {
      group_name,
      group_id: textOf(group.GroupId),
      ...common(group),
      ...policies(group.GroupPolicyList, group.AttachedManagedPolicies),
    }),
  );
  out.each(PART, RoleDetailList, 'RoleName', (role, role_name) => {
    const used = isRecord(role.RoleLastUsed) ? role.RoleLastUsed : {};
    out.add('roles', {
      role_name,
      role_id: textOf(role.RoleId),
      ...common(role),
      trust: documentColumn(role.AssumeRolePolicyDocument),
      boundary: boundaryOf(role.PermissionsBoundary),
      ...policies(role.RolePolicyList, role.AttachedManagedPolicies),
      last_used: timeOf(used.LastUsedDate),
      last_used_region: textOf(used.Region),
      // Not among these details: list-roles has it.
      max_session: countOf(role.MaxSessionDuration),
      instance_profiles: namesOf(role.InstanceProfileList, 'Arn'),
      tags: tagsOf(role.Tags),
    });
  });
  out.each(PART, Policies, 'Arn', (policy, arn) => {
    const versions = Array.isArray(policy.PolicyVersionList) ? policy.PolicyVersionList.filter(isRecord) : [];
    const inForce =
      versions.find(({ VersionId }) => VersionId === policy.DefaultVersionId) ??
      versions.find(({ IsDefaultVersion }) => IsDefaultVersion === true);
    out.add('policies', {
      arn,
      policy_name: textOf(policy.PolicyName),
      policy_id: textOf(policy.PolicyId),
      path: textOf(policy.Path),
      created: timeOf(policy.CreateDate),
      updated: timeOf(policy.UpdateDate),
      default_version: textOf(policy.DefaultVersionId) ?? textOf(inForce?.VersionId),
      document: documentColumn(inForce?.Document),
      versions: namesOf(versions, 'VersionId'),
      attachments: countOf(policy.AttachmentCount),
      boundaries: countOf(policy.PermissionsBoundaryUsageCount),
    });
  });
  return true;
}

/** `aws iam list-roles`: what the details leave out. Roles that the details do not have are not made of it. */
export function readRoles(value: unknown, out: IamRows): boolean {
  if (!isRecord(value) || !Array.isArray(value.Roles)) return false;
  const seconds = new Map<string, number | null>();
  out.each('roles', value.Roles, 'RoleName', (role, name) => seconds.set(name, countOf(role.MaxSessionDuration)));
  const { rows } = out;
  rows.roles = rows.roles.map((role) => ({
    ...role,
    max_session: role.max_session ?? seconds.get(String(role.role_name)) ?? null,
  }));
  return true;
}

type Json = Readonly<Record<string, unknown>>;

function common(entity: Json): IamRow {
  return { arn: textOf(entity.Arn), path: textOf(entity.Path), created: timeOf(entity.CreateDate) };
}

function policies(inline: unknown, attached: unknown): IamRow {
  return { inline_policies: inlinePolicies(inline), attached_policies: namesOf(attached, 'PolicyArn') };
}

const boundaryOf = (value: unknown) => (isRecord(value) ? textOf(value.PermissionsBoundaryArn) : null);

function tagsOf(list: unknown): string {
  const tags = Array.isArray(list) ? list.filter(isRecord) : [];
  return JSON.stringify(
    Object.fromEntries(tags.flatMap(({ Key, Value }) => (typeof Key === 'string' ? [[Key, textOf(Value) ?? '']] : []))),
  );
}
