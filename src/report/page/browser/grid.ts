import { element, part } from './element.js';
import type { EventTable } from './table.js';

/** Columns as they are shown: heading, and where the text comes from. */
export const COLUMNS: readonly { readonly name: string; readonly heading: string }[] = [
  { name: 'time', heading: 'Time (UTC)' },
  { name: 'event_name', heading: 'Call' },
  { name: 'kind', heading: 'Outcome' },
  { name: 'credential', heading: 'Credential' },
  { name: 'source_ip', heading: 'Address' },
  { name: 'aws_region', heading: 'Region' },
  { name: 'integrity', heading: 'Proof' },
];

/** Pixels; style.css has the same. */
const ROW = 32;
/** Rows drawn above and below what is seen. */
const MARGIN = 8;

/** The rows of the table that are in view, and no others: their number says nothing about how long the page takes. */
export class Grid {
  private rows: Uint32Array = new Uint32Array(0);
  /** The place of the active row among them. */
  private active = 0;
  private from = -1;
  private readonly scroller = part('grid');
  private readonly space = part('grid-space');
  private readonly body = part('grid-rows');

  constructor(
    private readonly table: EventTable,
    private readonly open: (row: number) => void,
  ) {
    this.scroller.addEventListener('scroll', () => this.draw(), { passive: true });
    this.scroller.addEventListener('keydown', (event) => this.key(event));
    this.body.addEventListener('click', (event) => this.click(event));
    new ResizeObserver(() => this.draw(true)).observe(this.scroller);
  }

  show(rows: Uint32Array): void {
    this.rows = rows;
    this.active = 0;
    this.space.style.height = `${rows.length * ROW}px`;
    this.scroller.setAttribute('aria-rowcount', String(rows.length + 1));
    this.scroller.scrollTop = 0;
    this.draw(true);
  }

  /** The row of the table that stands `by` places after another; null at either end. */
  neighbour(row: number, by: number): number | null {
    const place = this.rows.indexOf(row);
    return place < 0 ? null : (this.rows[place + by] ?? null);
  }

  /** Makes a row the active one, in view. */
  reveal(row: number): void {
    const place = this.rows.indexOf(row);
    if (place >= 0) this.activate(place);
  }

  private activate(place: number): void {
    this.active = Math.max(0, Math.min(this.rows.length - 1, place));
    const top = this.active * ROW;
    const { scrollTop, clientHeight } = this.scroller;
    const head = ROW;
    if (top < scrollTop) this.scroller.scrollTop = top;
    else if (top + ROW + head > scrollTop + clientHeight) this.scroller.scrollTop = top + ROW + head - clientHeight;
    this.draw(true);
  }

  private key(event: KeyboardEvent): void {
    if (event.target !== this.scroller) return;
    const page = Math.max(1, Math.floor(this.scroller.clientHeight / ROW) - 2);
    const to: Readonly<Record<string, number>> = {
      ArrowDown: this.active + 1,
      ArrowUp: this.active - 1,
      PageDown: this.active + page,
      PageUp: this.active - page,
      Home: 0,
      End: this.rows.length - 1,
    };
    const place = to[event.key];
    if (place !== undefined) this.activate(place);
    else if (event.key === 'Enter' || event.key === ' ') this.openAt(this.active);
    else return;
    event.preventDefault();
  }

  private click(event: Event): void {
    const row = (event.target as Element).closest<HTMLElement>('[data-place]');
    if (row === null) return;
    const place = Number(row.dataset.place);
    this.activate(place);
    this.openAt(place);
  }

  private openAt(place: number): void {
    const row = this.rows[place];
    if (row !== undefined) this.open(row);
  }

  private draw(anew = false): void {
    const from = Math.max(0, Math.floor(this.scroller.scrollTop / ROW) - MARGIN);
    if (!anew && from === this.from) return;
    this.from = from;
    const to = Math.min(this.rows.length, from + Math.ceil(this.scroller.clientHeight / ROW) + 2 * MARGIN);
    const drawn: HTMLElement[] = [];
    for (let place = from; place < to; place++) drawn.push(this.row(place, this.rows[place] ?? 0));
    this.body.style.transform = `translateY(${from * ROW}px)`;
    this.body.replaceChildren(...drawn);
    if (this.rows.length > 0) this.scroller.setAttribute('aria-activedescendant', `row-${this.active}`);
    else this.scroller.removeAttribute('aria-activedescendant');
  }

  private row(place: number, row: number): HTMLElement {
    const made = element(
      'div',
      place === this.active ? 'row active' : 'row',
      ...COLUMNS.map(({ name }) => this.cell(row, name)),
    );
    made.id = `row-${place}`;
    made.dataset.place = String(place);
    made.setAttribute('role', 'row');
    made.setAttribute('aria-rowindex', String(place + 2));
    if (place === this.active) made.setAttribute('aria-selected', 'true');
    return made;
  }

  private cell(row: number, name: string): HTMLElement {
    const made = element('div', `cell ${name}`);
    made.setAttribute('role', 'gridcell');
    const text = this.table.text(row, name);
    if (name === 'kind') {
      made.append(element('span', `mark ${text}`, text));
      const error = this.table.text(row, 'error_code');
      if (error !== '') made.append(element('span', 'error', ` ${error}`));
    } else if (name === 'integrity') {
      const proven = text === 'valid' || text === 'altered-container';
      made.append(element('span', `mark ${proven ? 'proven' : 'unproven'}`, proven ? 'proven' : text || 'unverified'));
    } else if (name === 'event_name') {
      const service = this.table.text(row, 'event_source').replace(/\.amazonaws\.com$/, '');
      made.append(element('span', 'call', text), element('span', 'service', ` ${service}`));
    } else if (name === 'time') {
      made.append(element('span', 'year', text.slice(0, 5)), text.slice(5).replace('T', ' ').replace(/Z$/, ''));
    } else made.append(text);
    made.title = made.textContent ?? '';
    return made;
  }
}
