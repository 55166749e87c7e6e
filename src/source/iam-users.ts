import {
  GetAccessKeyLastUsedCommand,
  GetLoginProfileCommand,
  type IAMClient,
  ListAccessKeysCommand,
  ListMFADevicesCommand,
  ListServiceSpecificCredentialsCommand,
  ListSigningCertificatesCommand,
  ListSSHPublicKeysCommand,
} from './aws-sdk.js';
import type { MissingParts } from './iam-missing.js';
import { allPages, type Page } from './iam-pages.js';

type Item = Readonly<Record<string, unknown>>;

/** What has to be asked of each user on his own: part → its list, in the order of the users; null: refused. */
export type OfUsers = Readonly<Record<(typeof PARTS)[number], Item[] | null>>;

const PARTS = [
  'access-keys',
  'login-profiles',
  'mfa-devices',
  'service-specific-credentials',
  'ssh-public-keys',
  'signing-certificates',
] as const;

/** Users asked about at once: IAM throttles the whole account, and other people's calls with it. */
const AT_ONCE = 4;

export interface UsersOptions {
  readonly client: IAMClient;
  readonly missing: MissingParts;
  readonly signal?: AbortSignal | undefined;
  readonly onUser: (done: number) => void;
}

/** The credentials of these users. A user that is refused or gone is told, and the others are asked. */
export async function credentialsOfUsers(users: readonly string[], options: UsersOptions): Promise<OfUsers> {
  const found = new Map<number, OfUsers>();
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < users.length; at = next++) {
      options.signal?.throwIfAborted();
      found.set(at, await ofUser(users[at]!, options));
      options.onUser(found.size);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return Object.fromEntries(
    PARTS.map((part) => {
      const lists = users.map((_, at) => found.get(at)?.[part] ?? null);
      // An empty list must not stand for an answer that nobody gave.
      const refused = users.length > 0 && lists.every((list) => list === null);
      return [part, refused ? null : lists.flatMap((list) => list ?? [])];
    }),
  ) as OfUsers;
}

async function ofUser(UserName: string, { client, missing, signal }: UsersOptions): Promise<OfUsers> {
  const abort = signal ? { abortSignal: signal } : {};
  const list = (part: string, ask: (page: Page) => Promise<unknown>, name: string): Promise<Item[] | null> =>
    missing.attempt(part, UserName, () => allPages(ask, name));
  const keys = await list(
    'access-keys',
    (page) => client.send(new ListAccessKeysCommand({ UserName, ...page }), abort),
    'AccessKeyMetadata',
  );
  for (const [at, key] of (keys ?? []).entries()) {
    const AccessKeyId = String(key.AccessKeyId);
    const used = await missing.attempt('access-key-last-used', AccessKeyId, () =>
      client.send(new GetAccessKeyLastUsedCommand({ AccessKeyId }), abort),
    );
    if (keys && used?.AccessKeyLastUsed) keys[at] = { ...key, AccessKeyLastUsed: used.AccessKeyLastUsed };
  }
  return {
    'access-keys': keys,
    'login-profiles': await loginProfile(UserName, client, missing, abort),
    'mfa-devices': await list(
      'mfa-devices',
      (page) => client.send(new ListMFADevicesCommand({ UserName, ...page }), abort),
      'MFADevices',
    ),
    'service-specific-credentials': await list(
      'service-specific-credentials',
      (page) => client.send(new ListServiceSpecificCredentialsCommand({ UserName, ...page }), abort),
      'ServiceSpecificCredentials',
    ),
    'ssh-public-keys': await list(
      'ssh-public-keys',
      (page) => client.send(new ListSSHPublicKeysCommand({ UserName, ...page }), abort),
      'SSHPublicKeys',
    ),
    'signing-certificates': await list(
      'signing-certificates',
      (page) => client.send(new ListSigningCertificatesCommand({ UserName, ...page }), abort),
      'Certificates',
    ),
  };
}

async function loginProfile(
  UserName: string,
  client: IAMClient,
  missing: MissingParts,
  abort: { abortSignal?: AbortSignal },
): Promise<Item[] | null> {
  return missing.attempt('login-profiles', UserName, async () => {
    try {
      const { LoginProfile } = await client.send(new GetLoginProfileCommand({ UserName }), abort);
      return LoginProfile ? [LoginProfile as unknown as Item] : [];
    } catch (error) {
      // That is how IAM says that there is no password.
      if (['NoSuchEntityException', 'NoSuchEntity'].includes((error as Error).name)) return [];
      throw error;
    }
  });
}
