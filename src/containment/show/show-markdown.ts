import type { ControlPolicy, Section, Step, Task } from '../../plan/index.js';
import { safeJson, visible } from '../../text/escape.js';
import { mdCode, mdText } from '../../text/markdown-text.js';
import type { PlanFile } from '../program/plan-file.js';
import { callerPolicy, leastPolicy } from './least-policy.js';
import { isWord, shellWord } from './shell.js';
import { firstOf, STEP_WORDS, titleOf } from './words.js';

/** The plan as a page to hand over. */
export function showMarkdown({ plan, hash }: PlanFile, sections: readonly Section[]): string {
  const caller = callerPolicy(sections);
  return [
    '# Containment plan\n',
    `- hash: ${mdCode(hash)}\n- seed: ${mdCode(plan.seed)}\n- compromised at: ${plan.compromisedAt ?? 'the first use of the seed'}\n- as of: ${plan.asOf}\n- made by: ${mdText(plan.madeBy)}\n- rests on ${plan.events} records, ${plan.proven} of them proven\n`,
    ...plan.warnings.map((warning) => `**Warning:** ${mdText(warning)}\n`),
    ...sections.map(sectionMarkdown),
    ...plan.controlPolicies.map(controlMarkdown),
    '## Least IAM policy\n',
    ...sections
      .filter(({ steps }) => steps.length > 0)
      .map((section) => `In account ${section.account}:\n\n${fenced(safeJson(leastPolicy(section), 2))}`),
    caller === null ? '' : `Of credentials of another account:\n\n${fenced(safeJson(caller, 2))}`,
    `hash: ${mdCode(hash)}\n`,
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function sectionMarkdown({ account, partition, assumeRole, steps, tasks }: Section): string {
  return [
    `## Account ${account} (${partition})\n`,
    assumeRole === null ? '' : `From another account by way of ${mdCode(assumeRole)}.\n`,
    steps.length === 0 ? 'No steps.\n' : table(['step', 'what', 'why', 'evidence', 'undo'], steps.map(stepRow)),
    tasks.length === 0 ? '' : `### Tasks for a person in ${account}\n\n${tasks.map(taskMarkdown).join('')}`,
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function stepRow(step: Step): string[] {
  return [
    String(step.number),
    mdText(titleOf(step)),
    mdText(step.reason),
    evidence(step),
    mdText(STEP_WORDS[step.kind].undo),
  ];
}

function evidence({
  evidence: ids,
  proven,
}: {
  readonly evidence: readonly string[];
  readonly proven: boolean | null;
}): string {
  const words = proven === null ? 'rests on no record' : proven ? 'proven' : '**not all proven**';
  return ids.length === 0 ? words : `${mdText(firstOf(ids, 4))}; ${words}`;
}

function taskMarkdown(task: Task): string {
  const command = task.command?.every(isWord) ? task.command.map(shellWord).join(' ') : null;
  return `- ${mdText(`${task.what} (${task.about})`)}: ${mdText(task.reason)}${command === null ? '' : ` ${mdCode(command)}`}\n`;
}

function controlMarkdown({ name, document, accounts, reason }: ControlPolicy): string {
  return `## Service control policy ${mdText(name)}\n\nFor ${mdText(firstOf(accounts))}: ${mdText(reason)}\n\n${fenced(document)}`;
}

/** JSON of a plan has no line of its own: no fence of its own either. */
function fenced(json: string): string {
  return `\`\`\`json\n${json.split('\n').map(visible).join('\n').replaceAll('```', '\\u0060\\u0060\\u0060')}\n\`\`\`\n`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
  return `${line(head)}|${head.map(() => ' --- |').join('')}\n${rows.map(line).join('')}`;
}
