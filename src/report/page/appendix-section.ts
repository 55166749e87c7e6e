import { ingestTable } from '../ingest-text.js';
import { tableOf } from '../table/table-of.js';
import { clipped, html } from './html.js';
import type { PageInput, Section } from './input.js';
import { listHtml, partHtml, tableHtml } from './table-html.js';

/** What it was made from and with: enough to make it again, and to see that the counts add up. */
export function appendixSection(input: PageInput): Section {
  const { sources, ingest, seen, version, hashes, asOf, answers } = input;
  const questions = answers.map(({ answer: { question }, rows }) => ({
    question: question.id,
    rows,
    sha256: hashes.questions.get(question.id) ?? '',
  }));
  return {
    id: 'appendix',
    title: 'Appendix',
    body: html`<dl><dt>keytrail</dt><dd>${version}</dd><dt>State of</dt><dd>${asOf}</dd><dt>Content of the case</dt><dd>SHA-256 <code>${hashes.case}</code> of the list of its objects, each with its place, content hash, verdict and records: the same after every ingest of the same evidence</dd></dl>
<h3>Sources</h3><ul>${sources.map((source) => html`<li><code>${clipped(source, 1000)}</code></li>`)}</ul>
<h3>Options</h3><ul>${input.arguments.length === 0 ? html`<li>none</li>` : input.arguments.map((text) => html`<li><code>${clipped(text, 1000)}</code></li>`)}</ul>
<h3>Counts that have to add up</h3><p>Objects listed = read + rejected + unavailable; records = events + copies + rejects.${ingest.lost.length === 0 ? ' They do.' : ''}</p>
${listHtml('Does not add up', ingest.lost)}
${tableHtml('Accounting', ingestTable(ingest))}
${partHtml('Recorded in', seen, { limit: 200, rest: 'the case' })}
<h3>Questions and the SHA-256 of their SQL</h3><details><summary>${questions.length} questions</summary>${tableHtml('Questions', tableOf(questions), { limit: 1000 })}</details>`,
  };
}
