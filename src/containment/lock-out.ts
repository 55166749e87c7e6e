import type { Section, Step } from '../plan/index.js';
import type { Identity } from './types.js';

interface Who {
  readonly arn: string;
  readonly accessKeyId: string;
}

/** What a step would do to the identity that we run as, or to one that it comes from; null: nothing. */
export function lockOut(step: Step, section: Section, identity: Identity): string | null {
  for (const who of [identity, ...identity.behind]) {
    const harm = harmTo(step, section.account, who);
    if (harm !== null)
      return `${harm} ${who.arn}, which this runs as: apply it as another identity, or leave the step out`;
  }
  return null;
}

function harmTo(step: Step, account: string, who: Who): string | null {
  switch (step.kind) {
    case 'deny-user':
      return isUser(who, account, step.user) ? 'denies' : null;
    case 'deactivate-access-key':
      if (who.accessKeyId === step.accessKeyId) return 'deactivates the key of';
      // Which key a session of a user was got with is not to be learnt.
      return isUser(who, account, step.user) && !who.accessKeyId.startsWith('AKIA')
        ? 'deactivates what may be the key behind'
        : null;
    case 'deny-role':
      return isRole(who, account, step.role) ? 'denies' : null;
    case 'revoke-role-sessions':
      return isRole(who, account, step.role) ? 'revokes the session' : null;
    case 'restore-trust':
      return isRole(who, account, step.role) ? 'changes who may become' : null;
    default:
      return null;
  }
}

function isUser({ arn }: Who, account: string, user: string): boolean {
  const [, , service, , of, resource = ''] = arn.split(':');
  return service === 'iam' && of === account && resource.startsWith('user/') && same(resource.split('/').at(-1), user);
}

function isRole({ arn }: Who, account: string, role: string): boolean {
  const [, , service, , of, resource = ''] = arn.split(':');
  return (
    service === 'sts' && of === account && resource.startsWith('assumed-role/') && same(resource.split('/')[1], role)
  );
}

/** IAM's names do not differ by case alone. */
function same(one: string | undefined, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase();
}
