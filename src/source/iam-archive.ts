import { createHash } from 'node:crypto';
import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { toIso } from '../clock.js';
import { LIMITS } from '../limits.js';
import { FolderReader } from './folder-reader.js';
import { documentsAsText } from './iam-documents.js';
import { IAM_PART_NAMES, type IamPartName, iamFileOf } from './iam-parts.js';
import { textOf } from './iam-rows.js';
import { type IamFolder, type IamSnapshot, iamSnapshot } from './iam-snapshot.js';
import { isRecord, shapeOf } from './json.js';
import { fromText, toLocator } from './path-name.js';

const FOLDER = 'iam';
const STATE = 'state.json';
/** Files of the AWS CLI. */
const LOOSE: ReadonlySet<string> = new Set(IAM_PART_NAMES.map(iamFileOf));
const STAMP = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

/** `20261124T013000Z`, as the folder of a snapshot is called. */
export const iamStamp = (iso: string): string => iso.replace(/\.\d+/, '').replace(/[-:]/g, '');

/** The snapshots of an archive, oldest first of each account. `root`: absolute, no links; `source`: its name in the case. */
export function iamFolders(root: string, onNotice: (text: string) => void): readonly IamFolder[] {
  const found: IamFolder[] = [];
  const loose = looseFolder(root);
  if (loose) found.push(loose);
  for (const account of names(join(root, FOLDER))) {
    if (!/^\d{12}$/.test(account)) {
      if (!LOOSE.has(account))
        onNotice(`${FOLDER}/${account} is neither an account nor a part of IAM state; left aside`);
      continue;
    }
    for (const stamp of names(join(root, FOLDER, account))) {
      const parts = STAMP.exec(stamp);
      const collectedAt = parts && `${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}:${parts[5]}:${parts[6]}Z`;
      // Of a collection that is under way, or was killed: there is no snapshot yet.
      if (stamp.startsWith('.')) continue;
      if (!collectedAt || Number.isNaN(Date.parse(collectedAt))) {
        onNotice(`${FOLDER}/${account}/${stamp} is not named as a snapshot is; left aside`);
        continue;
      }
      const folder = `${FOLDER}/${account}/${stamp}`;
      found.push({ folder, account, collectedAt, read: () => read(root, { folder, account, collectedAt }) });
    }
  }
  if (found.length > LIMITS.iamSnapshots) {
    onNotice(`${found.length} snapshots of IAM state; the first ${LIMITS.iamSnapshots} are read`);
  }
  return found.slice(0, LIMITS.iamSnapshots);
}

/** When they were made nothing says but the time of the newest file, which copying may have changed. */
function looseFolder(root: string): IamFolder | null {
  const times = IAM_PART_NAMES.flatMap((part) => {
    const stat = lstatSync(join(root, FOLDER, iamFileOf(part)), { throwIfNoEntry: false });
    return stat?.isFile() ? [stat.mtimeMs] : [];
  });
  if (times.length === 0) return null;
  const collectedAt = toIso(new Date(Math.floor(Math.max(...times) / 1000) * 1000));
  const place = { folder: FOLDER, account: null, collectedAt };
  return { ...place, read: () => read(root, place) };
}

function read(root: string, place: Pick<IamFolder, 'folder' | 'account' | 'collectedAt'>): IamSnapshot {
  const { folder, account, collectedAt } = place;
  const reader = new FolderReader(root, LIMITS.iamFileBytes);
  const hash = createHash('sha256');
  const hashes = new Map<string, string>();
  const problems: string[] = [];
  const textIn = (file: string): string | null => {
    const got = reader.read({ locator: toLocator(fromText(`${folder}/${file}`)), versionId: null, size: 1 });
    if (!('bytes' in got)) {
      if (!got.gone) problems.push(`${file}: ${got.unavailable}`);
      return null;
    }
    const sha256 = createHash('sha256').update(got.bytes).digest('hex');
    hashes.set(file, sha256);
    hash.update(`${file} ${sha256}\n`);
    return got.bytes.toString('utf8');
  };
  const valueIn = (file: string): unknown => {
    const text = textIn(file);
    if (text === null || file.endsWith('.csv')) return text ?? undefined;
    return parse(file, text, problems);
  };
  /** One at a time: all of them at once are more than a machine may hold. */
  function* parts(): Generator<readonly [IamPartName, unknown]> {
    for (const part of IAM_PART_NAMES) {
      const value = valueIn(iamFileOf(part));
      if (value !== undefined) yield [part, value];
    }
  }
  try {
    const state = account === null ? null : valueIn(STATE);
    return iamSnapshot({
      ...{ account, collectedAt, source: root, folder, state, parts: parts() },
      checked: () => {
        if (account !== null) compare(state, { account, collectedAt }, hashes, problems);
        return { sha256: hash.digest('hex'), problems };
      },
    });
  } finally {
    reader.close();
  }
}

function parse(file: string, text: string, problems: string[]): unknown {
  const json = documentsAsText(text.replace(/^\ufeff/, ''));
  const { depth, values } = shapeOf(json);
  const over =
    depth > LIMITS.iamDepth
      ? `${depth} levels inside one another, over the limit of ${LIMITS.iamDepth}`
      : values > LIMITS.iamValues
        ? `some ${values} values, over the limit of ${LIMITS.iamValues}`
        : null;
  if (over !== null) {
    problems.push(`${file}: ${over}`);
    return undefined;
  }
  try {
    return JSON.parse(json);
  } catch {
    problems.push(`${file}: not JSON`);
    return undefined;
  }
}

/** What state.json says of its files against what lies there. It is as easily changed as they are: it finds accidents. */
function compare(
  state: unknown,
  { account, collectedAt }: { readonly account: string; readonly collectedAt: string },
  hashes: ReadonlyMap<string, string>,
  problems: string[],
): void {
  if (!isRecord(state)) {
    if (!hashes.has(STATE))
      problems.push(`${STATE}: is not there: who collected it, and what was missing, is not known`);
    return;
  }
  for (const [name, here] of Object.entries({ account, collectedAt })) {
    const said = textOf(state[name]);
    if (said !== null && said !== here)
      problems.push(`${STATE}: says that ${name} is ${said.slice(0, 40)}, and lies elsewhere`);
  }
  for (const [file, sha256] of Object.entries(isRecord(state.files) ? state.files : {})) {
    const there = hashes.get(file);
    if (there === undefined) {
      if (IAM_PART_NAMES.some((part) => iamFileOf(part) === file))
        problems.push(`${file}: was collected, and is not there`);
    } else if (there !== sha256) problems.push(`${file}: changed since it was collected`);
  }
}

function names(folder: string): string[] {
  try {
    return lstatSync(folder).isDirectory() ? readdirSync(folder).sort() : [];
  } catch {
    return [];
  }
}
