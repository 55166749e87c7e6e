import { toIso } from '../clock.js';
import { isNothing } from './aws-error.js';
import {
  GetLoginProfileCommand,
  GetOpenIDConnectProviderCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  GetSAMLProviderCommand,
  GetUserCommand,
  GetUserPolicyCommand,
  type IAMClient,
  ListAccessKeysCommand,
  ListAttachedRolePoliciesCommand,
  ListAttachedUserPoliciesCommand,
  ListRolePoliciesCommand,
  ListServiceSpecificCredentialsCommand,
  ListSigningCertificatesCommand,
  ListSSHPublicKeysCommand,
  ListUserPoliciesCommand,
  ListUsersCommand,
} from './sdk.js';
import type { CredentialState, IamReads, OidcState, RoleState, UserState } from './types.js';

/** Pages of a list. IAM has quotas for all that is listed here; users are 5,000 as a rule, and 1,000 to a page. */
const PAGES = 1000;

interface Page {
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

/** The reads over HTTP. */
export class LiveReads implements IamReads {
  #ahead = 0;

  /** Out of sight: it holds credentials, and a connection may be printed. */
  readonly #client: IAMClient;

  constructor(client: IAMClient) {
    this.#client = client;
    client.middlewareStack.add(
      (next) => async (args) => {
        const answer = await next(args);
        this.#note(answer.response);
        return answer;
      },
      { step: 'deserialize', name: 'keytrailClock' },
    );
  }

  ahead(): number {
    return this.#ahead;
  }

