import type { Plan } from '../../src/plan/index.js';
import { examplePlan } from './example-plan.js';
import type { MemoryState } from './memory-iam.js';

/** The state that the example plan expects. */
export function stateOfExample(plan: Plan = examplePlan()): MemoryState {
  const state: MemoryState = { users: {}, roles: {}, saml: {}, oidc: {} };
  const user = (name: string) => {
    state.users[name] ??= {
      id: 'AIDAMALLORYEXAMPLE01',
      boundary: null,
      policies: {},
      attached: [],
      accessKeys: {},
      serviceCredentials: {},
      sshKeys: {},
      certificates: {},
    };
    return state.users[name];
  };
  const role = (name: string) => {
    state.roles[name] ??= {
      id: `AROA${name.toUpperCase().replace(/\W/g, '')}EXAMPLE0001`,
      path: '/',
      trust: '{"Version":"2012-10-17","Statement":[]}',
      policies: { reading: '{"Version": "2012-10-17", "Statement": []}' },
      attached: [],
    };
    return state.roles[name];
  };
  for (const step of plan.sections.flatMap(({ steps }) => steps)) {
    if ('user' in step) user(step.user);
    if ('role' in step) role(step.role);
    if (step.kind === 'deactivate-access-key') user(step.user).accessKeys[step.accessKeyId] = 'Active';
    if (step.kind === 'deactivate-service-credential') user(step.user).serviceCredentials[step.credentialId] = 'Active';
    if (step.kind === 'deactivate-ssh-key') user(step.user).sshKeys[step.sshPublicKeyId] = 'Active';
    if (step.kind === 'deactivate-certificate') user(step.user).certificates[step.certificateId] = 'Active';
    if (step.kind === 'restore-trust') role(step.role).trust = `${step.expect.document.replace(/,/g, ' ,\n')} `;
    if (step.kind === 'restore-saml-provider') state.saml[step.providerArn] = step.expect.document;
    if (step.kind === 'remove-oidc-client' || step.kind === 'restore-oidc-thumbprints') {
      state.oidc[step.providerArn] ??= { clientIds: [], thumbprints: [] };
    }
    if (step.kind === 'remove-oidc-client') state.oidc[step.providerArn]?.clientIds.push(step.clientId);
    if (step.kind === 'restore-oidc-thumbprints') {
      state.oidc[step.providerArn]?.thumbprints.push(...step.expect.thumbprints);
    }
  }
  return state;
}
