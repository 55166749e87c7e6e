import type {
  Clock,
  Connection,
  CredentialState,
  IamReads,
  IamWrites,
  Status,
  UserState,
} from '../../src/containment/index.js';

interface MemoryUser {
  id: string;
  boundary: string | null;
  policies: Record<string, string>;
  attached: string[];
  accessKeys: Record<string, string>;
  serviceCredentials: Record<string, string>;
  sshKeys: Record<string, string>;
  certificates: Record<string, string>;
}

interface MemoryRole {
  id: string;
  path: string;
  trust: string;
  policies: Record<string, string>;
  attached: string[];
}

export interface MemoryState {
  users: Record<string, MemoryUser>;
  roles: Record<string, MemoryRole>;
  saml: Record<string, string>;
  oidc: Record<string, { clientIds: string[]; thumbprints: string[] }>;
}

/** An error as the SDK throws it. */
export function awsError(name: string, status: number): Error {
  return Object.assign(new Error(`${name} of the test`), {
    name,
    $metadata: { httpStatusCode: status, requestId: 'r-1' },
  });
}

/** IAM in memory, with the quota of inline policies and the error of what is not there. */
export class MemoryIam implements IamReads, IamWrites {
  /** Called before each call, and again after each write; may throw. */
  meddle: (call: string, when: 'before' | 'after') => void = () => {};
  readonly calls: string[] = [];
  /** Milliseconds that its clock is ahead of ours. */
  skew = 0;

  constructor(public state: MemoryState) {}

