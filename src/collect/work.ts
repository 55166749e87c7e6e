/** Things to do, from one that lists them to several that do them. Memory is bounded: who lists too far ahead waits. */
export class Work<T> {
  readonly #items: T[] = [];
  #taken = 0;
  #ended = false;
  #wake: (() => void)[] = [];

  constructor(private readonly most: number) {}

  async put(item: T): Promise<void> {
    this.#items.push(item);
    this.#stir();
    while (this.#items.length - this.#taken >= this.most && !this.#ended) await this.#change();
  }

  /** Null: there is nothing more to do. */
  async take(): Promise<T | null> {
    while (this.#taken === this.#items.length && !this.#ended) await this.#change();
    if (this.#taken === this.#items.length) return null;
    const item = this.#items[this.#taken++]!;
    if (this.#taken > 10_000) {
      this.#items.splice(0, this.#taken);
      this.#taken = 0;
    }
    this.#stir();
    return item;
  }

  /** Nothing more comes; or, with `drop`, nothing more is to be done. */
  end(drop = false): void {
    this.#ended = true;
    if (drop) this.#taken = this.#items.length;
    this.#stir();
  }

  #change(): Promise<void> {
    return new Promise((resolve) => this.#wake.push(resolve));
  }

  #stir(): void {
    for (const wake of this.#wake.splice(0)) wake();
  }
}
