import { visibleInQuotes } from '../../../text/escape.js';
import { element, part } from './element.js';
import { indented } from './json-lines.js';
import type { EventTable, Way } from './table.js';

/** One event, opened: what it was, its record, and what ties it to the seed and to CloudTrail. */
export class Detail {
  private readonly dialog = part<HTMLDialogElement>('event');
  private shown = -1;

  constructor(
    private readonly table: EventTable,
    private readonly neighbour: (row: number, by: number) => number | null,
    private readonly onClose: (row: number) => void,
  ) {
    part('event-close').addEventListener('click', () => this.dialog.close());
    part('event-before').addEventListener('click', () => this.step(-1));
    part('event-after').addEventListener('click', () => this.step(1));
    this.dialog.addEventListener('close', () => this.onClose(this.shown));
    this.dialog.addEventListener('click', (event) => {
      if (event.target === this.dialog) this.dialog.close();
    });
  }

  show(row: number): void {
    this.shown = row;
    const { table } = this;
    const service = table.text(row, 'event_source').replace(/\.amazonaws\.com$/, '');
    part('event-title').textContent = `${service} ${table.text(row, 'event_name')}`;
    part('event-facts').replaceChildren(
      ...facts([
        ['Time', table.text(row, 'time') || 'not legible'],
        ['Outcome', [table.text(row, 'kind'), table.text(row, 'error_code')].filter((text) => text !== '').join(': ')],
        ['Credential', table.text(row, 'credential')],
        ['Address', table.text(row, 'source_ip')],
        ['Client', table.text(row, 'user_agent')],
        ['Region', table.text(row, 'aws_region')],
        ['Account', table.text(row, 'account')],
        ['Event id', table.text(row, 'id')],
      ]),
    );
    part('event-way').replaceChildren(...this.way(table.text(row, 'credential')));
    part('event-proof').replaceChildren(...this.proof(row));
    void this.record(row);
    part<HTMLButtonElement>('event-before').disabled = this.neighbour(row, -1) === null;
    part<HTMLButtonElement>('event-after').disabled = this.neighbour(row, 1) === null;
    if (!this.dialog.open) this.dialog.showModal();
    this.dialog.scrollTop = 0;
  }

  private step(by: number): void {
    const row = this.neighbour(this.shown, by);
    if (row !== null) this.show(row);
  }

  private way(credential: string): HTMLElement[] {
    const way = this.table.wayBack(credential);
    if (way.length === 0) return [element('li', '', credential)];
    return way.toReversed().map((step) => wayStep(step));
  }

  private proof(row: number): HTMLElement[] {
    const verdict = this.table.text(row, 'integrity') || 'unverified';
    const object = this.table.objectOf(row);
    if (object === null) return facts([['Verdict', verdict]]);
    const digest = this.table.digestOf(object);
    return facts([
      ['Verdict', object.detail === null ? verdict : `${verdict}: ${object.detail}`],
      [
        'Object',
        place(object.bucket, object.key) + (object.versionId === null ? '' : ` (version ${object.versionId})`),
      ],
      ['Record', `number ${(this.table.recordIndex(row) ?? 0).toLocaleString('en')} in it, counted from 0`],
      ['SHA-256', object.sha256 ?? 'not known'],
      ['Digest', digest === null ? 'none vouches for it' : place(digest.bucket, digest.key ?? '')],
      ...(digest === null
        ? []
        : ([
            ['Digest says', `${digest.verdict ?? ''}, ${digest.from ?? ''} to ${digest.to ?? ''}`],
            [
              'Signed with',
              `key ${digest.fingerprint ?? 'not known'}${digest.via === null ? '' : `, signature by ${digest.via}`}`,
            ],
          ] as const)),
    ]);
  }

  private async record(row: number): Promise<void> {
    const target = part('event-record');
    const note = part('event-record-note');
    target.textContent = '';
    note.textContent = 'unpacking …';
    const record = await this.table.record(row).catch(() => null);
    // Another one may have been opened meanwhile.
    if (row !== this.shown) return;
    const whole = this.table.wholeLength(row);
    if (record === null) {
      note.textContent = `Left out of the page for its size: column raw of events in case.duckdb, where event_id is ${this.table.text(row, 'id')}.`;
      return;
    }
    target.textContent = visibleInQuotes(whole === null ? indented(record) : record);
    note.textContent =
      whole === null
        ? 'Token by token as it stands in the object; only the line breaks between them are ours, and what cannot be seen is spelled out.'
        : `The first ${record.length.toLocaleString('en')} of ${whole.toLocaleString('en')} characters; column raw of events in case.duckdb has all.`;
  }
}

function wayStep({ id, kind, principal, edge, confidence, evidence }: Way): HTMLElement {
  const how = edge === null ? 'the seed' : `reached by ${edge}, ${confidence}`;
  const item = element('li', '', element('code', '', visibleInQuotes(id)), ` ${kind.replaceAll('-', ' ')}: ${how}`);
  if (principal !== null) item.append(element('div', 'quiet', visibleInQuotes(principal)));
  if (evidence.length > 0) {
    const links = element('div', 'quiet', 'shown by ');
    evidence.slice(0, 5).forEach((event, at) => {
      const link = element('a', '', event) as HTMLAnchorElement;
      link.href = `#event=${encodeURIComponent(event)}`;
      links.append(at > 0 ? ', ' : '', link);
    });
    if (evidence.length > 5) links.append(` and ${evidence.length - 5} more`);
    item.append(links);
  }
  return item;
}

const place = (bucket: string | null, key: string) => visibleInQuotes(bucket === null ? key : `s3://${bucket}/${key}`);

function facts(pairs: readonly (readonly [string, string])[]): HTMLElement[] {
  return pairs
    .filter(([, value]) => value !== '')
    .flatMap(([name, value]) => [element('dt', '', name), element('dd', '', visibleInQuotes(value))]);
}
