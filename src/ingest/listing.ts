import { basename } from 'node:path';
import type { Listed, ObjectKind, ReaderSpec } from '../model.js';
import { type ParsedKey, parseKey } from '../object-key.js';
import type { Source } from '../source/source.js';
import { byColumns, type CaseWriter } from '../store/writer.js';
import { keepDeleteMarkers, type MarkerRow, markerRow } from './delete-markers.js';
import type { EvidenceOptions } from './options.js';

/** Folders of other services beside CloudTrail's in a shared log bucket. */
const OTHER_SERVICE = /(?:^|\/)AWSLogs\/(?:o-[a-z0-9]+\/)?\d{12}\/(?!CloudTrail(?:-|\/|$))[^/]+\//;
/** Digests that end this long after the window still vouch for logs inside it: as cover, then as successor. */
const DIGEST_MARGIN_MS = 2 * 60 * 60 * 1000;

export const COLUMNS = [
  'object_id',
  'source',
  'locator',
  'bucket',
  'key',
  'version_id',
  'kind',
  'account_id',
  'region',
  'delivered',
  'stored_bytes',
  'last_modified',
  'storage_class',
  'metadata',
  'located',
  'latest',
  'manifest_sha256',
] as const;

/** How a source is named in the case: absolute, and the same however the user spelled it. */
export function sourceName(spec: ReaderSpec): string {
  return spec.type === 'folder' ? spec.root : `s3://${spec.bucket}`;
}

/** Writes down everything that the sources list and the filters let through. @returns how many objects that were */
export async function list(writer: CaseWriter, sources: readonly Source[], options: EvidenceOptions): Promise<number> {
  await writer.run('_ingest/stage.sql');
  let done = 0;
  const markers: MarkerRow[] = [];
  let written = Promise.resolve();
  const filter = { window: options.window, accounts: options.accounts, regions: options.regions };
  for (const source of sources) {
    const name = sourceName(source.reader);
    for await (const page of source.list(filter)) {
      options.signal?.throwIfAborted();
      const within = page.map((listed) => row(name, listed)).filter(({ parsed }) => wanted(parsed, options));
      const rows = within.filter(({ deleteMarker }) => !deleteMarker);
      markers.push(...within.filter(({ deleteMarker, kind }) => deleteMarker && kind !== 'other').map(markerRow));
      // DuckDB takes one page while the source lists the next.
      await written;
      written = writer.append('listed', byColumns(COLUMNS, rows));
      // Heard at the next `await`, or not at all where the listing fails first.
      written.catch(() => {});
      done += rows.length;
      options.onProgress?.({ phase: 'listing', done, total: null, unit: 'objects' });
    }
  }
  await written;
  await keepDeleteMarkers(
    writer,
    sources.map(({ reader }) => sourceName(reader)),
    markers,
  );
  await writer.run('_ingest/add_listed.sql');
  await writer.run('_ingest/run_objects.sql');
  await writer.run('_ingest/retry.sql');
  await writer.run('_ingest/retry_rejects.sql');
  await writer.run('_ingest/retry_digests.sql');
  return done;
}

/** What is listed, as a row of the case. `object_id` is given when it is written down, or already here where it is read at once. */
export function row(source: string, listed: Listed) {
  const parsed = parseKey(listed.key);
  return {
    object_id: null as number | null,
    source,
    locator: listed.locator,
    bucket: listed.bucket,
    key: listed.key,
    version_id: listed.versionId,
    kind: kindOf(listed, parsed),
    account_id: parsed?.account ?? null,
    region: parsed?.region ?? null,
    delivered: deliveredOf(parsed),
    stored_bytes: listed.size,
    last_modified: listed.lastModified,
    storage_class: listed.storageClass,
    metadata: listed.metadata === null ? null : JSON.stringify(listed.metadata),
    located: listed.bucket !== null,
    latest: listed.latest !== false,
    manifest_sha256: listed.manifestSha256 ?? null,
    deleteMarker: listed.deleteMarker === true,
    parsed,
  };
}

function kindOf(listed: Listed, parsed: ParsedKey | null): ObjectKind {
  if (parsed !== null) return parsed.type;
  // Folder markers of consoles, and the logs of other services.
  if (listed.key.endsWith('/') || basename(listed.key) === '.DS_Store' || OTHER_SERVICE.test(listed.key))
    return 'other';
  return 'log';
}

export function deliveredOf(parsed: ParsedKey | null): string | null {
  if (parsed === null) return null;
  return parsed.type === 'digest' ? parsed.end : parsed.delivered;
}

/** Whether a log that a digest names is one that this run would have read. */
export function wantedKey(key: string, options: Pick<EvidenceOptions, 'window' | 'accounts' | 'regions'>): boolean {
  return wanted(parseKey(key), options);
}

/** What a name does not say passes every filter: it might be inside. */
export function wanted(
  parsed: ParsedKey | null,
  { window, accounts, regions }: Pick<EvidenceOptions, 'window' | 'accounts' | 'regions'>,
): boolean {
  if (parsed === null) return true;
  if (accounts.length > 0 && !accounts.includes(parsed.account)) return false;
  if (regions.length > 0 && !regions.includes(parsed.region)) return false;
  const delivered = Date.parse(deliveredOf(parsed) ?? '');
  if (Number.isNaN(delivered)) return true;
  const margin = parsed.type === 'digest' ? DIGEST_MARGIN_MS : 0;
  if (window.since !== null && delivered < Date.parse(window.since)) return false;
  return window.until === null || delivered <= Date.parse(window.until) + margin;
}
