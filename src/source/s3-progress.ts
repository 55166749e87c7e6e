import { KeytrailError } from '../error.js';

/** Truncated pages without anything on them that a store may send one after the other. */
const MOST_EMPTY = 100;

/** Sees to it that a listing goes on: an endpoint that gives the same page again and again must not keep a run forever. */
export class Progress {
  #marker = '';
  #last: Buffer | null = null;
  #empty = 0;

  /** `place`: what is listed. `once`: each key stands on one page only; the versions of a key may stand on several. */
  constructor(
    private readonly place: string,
    private readonly once: boolean,
  ) {}

  /**
   * `names`: keys and folders of a page, in any order; `next`: where the next one begins, null after the last.
   * @throws KeytrailError no-access: a listing that goes in circles is none that is complete
   */
  page(names: readonly string[], next: string | null): void {
    const bytes = names.map((name) => Buffer.from(name)).sort(Buffer.compare);
    const first = bytes[0];
    const order = first === undefined || this.#last === null ? 1 : Buffer.compare(first, this.#last);
    const back = order < 0 || (this.once && order === 0);
    this.#empty = first === undefined ? this.#empty + 1 : 0;
    this.#last = bytes.at(-1) ?? this.#last;
    const same = next !== null && next === this.#marker;
    this.#marker = next ?? '';
    if (!back && !same && this.#empty <= MOST_EMPTY) return;
    throw new KeytrailError(
      'no-access',
      `${this.place}: the listing does not go on: the endpoint answers in circles`,
      'ask whoever runs that endpoint; S3 itself lists keys in order, each once',
    );
  }
}
