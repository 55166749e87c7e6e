import { isCustomEndpoint } from '../amazon.js';
import { KeytrailError } from '../error.js';
import { LIMITS } from '../limits.js';
import type { CollectedKey } from '../model.js';
import { VERSION } from '../package.js';
import { joinKeys, readPublicKeyFiles } from '../source/keys.js';
import { openSource, type Source, type TrailStatus } from '../source/source.js';
import { SCHEMA_VERSION } from '../store/open.js';
import { CaseWriter } from '../store/writer.js';
import { chainOf } from '../verify/group.js';
import { type KeyRing, keyRing } from '../verify/signature.js';
import { attest } from './attest.js';
import { batches, runBatch } from './batches.js';
import { keepCollection } from './collections.js';
import { cover } from './cover.js';
import { keepIamState } from './iam-state.js';
import type { Mode } from './job.js';
import { list, sourceName } from './listing.js';
import type { EvidenceOptions } from './options.js';
import { leftOut, pinKeys } from './pins.js';
import { Pool } from './pool.js';
import { readWhileListing } from './read-while-listing.js';
import { relate } from './relate.js';
import { relocate } from './relocate.js';
import { storedScopes } from './scopes.js';
import { settle } from './settle.js';
import { keepKeys, storedKeys } from './stored-keys.js';
import { keepTrailStatus } from './stored-status.js';
import { verifyCase } from './verify-case.js';
import { keepWitness } from './witness.js';

/** The whole way of one run: list, read, verify, settle, let `finish` say what came of it, and seal the case. */
export async function run<T>(
  options: EvidenceOptions,
  path: string | null,
  mode: Mode,
  finish: (writer: CaseWriter) => Promise<T>,
): Promise<T> {
  const { signal, onNotice } = options;
  const start = () => CaseWriter.start(path, options, options.threads);
  // DuckDB takes a while to open. A case in memory may as well while the sources are looked at; a file is made only where they are there.
  const early = path === null ? start() : null;
  const sources = await open(options).catch(async (error) => {
    await early?.close();
    throw error;
  });
  const writer = early ?? start();
  const pool = new Pool(writer.producers, {
    readers: sources.map((source) => source.reader),
    backEnd: options.inflate,
    limits: options.limits ?? LIMITS,
    // What Event history has is looked for among all records.
    mode: sources.some((source) => source.eventHistory() !== null) ? 'all' : mode,
  });
  const stop = () => writer.abort();
  signal?.addEventListener('abort', stop);
  try {
    signal?.throwIfAborted();
    const wide = { ...options, window: options.listed ?? options.window };
    if (path === null) {
      await readWhileListing(
        writer,
        writer.opened.then(() => prepare(writer)),
        pool,
        sources,
        wide,
      );
      for (const source of sources) await keepCollection(writer, source, options);
    } else {
      await writer.opened;
      // A listing that fails leaves a sealed case sealed, and a new one empty.
      await inTransaction(writer, async () => {
        await prepare(writer);
        await list(writer, sources, wide);
        for (const source of sources) await keepCollection(writer, source, options);
      });
    }
    await readAll(writer, pool, sources, options);
    const regions = await digestRegions(writer);
    const given = await keys(sources, regions, options);
    const said: TrailStatus[] = [];
    for (const source of sources) for (const status of await source.trailStatus(regions)) said.push(status);
    options.onProgress?.({ phase: 'verifying', done: 0, total: null, unit: 'objects' });
    const result = await inTransaction(writer, async () => {
      const ring = await ringOf(writer, given, regions, options);
      const trailStatus = await keepTrailStatus(writer, said);
      const { accounts, regions: asked } = options;
      await keepWitness(writer, sources);
      if (path !== null) await keepIamState(writer, sources, options);
      const scopes = await storedScopes(writer);
      await verifyCase(writer, ring, { accounts, regions: asked, trailStatus, scopes });
      signal?.throwIfAborted();
      await settle(writer);
      await attest(writer, scopes);
      await cover(writer, { window: scopes.window(), accounts, regions: asked });
      await writer.run('_verify/add_remarks.sql');
      return finish(writer);
    });
    if (path !== null) {
      // After the transaction: of tables that are not committed yet DuckDB does not know how large they are, and plans accordingly.
      await relate(writer);
      await writer.run('_case/seal.sql');
      await writer.run('_case/checkpoint.sql');
    }
    return result;
  } catch (error) {
    if (signal?.aborted) {
      throw new KeytrailError('interrupted', 'stopped', 'run the same command again: it goes on where it was', {
        cause: error,
      });
    }
    throw error;
  } finally {
    signal?.removeEventListener('abort', stop);
    await pool.close();
    await writer.close().catch((error: Error) => onNotice?.(`the case did not close cleanly: ${error.message}`));
  }
}

