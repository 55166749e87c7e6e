/** Lets work in while its bytes fit, in the order in which it came. What is larger than the gate passes alone. */
export class ByteGate {
  #inside = 0;
  readonly #waiting: { readonly bytes: number; readonly enter: () => void }[] = [];

  constructor(private readonly most: number) {}

  /** @returns what has to be called when the bytes are no longer held */
  async enter(bytes: number): Promise<() => void> {
    if (this.#waiting.length > 0 || !this.#fits(bytes)) {
      await new Promise<void>((enter) => this.#waiting.push({ bytes, enter }));
    } else this.#inside += bytes;
    return () => {
      this.#inside -= bytes;
      for (let next = this.#waiting[0]; next && this.#fits(next.bytes); next = this.#waiting[0]) {
        this.#waiting.shift();
        this.#inside += next.bytes;
        next.enter();
      }
    };
  }

  #fits(bytes: number): boolean {
    return this.#inside === 0 || this.#inside + bytes <= this.most;
  }
}
