import type { ControlPolicy, Section, Step, Task } from '../../plan/index.js';
import type { Paint } from '../../text/colour.js';
import { safeJson, visible } from '../../text/escape.js';
import { wrap } from '../../text/wrap.js';
import type { PlanFile } from '../program/plan-file.js';
import { commandLine, filesOf } from './aws-command.js';
import { byHand } from './by-hand.js';
import { callerPolicy, leastPolicy, MANAGED, sizeOf } from './least-policy.js';
import { isWord, shellWord } from './shell.js';
import { firstOf, STEP_WORDS, titleOf } from './words.js';

interface Look {
  readonly paint: Paint;
  /** Columns of a terminal; null: nothing is broken. */
  readonly width: number | null;
}

const MARGIN = ' '.repeat(5);
const EVIDENCE = 4;

/** The plan for a person: the hash first and last, for it is what has to be given to do it. */
export function showText(file: PlanFile, sections: readonly Section[], look: Look): string {
  const { plan, hash, path } = file;
  return [
    `plan      ${visible(path)}\n`,
    `hash      ${look.paint('bold', hash)}\n`,
    wrap(visible(plan.seed), look.width, 'seed      ', '          '),
    `intruder  ${plan.compromisedAt === null ? 'since the first use of the seed' : `since ${plan.compromisedAt}`}; state as of ${plan.asOf}\n`,
    `made by   ${visible(plan.madeBy)}\n`,
    `rests on  ${records(plan.events, plan.proven)}\n`,
    `does      ${extent(sections)}\n`,
    ...plan.warnings.map((warning) =>
      wrap(visible(warning), look.width, 'warning   ', '          ').replace(
        'warning',
        look.paint('yellow', 'warning'),
      ),
    ),
    ...sections.map((section) => sectionText(section, look)),
    ...(plan.controlPolicies.length === 0
      ? []
      : [
          `\n${look.paint('bold', 'To hand over to whoever runs the organization')}\n`,
          ...plan.controlPolicies.map((one) => controlText(one, look)),
        ]),
    sections.some(({ steps }) => steps.length > 0)
      ? policiesText(sections, look) + next(file, sections)
      : `\nThere is no step to apply. Tasks are done by hand.\nhash ${hash}\n`,
  ].join('');
}

function records(events: number, proven: number): string {
  const n = (value: number) => value.toLocaleString('en');
  if (events === 0) return 'no record';
  return `${n(events)} ${events === 1 ? 'record' : 'records'}, ${proven === events ? 'all' : n(proven)} of them proven`;
}

const count = (n: number, noun: string) => `${n.toLocaleString('en')} ${n === 1 ? noun : `${noun}s`}`;

function extent(sections: readonly Section[]): string {
  const steps = sections.flatMap((section) => section.steps).length;
  const tasks = sections.flatMap((section) => section.tasks).length;
  const accounts = sections.filter((section) => section.steps.length > 0).length;
  return `${count(steps, 'step')} in ${count(accounts, 'account')}; ${count(tasks, 'task')} left for a person`;
}

function sectionText(section: Section, look: Look): string {
  const { account, partition, assumeRole, steps, tasks } = section;
  const title = `Account ${account}${partition === 'aws' ? '' : ` (${partition})`}`;
  return [
    `\n${look.paint('bold', title)}: ${count(steps.length, 'step')}, ${count(tasks.length, 'task')} for a person\n`,
    assumeRole === null ? '' : wrap(`from another account by way of ${visible(assumeRole)}`, look.width, '  '),
    ...steps.map((step) => stepText(step, partition, look)),
    tasks.length === 0 ? '' : `\n  ${look.paint('bold', `Tasks for a person in ${account}`)}\n`,
    ...tasks.map((task) => taskText(task, look)),
  ].join('');
}