async function open({ sources, onNotice }: EvidenceOptions): Promise<Source[]> {
  const opened = new Map<string, Source>();
  for (const text of sources) {
    const source = await openSource(text, { onNotice });
    const { endpoint } = source;
    if (endpoint !== null) {
      onNotice?.(
        `${source.name}: ${isCustomEndpoint(endpoint) ? `CUSTOM ENDPOINT ${endpoint}: not AWS's` : `endpoint ${endpoint}`}`,
      );
    }
    // The same place named twice is one source.
    opened.set(`${sourceName(source.reader)} ${source.name}`, source);
  }
  return [...opened.values()];
}

async function prepare(writer: CaseWriter): Promise<void> {
  const existing = await writer.objects('_case/has_case.sql');
  if (existing.length === 0) {
    await writer.run('_case/schema.sql');
    await writer.run('_case/views.sql');
    await writer.run('_case/created.sql', { schema_version: SCHEMA_VERSION, tool_version: VERSION });
    return;
  }
  const [info] = await writer.objects<{ schema_version: number; tool_version: string }>('_case/info.sql');
  if (info?.schema_version !== SCHEMA_VERSION) {
    throw new KeytrailError(
      'bad-case',
      `${writer.path} was made by keytrail ${info?.tool_version ?? 'unknown'} in layout ${info?.schema_version ?? 'unknown'}; this version writes layout ${SCHEMA_VERSION}`,
      'ingest into a new case',
    );
  }
  await writer.run('_case/start.sql');
}

async function readAll(
  writer: CaseWriter,
  pool: Pool,
  sources: readonly Source[],
  options: EvidenceOptions,
): Promise<void> {
  const index = new Map(sources.map((source, at) => [sourceName(source.reader), at]));
  const [totals] = await writer.objects<{ objects: number; bytes: number | string }>('_ingest/pending_totals.sql');
  let done = 0;
  let bytes = 0;
  const total = totals?.objects ?? 0;
  await writer.run('_ingest/records.sql');
  if (total === 0) return;
  // Digests first: they say where the objects of a plain folder lay, and which gzip members of a log are the proven ones.
  for (const digests of [true, false]) {
    await writer.run('_ingest/expected.sql');
    for await (const jobs of batches(writer, digests, index, options.batchBytes)) {
      options.signal?.throwIfAborted();
      await runBatch(writer, pool, jobs, (objects, read) => {
        done += objects;
        bytes += read;
        options.onProgress?.({ phase: 'reading', done, total, unit: 'objects', bytes });
      });
    }
    if (digests) {
      await inTransaction(writer, async () => {
        await relocate(writer, 'relocate_digests', 'relocate');
      });
    }
  }
}

async function keys(
  sources: readonly Source[],
  regions: readonly string[],
  options: EvidenceOptions,
): Promise<readonly CollectedKey[]> {
  const found = [await readPublicKeyFiles(options.publicKeys)];
  for (const source of sources) {
    if (regions.length > 0) found.push(await source.publicKeys(regions, options.window));
  }
  const { keys: given, notices } = joinKeys(found);
  for (const notice of notices) options.onNotice?.(notice);
  return given;
}

async function ringOf(
  writer: CaseWriter,
  given: readonly CollectedKey[],
  regions: readonly string[],
  { pins, onNotice }: EvidenceOptions,
): Promise<KeyRing> {
  const stored = await storedKeys(writer);
  const keys = pinKeys(given, stored, pins ?? []);
  await keepKeys(writer, keys);
  for (const notice of leftOut(keys)) onNotice?.(notice);
  const all = keys.filter(({ used }) => used);
  if (regions.length > 0 && keys.length === 0) {
    onNotice?.('no public keys: no digest can be proven; give --public-keys FILE (aws cloudtrail list-public-keys)');
  }
  return keyRing(all);
}

/** The source regions of all digests: their keys and the state of their trails are asked for there. */
async function digestRegions(writer: CaseWriter): Promise<string[]> {
  const chains = await writer.objects<{ chain: string }>('_verify/chain_names.sql');
  return [...new Set(chains.map(({ chain }) => chainOf(chain).region))].sort();
}

async function inTransaction<T>(writer: CaseWriter, work: () => Promise<T>): Promise<T> {
  await writer.run('_case/begin.sql');
  try {
    const result = await work();
    await writer.run('_case/commit.sql');
    return result;
  } catch (error) {
    await writer.run('_case/rollback.sql').catch(() => {});
    throw error;
  }
}
