import type { CredentialRow } from './input.js';

/** Whose a credential is, as far as it decides what stops it. */
export type Holder = 'root' | 'identity-center' | 'service-linked' | 'role' | 'user' | 'unknown';

export function holderOf(credential: CredentialRow): Holder {
  const { principal, principalId, life, roleName, userName, identityType } = credential;
  if (
    life === 'root-session' ||
    identityType === 'Root' ||
    principal?.endsWith(':root') ||
    /^\d{12}$/.test(principalId ?? '')
  ) {
    return 'root';
  }
  if (roleName !== null) return roleHolder(roleName);
  return userName === null ? 'unknown' : 'user';
}

/** Roles that nobody can edit but Identity Center, or the service they belong to (IAM User Guide). */
export function roleHolder(name: string): 'identity-center' | 'service-linked' | 'role' {
  if (name.startsWith('AWSReservedSSO_')) return 'identity-center';
  return name.startsWith('AWSServiceRoleFor') ? 'service-linked' : 'role';
}
