import type { JsonValue, Table } from '../../model.js';
import { cellText } from '../../text/escape.js';
import { shortLists, tableOf } from '../table/table-of.js';
import { count } from '../words.js';
import { clipped, type Html, html, prose } from './html.js';

/** Columns whose texts are ids of events. */
const EVENTS = new Set(['evidence', 'event', 'event_id', 'eventId', 'record', 'statusEvidence', 'events_shown']);

export interface TableOptions {
  /** Ids of the credentials of the radius: a cell that is one leads to its events. */
  readonly credentials?: ReadonlySet<string>;
  readonly limit?: number;
  /** Where the rows are that are left out. */
  readonly rest?: string;
}

/** Rows under a caption, in a frame that scrolls sideways by itself and is reached by Tab. Nothing where there are no rows. */
export function tableHtml(title: string, table: Table, options: TableOptions = {}): Html {
  const { limit = 50, rest = 'blast.json' } = options;
  const { columns, rows } = shortLists(withoutEmpty({ columns: table.columns, rows: table.rows.slice(0, limit) }));
  const numbers = columns.map((_, at) => rows.every((row) => row[at] === null || typeof row[at] === 'number'));
  const left = table.rows.length - rows.length;
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${title}"><table><caption>${title}</caption>
<thead><tr>${columns.map((name, at) => html`<th scope="col" class="${numbers[at] ? 'number' : ''}">${heading(name)}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((value, at) => cell(value, columns[at] ?? '', options))}</tr>\n`)}</tbody></table></div>
${left > 0 ? html`<p class="quiet">${count(left, 'more row')} in ${rest}.</p>` : null}`;
}

/** Columns that say nothing in any row are left out. */
function withoutEmpty({ columns, rows }: Table): Table {
  const kept = columns.flatMap((_, at) => (rows.some((row) => cellText(row[at]) !== '') ? [at] : []));
  return {
    columns: kept.map((at) => columns[at] ?? ''),
    rows: rows.map((row) => kept.map((at) => row[at] ?? null)),
  };
}

/** The same of objects, with a heading; nothing at all where there are none. */
export function partHtml(title: string, rows: readonly object[], options: TableOptions = {}): Html | null {
  if (rows.length === 0) return null;
  return html`<h3>${title} <span class="quiet">${rows.length}</span></h3>${tableHtml(title, tableOf(rows), options)}`;
}

function cell(value: JsonValue, column: string, { credentials }: TableOptions): Html {
  if (typeof value === 'number') return html`<td class="number">${value}</td>`;
  if (typeof value === 'boolean') return html`<td>${value ? 'yes' : 'no'}</td>`;
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) {
    const items = (value as readonly string[]).map(
      (text, at) => html`${at > 0 ? ', ' : null}${linked(text, column, credentials)}`,
    );
    return html`<td>${items}</td>`;
  }
  return html`<td>${linked(cellText(value), column, credentials)}</td>`;
}

function linked(text: string, column: string, credentials?: ReadonlySet<string>): Html {
  if (credentials?.has(text))
    return html`<a href="#credential=${encodeURIComponent(wellFormed(text))}"><code>${clipped(text)}</code></a>`;
  if (EVENTS.has(column) && EVENT_ID.test(text))
    return html`<a href="#event=${text}"><code>${text.slice(0, 8)}</code></a>`;
  return prose(text, 400);
}

const EVENT_ID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** Without halves of surrogate pairs, which have no place in an address. */
export const wellFormed = (text: string): string => text.replace(/\p{Cs}/gu, '\ufffd');

/** `firstSeen`, `first_seen` → `first seen`. */
const heading = (name: string): string =>
  name
    .replaceAll('_', ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();

/** A word with a mark of its own, whose colour only repeats what the word says. */
export const mark = (kind: string, text: string): Html => html`<span class="mark ${kind}">${text}</span>`;

/** Sentences as a list; nothing where there are none. */
export function listHtml(title: string, lines: readonly string[], limit = 50): Html | null {
  if (lines.length === 0) return null;
  const left = lines.length - limit;
  return html`<h3>${title}</h3><ul>${lines.slice(0, limit).map((line) => html`<li>${prose(line, 1000)}</li>`)}</ul>
${left > 0 ? html`<p class="quiet">and ${left} more</p>` : null}`;
}
