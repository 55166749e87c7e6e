import { setTimeout } from 'node:timers/promises';
import { toIso } from '../clock.js';
import {
  GenerateCredentialReportCommand,
  GetAccountAuthorizationDetailsCommand,
  GetAccountSummaryCommand,
  GetCredentialReportCommand,
  GetOpenIDConnectProviderCommand,
  GetSAMLProviderCommand,
  type IAMClient,
  ListAccountAliasesCommand,
  ListOpenIDConnectProvidersCommand,
  ListRolesCommand,
  ListSAMLProvidersCommand,
  ListUsersCommand,
  ListVirtualMFADevicesCommand,
} from './aws-sdk.js';
import { credentialReport, type ReportFound } from './iam-credential-report.js';
import { withDocuments } from './iam-documents.js';
import { type IamMissing, MissingParts } from './iam-missing.js';
import { allLists, allPages } from './iam-pages.js';
import { credentialsOfUsers } from './iam-users.js';
import { plainAnswer } from './plain-answer.js';
import { isAboutCredentials } from './s3-error.js';

export interface IamReadOptions {
  readonly client: IAMClient;
  /** False: the stored credential report is taken as it is. */
  readonly generate: boolean;
  readonly signal?: AbortSignal | undefined;
  readonly announce: (text: string) => void;
  readonly onUser: (done: number, users: number) => void;
}

export interface IamAccountState {
  readonly report: ReportFound;
  /** Name of a JSON file → its text, as the AWS CLI prints it, pages joined. */
  readonly files: ReadonlyMap<string, string>;
  readonly users: number;
  readonly roles: number;
  readonly missing: readonly IamMissing[];
}

type Item = Readonly<Record<string, unknown>>;
const LISTS = ['UserDetailList', 'GroupDetailList', 'RoleDetailList', 'Policies'] as const;

/** The IAM state of an account. What is refused is listed under `missing`; only credentials that are not good end the run. */
export async function iamAccountState(options: IamReadOptions): Promise<IamAccountState> {
  const { client, signal, onUser } = options;
  const abort = signal ? { abortSignal: signal } : {};
  const missing = new MissingParts();
  const files = new Map<string, string>();
  const keep = (file: string, value: object | null) => {
    if (value !== null) files.set(`${file}.json`, withDocuments(plainAnswer(value)));
  };
  const list = <T>(part: string, ask: () => Promise<T>) => missing.attempt(part, null, ask);

  const report = await ofReport(options);
  if (report.missing !== null) missing.add('credential-report', report.missing);
  const details = await list('authorization-details', () =>
    allLists(
      (page) =>
        client.send(new GetAccountAuthorizationDetailsCommand({ Filter: [...FILTER], MaxItems: 500, ...page }), abort),
      LISTS,
    ),
  );
  keep('authorization-details', details && Object.fromEntries(LISTS.map((name, at) => [name, details[at]])));
  const roles = await list('roles', () =>
    allPages((page) => client.send(new ListRolesCommand({ MaxItems: 500, ...page }), abort), 'Roles'),
  );
  keep('roles', roles && { Roles: roles });
  const users =
    details?.[0] ??
    (await list('users', () =>
      allPages((page) => client.send(new ListUsersCommand({ MaxItems: 500, ...page }), abort), 'Users'),
    ));
  if (users === null) missing.add('users', 'nothing says which users there are: their credentials were not asked for');
  const names = (users ?? []).map(({ UserName }) => String(UserName)).sort();
  onUser(0, names.length);
  const of = await credentialsOfUsers(names, { client, missing, signal, onUser: (done) => onUser(done, names.length) });
  const virtual = await list('mfa-devices', () =>
    allPages((page) => client.send(new ListVirtualMFADevicesCommand({ ...page }), abort), 'VirtualMFADevices'),
  );
  if (users !== null) {
    for (const [part, name] of Object.entries(OF_USERS)) {
      const found = of[part as keyof typeof OF_USERS];
      keep(part, found && { [name]: found });
    }
  }
  const devices = users && of['mfa-devices'];
  if (devices ?? virtual) {
    keep('mfa-devices', { ...(devices && { MFADevices: devices }), ...(virtual && { VirtualMFADevices: virtual }) });
  }
  await keepProviders(client, abort, missing, keep);
  const summary = await list('account-summary', () => client.send(new GetAccountSummaryCommand({}), abort));
  keep('account-summary', summary && { SummaryMap: summary.SummaryMap ?? {} });
  const aliases = await list('account-aliases', () =>
    allPages((page) => client.send(new ListAccountAliasesCommand({ ...page }), abort), 'AccountAliases'),
  );
  keep('account-aliases', aliases && { AccountAliases: aliases });
  return {
    ...{ report, files, missing: missing.list() },
    users: names.length,
    roles: (details?.[2] ?? roles ?? []).length,
  };
}

