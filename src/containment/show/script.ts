import type { Plan, Section, Step, Task } from '../../plan/index.js';
import { visible } from '../../text/escape.js';
import { commandLine, filesOf, type Word } from './aws-command.js';
import { byHand, type Check } from './by-hand.js';
import { isWord, printfWord, shellComment, shellWord } from './shell.js';
import { firstOf, STEP_WORDS, titleOf } from './words.js';

/** What the steps share. Nothing of the plan stands in it. */
const HEAD = `set -eu
umask 077
export AWS_PAGER=
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Stops where the live state is not what the plan expects: somebody has changed it since.
expect() { # expected, found, step
  [ "$1" = "$2" ] && return
  echo "step $3: the live state is not what the plan expects; nothing was done for it. Found:" >&2
  printf '%s\\n' "$2" | tr -d '\\000-\\011\\013-\\037\\177' | cut -c 1-400 >&2
  exit 1
}

# Credentials of the account of the section: those given, or a session of the role.
credentials() { # account, role
  account=$(aws sts get-caller-identity --query Account --output text)
  if [ "$account" != "$1" ]; then
    [ -n "$2" ] || { echo "these credentials are of account $account, not of $1" >&2; exit 1; }
    set -- "$1" $(aws sts assume-role --role-arn "$2" --role-session-name keytrail-contain \\
      --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]' --output text)
    export AWS_ACCESS_KEY_ID="$2" AWS_SECRET_ACCESS_KEY="$3" AWS_SESSION_TOKEN="$4"
    unset AWS_PROFILE
    account=$(aws sts get-caller-identity --query Account --output text)
    [ "$account" = "$1" ] || { echo "the role is of account $account, not of $1" >&2; exit 1; }
  fi
  aws sts get-caller-identity --query Arn --output text
}
`;

/** The plan as commands of the AWS CLI, a POSIX shell script that can be read, run, or typed from. */
export function script(plan: Plan, hash: string, sections: readonly Section[]): string {
  return [
    '#!/bin/sh\n',
    shellComment(`Containment of ${plan.seed}: the plan of SHA-256 ${hash}, by hand.`),
    shellComment(
      'keytrail-contain apply does the same with a journal, from which it can go on and take everything back.',
    ),
    shellComment('Read it before you run it. It ends at the first command that fails, and at the first surprise.'),
    ...plan.warnings.map((warning) => shellComment(`Warning: ${warning}`)),
    HEAD,
    ...sections.map((section) => sectionText(section)),
  ].join('');
}

function sectionText({ account, partition, assumeRole, steps, tasks }: Section): string {
  return [
    `\n# ── Account ${account}\n(\n`,
    steps.length > 0 ? `credentials ${account} ${assumeRole === null ? "''" : shellWord(assumeRole)}\n` : ':\n',
    ...steps.map((step) => stepText(step, partition)),
    ...tasks.map(taskText),
    ')\n',
  ].join('');
}

function stepText(step: Step, partition: string): string {
  const { checks, act, undo, instead } = byHand(step, partition);
  const others = instead.flatMap((other) => [
    `# where there is no room for it: ${commandLine(other.act)}\n`,
    `#   undo: ${commandLine(other.undo)}\n`,
  ]);
  return [
    '\n',
    shellComment(`Step ${step.number}: ${titleOf(step)}`),
    shellComment(`  why: ${step.reason}`),
    shellComment(`  evidence: ${firstOf(step.evidence)}`),
    ...checks.map((check) => checkText(check, step.number)),
    filesText(act),
    `${commandLine(act)}\necho "step ${step.number} done"\n`,
    ...others,
    shellComment(`  undo: ${STEP_WORDS[step.kind].undo}`),
    filesText(undo, '#   '),
    `#   ${commandLine(undo)}\n`,
  ].join('');
}

function checkText({ words, prints }: Check, number: number): string {
  const expected = typeof prints === 'string' ? shellWord(prints) : `"$(cat "$work/${prints.file}")"`;
  const files = typeof prints === 'string' ? '' : filesText([prints]);
  return `${files}expect ${expected} "$(${commandLine(words)})" ${number}\n`;
}

function filesText(words: readonly Word[], margin = ''): string {
  return filesOf(words)
    .map(({ file, content }) => `${margin}printf ${printfWord(content)} > "$work/${file}"\n`)
    .join('');
}

function taskText(task: Task): string {
  const command = task.command;
  const line = command?.every(isWord) ? command.map(shellWord).join(' ') : command?.map(visible).join(' ');
  return [
    '\n',
    shellComment(`For a person: ${task.what} (${task.about})`),
    shellComment(`  why no command does it: ${task.reason}`),
    line === undefined ? '' : shellComment(`  ${line}`),
  ].join('');
}
