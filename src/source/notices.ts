import type { OnNotice } from '../model.js';

/** Passes the first lines on and counts the rest: a hostile folder has a million links, a terminal has no room for them. */
export class Notices {
  #count = 0;

  constructor(
    private readonly onNotice: OnNotice,
    private readonly about: string,
    private readonly most = 10,
  ) {}

  add = (text: string): void => {
    this.#count += 1;
    if (this.#count <= this.most) this.onNotice(`${this.about}: ${text}`);
  };

  /** Says how many were not shown. */
  end(): void {
    if (this.#count > this.most) this.onNotice(`${this.about}: and ${this.#count - this.most} more like these`);
    this.#count = 0;
  }
}
