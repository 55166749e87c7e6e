import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isCustomEndpoint } from '../amazon.js';
import { toIso } from '../clock.js';
import { KeytrailError } from '../error.js';
import type { OnNotice, OnProgress } from '../model.js';
import { VERSION } from '../package.js';
import { type IamAccountState, iamAccountState, iamCounts } from '../source/iam-account.js';
import { iamStamp } from '../source/iam-archive.js';
import { type IamAccess, openIam } from '../source/iam-client.js';
import type { IamMissing } from '../source/iam-missing.js';
import { archiveRoot, isNewArchive } from './archive-root.js';
import { pretty } from './facts.js';
import { diskError, writeAtomic } from './files.js';

export interface CollectIamOptions {
  /** The archive: a folder that is not there yet, or one that was collected before. */
  readonly to: string;
  /** Null: by the usual AWS variables. It decides the partition. */
  readonly region: string | null;
  /** If any: the account of the credentials has to be one of them. */
  readonly accounts: readonly string[];
  /** False: the stored credential report is taken as it is. */
  readonly generate: boolean;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: OnProgress | undefined;
  readonly onNotice?: OnNotice | undefined;
  /** What will be changed at AWS, said before it is: not to be silenced like a notice. */
  readonly announce: OnNotice;
}

export interface CollectIamSummary {
  readonly account: string;
  readonly partition: string;
  readonly collectedAt: string;
  readonly collectedBy: string;
  readonly endpoint: string;
  /** Below the archive. */
  readonly folder: string;
  readonly users: number;
  readonly roles: number;
  readonly report: { readonly generatedAt: string | null; readonly previousGeneratedAt: string | null } | null;
  readonly files: readonly string[];
  readonly missing: readonly IamMissing[];
  readonly seconds: number;
}

/** What a snapshot would ask, without asking it. */
export interface IamSurvey {
  readonly account: string;
  readonly by: string;
  readonly endpoint: string;
  /** Null: GetAccountSummary is refused. */
  readonly users: number | null;
  readonly roles: number | null;
  /** About: keys and pages are not counted beforehand. */
  readonly requests: number | null;
  readonly generates: boolean;
}

/** Requests for each user: six lists, and the last use of a key. */
const FOR_A_USER = 7;
const FOR_THE_ACCOUNT = 12;

export async function surveyIam(options: Omit<CollectIamOptions, 'to' | 'announce'>): Promise<IamSurvey> {
  const access = await open(options);
  try {
    const { account, endpoint, caller, client } = access;
    const counts = await iamCounts(client);
    return {
      ...{ account, endpoint, by: caller, users: counts?.users ?? null, roles: counts?.roles ?? null },
      requests: counts && FOR_THE_ACCOUNT + counts.users * FOR_A_USER,
      generates: options.generate,
    };
  } finally {
    access.client.destroy();
  }
}

/**
 * Writes a snapshot of the IAM state of an account into an archive: iam/<account>/<time>/. Reads only, but for GenerateCredentialReport,
 * which is announced. The folder is there when the snapshot is whole, or not at all.
 * @throws KeytrailError
 */
export async function collectIam(options: CollectIamOptions): Promise<CollectIamSummary> {
  const started = performance.now();
  const { to } = options;
  const access = await open(options);
  try {
    const { account, endpoint, caller } = access;
    const root = archiveRoot(to);
    const collectedAt = toIso(new Date(Math.floor(Date.now() / 1000) * 1000));
    const state = await read(access, options);
    const folder = write(root, access, collectedAt, state);
    const { report, files, ...told } = state;
    return {
      ...{ account, endpoint, collectedAt, folder, collectedBy: caller, partition: access.partition },
      ...told,
      report: report.report && {
        generatedAt: report.report.generatedAt,
        previousGeneratedAt: report.before?.generatedAt ?? null,
      },
      files: readdirSync(join(root, folder)).sort(),
      seconds: (performance.now() - started) / 1000,
    };
  } catch (error) {
    if (options.signal?.aborted) {
      throw new KeytrailError(
        'interrupted',
        'stopped',
        'run the same command again: nothing of the snapshot was kept',
        {
          cause: error,
        },
      );
    }
    throw diskError(error, to);
  } finally {
    access.client.destroy();
  }
}

