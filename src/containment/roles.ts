import { type DenyRole, type RevokeRoleSessions, revokeDocument, sameDocument } from '../plan/index.js';
import {
  already,
  differs,
  type Family,
  inlinePolicies,
  isAnother,
  type Judgement,
  type LiveOf,
  sizeOf,
  TO_DO,
} from './family.js';
import { isDenyAll } from './users.js';

/** Characters of all inline policies of a role: cannot be raised. */
const INLINE = 10_240;

type RoleLive = LiveOf<'role'>;

/** An inline policy of ours on a role. The two kinds differ in what they make of one that is there already. */
function onRole<S extends DenyRole | RevokeRoleSessions>(
  document: (step: S, at: string) => string,
  judgeHeld: (step: S, live: RoleLive, asOf: string) => Judgement | null,
): Family<S, RoleLive> {
  return {
    async read(reads, step) {
      const role = await reads.role(step.role);
      const names = role && (await reads.rolePolicyNames(step.role));
      const attached = names && (await reads.attachedToRole(step.role));
      if (!role || !names || !attached) return null;
      const documents = await inlinePolicies(names, (name) => reads.rolePolicy(step.role, name));
      return {
        of: 'role',
        id: role.id,
        path: role.path,
        policy: documents.get(step.policyName) ?? null,
        attached: attached.some(isDenyAll),
        inlineSize: sizeOf([...documents.values()]),
      };
    },

    judge(step, live, { asOf }) {
      const another = isAnother('role', step.roleId, live.id) ?? untouchable(live.path);
      if (another) return another;
      const held = judgeHeld(step, live, asOf);
      if (held) return held;
      const replaced = live.policy === null ? [] : [live.policy];
      const size = live.inlineSize - sizeOf(replaced) + sizeOf([document(step, asOf)]);
      return size <= INLINE ? TO_DO : differs(`no room for an inline policy: ${size} of ${INLINE} characters`);
    },

    candidates: (step, _live, _setting, at) => [{ way: 'policy', value: document(step, at) }],
    write: (writes, step, { value }) => writes.putRolePolicy(step.role, step.policyName, value),
    isWritten: (step, live, { value }) =>
      (step.roleId === null || live.id === step.roleId) && live.policy !== null && sameDocument(live.policy, value),
    isFormer: (live, former) => live.id === former.id && live.policy === former.policy,
    takeBack: (writes, step, _, { policy }) =>
      policy === null
        ? writes.deleteRolePolicy(step.role, step.policyName)
        : writes.putRolePolicy(step.role, step.policyName, policy),
    before: (step, _, { policy }) =>
      policy === null ? `no ${step.policyName}` : `${step.policyName} of ${revokedBefore(policy)}`,
  };
}

export const denyRole = onRole<DenyRole>(
  (step) => step.document,
  (step, live) => {
    if (live.policy !== null) {
      return sameDocument(live.policy, step.document)
        ? already(`${step.policyName} is there, and not by this journal`)
        : differs(`somebody else's policy has the name ${step.policyName}: it is not overwritten`);
    }
    return live.attached ? already('AWSDenyAll is attached, and not by this journal') : null;
  },
);

export const revokeRoleSessions = onRole<RevokeRoleSessions>(
  (_, at) => revokeDocument(at),
  (step, live, asOf) => {
    if (live.policy === null) return null;
    const before = revokedBefore(live.policy);
    if (before === null)
      return differs(`somebody else's policy has the name ${step.policyName}: it is not overwritten`);
    // One of an earlier plan lets through what was issued since: a later one denies all that it does, and more. A revert puts it back.
    return Date.parse(before) >= Date.parse(asOf)
      ? already(`${step.policyName} of ${before} is there, and not by this journal`)
      : null;
  },
);

/** The time in a document of ours; null where it is not exactly one. */
export function revokedBefore(document: string): string | null {
  const time = /"aws:TokenIssueTime"\s*:\s*"(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z)"/.exec(document)?.[1];
  return time !== undefined && sameDocument(document, revokeDocument(time)) ? time : null;
}

/** Service-linked roles, and those of Identity Center, cannot be changed by IAM. */
export function untouchable(path: string): Judgement | null {
  return /^\/aws-(?:service-role|reserved)\//.test(path)
    ? differs(`a role of AWS (${path}): IAM cannot change it`)
    : null;
}