function stepText(step: Step, partition: string, look: Look): string {
  const { act, undo } = byHand(step, partition);
  const { leaves } = STEP_WORDS[step.kind];
  const line = (name: string, text: string) =>
    wrap(text, look.width, `${MARGIN}${name.padEnd(10)}`, `${MARGIN}${' '.repeat(10)}`);
  return [
    '\n',
    wrap(visible(titleOf(step)), look.width, `${String(step.number).padStart(3)}  `, MARGIN),
    line('why', visible(step.reason)),
    line('evidence', evidence(step)),
    step.stops.length === 0 ? '' : line('stops', visible(firstOf(step.stops, EVIDENCE))),
    leaves === null ? '' : line('leaves', leaves),
    line('by hand', commandLine(act)),
    line('undo', commandLine(undo)),
    filesOf([...act, ...undo]).length > 0 ? line('', 'the texts in $work are written by the script of --commands') : '',
  ].join('');
}

function evidence({
  evidence,
  proven,
}: {
  readonly evidence: readonly string[];
  readonly proven: boolean | null;
}): string {
  const words = proven === null ? 'rests on no record' : proven ? 'proven' : 'NOT all proven';
  return evidence.length === 0 ? words : `${visible(firstOf(evidence, EVIDENCE))}; ${words}`;
}

function taskText(task: Task, look: Look): string {
  const line = (name: string, text: string) =>
    wrap(text, look.width, `${MARGIN}${name.padEnd(10)}`, `${MARGIN}${' '.repeat(10)}`);
  return [
    wrap(visible(`${task.what} (${task.about})`), look.width, '  -  ', MARGIN),
    line('why', visible(task.reason)),
    task.evidence.length === 0 ? '' : line('evidence', evidence(task)),
    task.command === null ? '' : line('command', taskCommand(task.command)),
  ].join('');
}

/** Words that could not be typed are shown, spelled out: whoever would type them sees that they are no names. */
function taskCommand(words: readonly string[]): string {
  return words.every(isWord) ? words.map(shellWord).join(' ') : `cannot be typed: ${words.map(visible).join(' ')}`;
}

function controlText({ name, document, accounts, reason }: ControlPolicy, look: Look): string {
  return [
    wrap(visible(`${name}, for ${firstOf(accounts)}: ${reason}`), look.width, '  ', '    '),
    indented(pretty(document)),
  ].join('');
}

function pretty(document: string): string {
  try {
    return safeJson(JSON.parse(document), 2);
  } catch {
    return visible(document);
  }
}

function policyText(section: Section): string {
  const policy = leastPolicy(section);
  const size = sizeOf(policy);
  const large =
    size > MANAGED
      ? `, ${size.toLocaleString('en')} characters: more than the ${MANAGED.toLocaleString('en')} of a managed policy, so make several of it`
      : '';
  return `  in account ${section.account}${large}\n${indented(safeJson(policy, 2))}`;
}

function indented(text: string): string {
  return `${text.replace(/^/gm, '    ')}\n`;
}

function policiesText(sections: readonly Section[], look: Look): string {
  const caller = callerPolicy(sections);
  return [
    `\n${look.paint('bold', 'Least IAM policy')} of the identity that applies, verifies and reverts it\n`,
    ...sections.filter(({ steps }) => steps.length > 0).map((section) => policyText(section)),
    caller === null
      ? ''
      : `  where the credentials are of another account, they need\n${indented(safeJson(caller, 2))}`,
  ].join('');
}

/** What was chosen to be shown is what the commands are about. */
function next({ path, hash, plan }: PlanFile, sections: readonly Section[]): string {
  const file = isWord(path) ? shellWord(path) : visible(path);
  const accounts = sections.map(({ account }) => account).join(' ');
  const only = sections.length === plan.sections.length ? '' : ` --account ${accounts}`;
  return [
    '\nNothing was done. What it would do to the live state, without doing it:\n',
    `  keytrail-contain apply ${file}${only}\n`,
    'To do it:\n',
    `  keytrail-contain apply ${file}${only} --execute ${hash}\n`,
    'The AWS CLI commands with their checks, and the least policy alone:\n',
    `  keytrail-contain show ${file}${only} --commands\n`,
    `  keytrail-contain show ${file}${only} --policy\n`,
    `hash ${hash}\n`,
  ].join('');
}
