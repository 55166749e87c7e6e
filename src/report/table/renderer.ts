import type { Format, Table } from '../../model.js';
import { csvRenderer } from './csv.js';
import { jsonlRenderer, jsonRenderer } from './json.js';
import { markdownRenderer } from './markdown-table.js';
import type { Renderer, RenderOptions } from './rendering.js';
import { tableRenderer } from './table.js';

export type { Renderer, RenderOptions, Row } from './rendering.js';

/** The renderer of one result set. Pure: the same rows give the same bytes. */
export function renderer(format: Format, columns: readonly string[], options: RenderOptions): Renderer {
  switch (format) {
    case 'table':
      return tableRenderer(columns, options);
    case 'json':
      return jsonRenderer(columns);
    case 'jsonl':
      return jsonlRenderer(columns);
    case 'csv':
      return csvRenderer(columns);
    case 'md':
      return markdownRenderer(columns);
  }
}

/** A result set that is held already, as one text. */
export function render(format: Format, table: Table, options: RenderOptions = { width: null }): string {
  const target = renderer(format, table.columns, options);
  return target.begin() + target.rows(table.rows) + target.end();
}
