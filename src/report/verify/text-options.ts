/** How a text for a person is laid out. */
export interface TextOptions {
  /** Columns of the terminal; null: a pipe or a file, where nothing is broken. */
  readonly width: number | null;
  /** List everything, however much it is. */
  readonly all: boolean;
}
