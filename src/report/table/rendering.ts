import type { JsonValue } from '../../model.js';

export type Row = readonly JsonValue[];

/** Rows in, text out, a chunk at a time: a result of millions of rows is never held. Only `table` waits for the end. */
export interface Renderer {
  begin(): string;
  rows(chunk: readonly Row[]): string;
  end(): string;
}

export interface RenderOptions {
  /** Columns of the terminal; null: as wide as the content. */
  readonly width: number | null;
}
