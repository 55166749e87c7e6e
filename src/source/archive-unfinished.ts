import { type ManifestEntry, readManifest } from './manifest.js';

/** The folder that an archive has only while it is being collected. */
export const COLLECTING = 'collecting';
/** A line for each object as it was copied, in the form of the manifest; of several for one version the last counts. */
export const JOURNAL = `${COLLECTING}/journal.jsonl`;

/** What the journal of an unfinished archive says: its manifest is not written yet. Held in memory. */
export async function latestLines(journal: string): Promise<ManifestEntry[]> {
  const latest = new Map<string, ManifestEntry>();
  for await (const entry of readManifest(journal)) {
    latest.set(JSON.stringify([entry.bucket, entry.key, entry.versionId]), entry);
  }
  return [...latest.values()];
}
