import { LIMITS } from '../limits.js';
import { IAM_PARTS, type IamPartName, iamFileOf } from './iam-parts.js';
import { IAM_TABLES, type IamRow, IamRows, type IamTable, textOf, timeOf } from './iam-rows.js';
import { isRecord } from './json.js';

/** One snapshot of the IAM state of an account, as rows. */
export interface IamSnapshot {
  /** The row of iam_snapshots. */
  readonly head: IamRow & { readonly account_id: string; readonly collected_at: string };
  readonly missing: readonly string[];
  /** What is there and could not be read, or is not as it was collected. */
  readonly problems: readonly string[];
  readonly rows: Readonly<Record<IamTable, readonly IamRow[]>>;
}

/** A snapshot of IAM state that lies in an archive: iam/<account>/<collected at>/, or files of the AWS CLI directly below iam/. */
export interface IamFolder {
  /** Below the archive. */
  readonly folder: string;
  /** Null: files of the AWS CLI say it themselves. */
  readonly account: string | null;
  readonly collectedAt: string;
  read(): IamSnapshot;
}

export interface IamContents {
  /** Null: to be found in what the files say. */
  readonly account: string | null;
  readonly collectedAt: string;
  readonly source: string | null;
  readonly folder: string | null;
  /** Of state.json; null: files that somebody made with the AWS CLI. */
  readonly state: unknown;
  /** JSON values, and the text of the credential report; in the order of IAM_PARTS. */
  readonly parts: Iterable<readonly [IamPartName, unknown]>;
  /** When the parts have been read: the hash of its files, and what is wrong with them. */
  checked?(): { readonly sha256: string; readonly problems: readonly string[] };
}

/** The rows of a snapshot. What is not of its form is told, and the rest counts. */
export function iamSnapshot(contents: IamContents): IamSnapshot {
  const { collectedAt, source, folder, state } = contents;
  const out = new IamRows(LIMITS.iamRows);
  const loaded: IamPartName[] = [];
  for (const [part, value] of contents.parts) if (readPart(part, value, out)) loaded.push(part);
  const { sha256, problems: ofFiles } = contents.checked?.() ?? { sha256: null, problems: [] };
  out.problems.unshift(...ofFiles);
  const said = isRecord(state) ? state : {};
  const missing = missingOf(said.missing);
  const account = contents.account ?? accountIn(out);
  if (account === null) out.problems.push('nothing in it says which account it is of');
  if (contents.account !== null) checkAccount(out, contents.account);
  const report = isRecord(said.report) ? said.report : {};
  const generated_at = timeOf(report.generatedAt);
  const key = { account_id: account ?? 'unknown', collected_at: collectedAt };
  const { problems } = out;
  return {
    head: {
      ...key,
      ...{ source, folder, sha256, missing, problems, parts: loaded },
      partition: textOf(said.partition),
      collected_by: textOf(said.collectedBy),
      endpoint: textOf(said.endpoint),
      complete: missing.length + problems.length === 0,
      report_generated_at: loaded.includes('credential-report') ? generated_at : null,
      report_previous_at: timeOf(report.previousGeneratedAt),
      aliases: out.aliases,
      summary: out.summary,
    },
    missing,
    problems,
    rows: Object.fromEntries(
      IAM_TABLES.map((table) => [
        table,
        out.rows[table].map((row) => ({ ...key, ...(table === 'report' && { generated_at }), ...row })),
      ]),
    ) as unknown as IamSnapshot['rows'],
  };
}

function readPart(part: IamPartName, value: unknown, out: IamRows): boolean {
  try {
    if (IAM_PARTS[part](value, out)) return true;
    out.problems.push(`${iamFileOf(part)}: not of the form that the AWS CLI gives it`);
  } catch (error) {
    // What is nested or long beyond all use.
    if (!(error instanceof RangeError)) throw error;
    out.problems.push(`${iamFileOf(part)}: too large to be read`);
  }
  return false;
}

function missingOf(list: unknown): readonly string[] {
  return (Array.isArray(list) ? list : []).flatMap((item) => {
    const what = isRecord(item) ? textOf(item.what) : null;
    return what === null ? [] : [`${what}: ${textOf(item.reason) ?? 'no reason is given'}`.slice(0, 2000)];
  });
}

const ARN_ACCOUNT = /^arn:aws[a-z-]*:iam::(\d{12}):/;

/** The accounts that the ARNs of an account's own things name. Policies of AWS have none. */
function accountsIn({ rows }: IamRows): ReadonlySet<string> {
  const arns = [rows.report, rows.users, rows.roles, rows.groups].flat().map(({ arn }) => String(arn));
  return new Set(arns.flatMap((arn) => ARN_ACCOUNT.exec(arn)?.[1] ?? []));
}

function accountIn(out: IamRows): string | null {
  const [account, ...others] = accountsIn(out);
  return account !== undefined && others.length === 0 ? account : null;
}

/** A file of another account, put here by accident or on purpose, must not pass for this one's. */
function checkAccount(out: IamRows, account: string): void {
  const others = [...accountsIn(out)].filter((other) => other !== account);
  if (others.length > 0) out.problems.push(`it names things of account ${others.slice(0, 3).join(', ')} as its own`);
}
