import { readDetails, readRoles } from './iam-details.js';
import { readReport } from './iam-report.js';
import { countOf, flagOf, type IamRows, textOf, textsOf, timeOf } from './iam-rows.js';
import { isRecord } from './json.js';

/** A file of a snapshot. */
export interface IamPart {
  readonly file: string;
  /** @returns whether it is what it should be */
  readonly read: (value: unknown, out: IamRows) => boolean;
}

type Json = Readonly<Record<string, unknown>>;

/** A list as the AWS CLI prints it below one name; of several answers the lists are joined. */
const list =
  (part: string, key: string, name: string, take: (item: Json, name: string, out: IamRows) => void): IamPart['read'] =>
  (value, out) => {
    if (!isRecord(value) || !Array.isArray(value[key])) return false;
    out.each(part, value[key], name, (item, called) => take(item, called, out));
    return true;
  };

const credential = (kind: string, id: string) => (item: Json, user_name: string, out: IamRows) =>
  out.add('credentials', {
    kind,
    user_name,
    id: textOf(item[id]),
    service: textOf(item.ServiceName),
    status: textOf(item.Status),
    created: timeOf(item.CreateDate ?? item.UploadDate),
    expires: timeOf(item.ExpirationDate),
  });

function accessKey(item: Json, access_key_id: string, out: IamRows): void {
  const used = isRecord(item.AccessKeyLastUsed) ? item.AccessKeyLastUsed : null;
  // AWS writes N/A where there is nothing to tell.
  const told = (value: unknown) => (value === 'N/A' ? null : textOf(value));
  out.add('access_keys', {
    access_key_id,
    user_name: textOf(item.UserName),
    status: textOf(item.Status),
    created: timeOf(item.CreateDate),
    last_used: timeOf(used?.LastUsedDate),
    last_used_region: told(used?.Region),
    last_used_service: told(used?.ServiceName),
    last_used_told: used !== null,
  });
}

const ROOT = '<root_account>';

function mfaDevices(value: unknown, out: IamRows): boolean {
  if (!isRecord(value) || !(Array.isArray(value.MFADevices) || Array.isArray(value.VirtualMFADevices))) return false;
  const seen = new Set<string>();
  const take = (item: Json, serial: string, user_name: string | null) => {
    if (seen.has(serial)) return;
    seen.add(serial);
    out.add('mfa_devices', { user_name, serial, enabled: timeOf(item.EnableDate) });
  };
  out.each('mfa-devices', value.MFADevices, 'SerialNumber', (item, serial) =>
    take(item, serial, textOf(item.UserName)),
  );
  // Among these are root's own, and those that nobody has enabled.
  out.each('mfa-devices', value.VirtualMFADevices, 'SerialNumber', (item, serial) => {
    const user = isRecord(item.User) ? item.User : {};
    const isRoot = /:root$/.test(textOf(user.Arn) ?? '');
    take(item, serial, textOf(user.UserName) ?? (isRoot ? ROOT : null));
  });
  return true;
}

function samlProvider(item: Json, arn: string, out: IamRows): void {
  out.add('providers', {
    ...{ kind: 'saml', arn, url: null, client_ids: [], thumbprints: [] },
    created: timeOf(item.CreateDate),
    valid_until: timeOf(item.ValidUntil),
    document: textOf(item.SAMLMetadataDocument),
  });
}

function oidcProvider(item: Json, arn: string, out: IamRows): void {
  out.add('providers', {
    ...{ kind: 'oidc', arn, valid_until: null, document: null },
    created: timeOf(item.CreateDate),
    url: textOf(item.Url),
    client_ids: textsOf(item.ClientIDList),
    thumbprints: textsOf(item.ThumbprintList),
  });
}

/** In the order in which they are read: roles.json adds to what the details say. `.json` but for the report, which is CSV. */
export const IAM_PARTS = {
  'authorization-details': readDetails,
  roles: readRoles,
  'access-keys': list('access-keys', 'AccessKeyMetadata', 'AccessKeyId', accessKey),
  'login-profiles': list('login-profiles', 'LoginProfiles', 'UserName', (item, user_name, out) =>
    out.add('login_profiles', {
      user_name,
      created: timeOf(item.CreateDate),
      reset_required: flagOf(item.PasswordResetRequired),
    }),
  ),
  'mfa-devices': mfaDevices,
  'service-specific-credentials': list(
    'service-specific-credentials',
    'ServiceSpecificCredentials',
    'UserName',
    credential('service-specific', 'ServiceSpecificCredentialId'),
  ),
  'ssh-public-keys': list(
    'ssh-public-keys',
    'SSHPublicKeys',
    'UserName',
    credential('ssh-public-key', 'SSHPublicKeyId'),
  ),
  'signing-certificates': list(
    'signing-certificates',
    'Certificates',
    'UserName',
    credential('signing-certificate', 'CertificateId'),
  ),
  'saml-providers': list('saml-providers', 'SAMLProviders', 'Arn', samlProvider),
  'open-id-connect-providers': list('open-id-connect-providers', 'OpenIDConnectProviders', 'Arn', oidcProvider),
  'account-summary': (value: unknown, out: IamRows) => {
    if (!isRecord(value) || !isRecord(value.SummaryMap)) return false;
    const counts = Object.entries(value.SummaryMap).filter(([, count]) => countOf(count) !== null);
    out.summary = JSON.stringify(Object.fromEntries(counts));
    return true;
  },
  'account-aliases': (value: unknown, out: IamRows) => {
    if (!isRecord(value) || !Array.isArray(value.AccountAliases)) return false;
    out.aliases = textsOf(value.AccountAliases);
    return true;
  },
  'credential-report': readReport,
} as const satisfies Record<string, IamPart['read']>;
export type IamPartName = keyof typeof IAM_PARTS;

export const IAM_PART_NAMES = Object.keys(IAM_PARTS) as readonly IamPartName[];

export const iamFileOf = (part: IamPartName): string => (part === 'credential-report' ? `${part}.csv` : `${part}.json`);
