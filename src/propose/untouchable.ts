import type { Task } from '../plan/index.js';
import { aws, isName } from './command.js';
import type { Placed } from './draft.js';
import type { Facts } from './facts.js';
import { ground } from './ground.js';
import { holderOf } from './holder.js';
import type { CredentialRow } from './input.js';
import { clip, grouped, listed } from './wording.js';

/** Sessions of roles that no step can reach. */
export function untouchable(facts: Facts): Placed<Task>[] {
  // Keys without a user are told beside the other keys.
  const sessions = facts.credentials.filter(
    (one) => one.alive !== false && one.account !== null && !(one.kind === 'access-key' && holderOf(one) === 'unknown'),
  );
  const groups = grouped(sessions, (one) => `${one.account} ${holderOf(one)} ${one.roleName ?? ''}`);
  return [...groups.values()].flatMap((held): Placed<Task>[] => {
    const [first] = held;
    const account = first?.account;
    if (first === undefined || account == null || !facts.isRecorded(account)) return [];
    const ids = listed(held.map(({ id }) => id));
    const base = ground(...held);
    switch (holderOf(first)) {
      case 'root':
        return [{ account, item: { ...rootWords(account, held), ...base } }];
      case 'identity-center':
        return [
          {
            account,
            item: {
              kind: 'identity-center',
              about: clip(first.roleName ?? ''),
              what: `in Identity Center disable the user behind ${ids}, end its sessions, and deny it by identitystore:userId and aws:TokenIssueTime`,
              reason: 'nobody can edit a role of Identity Center',
              command: null,
              ...base,
            },
          },
        ];
      case 'service-linked':
        return [
          {
            account,
            item: {
              kind: 'service-linked-role',
              about: clip(first.roleName ?? ''),
              what: `look in the service that the role belongs to what acts through it (${ids})`,
              reason: 'a service-linked role takes no policy, and no service control policy binds it',
              command: isName(first.roleName) ? aws('iam', 'get-role', { 'role-name': first.roleName }) : null,
              ...base,
            },
          },
        ];
      case 'unknown':
        return [
          {
            account,
            item: {
              kind: 'unnameable',
              about: clip(held.length === 1 ? first.id : ids),
              what: 'find out whose session this is, and deny its principal everything',
              reason: 'no record tells the user or role behind it',
              command:
                first.id.startsWith('A') && !first.id.includes('@')
                  ? aws('sts', 'get-access-key-info', { 'access-key-id': first.id })
                  : null,
              ...base,
            },
          },
        ];
      default:
        return [];
    }
  });
}

function rootWords(account: string, held: readonly CredentialRow[]): Omit<Task, 'evidence' | 'proven'> {
  const ids = listed(held.map(({ id }) => id));
  if (held.every(({ life }) => life === 'root-session')) {
    return {
      kind: 'root',
      about: `root user of ${account}`,
      what: `sessions of AssumeRoot (${ids}) end by themselves within 15 minutes; in the management account, switch root sessions off until it is over`,
      reason: 'no policy of IAM restricts the sessions of a root user',
      command: aws('iam', 'disable-organizations-root-sessions'),
    };
  }
  return {
    kind: 'root',
    about: `root user of ${account}`,
    what: `sign in as root, change its password and MFA, and make its keys inactive (${ids}); in a member account the service control policy of this plan binds it`,
    reason: 'no policy of IAM restricts the root user or its sessions',
    command: aws('iam', 'get-account-summary'),
  };
}
