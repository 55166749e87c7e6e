import type { Section, Step, StepKind } from '../../plan/index.js';
import { DENY_ALL_NAME, REVOKE_NAME } from '../../plan/index.js';

/** What a kind of step does, in a person's words. docs/containment.md has the same table; keep the two alike. */
export interface StepWords {
  readonly does: string;
  readonly undo: string;
  /** What goes on all the same, and stops only by another step or a person. Null: nothing that the step could be taken to stop. */
  readonly leaves: string | null;
}

const INACTIVE = 'make it active again';

export const STEP_WORDS: Readonly<Record<StepKind, StepWords>> = {
  'deny-user': {
    does: 'deny everything',
    undo: `remove ${DENY_ALL_NAME} (or AWSDenyAll, where it was attached or made the boundary)`,
    leaves: 'sessions of roles that it assumed: each role has a step of its own',
  },
  'deny-role': {
    does: 'deny everything',
    undo: `remove ${DENY_ALL_NAME}`,
    leaves: 'sessions of further roles that its sessions assumed',
  },
  'revoke-role-sessions': {
    does: 'end the sessions issued until now',
    undo: `remove ${REVOKE_NAME}, or put back the older one of an earlier plan`,
    leaves: 'whoever may assume the role can do so again; sessions of further roles that its sessions assumed',
  },
  'deactivate-access-key': {
    does: 'make inactive: access key',
    undo: INACTIVE,
    leaves: 'sessions that the key issued, up to 36 hours: the denial of its user stops them',
  },
  'deactivate-service-credential': { does: 'make inactive: service credential', undo: INACTIVE, leaves: null },
  'deactivate-ssh-key': { does: 'make inactive: SSH key', undo: INACTIVE, leaves: null },
  'deactivate-certificate': { does: 'make inactive: signing certificate', undo: INACTIVE, leaves: null },
  'restore-trust': {
    does: 'restore the trust policy',
    undo: 'put back the trust policy that was there when it was applied',
    leaves: 'sessions that were issued already',
  },
  'restore-saml-provider': {
    does: 'restore the SAML metadata',
    undo: 'put back the metadata that were there when it was applied',
    leaves: 'sessions that were issued already',
  },
  'remove-oidc-client': {
    does: 'remove an audience',
    undo: 'add the audience again',
    leaves: 'sessions that were issued already',
  },
  'restore-oidc-thumbprints': {
    does: 'restore the thumbprints',
    undo: 'put back the thumbprints that were there when it was applied',
    leaves: 'sessions that were issued already',
  },
};

/** Whom or what a step acts on, raw text from the plan. */
export function targetOf(step: Step): string {
  switch (step.kind) {
    case 'deny-user':
      return `user ${step.user}`;
    case 'deactivate-access-key':
      return `${step.accessKeyId} of user ${step.user}`;
    case 'deactivate-service-credential':
      return `${step.credentialId} of user ${step.user}`;
    case 'deactivate-ssh-key':
      return `${step.sshPublicKeyId} of user ${step.user}`;
    case 'deactivate-certificate':
      return `${step.certificateId} of user ${step.user}`;
    case 'deny-role':
    case 'revoke-role-sessions':
    case 'restore-trust':
      return `role ${step.role}`;
    case 'remove-oidc-client':
      return `${step.clientId} of ${step.providerArn}`;
    default:
      return step.providerArn;
  }
}

/** `deny everything: user mallory` */
export function titleOf(step: Step): string {
  const { does } = STEP_WORDS[step.kind];
  return `${does.replace(/:.*/, '')}: ${does.includes(':') ? `${does.replace(/.*: /, '')} ` : ''}${targetOf(step)}`;
}

/** Sections to be worked on; null: all of them. */
export function chosenSections(sections: readonly Section[], accounts: readonly string[] | null): readonly Section[] {
  return accounts === null ? sections : sections.filter(({ account }) => accounts.includes(account));
}

const SHOWN = 20;

/** The first of a list, and how many more there are. */
export function firstOf(list: readonly string[], shown = SHOWN): string {
  if (list.length === 0) return 'none';
  const more = list.length - shown;
  return `${list.slice(0, shown).join(', ')}${more > 0 ? ` and ${more.toLocaleString('en')} more` : ''}`;
}
