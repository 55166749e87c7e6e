import { safeJson } from '../../text/escape.js';
import type { Console } from '../program/console.js';
import type { Given } from '../program/given.js';
import { type PlanFile, requireSections } from '../program/plan-file.js';
import { commandLine } from './aws-command.js';
import { byHand } from './by-hand.js';
import { callerPolicy, leastPolicy, MANAGED, sizeOf } from './least-policy.js';
import { script } from './script.js';
import { showMarkdown } from './show-markdown.js';
import { showText } from './show-text.js';
import { chosenSections } from './words.js';

/** `show`: from the plan alone. */
export async function show(file: PlanFile, given: Given, console: Console): Promise<0> {
  requireSections(file, given.accounts);
  await console.write(page(file, given, console));
  return 0;
}

function page(file: PlanFile, given: Given, console: Console): string {
  const sections = chosenSections(file.plan.sections, given.accounts);
  switch (given.only) {
    case 'policy':
      return `${safeJson(policies(sections, console), 2)}\n`;
    case 'commands':
      return script(file.plan, file.hash, sections);
    case 'scp':
      return `${safeJson(controlPolicies(file, console), 2)}\n`;
    default:
  }
  if (given.format === 'json') return `${safeJson(showJson(file, sections), 2)}\n`;
  return given.format === 'md' ? showMarkdown(file, sections) : showText(file, sections, console);
}

type Sections = PlanFile['plan']['sections'];

/** Of one account the policy itself, so that it can be piped on; of several one of each. */
function policies(sections: Sections, console: Console): object {
  const working = sections.filter(({ steps }) => steps.length > 0);
  const caller = callerPolicy(sections);
  for (const section of working) {
    const size = sizeOf(leastPolicy(section));
    if (size > MANAGED)
      console.notice(`${section.account}: ${size} characters; a managed policy has ${MANAGED} at most`);
  }
  const [only, ...more] = working;
  if (only && more.length === 0) {
    if (only.assumeRole !== null) {
      console.notice(`credentials of another account also need sts:AssumeRole on ${only.assumeRole}`);
    }
    return leastPolicy(only);
  }
  return { caller, accounts: Object.fromEntries(working.map((section) => [section.account, leastPolicy(section)])) };
}

function controlPolicies({ plan }: PlanFile, console: Console): object {
  if (plan.controlPolicies.length === 0) console.notice('the plan has no service control policy');
  return plan.controlPolicies.map(({ name, accounts, reason, document }) => ({
    name,
    accounts,
    reason,
    document: JSON.parse(document) as unknown,
  }));
}

function showJson({ path, plan, hash }: PlanFile, sections: Sections): object {
  return {
    schema: 'keytrail/contain-show/1',
    file: path,
    hash,
    plan,
    policies: {
      caller: callerPolicy(sections),
      accounts: Object.fromEntries(sections.map((section) => [section.account, leastPolicy(section)])),
    },
    commands: sections.flatMap(({ account, partition, steps }) =>
      steps.map((step) => {
        const { checks, act, undo } = byHand(step, partition);
        return {
          account,
          step: step.number,
          reads: checks.map(({ words }) => commandLine(words)),
          act: commandLine(act),
          undo: commandLine(undo),
        };
      }),
    ),
  };
}
