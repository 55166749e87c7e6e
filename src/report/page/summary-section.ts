import { aliveRows } from '../blast/alive-text.js';
import { sentences } from '../blast/blast-sentences.js';
import { planSentence } from '../investigation/plan-markdown.js';
import { next, sureness } from '../investigation/summary.js';
import { proof } from '../words.js';
import { clipped, type Html, html, prose } from './html.js';
import type { PageInput, Section } from './input.js';
import { mark, wellFormed } from './table-html.js';

const LISTED = 12;

/** What a reader of two minutes reads: what happened, how sure that is, what is still alive, what to do now. */
export function summarySection(input: PageInput): Section {
  const { blast, ingest, plan } = input;
  return {
    id: 'summary',
    title: 'Summary',
    body: html`<div class="figures">${figures(input)}</div>
<p class="lead">${sentences(blast, false).map((line) => html`${prose(line)} `)}</p>
<div class="columns">
<div><h3>How sure</h3><ul>${sureness(blast, ingest.report).map((line) => html`<li>${prose(line)}</li>`)}</ul></div>
<div><h3>What to do now</h3><ol>${next(blast, ingest.report).map((line) => html`<li>${prose(line, 1500)}</li>`)}</ol>
<p><a href="#containment">Containment plan</a>: ${planSentence(plan.plan)}</p></div>
</div>
${alive(input)}
${blast.warnings.length === 0 ? null : html`<h3>Read this before you rely on it</h3><ul>${blast.warnings.map((text) => html`<li>${clipped(text, 1000)}</li>`)}</ul>`}`,
  };
}

function figures({ blast, ingest }: PageInput): Html[] {
  const { proven, total } = proof(blast.integrity);
  const accounts = new Set(blast.credentials.map(({ account }) => account).filter((account) => account !== null));
  const living = aliveRows(blast).length;
  const share = total === 0 ? 'none' : `${Math.floor((100 * proven) / total)} %`;
  return [
    figure(blast.credentials.length, 'credentials reached, the seed among them', null),
    figure(blast.events, 'events', null),
    figure(accounts.size, accounts.size === 1 ? 'account' : 'accounts', null),
    figure(share, 'of the records proven', proven === total && total > 0 ? 'good' : 'doubt'),
    figure(living, 'still alive, or maybe so', living === 0 ? 'good' : 'bad'),
    figure(ingest.exit === 0 ? 'clean' : 'not clean', 'the evidence', ingest.exit === 0 ? 'good' : 'doubt'),
  ];
}

const figure = (value: string | number, what: string, tone: string | null): Html =>
  html`<div class="figure ${tone ?? ''}"><b>${value}</b><span>${what}</span></div>`;

function alive({ blast }: PageInput): Html {
  const rows = aliveRows(blast);
  if (rows.length === 0) return html`<h3>Still alive</h3><p>Nothing of the radius, as far as the records show.</p>`;
  const items = rows.slice(0, LISTED).map(
    ({ what, id, until, survives, why, control }) => html`<tr>
<td><a href="#credential=${encodeURIComponent(wellFormed(id))}"><code>${clipped(id, 120)}</code></a><br><span class="quiet">${what}</span></td>
<td>${prose(until)}${survives ? html`<br>${mark('bad', 'outlives the key')}` : null}</td><td>${clipped(why)}</td><td>${clipped(control === '' ? 'deactivate the key' : control)}</td></tr>\n`,
  );
  const left = rows.length - LISTED;
  return html`<h3>Still alive, or maybe so <span class="quiet">${rows.length}</span></h3>
<div class="scroll" role="region" tabindex="0" aria-label="Still alive"><table><thead><tr><th scope="col">what</th><th scope="col">until</th><th scope="col">why</th><th scope="col">what stops it</th></tr></thead>
<tbody>${items}</tbody></table></div>${left > 0 ? html`<p class="quiet">and ${left} more, <a href="#radius">below</a></p>` : null}`;
}