/** Says whose credentials these are and who answers, before anything is asked. */
async function open({ region, accounts, onNotice }: Omit<CollectIamOptions, 'to' | 'announce'>): Promise<IamAccess> {
  const access = await openIam(region);
  const { account, endpoint, caller } = access;
  onNotice?.(`iam: account ${account} as ${caller}`);
  onNotice?.(isCustomEndpoint(endpoint) ? `iam: CUSTOM ENDPOINT ${endpoint}: not AWS's` : `iam: endpoint ${endpoint}`);
  if (accounts.length === 0 || accounts.includes(account)) return access;
  access.client.destroy();
  const hint = 'choose the credentials of that account (AWS_PROFILE), or leave --account out';
  throw new KeytrailError('bad-argument', `--account: these are credentials of account ${account}`, hint);
}

function read({ client }: IamAccess, options: CollectIamOptions): Promise<IamAccountState> {
  const { generate, signal, announce, onProgress } = options;
  onProgress?.({ phase: 'IAM state', done: 0, total: null, unit: 'users' });
  return iamAccountState({
    ...{ client, generate, signal, announce },
    onUser: (done, total) => onProgress?.({ phase: 'IAM state', done, total, unit: 'users' }),
  });
}

const PART = '.part-';

function write(root: string, access: IamAccess, collectedAt: string, state: IamAccountState): string {
  const { account, partition, endpoint, caller } = access;
  const { report, files, missing } = state;
  const below = join(root, 'iam', account);
  makeFolders(root, ['iam', account]);
  for (const name of readdirSync(below)) {
    // A run that was killed.
    if (name.startsWith(PART)) rmSync(join(below, name), { recursive: true, force: true });
  }
  const temporary = join(below, `${PART}${process.pid}`);
  mkdirSync(temporary);
  const hashes: Record<string, string> = {};
  const put = (file: string, content: string | Buffer) => {
    hashes[file] = createHash('sha256').update(content).digest('hex');
    writeAtomic(join(temporary, file), content);
  };
  if (report.report !== null) put('credential-report.csv', report.report.bytes);
  if (report.before !== null) put('credential-report-before.csv', report.before.bytes);
  for (const [file, text] of files) put(file, text);
  const said = {
    ...{ schema: 'keytrail/iam-state/1', account, partition, collectedAt, collectedBy: caller, endpoint },
    ...{ tool: 'keytrail', version: VERSION, missing },
    report: report.report && {
      generatedAt: report.report.generatedAt,
      ...(report.before && { previousGeneratedAt: report.before.generatedAt }),
    },
    files: hashes,
  };
  writeAtomic(join(temporary, 'state.json'), pretty(said));
  const folder = settle(temporary, below, iamStamp(collectedAt), account);
  // An archive of its own: whoever reads it must not take iam/ for a plain folder of evidence.
  if (isNewArchive(root)) writeAtomic(join(root, 'collection.json'), pretty(STATE_ONLY));
  return folder;
}

const STATE_ONLY = {
  schema: 'keytrail/collection/1',
  complete: true,
  scopes: [],
  buckets: [],
  tool: 'keytrail',
  version: VERSION,
};

/** Folder by folder, so that no link on the way is followed. */
function makeFolders(root: string, parts: readonly string[]): void {
  let path = root;
  for (const part of parts) {
    path = join(path, part);
    const stat = lstatSync(path, { throwIfNoEntry: false });
    if (stat && !stat.isDirectory()) {
      throw new KeytrailError('bad-argument', `${path} is no folder`, 'move it away, or give another archive');
    }
    if (!stat) mkdirSync(path);
  }
}

/** Never over another snapshot: a folder that is not empty is no place for a rename. */
function settle(temporary: string, below: string, stamp: string, account: string): string {
  if (lstatSync(join(below, stamp), { throwIfNoEntry: false })) {
    rmSync(temporary, { recursive: true, force: true });
    throw new KeytrailError('case-busy', `iam/${account}/${stamp} is there already`, 'run the same command again');
  }
  renameSync(temporary, join(below, stamp));
  return `iam/${account}/${stamp}`;
}