/** Part → the name of its list in the answers. */
const OF_USERS = {
  'access-keys': 'AccessKeyMetadata',
  'login-profiles': 'LoginProfiles',
  'service-specific-credentials': 'ServiceSpecificCredentials',
  'ssh-public-keys': 'SSHPublicKeys',
  'signing-certificates': 'Certificates',
} as const;

const FILTER = ['User', 'Role', 'Group', 'LocalManagedPolicy', 'AWSManagedPolicy'] as const;

function ofReport({ client, generate, signal, announce }: IamReadOptions): Promise<ReportFound> {
  const abort = signal ? { abortSignal: signal } : {};
  const calls = {
    announce,
    fatal: (error: unknown) => isAboutCredentials(error) || (error as Error).name === 'AbortError',
    async get() {
      const { Content, GeneratedTime } = await client.send(new GetCredentialReportCommand({}), abort);
      return { bytes: Buffer.from(Content ?? []), generatedAt: GeneratedTime ? toIso(GeneratedTime) : null };
    },
    generate: async () => (await client.send(new GenerateCredentialReportCommand({}), abort)).State,
    wait: (ms: number) => setTimeout(ms, undefined, signal ? { signal } : {}),
  };
  return credentialReport(calls, generate);
}

/** Each provider with what only asking for it says: the metadata document, the client ids, the thumbprints. */
async function keepProviders(
  client: IAMClient,
  abort: { abortSignal?: AbortSignal },
  missing: MissingParts,
  keep: (file: string, value: object | null) => void,
): Promise<void> {
  const each = async (part: string, listed: readonly Item[], ask: (arn: string) => Promise<object>) => {
    const found: Item[] = [];
    for (const item of listed) {
      const arn = String(item.Arn);
      const { $metadata: _, ...rest } = ((await missing.attempt(part, arn, () => ask(arn))) ?? {}) as Item;
      found.push({ ...item, ...rest });
    }
    return found;
  };
  const saml = await missing.attempt('saml-providers', null, async () => {
    const { SAMLProviderList = [] } = await client.send(new ListSAMLProvidersCommand({}), abort);
    return SAMLProviderList as unknown as Item[];
  });
  const oidc = await missing.attempt('open-id-connect-providers', null, async () => {
    const { OpenIDConnectProviderList = [] } = await client.send(new ListOpenIDConnectProvidersCommand({}), abort);
    return OpenIDConnectProviderList as unknown as Item[];
  });
  const ofSaml = (SAMLProviderArn: string) => client.send(new GetSAMLProviderCommand({ SAMLProviderArn }), abort);
  const ofOidc = (OpenIDConnectProviderArn: string) =>
    client.send(new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn }), abort);
  keep('saml-providers', saml && { SAMLProviders: await each('saml-providers', saml, ofSaml) });
  keep(
    'open-id-connect-providers',
    oidc && { OpenIDConnectProviders: await each('open-id-connect-providers', oidc, ofOidc) },
  );
}

/** How many users and roles there are; null: it is refused. Nothing else is asked. */
export async function iamCounts(client: IAMClient): Promise<{ users: number; roles: number } | null> {
  const answer = await new MissingParts().attempt('account-summary', null, () =>
    client.send(new GetAccountSummaryCommand({})),
  );
  const { Users, Roles } = answer?.SummaryMap ?? {};
  return Users === undefined || Roles === undefined ? null : { users: Users, roles: Roles };
}
