import type { AccountAccess, Identity, Job } from './types.js';

/** The four policies that AWS attaches to a user whose key it has seen in public. They deny much of what containment needs. */
const QUARANTINE = /^arn:aws[a-z-]*:iam::aws:policy\/AWSCompromisedKeyQuarantine(V\d+)?$/;

/** What is to be known of whoever runs this: where AWS has put its user into quarantine, writes will be denied. Null: nothing. */
async function quarantineOf({ identity, reads }: AccountAccess): Promise<string | null> {
  const user = userOf(identity);
  if (user === null) return null;
  try {
    const held = (await reads.attachedToUser(user))?.find((arn) => QUARANTINE.test(arn));
    if (held === undefined) return null;
    const policy = held.split('/').at(-1);
    return `AWS has attached ${policy} to ${identity.arn}, which this runs as: some of it will be denied; use a role instead`;
  } catch {
    // Who may not look at himself learns it from the first denial.
    return null;
  }
}

/** What there is to say of the identities before anything is done. */
export async function noticesOf({ connection, tell }: Job): Promise<readonly string[]> {
  const found = await Promise.all(connection.accounts.map(quarantineOf));
  const notices = [...new Set(found.filter((text) => text !== null))];
  for (const text of notices) tell({ type: 'notice', text });
  return notices;
}

function userOf({ arn, account }: Identity): string | null {
  const [, , service, , of, resource = ''] = arn.split(':');
  return service === 'iam' && of === account && resource.startsWith('user/')
    ? (resource.split('/').at(-1) ?? null)
    : null;
}
