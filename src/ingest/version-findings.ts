import type { Window } from '../model.js';
import type { ReadRows } from './read-rows.js';

/** What was done to an object after it was first written. Every one of them is objected to. */
export interface VersionFinding {
  readonly bucket: string | null;
  readonly key: string;
  /** `changed-after-collection`: the stored bytes are not those that the archive collected. */
  readonly finding: 'deleted' | 'overwritten' | 'changed-after-collection';
  /** When, as S3 has it (LastModified of the newer version or of the delete marker); null where nothing says. */
  readonly at: string | null;
  /** Of the newer version, or of the delete marker. */
  readonly versionId: string | null;
  readonly detail: string;
}

/** In the order of their keys and times, inside the window. */
export async function versionFindings(read: ReadRows, { since, until }: Window): Promise<VersionFinding[]> {
  const rows = await read<VersionFinding>('_report/versions.sql', { since, until });
  return rows.map(({ bucket, key, finding, at, versionId, detail }) => ({
    bucket,
    key,
    finding,
    at,
    versionId,
    detail,
  }));
}

/** Archives whose collection was not finished. */
export async function unfinishedSources(read: ReadRows): Promise<string[]> {
  return (await read<{ source: string }>('_report/unfinished.sql', {})).map(({ source }) => source);
}