  ahead = () => this.skew;
  user = (name: string) =>
    this.#read('GetUser', () => {
      const user = this.state.users[name];
      return user ? ({ id: user.id, boundary: user.boundary } satisfies UserState) : null;
    });
  role = (name: string) =>
    this.#read('GetRole', () => {
      const role = this.state.roles[name];
      return role ? { id: role.id, path: role.path, trust: role.trust } : null;
    });
  userPolicy = (user: string, policy: string) =>
    this.#read('GetUserPolicy', () => this.state.users[user]?.policies[policy] ?? null);
  rolePolicy = (role: string, policy: string) =>
    this.#read('GetRolePolicy', () => this.state.roles[role]?.policies[policy] ?? null);
  userPolicyNames = (user: string) => this.#read('ListUserPolicies', () => names(this.state.users[user]?.policies));
  rolePolicyNames = (role: string) => this.#read('ListRolePolicies', () => names(this.state.roles[role]?.policies));
  attachedToUser = (user: string) =>
    this.#read('ListAttachedUserPolicies', () => this.state.users[user]?.attached.slice() ?? null);
  attachedToRole = (role: string) =>
    this.#read('ListAttachedRolePolicies', () => this.state.roles[role]?.attached.slice() ?? null);
  accessKeys = (user: string) => this.#credentials('ListAccessKeys', this.state.users[user]?.accessKeys);
  serviceCredentials = (user: string) =>
    this.#credentials('ListServiceSpecificCredentials', this.state.users[user]?.serviceCredentials);
  sshKeys = (user: string) => this.#credentials('ListSSHPublicKeys', this.state.users[user]?.sshKeys);
  certificates = (user: string) => this.#credentials('ListSigningCertificates', this.state.users[user]?.certificates);
  loginProfile = () => this.#read('GetLoginProfile', () => null);
  samlMetadata = (arn: string) => this.#read('GetSAMLProvider', () => this.state.saml[arn] ?? null);
  oidcProvider = (arn: string) =>
    this.#read('GetOpenIDConnectProvider', () => structuredClone(this.state.oidc[arn] ?? null));
  users = () =>
    this.#read('ListUsers', () =>
      Object.entries(this.state.users).map(([name, { id }]) => ({ name, id, created: null })),
    );

  putUserPolicy = (user: string, policy: string, document: string) =>
    this.#write('PutUserPolicy', () => {
      const { policies } = found(this.state.users[user]);
      const others = Object.entries(policies).filter(([name]) => name !== policy);
      const size = [...others.map(([, text]) => text), document].join('').replace(/\s/g, '').length;
      if (size > 2048) throw awsError('LimitExceededException', 409);
      policies[policy] = document;
    });
  deleteUserPolicy = (user: string, policy: string) =>
    this.#write('DeleteUserPolicy', () => take(found(this.state.users[user]).policies, policy));
  attachUserPolicy = (user: string, arn: string) =>
    this.#write('AttachUserPolicy', () => {
      const { attached } = found(this.state.users[user]);
      if (!attached.includes(arn) && attached.length >= 10) throw awsError('LimitExceededException', 409);
      if (!attached.includes(arn)) attached.push(arn);
    });
  detachUserPolicy = (user: string, arn: string) =>
    this.#write('DetachUserPolicy', () => {
      const { attached } = found(this.state.users[user]);
      if (!attached.includes(arn)) throw awsError('NoSuchEntityException', 404);
      attached.splice(attached.indexOf(arn), 1);
    });
  putUserBoundary = (user: string, arn: string) =>
    this.#write('PutUserPermissionsBoundary', () => {
      found(this.state.users[user]).boundary = arn;
    });
  deleteUserBoundary = (user: string) =>
    this.#write('DeleteUserPermissionsBoundary', () => {
      found(this.state.users[user]).boundary = null;
    });
  putRolePolicy = (role: string, policy: string, document: string) =>
    this.#write('PutRolePolicy', () => {
      found(this.state.roles[role]).policies[policy] = document;
    });
  deleteRolePolicy = (role: string, policy: string) =>
    this.#write('DeleteRolePolicy', () => take(found(this.state.roles[role]).policies, policy));
  setAccessKey = (user: string, id: string, status: Status) =>
    this.#set('UpdateAccessKey', () => this.state.users[user]?.accessKeys, id, status);
  setServiceCredential = (user: string, id: string, status: Status) =>
    this.#set('UpdateServiceSpecificCredential', () => this.state.users[user]?.serviceCredentials, id, status);
  setSshKey = (user: string, id: string, status: Status) =>
    this.#set('UpdateSSHPublicKey', () => this.state.users[user]?.sshKeys, id, status);
  setCertificate = (user: string, id: string, status: Status) =>
    this.#set('UpdateSigningCertificate', () => this.state.users[user]?.certificates, id, status);
  updateTrust = (role: string, document: string) =>
    this.#write('UpdateAssumeRolePolicy', () => {
      found(this.state.roles[role]).trust = document;
    });
  updateSamlProvider = (arn: string, document: string) =>
    this.#write('UpdateSAMLProvider', () => {
      found(this.state.saml[arn]);
      this.state.saml[arn] = document;
    });
  removeOidcClient = (arn: string, clientId: string) =>
    this.#write('RemoveClientIDFromOpenIDConnectProvider', () => {
      const provider = found(this.state.oidc[arn]);
      provider.clientIds = provider.clientIds.filter((id) => id !== clientId);
    });
  addOidcClient = (arn: string, clientId: string) =>
    this.#write('AddClientIDToOpenIDConnectProvider', () => {
      const provider = found(this.state.oidc[arn]);
      provider.clientIds = [...new Set([...provider.clientIds, clientId])].sort();
    });
  setOidcThumbprints = (arn: string, thumbprints: readonly string[]) =>
    this.#write('UpdateOpenIDConnectProviderThumbprint', () => {
      found(this.state.oidc[arn]).thumbprints = [...thumbprints];
    });

  get writes(): readonly string[] {
    return this.calls.filter((call) => !/^(Get|List)/.test(call));
  }

  async #read<T>(call: string, answer: () => T): Promise<T> {
    this.calls.push(call);
    this.meddle(call, 'before');
    return answer();
  }

  async #write(call: string, change: () => void): Promise<void> {
    this.calls.push(call);
    this.meddle(call, 'before');
    change();
    this.meddle(call, 'after');
  }

  #credentials(call: string, held: Record<string, string> | undefined): Promise<readonly CredentialState[] | null> {
    return this.#read(call, () =>
      held ? Object.entries(held).map(([id, status]) => ({ id, status, created: null })) : null,
    );
  }

  #set(call: string, held: () => Record<string, string> | undefined, id: string, status: Status): Promise<void> {
    return this.#write(call, () => {
      const credentials = found(held());
      if (credentials[id] === undefined) throw awsError('NoSuchEntityException', 404);
      credentials[id] = status;
    });
  }
}

function names(policies: Record<string, string> | undefined): string[] | null {
  return policies ? Object.keys(policies) : null;
}

function found<T>(thing: T | undefined): T {
  if (thing === undefined) throw awsError('NoSuchEntityException', 404);
  return thing;
}

function take(policies: Record<string, string>, name: string): void {
  if (policies[name] === undefined) throw awsError('NoSuchEntityException', 404);
  delete policies[name];
}

/** A clock whose waits take no time. */
export function clockOfTest(): Clock {
  let time = Date.UTC(2026, 2, 4, 8, 0, 0);
  return {
    now: () => {
      time += 1;
      return new Date(time);
    },
    sleep: async (milliseconds) => {
      time += milliseconds;
    },
    random: () => 0.5,
  };
}

export function connectionTo(iam: IamReads, arn = 'arn:aws:iam::123456789012:user/responder'): Connection {
  const identity = {
    arn,
    account: '123456789012',
    accessKeyId: 'AKIARESPONDER0000000',
    partition: 'aws',
    region: 'us-east-1',
    endpoint: 'https://iam.amazonaws.com',
    behind: [],
  };
  return { caller: identity, accounts: [{ account: '123456789012', identity, reads: iam }] };
}
