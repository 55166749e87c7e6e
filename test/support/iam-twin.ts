import { IAM_PART_NAMES, type IamPartName } from '../../src/source/iam-parts.js';
import { type IamSnapshot, iamSnapshot } from '../../src/source/iam-snapshot.js';

type Json = Readonly<Record<string, unknown>>;
type Short = string | Json;

/**
 * A snapshot of IAM state written short, as `"iam"` of a twin. What is ordinary is left out: ARNs, paths, dates, and in the report every
 * column that would be N/A. A part that is not named was not collected.
 */
export interface IamTwin {
  /** Default: 111122223333. */
  readonly account?: string;
  /** Default: 2026-03-02T00:00:00Z. */
  readonly collectedAt?: string;
  /** Of the credential report; default: collectedAt. */
  readonly generatedAt?: string;
  readonly missing?: readonly { readonly what: string; readonly reason: string }[];
  /** Rows by the names of the columns: `{"user": "alice", "access_key_1_active": true}`. */
  readonly 'credential-report'?: readonly Json[];
  /** Entries of get-account-authorization-details. Any of the four makes it a part. */
  readonly users?: readonly Short[];
  readonly groups?: readonly Short[];
  readonly roles?: readonly Short[];
  readonly policies?: readonly Json[];
  /** `AccessKeyLastUsed`: null for what was denied; left out: never used. */
  readonly 'access-keys'?: readonly Json[];
  /** Entries of the lists in the other files; a name alone is its UserName. */
  readonly 'login-profiles'?: readonly Short[];
  readonly 'mfa-devices'?: readonly Short[];
  readonly 'service-specific-credentials'?: readonly Json[];
  readonly 'ssh-public-keys'?: readonly Json[];
  readonly 'signing-certificates'?: readonly Json[];
  readonly 'saml-providers'?: readonly Json[];
  readonly 'open-id-connect-providers'?: readonly Json[];
  readonly 'account-summary'?: Json;
  readonly 'account-aliases'?: readonly string[];
}

const LISTS = {
  'login-profiles': 'LoginProfiles',
  'mfa-devices': 'MFADevices',
  'service-specific-credentials': 'ServiceSpecificCredentials',
  'ssh-public-keys': 'SSHPublicKeys',
  'signing-certificates': 'Certificates',
  'saml-providers': 'SAMLProviders',
  'open-id-connect-providers': 'OpenIDConnectProviders',
  'account-aliases': 'AccountAliases',
} as const;

const COLUMNS = [
  ...['user', 'arn', 'user_creation_time', 'password_enabled', 'password_last_used', 'password_last_changed'],
  ...['password_next_rotation', 'mfa_active'],
  ...[1, 2].flatMap((slot) =>
    ['active', 'last_rotated', 'last_used_date', 'last_used_region', 'last_used_service'].map(
      (name) => `access_key_${slot}_${name}`,
    ),
  ),
  ...['cert_1_active', 'cert_1_last_rotated', 'cert_2_active', 'cert_2_last_rotated'],
];

const CREATED = '2026-01-01T00:00:00Z';

/** The snapshot as ingest reads it from an archive. */
export function iamSnapshotOf(twin: IamTwin): IamSnapshot {
  const {
    account = '111122223333',
    collectedAt = '2026-03-02T00:00:00Z',
    generatedAt = collectedAt,
    missing = [],
  } = twin;
  const snapshot = iamSnapshot({
    ...{ account, collectedAt, source: 'twin', folder: 'iam' },
    state: { collectedAt, missing, report: { generatedAt } },
    parts: partsOf(twin, account),
  });
  if (snapshot.problems.length > 0) throw new Error(`iam: ${snapshot.problems.join('; ')}`);
  return snapshot;
}

function partsOf(twin: IamTwin, account: string): Map<IamPartName, unknown> {
  const parts = new Map<IamPartName, unknown>();
  const { users, groups, roles, policies, 'credential-report': report, 'access-keys': keys } = twin;
  const entity = (kind: string, name: string) => (short: Short) => {
    const item = typeof short === 'string' ? { [name]: short } : short;
    return { Path: '/', Arn: `arn:aws:iam::${account}:${kind}/${String(item[name])}`, CreateDate: CREATED, ...item };
  };
  if (users ?? groups ?? roles ?? policies) {
    parts.set('authorization-details', {
      UserDetailList: (users ?? []).map(entity('user', 'UserName')),
      GroupDetailList: (groups ?? []).map(entity('group', 'GroupName')),
      RoleDetailList: (roles ?? []).map(entity('role', 'RoleName')),
      Policies: (policies ?? []).map(entity('policy', 'PolicyName')),
    });
  }
  if (keys) {
    const never = { ServiceName: 'N/A', Region: 'N/A' };
    const whole = (key: Json) => ({ Status: 'Active', CreateDate: CREATED, AccessKeyLastUsed: never, ...key });
    parts.set('access-keys', { AccessKeyMetadata: keys.map(whole) });
  }
  if (report) parts.set('credential-report', [COLUMNS, ...report.map((row) => reportLine(row, account))].join('\n'));
  if (twin['account-summary']) parts.set('account-summary', { SummaryMap: twin['account-summary'] });
  for (const [part, key] of Object.entries(LISTS) as [keyof typeof LISTS, string][]) {
    const items: readonly Short[] | undefined = twin[part];
    if (!items) continue;
    const named =
      part === 'account-aliases' ? items : items.map((item) => (typeof item === 'string' ? { UserName: item } : item));
    parts.set(part, { [key]: part === 'mfa-devices' ? named.map((item) => withSerial(item, account)) : named });
  }
  const known = new Set<string>([...IAM_PART_NAMES, ...OTHER_NAMES]);
  const wrong = Object.keys(twin).find((name) => !known.has(name));
  if (wrong) throw new Error(`iam: there is no ${wrong}`);
  return parts;
}

const OTHER_NAMES = ['account', 'collectedAt', 'generatedAt', 'missing', 'users', 'groups', 'roles', 'policies'];

const withSerial = (item: Short, account: string): Json => ({
  EnableDate: CREATED,
  SerialNumber: `arn:aws:iam::${account}:mfa/${String((item as Json).UserName)}`,
  ...(item as Json),
});

function reportLine(row: Json, account: string): string {
  const wrong = Object.keys(row).find((name) => !COLUMNS.includes(name));
  if (wrong) throw new Error(`iam: the credential report has no column ${wrong}`);
  const root = row.user === '<root_account>';
  const ordinary: Json = {
    arn: `arn:aws:iam::${account}:${root ? 'root' : `user/${String(row.user)}`}`,
    user_creation_time: CREATED,
    password_enabled: false,
    mfa_active: false,
    access_key_1_active: false,
    access_key_2_active: false,
    cert_1_active: false,
    cert_2_active: false,
  };
  return COLUMNS.map((name) => String(row[name] ?? ordinary[name] ?? 'N/A')).join(',');
}
