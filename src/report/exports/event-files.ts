import { safeJson } from '../../text/escape.js';
import type { NamedRow } from '../shapes.js';
import { csvRenderer } from '../table/csv.js';
import type { Renderer } from '../table/rendering.js';
import { timesketchEvent } from './timesketch.js';

/** A file with something for every event of the radius. All of them are written in one pass: reading the events costs the most of it. */
export interface EventFile {
  /** As of an OutputFile. */
  readonly name: string;
  readonly what: string;
  /** What the file says of an event; made anew for every file, and asked in the order of time. */
  readonly writer: () => (event: NamedRow) => string;
}

export const EVENT_FILES: readonly EventFile[] = [
  {
    name: 'events.jsonl',
    what: 'every event of the radius, a JSON object a line',
    writer: () => (event) => `${safeJson(event)}\n`,
  },
  { name: 'events.csv', what: 'the events of events.jsonl, for a spreadsheet', writer: csvWriter },
  {
    name: 'timesketch.jsonl',
    what: 'the events as Timesketch imports them',
    writer: () => (event) => `${safeJson(timesketchEvent(event))}\n`,
  },
];

/** The columns are those of the first event, and all have the same. */
function csvWriter(): (event: NamedRow) => string {
  let renderer: Renderer | null = null;
  return (event) => {
    let head = '';
    if (renderer === null) {
      renderer = csvRenderer(Object.keys(event));
      head = renderer.begin();
    }
    return head + renderer.rows([Object.values(event)]);
  };
}
