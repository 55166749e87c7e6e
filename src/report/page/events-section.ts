import { count } from '../words.js';
import { Html, html, htmlJson } from './html.js';
import type { PageInput, Section } from './input.js';

/** Names and headings: browser/grid.ts has the same. */
const COLUMNS = [
  ['time', 'Time (UTC)'],
  ['event_name', 'Call'],
  ['kind', 'Outcome'],
  ['credential', 'Credential'],
  ['source_ip', 'Address'],
  ['aws_region', 'Region'],
  ['integrity', 'Proof'],
] as const;

/** The table of events, which the script fills, and the dialog of one event. */
export function eventsSection({ events, blast }: PageInput): Section {
  const left = blast.events - events.rows;
  const bounded =
    left > 0
      ? html`<p class="note">The page shows ${events.rows.toLocaleString('en')} of ${count(blast.events, 'event')}: what edges rest on, the first and last of each credential, then changes, then what was refused, then the rest. The other ${left.toLocaleString('en')} are in <code>events.jsonl</code>.</p>`
      : null;
  return {
    id: 'events',
    title: 'Events',
    body: html`<noscript><p class="note">This table needs scripts. Every event is in <code>events.jsonl</code> beside this page; everything else on the page is here without them.</p></noscript>
${bounded}<p class="paper">${count(blast.events, 'event')}: they are in <code>events.jsonl</code> and, to search and to open, in the page itself.</p>
<div class="scripts"><div id="tools" role="search">
<label>Search <input id="search" type="search" autocomplete="off" spellcheck="false" placeholder="call, address, key, region, error …"></label>
<label>Outcome <select id="only-kind"><option value="">all</option></select></label>
<label>Proof <select id="only-integrity"><option value="">all</option></select></label>
<label>Region <select id="only-aws_region"><option value="">all</option></select></label>
<span id="only-credential" hidden>Credential <code id="only-credential-name"></code> <button type="button" id="only-credential-clear" aria-label="All credentials">×</button></span>
<button type="button" id="show-all">Show all</button>
<output id="found" aria-live="polite"></output></div>
<div id="grid" role="grid" tabindex="0" aria-label="Events of the radius. Arrow keys move, Enter opens." aria-colcount="${COLUMNS.length}">
<div role="row" class="row head" aria-rowindex="1">${COLUMNS.map(([name, title]) => html`<div role="columnheader" id="head-${name}" class="cell ${name}"${name === 'time' ? new Html(' aria-sort="ascending"') : null}><button type="button">${title}</button></div>`)}</div>
<div id="grid-space" role="presentation"><div id="grid-rows" role="rowgroup"></div></div></div>
<p class="quiet">Arrow keys, Page Up and Page Down move; Enter opens an event; a heading sorts.${events.withoutRaw > 0 ? ` The records of ${count(events.withoutRaw, 'event')} are left out for their size; case.duckdb has them.` : ''}</p></div>
<dialog id="event" aria-labelledby="event-title"><div class="bar"><h3 id="event-title"></h3>
<button type="button" id="event-before" aria-label="Event before">←</button> <button type="button" id="event-after" aria-label="Event after">→</button> <button type="button" id="event-close">Close</button></div>
<dl id="event-facts"></dl><h4>From the seed to this credential</h4><ol id="event-way"></ol><h4>What vouches for it</h4><dl id="event-proof"></dl>
<h4>Record</h4><p id="event-record-note" class="quiet"></p><pre id="event-record" tabindex="0"></pre></dialog>
<script type="application/json" id="events-data">${htmlJson(events.table)}</script>
${events.blocks.map((block, at) => html`<script type="application/octet-stream" id="records-${at}">${new Html(block)}</script>\n`)}`,
  };
}
