import {
  PLAN_SCHEMA,
  type Plan,
  type Section,
  type Step,
  type StepKind,
  TASK_KINDS,
  type Task,
} from '../plan/index.js';
import { controlPolicies } from './control-policy.js';
import { deactivate } from './deactivate.js';
import { denyUsers } from './deny-users.js';
import { type Draft, type Outcome, together } from './draft.js';
import { factsOf } from './facts.js';
import type { PlanInput } from './input.js';
import { peopleOf } from './people.js';
import { restoreProviders } from './providers.js';
import { rolesOf, shutRoles } from './roles.js';
import { doors } from './tasks-doors.js';
import { elsewhere, toJudge } from './tasks-judge.js';
import { outside } from './tasks-outside.js';
import { rights } from './tasks-rights.js';
import { widenedRoles } from './trust.js';
import { untouchable } from './untouchable.js';
import { warningsOf } from './warnings.js';
import { byText, grouped, sorted } from './wording.js';

/** The order within an account, so that nothing opens again what was shut before it. */
const ORDER: readonly StepKind[] = [
  'deny-user',
  'deactivate-access-key',
  'deactivate-service-credential',
  'deactivate-ssh-key',
  'deactivate-certificate',
  'revoke-role-sessions',
  'deny-role',
  'restore-saml-provider',
  'remove-oidc-client',
  'restore-oidc-thumbprints',
  'restore-trust',
];

/**
 * The containment plan of a blast radius: what IAM can stop and take back as steps, everything else as tasks for a person. The same rows
 * give the same plan.
 */
export function propose(input: PlanInput): Plan {
  const facts = factsOf(input);
  const people = peopleOf(facts);
  const widened = widenedRoles(facts);
  const roles = rolesOf(facts, widened);
  const home = homeOf(input);
  const partition = partitionOf(input);
  const trust: Outcome = {
    steps: widened.flatMap(({ step }) => (step === null ? [] : [step])),
    tasks: widened.flatMap(({ task }) => (task === null ? [] : [task])),
    done: widened.flatMap(({ done }) => (done === null ? [] : [done])),
  };
  const beyond: Outcome = {
    steps: [],
    tasks: [
      ...untouchable(facts),
      ...rights(facts, people, roles),
      ...outside(facts),
      ...toJudge(facts, home),
      ...elsewhere(facts),
    ],
    done: [],
  };
  const all = together(
    denyUsers(facts, people),
    deactivate(facts, people),
    shutRoles(facts, roles),
    restoreProviders(facts, partition),
    trust,
    doors(facts),
    beyond,
  );
  const planned = <T extends { account: string; name: string }>(one: T) =>
    all.steps.some(
      ({ account, item }) =>
        account === one.account &&
        (('user' in item && item.user === one.name) || ('role' in item && item.role === one.name)),
    );
  return {
    schema: PLAN_SCHEMA,
    madeBy: input.madeBy,
    seed: input.seed,
    compromisedAt: input.compromisedAt,
    asOf: input.asOf,
    events: input.events,
    proven: input.proven,
    sections: sections(all, home, partition, input.containRole),
    controlPolicies: controlPolicies(facts, partition, people.filter(planned), roles.filter(planned)),
    warnings: warningsOf(facts, roles, all.done),
  };
}

/** The account of the seed: its section comes first. */
function homeOf(input: PlanInput): string | null {
  const seed = input.credentials.find((one) => one.ofSeed && one.account !== null);
  return (seed ?? input.credentials.find((one) => one.account !== null))?.account ?? input.accounts[0]?.account ?? null;
}

/** That of most credentials: an ARN is a word of the log. */
function partitionOf(input: PlanInput): string {
  const found = input.credentials.map(
    ({ principal, issuerArn }) => /^arn:(aws(?:-[a-z]{2,6})*):/.exec(issuerArn ?? principal ?? '')?.[1] ?? '',
  );
  const counts = grouped(
    found.filter((one) => one !== ''),
    (one) => one,
  );
  return sorted([...counts], ([name, all]) => [-all.length, name])[0]?.[0] ?? 'aws';
}

function sections(all: Outcome, home: string | null, partition: string, containRole: string): Section[] {
  const accounts = [...new Set([...all.steps, ...all.tasks].map(({ account }) => account))].filter((account) =>
    /^\d{12}$/.test(account),
  );
  let number = 0;
  return sorted(accounts, (account) => [account === home ? 0 : 1, account]).map((account) => {
    const own = all.steps.filter((step) => step.account === account).map(({ item }) => item);
    const restored = new Set(own.flatMap((step) => (step.kind === 'restore-trust' ? [step.role] : [])));
    // Of a role that is open to others the door is shut first: who is inside by then is put out afterwards.
    const rank = (step: Draft) =>
      step.kind === 'revoke-role-sessions' && restored.has(step.role) ? ORDER.length : ORDER.indexOf(step.kind);
    return {
      account,
      partition,
      assumeRole: `arn:${partition}:iam::${account}:role/${containRole}`,
      steps: own
        .map((step, index) => ({ step, index }))
        .sort((a, b) => rank(a.step) - rank(b.step) || a.index - b.index)
        .map(({ step }): Step => ({ number: ++number, ...step })),
      tasks: ordered(all.tasks.filter((task) => task.account === account).map(({ item }) => item)),
    };
  });
}

function ordered(tasks: readonly Task[]): Task[] {
  return [...tasks].sort(
    (a, b) =>
      TASK_KINDS.indexOf(a.kind) - TASK_KINDS.indexOf(b.kind) ||
      byText(a.about, b.about) ||
      byText(a.what, b.what) ||
      byText(a.evidence.join(' '), b.evidence.join(' ')),
  );
}
