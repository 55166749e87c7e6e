import { blindLines } from '../investigation/blind-spots.js';
import { findingGroups } from '../verify/findings.js';
import { count, FINDINGS, span } from '../words.js';
import { clipped, type Html, html, prose } from './html.js';
import type { PageInput, Section } from './input.js';
import { listHtml, mark, partHtml } from './table-html.js';

const ENTRIES = 50;

/** What verification says: how much is proven, what is not and what would restore it, and on which keys all of it rests. */
export function evidenceSection({ ingest }: PageInput): Section {
  const { report } = ingest;
  const objects = Object.entries(report.summary.objects).flatMap(([kind, verdicts]) =>
    Object.entries(verdicts).map(([verdict, n]) => ({
      kind,
      verdict,
      objects: n,
      meaning: verdict === 'valid' ? 'proven: as CloudTrail delivered it' : (FINDINGS[verdict]?.means ?? ''),
    })),
  );
  return {
    id: 'evidence',
    title: 'Evidence',
    body: html`<p>${ingest.exit === 0 ? mark('good', 'clean') : mark('doubt', 'not clean')} ${ingest.exit === 0 ? 'There is nothing to object to.' : 'The evidence is not clean: what follows is objected to or missing.'} Window: ${span(report.window.from, report.window.to)}.</p>
${partHtml('Objects', objects)}
${findingGroups(report).map(group)}
<h3>Keys, on which every “valid” rests</h3>
<p>Who controls archive and key file can forge both. Compare the hash with one that you fetched yourself. Key set SHA-256: <code>${report.trust.keySet ?? 'none'}</code></p>
${partHtml('Key files', report.trust.files, { rest: 'verify.json' })}
${partHtml('Public keys', report.keys, { rest: 'verify.json' })}
${partHtml('Chains: proven from when to when', report.chains, { rest: 'verify.json' })}
${partHtml('Changes to the trails and where they deliver to', report.changes, { rest: 'verify.json' })}
${partHtml('Worth knowing, and not objected to', report.remarks, { rest: 'verify.json' })}`,
  };
}

function group({ name, means, restores, extent, entries }: ReturnType<typeof findingGroups>[number]): Html {
  const left = entries.length - ENTRIES;
  return html`<details class="finding"><summary>${mark('doubt', name)} <b>${extent}</b> <span class="quiet">${means}</span></summary>
<p>What restores it: ${restores}.</p><ul>${entries
    .slice(0, ENTRIES)
    .map(
      ({ place, lines }) =>
        html`<li><code>${clipped(place, 600)}</code>${lines.map((line) => html`<br>${prose(line, 600)}`)}</li>`,
    )}</ul>${left > 0 ? html`<p class="quiet">${count(left, 'more')} in verify.json.</p>` : null}</details>\n`;
}

/** What nobody may conclude from this evidence. */
export function blindSection({ ingest, kinds }: PageInput): Section {
  return {
    id: 'blind',
    title: 'What this archive cannot show',
    body: html`${listHtml('Not seen is not “did not happen”', blindLines(ingest.report, kinds), 200)}`,
  };
}
