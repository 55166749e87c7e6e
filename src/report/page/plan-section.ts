import type { Step } from '../../plan/index.js';
import { planSentence, target } from '../investigation/plan-markdown.js';
import { html } from './html.js';
import type { PageInput, Section } from './input.js';
import { listHtml, partHtml } from './table-html.js';

/** What would stop it, as the plan has it. The page does nothing. */
export function planSection({ plan: { plan, hash, path } }: PageInput): Section {
  const rest = { rest: path, limit: 200 };
  return {
    id: 'containment',
    title: 'Containment',
    body: html`<p>${planSentence(plan)} Nothing is done by this report.</p>
${listHtml('Warnings of the plan', plan.warnings)}
${plan.sections.map(
  (section) => html`<h3>Account ${section.account}</h3>
${partHtml(
  'Steps',
  section.steps.map((step: Step) => ({ step: step.number, what: step.kind, on: target(step), reason: step.reason })),
  rest,
)}
${partHtml(
  'For a person',
  section.tasks.map(({ kind, about, what, reason }) => ({ task: kind, about, what_to_do: what, why_no_step: reason })),
  rest,
)}`,
)}
<p>The plan is <code>${path}</code>, its hash <code>${hash}</code>. See first what it would do, with credentials that are not of the radius:</p>
<pre tabindex="0"><code>keytrail-contain show ${path}</code></pre>`,
  };
}
