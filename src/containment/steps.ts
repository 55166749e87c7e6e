import type { Step, StepKind } from '../plan/index.js';
import {
  deactivateAccessKey,
  deactivateCertificate,
  deactivateServiceCredential,
  deactivateSshKey,
} from './credentials.js';
import type { Family, Live } from './family.js';
import { removeOidcClient, restoreOidcThumbprints, restoreSamlProvider } from './providers.js';
import { denyRole, revokeRoleSessions } from './roles.js';
import { restoreTrust } from './trust.js';
import { denyUser } from './users.js';

const FAMILIES: { readonly [Kind in StepKind]: { readonly of: Live['of']; readonly family: unknown } } = {
  'deny-user': { of: 'user', family: denyUser },
  'deny-role': { of: 'role', family: denyRole },
  'revoke-role-sessions': { of: 'role', family: revokeRoleSessions },
  'deactivate-access-key': { of: 'credential', family: deactivateAccessKey },
  'deactivate-service-credential': { of: 'credential', family: deactivateServiceCredential },
  'deactivate-ssh-key': { of: 'credential', family: deactivateSshKey },
  'deactivate-certificate': { of: 'credential', family: deactivateCertificate },
  'restore-trust': { of: 'trust', family: restoreTrust },
  'restore-saml-provider': { of: 'saml', family: restoreSamlProvider },
  'remove-oidc-client': { of: 'oidc', family: removeOidcClient },
  'restore-oidc-thumbprints': { of: 'oidc', family: restoreOidcThumbprints },
};

/** What is done for a step. The table above ties each kind to its own; here that tie is out of sight of the types. */
export function familyOf(step: Step): Family<Step, Live> {
  return FAMILIES[step.kind].family as Family<Step, Live>;
}

/** What a live state of that kind of step is `of`: a journal that says otherwise is not believed. */
export function liveKind(step: Step): Live['of'] {
  return FAMILIES[step.kind].of;
}
