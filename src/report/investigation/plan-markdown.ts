import type { Plan, Step, Task } from '../../plan/index.js';
import { mdCode, mdText } from '../../text/markdown-text.js';
import { render } from '../table/renderer.js';
import { count } from '../words.js';

const ROWS = 50;

/** A plan as a part of a report: what would be done in which account, and what is left to a person. */
export interface PlanPart {
  readonly plan: Plan;
  /** As `keytrail-contain show` prints it. */
  readonly hash: string;
  /** Where it lies, as a person would type it. */
  readonly path: string;
}

export function planMarkdown({ plan, hash, path }: PlanPart): string {
  const steps = plan.sections.flatMap((section) => section.steps);
  const lines = [
    `## Containment\n`,
    `${mdText(planSentence(plan))} Nothing is done by this report.\n`,
    plan.warnings.map((line) => `- ${mdText(line)}\n`).join(''),
    ...plan.sections.flatMap((section) => [
      `### Account ${mdText(section.account)}\n`,
      table(
        ['step', 'what', 'on', 'reason'],
        section.steps.map((step) => [step.number, step.kind, target(step), step.reason]),
      ),
      tasks(section.tasks),
    ]),
    plan.controlPolicies.length === 0
      ? ''
      : `For whoever runs the organization: ${mdText(count(plan.controlPolicies.length, 'service control policy', 'service control policies'))} in the plan (${mdText(plan.controlPolicies.map(({ name }) => name).join(', '))}).\n`,
    steps.length === 0
      ? ''
      : `The plan is ${mdCode(path)}, its hash ${mdCode(hash)}. See first what it would do, with credentials that are not of the radius:\n\n    keytrail-contain show ${mdText(path)}\n`,
  ];
  return lines.filter((line) => line !== '').join('\n');
}

/** `7 steps in 2 accounts, and 3 tasks for a person.` */
export function planSentence({ sections }: Plan): string {
  const steps = sections.reduce((sum, section) => sum + section.steps.length, 0);
  const tasks = sections.reduce((sum, section) => sum + section.tasks.length, 0);
  const left = tasks === 0 ? '' : `${steps === 0 ? '' : ', and '}${count(tasks, 'task')} for a person`;
  if (steps === 0 && tasks === 0) return 'Nothing is left to contain, as far as the records show.';
  const accounts = sections.filter((section) => section.steps.length > 0).length;
  return `${steps === 0 ? '' : `${count(steps, 'step')} in ${count(accounts, 'account')}`}${left}.`;
}

/** The first thing to do; `more`: where a reader finds the plan told. Null: there is nothing to do. */
export function containLine({ plan, path }: PlanPart, more: string): string | null {
  const any = plan.sections.some(({ steps, tasks }) => steps.length + tasks.length > 0);
  return any ? `Contain it: ${planSentence(plan)} See ${more}, and keytrail-contain show ${path}.` : null;
}

/** What a step acts on. */
export function target(step: Step): string {
  const id = 'accessKeyId' in step ? step.accessKeyId : 'credentialId' in step ? step.credentialId : null;
  const other =
    'sshPublicKeyId' in step
      ? step.sshPublicKeyId
      : 'certificateId' in step
        ? step.certificateId
        : 'clientId' in step
          ? step.clientId
          : null;
  const what = 'user' in step ? step.user : 'role' in step ? step.role : step.providerArn;
  return [what, id ?? other].filter((text) => text !== null).join(' ');
}

function tasks(items: readonly Task[]): string {
  // Suspects are listed above, with the radius.
  const mine = items.filter(({ kind }) => kind !== 'suspect');
  const suspects = items.length - mine.length;
  const more =
    suspects === 0
      ? ''
      : `\n${count(suspects, 'suspect')} to be judged, which no step touches: they are listed above.\n`;
  return `${table(
    ['task', 'about', 'what to do', 'why no step'],
    mine.map(({ kind, about, what, reason }) => [kind, about, what, reason]),
  )}${more}`;
}

function table(columns: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  if (rows.length === 0) return '';
  const left = rows.length - ROWS;
  const more = left > 0 ? `\n${count(left, 'more row')} left out; they are in the plan.\n` : '';
  return `${render('md', { columns: [...columns], rows: rows.slice(0, ROWS).map((row) => [...row]) })}${more}`;
}
