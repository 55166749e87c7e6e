import type { JsonValue } from '../model.js';
import type { CaseWriter } from '../store/writer.js';

/** A delete marker as a row of the case. */
export type MarkerRow = Readonly<Record<string, JsonValue>>;

const COLUMNS = ['bucket', 'key', 'version_id', 'last_modified', 'latest', 'source', 'delivered'] as const;

export function markerRow(listed: Readonly<Record<(typeof COLUMNS)[number], JsonValue>>): MarkerRow {
  return Object.fromEntries(COLUMNS.map((name) => [name, listed[name]]));
}

/** What these sources say now of what was deleted in them. */
export async function keepDeleteMarkers(
  writer: CaseWriter,
  sources: readonly string[],
  markers: readonly MarkerRow[],
): Promise<void> {
  for (const source of new Set(sources)) await writer.run('_ingest/forget_delete_markers.sql', { source });
  await writer.add('_ingest/add_delete_markers.sql', markers);
}
