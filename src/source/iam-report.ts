import { type IamRow, type IamRows, timeOf } from './iam-rows.js';

// The credential report (IAM User Guide, "Get credential reports for your AWS account"). Columns are found by their names, for AWS adds
// some; booleans come in either case, times with `Z` or `+00:00`. N/A, no_information and not_supported mean three different things.

const TEXTS = {
  arn: 'arn',
  access_key_1_last_used_region: 'key_1_region',
  access_key_1_last_used_service: 'key_1_service',
  access_key_2_last_used_region: 'key_2_region',
  access_key_2_last_used_service: 'key_2_service',
} as const;

const FLAGS = {
  mfa_active: 'mfa_active',
  access_key_1_active: 'key_1_active',
  access_key_2_active: 'key_2_active',
  cert_1_active: 'cert_1_active',
  cert_2_active: 'cert_2_active',
} as const;

/** Kept as text, and as a time beside it. */
const TIMES = {
  password_last_used: 'password_last_used',
  password_last_changed: 'password_last_changed',
  password_next_rotation: 'password_next_rotation',
  access_key_1_last_rotated: 'key_1_last_rotated',
  access_key_1_last_used_date: 'key_1_last_used',
  access_key_2_last_rotated: 'key_2_last_rotated',
  access_key_2_last_used_date: 'key_2_last_used',
  cert_1_last_rotated: 'cert_1_last_rotated',
  cert_2_last_rotated: 'cert_2_last_rotated',
} as const;

const KNOWN: ReadonlySet<string> = new Set([
  ...['user', 'user_creation_time', 'password_enabled'],
  ...[TEXTS, FLAGS, TIMES].flatMap(Object.keys),
]);

/** `credential-report.csv`, or the answer of `aws iam get-credential-report`. @returns whether it is one */
export function readReport(value: unknown, out: IamRows): boolean {
  if (typeof value !== 'string') return false;
  const [header, ...lines] = csvRows(value.replace(/^\ufeff/, ''));
  const names = header?.map((name) => name.trim().toLowerCase()) ?? [];
  if (!names.includes('user')) return false;
  let odd = 0;
  for (const cells of lines) {
    const row = Object.fromEntries(names.map((name, at) => [name, cells[at] ?? '']));
    if (cells.length !== names.length || !row.user) odd += 1;
    else out.add('report', reportRow(row, row.user));
  }
  if (odd > 0) out.problems.push(`credential-report: ${odd} lines with other columns than its first line: left out`);
  return true;
}

function reportRow(row: Readonly<Record<string, string>>, user_name: string): IamRow {
  const text = (name: string) => (row[name] ? row[name] : null);
  const enabled = text('password_enabled');
  const extra = Object.entries(row).filter(([name]) => !KNOWN.has(name));
  return {
    user_name,
    user_created: timeOf(row.user_creation_time),
    password_enabled: /^(true|false)$/i.test(enabled ?? '') ? enabled!.toLowerCase() : enabled,
    ...Object.fromEntries(Object.entries(TEXTS).map(([name, column]) => [column, text(name)])),
    ...Object.fromEntries(Object.entries(FLAGS).map(([name, column]) => [column, flag(row[name])])),
    ...Object.fromEntries(
      Object.entries(TIMES).flatMap(([name, column]) => [
        [column, text(name)],
        [`${column}_at`, timeOf(row[name])],
      ]),
    ),
    extra: extra.length === 0 ? null : JSON.stringify(Object.fromEntries(extra)),
  };
}

function flag(value: string | undefined): boolean | null {
  if (/^true$/i.test(value ?? '')) return true;
  return /^false$/i.test(value ?? '') ? false : null;
}

/** RFC 4180. User names may hold commas; line ends may be LF, and the last one may be absent. */
function* csvRows(text: string): Generator<string[]> {
  const field = /(?:"([^"]*(?:""[^"]*)*)"|([^",\r\n]*))(,|\r?\n|\r|$)/y;
  let cells: string[] = [];
  while (field.lastIndex < text.length) {
    const at = field.lastIndex;
    const found = field.exec(text);
    if (found === null) {
      // A stray quote: the rest of its line is no field.
      const end = text.indexOf('\n', at);
      yield [];
      cells = [];
      field.lastIndex = end === -1 ? text.length : end + 1;
      continue;
    }
    const [, quoted, plain, separator] = found;
    cells.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    if (separator === ',') {
      if (field.lastIndex < text.length) continue;
      cells.push('');
    }
    if (cells.length > 1 || cells[0] !== '') yield cells;
    cells = [];
  }
}
