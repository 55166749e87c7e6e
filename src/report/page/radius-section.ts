import { aliveRows } from '../blast/alive-text.js';
import { concurrentLines, newLines, pastLine } from '../blast/before-text.js';
import { coverLines } from '../blast/cover-text.js';
import { lifeOf, origin } from '../blast/credential-tree.js';
import type { CredentialShape } from '../shapes.js';
import { count, proofLine } from '../words.js';
import { clipped, type Html, html, prose } from './html.js';
import type { PageInput, Section } from './input.js';
import { listHtml, mark, partHtml, wellFormed } from './table-html.js';

/** Credentials that the page lists: with their events, of which the table has all. */
const CREDENTIALS = 2000;

/** The radius in lists: each credential with the edge that reached it, and what else hangs on them. */
export function radiusSection({ blast }: PageInput): Section {
  const credentials = new Set(blast.credentials.map(({ id }) => id));
  const options = { credentials };
  const resources = [...blast.resources].sort((a, b) => b.events - a.events || (a.arn < b.arn ? -1 : 1));
  const habits =
    blast.before === null
      ? []
      : [pastLine(blast.before), ...newLines(blast).map(({ what, said }) => `${what}: ${said}`)];
  return {
    id: 'radius',
    title: 'Radius',
    body: html`<p>This ${proofLine(blast.integrity)}.</p>
<h3>Credentials <span class="quiet">${blast.credentials.length}</span></h3>
${credentialTable(blast.credentials.slice(0, CREDENTIALS))}
${blast.credentials.length > CREDENTIALS ? html`<p class="quiet">${count(blast.credentials.length - CREDENTIALS, 'more credential')} in blast.json.</p>` : null}
${partHtml('Still alive, or maybe so', aliveRows(blast), options)}
${partHtml('Suspects: edges that were not followed on their own', blast.suspects, options)}
${partHtml(
  'When it may have changed hands, likeliest first',
  blast.candidates.map(({ at, score, reason, events, evidence }) => ({ at, score, reason, events, evidence })),
)}
${listHtml("New since the compromise, against the owner's habits", habits)}
${listHtml('In two places at once', concurrentLines(blast))}
${partHtml('Who issued the seed (not in the radius)', blast.upstream, options)}
${partHtml('Orphans: sessions whose issuing event is not in the data', blast.orphans, options)}
${partHtml('Principals', blast.principals, options)}
${partHtml('Accounts', blast.accounts, options)}
${partHtml('Granted to outsiders', blast.outsiders, options)}
${partHtml('Access beside keys', blast.tokens, options)}
${partHtml('Rights given and guards taken away', blast.escalations, options)}
${partHtml('Resources, by number of events', resources, options)}
${listHtml('What the archive cannot say of it', coverLines(blast))}`,
  };
}

function credentialTable(credentials: readonly CredentialShape[]): Html {
  const rows = credentials.map((credential) => {
    const { id, principal, account, kind, events, proven, firstSeen, lastSeen, alive, survives } = credential;
    const life = alive === null ? 'doubt' : alive ? 'bad' : 'good';
    return html`<tr id="credential=${id}">
<td><a href="#credential=${encodeURIComponent(wellFormed(id))}"><code>${clipped(id, 120)}</code></a><br><span class="quiet">${kind.replaceAll('-', ' ')}</span></td>
<td>${clipped(principal ?? '', 200)}<br><span class="quiet">${clipped(account ?? '', 40)}</span></td>
<td>${clipped(origin(credential), 200)}</td>
<td class="number">${events}<br><span class="quiet">${proven === events ? 'all proven' : `${proven} proven`}</span></td>
<td class="time">${firstSeen ?? ''}<br>${lastSeen ?? ''}</td>
<td>${mark(life, alive === null ? 'not known' : alive ? 'alive' : 'ended')} ${survives ? mark('bad', 'outlives the key') : null}<br><span class="quiet">${prose(lifeOf(credential))}</span></td></tr>\n`;
  });
  return html`<div class="scroll" role="region" tabindex="0" aria-label="Credentials"><table class="credentials"><thead><tr>
<th scope="col">credential</th><th scope="col">whose</th><th scope="col">reached by</th><th scope="col" class="number">events</th><th scope="col">first, last</th><th scope="col">now</th>
</tr></thead><tbody>${rows}</tbody></table></div>`;
}
