import type { OnNotice } from '../model.js';
import type { IamSnapshot, Source } from '../source/source.js';
import type { CaseWriter } from '../store/writer.js';
import type { EvidenceOptions } from './options.js';
import type { ReadRows } from './read-rows.js';

/** A snapshot of IAM state in the case, as `ingest` tells it. */
export interface IamTold {
  readonly account: string;
  readonly collectedAt: string;
  readonly collectedBy: string | null;
  readonly endpoint: string | null;
  readonly source: string;
  readonly folder: string;
  readonly complete: boolean;
  readonly parts: readonly string[];
  /** What could not be had when it was collected. */
  readonly missing: readonly string[];
  /** What is there and could not be read, or is not as it was collected. */
  readonly problems: readonly string[];
  readonly reportGeneratedAt: string | null;
  readonly users: number;
  readonly roles: number;
  readonly accessKeys: number;
  readonly reportRows: number;
}

/**
 * Loads the snapshots of the sources. One that is in the case already adds nothing; a copy of it with fewer problems takes its place; of
 * two that contradict each other the first stays, and says so.
 */
export async function keepIamState(
  writer: CaseWriter,
  sources: readonly Source[],
  { signal, onNotice }: EvidenceOptions,
): Promise<void> {
  for (const source of sources) {
    for (const found of source.iamState()) {
      signal?.throwIfAborted();
      const snapshot = found.read();
      const where = `${source.name}/${found.folder}`;
      for (const problem of snapshot.problems.slice(0, SHOWN)) onNotice?.(`${where}: ${problem}`);
      await keep(writer, snapshot, (text) => onNotice?.(`${where}: ${text}`));
    }
  }
}

async function keep(writer: CaseWriter, snapshot: IamSnapshot, notice: OnNotice): Promise<void> {
  const { head, problems } = snapshot;
  const { account_id: account, collected_at } = head;
  const moment = { account, collected_at };
  const [known] = await writer.objects<Known>('_iam/known.sql', { ...moment, sha256: head.sha256 as string });
  if (known === undefined) return load(writer, snapshot);
  if (known.sha256 === head.sha256) return;
  const samePlace = known.source === head.source && known.folder === head.folder;
  const better = problems.length < known.problems;
  if (better) {
    notice('takes the place of a damaged copy of it');
    await writer.run('_iam/stage_forgotten.sql', moment);
    await writer.run('_iam/forget.sql');
    await load(writer, snapshot);
    if (samePlace) return;
  } else notice('the case has a snapshot of that account and moment with other content; left aside');
  const other = better ? known : head;
  await writer.run('_iam/contradicted.sql', { ...moment, where: `${other.source}/${other.folder}` });
}

interface Known {
  readonly sha256: string;
  readonly source: string;
  readonly folder: string;
  readonly problems: number;
}

/** Notices of one snapshot; iam_snapshots has all. */
const SHOWN = 10;

async function load(writer: CaseWriter, { head, rows }: IamSnapshot): Promise<void> {
  await writer.add('_iam/snapshots.sql', [head]);
  for (const [table, added] of Object.entries(rows)) await writer.add(`_iam/${table}.sql`, added);
}

/** What the case holds of IAM state, of every run. */
export async function iamTold(read: ReadRows): Promise<readonly IamTold[]> {
  return read<IamTold>('_iam/told.sql', {});
}
