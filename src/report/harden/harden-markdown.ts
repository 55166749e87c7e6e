import { mdCode, mdText } from '../../text/markdown-text.js';
import { render } from '../table/renderer.js';
import { tableOf } from '../table/table-of.js';
import { basisLine, closingLine, grantLines, needsLine, nowLine, refusedLine, usedLine } from './harden-sentences.js';
import type { AllowanceShape, HardenShape } from './harden-shapes.js';

/** The same as a document: everything that was found, with the evidence. `files`: where the policy of a name was written. */
export function hardenMarkdown(result: HardenShape, files: ReadonlyMap<object, string> = new Map()): string {
  const { principals, findings, trust, cannot } = result;
  return [
    `# Hardening\n\nWhat counts as legitimate: ${mdText(result.basis)}.\n\n${mdText(closingLine(result))}.\n`,
    '## Findings\n',
    findings.length === 0
      ? 'None.\n'
      : findings
          .map(
            (finding) =>
              `### ${mdText(finding.severity)}: ${mdText(finding.finding)}, ${mdCode(finding.about)}\n\n${mdText(finding.detail)}.\n\n- To do: ${mdText(finding.todo)}.\n- Rests on ${mdText(basisLine(finding))}\n`,
          )
          .join('\n'),
    '## Least privilege\n',
    principals.map((principal) => allowanceMarkdown(principal, files)).join('\n'),
    trust.length === 0
      ? ''
      : '## Trust policies that name only whom the trail saw\n\nWhoever assumes a role more rarely than these records reach would be shut out.\n',
    trust
      .map(({ role, dropped, named, document }) => {
        const instead = named.length === 0 ? '' : `- Named in place: ${named.map(mdCode).join(', ')}\n`;
        return `### ${mdCode(role)}\n\n- No longer trusted: ${dropped.map(mdCode).join(', ')}\n${instead}${fileLine(document, files)}`;
      })
      .join('\n'),
    '## What this cannot tell\n',
    cannot.map((line) => `- ${mdText(line)}\n`).join(''),
  ]
    .filter((text) => text !== '')
    .join('\n');
}

const fileLine = (document: object, files: ReadonlyMap<object, string>): string => {
  const file = files.get(document);
  return file === undefined ? '' : `- File: ${mdCode(file)}\n`;
};

function allowanceMarkdown(principal: AllowanceShape, files: ReadonlyMap<object, string>): string {
  const { needs, policies, notices, refused } = principal;
  const lines = [
    `- Used: ${mdText(usedLine(principal))}\n`,
    `- Has now: ${mdText(nowLine(principal))}\n`,
    `- Needs: ${mdText(needsLine(principal))}\n`,
    refused.length === 0 ? '' : `- Was refused: ${mdText(refusedLine(principal))}\n`,
    ...policies.map(({ document }) => fileLine(document, files)),
    ...notices.map((notice) => `- Look: ${mdText(notice)}\n`),
  ].join('');
  const on = grantLines(principal).length;
  const table = tableOf(
    needs.map(({ action, viaService, resources, events, proven, calls, reason, evidence }) => ({
      action: viaService ? `${action} (by services that act for it)` : action,
      on: resources.includes('*') ? 'everything' : resources.join(', '),
      events,
      proven,
      logged_as: calls.join(', '),
      reason: reason ?? '',
      evidence: evidence.slice(0, 3).join(', '),
    })),
  );
  return `### ${mdText(principal.kind)} ${mdCode(principal.principal)}\n\n${lines}${on === 0 ? '' : `\n${render('md', table)}`}`;
}
