import { count, proofLine } from '../words.js';
import type { AllowanceShape, HardenFindingShape, HardenShape } from './harden-shapes.js';

/** What a principal did, in a line. */
export function usedLine({ events, proven, first, last }: AllowanceShape): string {
  if (events === 0) return 'no record of it counts';
  return `${count(events, 'record')} (${proven.toLocaleString('en')} proven), ${first} to ${last}`;
}

/** What it may do now. */
export function nowLine({ now }: AllowanceShape): string {
  if (now === null) return 'not known: no state of IAM is here';
  const parts = [
    ...now.attached,
    ...now.inline.map((name) => `inline ${name}`),
    ...now.groups.map((name) => `group ${name}`),
    ...(now.boundary === null ? [] : [`boundary ${now.boundary}`]),
  ];
  return parts.length === 0 ? 'nothing of its own' : parts.join(', ');
}

/** What it needs, and how much policy that is. */
export function needsLine({ needs, policies }: AllowanceShape): string {
  if (policies.length === 0) return 'nothing that was seen';
  const services = new Set(needs.map(({ action }) => action.split(':')[0]));
  const sizes = policies.map(({ characters }) => characters.toLocaleString('en')).join(' + ');
  return `${count(new Set(needs.map(({ action }) => action)).size, 'action')} of ${count(services.size, 'service')}, in ${count(policies.length, 'policy', 'policies')} of ${sizes} characters`;
}

/** What it needs, by the things it needs it on. */
export function grantLines({ needs }: AllowanceShape): { readonly on: string; readonly actions: string }[] {
  const groups = new Map<string, string[]>();
  for (const { action, viaService, resources } of needs) {
    const on = `${resources.includes('*') ? 'everything' : resources.join(', ')}${viaService ? ', by services that act for it' : ''}`;
    groups.set(on, [...(groups.get(on) ?? []), action]);
  }
  return [...groups].map(([on, actions]) => ({ on, actions: actions.join(', ') }));
}

/** What it wanted and was refused. */
export function refusedLine({ refused }: AllowanceShape): string {
  const shown = refused.slice(0, 6).map(({ source, call, events }) => `${source.split('.')[0]} ${call} ${events}×`);
  const left = refused.length - shown.length;
  return `${shown.join(', ')}${left > 0 ? ` and ${left} more` : ''}`;
}

/** What a finding rests on. */
export function basisLine({ stateOf, events, proven, evidence }: HardenFindingShape): string {
  const state = stateOf === null ? 'the trail alone' : `IAM as of ${stateOf}`;
  const records = events === 0 ? 'no record' : `${count(events, 'record')} (${proven.toLocaleString('en')} proven)`;
  const ids = evidence.length === 0 ? '' : `: ${evidence.slice(0, 3).join(', ')}${evidence.length > 3 ? ' …' : ''}`;
  return `${state}; ${records}${ids}`;
}

/** What a narrowed trust policy leaves out, and whom it names in place of a whole account. */
export function trustLine({ role, dropped, named }: HardenShape['trust'][number]): string {
  return `${role}: without ${dropped.join(', ')}${named.length === 0 ? '' : `, with ${named.join(', ')} in place`}`;
}

export function closingLine({ principals, findings, trust, integrity }: HardenShape): string {
  const policies = principals.reduce((sum, principal) => sum + principal.policies.length, 0);
  return `${count(policies, 'policy', 'policies')} for ${count(principals.length, 'user or role', 'users and roles')}, ${count(findings.length, 'finding')}, ${count(trust.length, 'trust policy', 'trust policies')} narrowed; ${proofLine(integrity)}`;
}