  async user(name: string): Promise<UserState | null> {
    const answer = await found(() => this.#client.send(new GetUserCommand({ UserName: name })));
    if (answer === null) return null;
    const { UserId, PermissionsBoundary } = given(answer.User);
    return { id: given(UserId), boundary: PermissionsBoundary?.PermissionsBoundaryArn ?? null };
  }

  async role(name: string): Promise<RoleState | null> {
    const answer = await found(() => this.#client.send(new GetRoleCommand({ RoleName: name })));
    if (answer === null) return null;
    const { RoleId, Path, AssumeRolePolicyDocument } = given(answer.Role);
    return { id: given(RoleId), path: given(Path), trust: decoded(AssumeRolePolicyDocument) };
  }

  async userPolicy(user: string, policy: string): Promise<string | null> {
    const command = new GetUserPolicyCommand({ UserName: user, PolicyName: policy });
    const answer = await found(() => this.#client.send(command));
    return answer === null ? null : decoded(answer.PolicyDocument);
  }

  async rolePolicy(role: string, policy: string): Promise<string | null> {
    const command = new GetRolePolicyCommand({ RoleName: role, PolicyName: policy });
    const answer = await found(() => this.#client.send(command));
    return answer === null ? null : decoded(answer.PolicyDocument);
  }

  userPolicyNames(user: string): Promise<readonly string[] | null> {
    return all(
      (from) => this.#client.send(new ListUserPoliciesCommand({ UserName: user, ...from })),
      ({ PolicyNames }) => given(PolicyNames),
    );
  }

  rolePolicyNames(role: string): Promise<readonly string[] | null> {
    return all(
      (from) => this.#client.send(new ListRolePoliciesCommand({ RoleName: role, ...from })),
      ({ PolicyNames }) => given(PolicyNames),
    );
  }

  attachedToUser(user: string): Promise<readonly string[] | null> {
    return all(
      (from) => this.#client.send(new ListAttachedUserPoliciesCommand({ UserName: user, ...from })),
      ({ AttachedPolicies }) => given(AttachedPolicies).map(({ PolicyArn }) => given(PolicyArn)),
    );
  }

  attachedToRole(role: string): Promise<readonly string[] | null> {
    return all(
      (from) => this.#client.send(new ListAttachedRolePoliciesCommand({ RoleName: role, ...from })),
      ({ AttachedPolicies }) => given(AttachedPolicies).map(({ PolicyArn }) => given(PolicyArn)),
    );
  }

  accessKeys(user: string): Promise<readonly CredentialState[] | null> {
    return all(
      (from) => this.#client.send(new ListAccessKeysCommand({ UserName: user, ...from })),
      ({ AccessKeyMetadata }) =>
        given(AccessKeyMetadata).map((key) => credential(key.AccessKeyId, key.Status, key.CreateDate)),
    );
  }

  serviceCredentials(user: string): Promise<readonly CredentialState[] | null> {
    return all(
      (from) => this.#client.send(new ListServiceSpecificCredentialsCommand({ UserName: user, ...from })),
      ({ ServiceSpecificCredentials }) =>
        given(ServiceSpecificCredentials).map((one) =>
          credential(one.ServiceSpecificCredentialId, one.Status, one.CreateDate),
        ),
    );
  }

  sshKeys(user: string): Promise<readonly CredentialState[] | null> {
    return all(
      (from) => this.#client.send(new ListSSHPublicKeysCommand({ UserName: user, ...from })),
      ({ SSHPublicKeys }) =>
        given(SSHPublicKeys).map((key) => credential(key.SSHPublicKeyId, key.Status, key.UploadDate)),
    );
  }

  certificates(user: string): Promise<readonly CredentialState[] | null> {
    return all(
      (from) => this.#client.send(new ListSigningCertificatesCommand({ UserName: user, ...from })),
      ({ Certificates }) => given(Certificates).map((one) => credential(one.CertificateId, one.Status, one.UploadDate)),
    );
  }

  async loginProfile(user: string): Promise<{ readonly created: string | null } | null> {
    const answer = await found(() => this.#client.send(new GetLoginProfileCommand({ UserName: user })));
    return answer && { created: instant(given(answer.LoginProfile).CreateDate) };
  }

  async samlMetadata(arn: string): Promise<string | null> {
    const answer = await found(() => this.#client.send(new GetSAMLProviderCommand({ SAMLProviderArn: arn })));
    return answer && given(answer.SAMLMetadataDocument);
  }

  async oidcProvider(arn: string): Promise<OidcState | null> {
    const command = new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: arn });
    const answer = await found(() => this.#client.send(command));
    if (answer === null) return null;
    given(answer.Url);
    return { clientIds: answer.ClientIDList ?? [], thumbprints: answer.ThumbprintList ?? [] };
  }

  async users(): Promise<readonly { readonly name: string; readonly id: string; readonly created: string | null }[]> {
    const listed = await all(
      (from) => this.#client.send(new ListUsersCommand({ MaxItems: 1000, ...from })),
      ({ Users }) => given(Users),
    );
    return (listed ?? []).map(({ UserName = '', UserId = '', CreateDate }) => ({
      name: UserName,
      id: UserId,
      created: instant(CreateDate),
    }));
  }

  #note(response: unknown): void {
    const { headers } = (response ?? {}) as { headers?: Record<string, string> };
    const said = Date.parse(headers?.date ?? '');
    // A Date has whole seconds: what is less is no difference.
    if (Number.isNaN(said)) return;
    const ahead = said - Date.now();
    this.#ahead = Math.abs(ahead) < 2000 ? 0 : ahead;
  }
}

/**
 * What every answer of AWS has. A page of a proxy that stands between, with status 200, must not pass for "there is no such user": then
 * nothing would be done, and all would seem well.
 */
function given<T>(value: T | undefined): T {
  if (value === undefined) throw new SyntaxError('an answer without what was asked for');
  return value;
}

/** Null where AWS says that there is no such thing, and only there. */
async function found<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    if (isNothing(error)) return null;
    throw error;
  }
}

async function all<P extends Page, T>(
  ask: (from: { Marker?: string }) => Promise<P>,
  take: (page: P) => readonly T[],
): Promise<readonly T[] | null> {
  const items: T[] = [];
  let marker: string | undefined;
  for (let page = 0; page < PAGES; page += 1) {
    const answer = await found(() => ask(marker === undefined ? {} : { Marker: marker }));
    if (answer === null) return null;
    items.push(...take(answer));
    if (!answer.IsTruncated) return items;
    marker = answer.Marker;
    if (marker === undefined) break;
  }
  // A list that is not known to its end says nothing of what it lacks.
  throw new SyntaxError('a list without an end');
}

/** IAM gives documents URL-encoded (RFC 3986); what is no such text is as it is. */
function decoded(document: string | undefined): string {
  try {
    return decodeURIComponent(given(document));
  } catch {
    return given(document);
  }
}

function credential(id: string | undefined, status: string | undefined, created: Date | undefined): CredentialState {
  return { id: given(id), status: given(status), created: instant(created) };
}

function instant(time: Date | undefined): string | null {
  return time && !Number.isNaN(time.getTime()) ? toIso(time) : null;
}
