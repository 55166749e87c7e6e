import { type Answer, failure, success, textsOf, xmlOf } from './iam-answers.js';

// What IAM does and moto 5.2.1 does not: boundaries of users, AWS's own policies, service-specific credentials, client ids of OIDC providers,
// quotas of policies, the row of root in the credential report, and ids that look like AWS's.

type Params = URLSearchParams;
/** Asks moto in the name of whoever asked us. */
export type Ask = (action: string, params: Readonly<Record<string, string>>) => Promise<Answer>;
export interface Asked {
  readonly action: string;
  readonly params: Params;
  readonly account: string;
  readonly ask: Ask;
}

interface ServiceCredential {
  readonly id: string;
  readonly user: string;
  readonly service: string;
  status: string;
}

/** Characters of all inline policies of a user, white space not counted (IAM User Guide, "IAM and AWS STS quotas"). */
const INLINE_OF_USER = 2048;
const ATTACHED_TO_USER = 10;
const AWS_OWN = /^arn:aws[a-z-]*:iam::aws:policy\/[\w+=,.@/-]+$/;

export class IamGaps {
  #boundaries = new Map<string, string>();
  #credentials: (ServiceCredential & { readonly account: string })[] = [];
  #clients = new Map<string, readonly string[]>();
  #attached = new Map<string, readonly string[]>();
  #made = 0;

  forget(): void {
    this.#boundaries.clear();
    this.#clients.clear();
    this.#attached.clear();
    this.#credentials = [];
  }

  /** Null: moto knows how to. */
  async answer(asked: Asked): Promise<Answer | null> {
    const { action, params } = asked;
    switch (action) {
      case 'PutUserPermissionsBoundary':
      case 'DeleteUserPermissionsBoundary':
        return (await this.#noUser(asked)) ?? this.#boundary(asked);
      case 'AttachUserPolicy':
      case 'DetachUserPolicy':
        return (await this.#noUser(asked)) ?? this.#attach(asked);
      case 'CreateServiceSpecificCredential':
      case 'ListServiceSpecificCredentials':
        return (await this.#noUser(asked)) ?? this.#service(asked);
      case 'UpdateServiceSpecificCredential':
      case 'DeleteServiceSpecificCredential':
      case 'ResetServiceSpecificCredential':
        return this.#service(asked);
      case 'AddClientIDToOpenIDConnectProvider':
      case 'RemoveClientIDFromOpenIDConnectProvider':
        return this.#client(asked);
      case 'PutUserPolicy':
        return (await inlineOf(asked)) > INLINE_OF_USER
          ? failure(
              'LimitExceeded',
              `Maximum policy size of ${INLINE_OF_USER} bytes exceeded for user ${params.get('UserName')}`,
            )
          : null;
      default:
        return null;
    }
  }

  /** Moto's answer, with what it does not know and the ids that it writes in small letters. */
  mend({ action, account, params }: Asked, { status, type, body }: Answer): Answer {
    let mended = body
      .replace(/<UserId>(?!AIDA)(\w+)<\/UserId>/g, (_, id: string) => `<UserId>AIDA${id.toUpperCase()}</UserId>`)
      .replace(/<RoleId>(?!AROA)(\w+)<\/RoleId>/g, (_, id: string) => `<RoleId>AROA${id.toUpperCase()}</RoleId>`)
      .replace(/(?<=<CertificateId>)\w+(?=<\/CertificateId>)/g, (id) => id.toUpperCase());
    if (action === 'GetUser')
      mended = mended.replace(/<\/User>/, `${this.#boundaryOf(account, textsOf(body, 'UserName')[0])}</User>`);
    if (action === 'GetAccountAuthorizationDetails') {
      mended = mended.replace(/<UserDetailList>.*?<\/UserDetailList>/s, (users) =>
        users.replace(/<UserName>([^<]*)<\/UserName>/g, (all, name: string) => all + this.#boundaryOf(account, name)),
      );
    }
    if (action === 'GetOpenIDConnectProvider') {
      const clients = this.#clients.get(`${account}/${params.get('OpenIDConnectProviderArn')}`);
      const list = clients?.map((id) => `<member>${xmlOf(id)}</member>`).join('');
      if (list !== undefined)
        mended = mended.replace(
          /<ClientIDList>.*?<\/ClientIDList>|<ClientIDList\/>/s,
          `<ClientIDList>${list}</ClientIDList>`,
        );
    }
    if (action === 'ListAttachedUserPolicies') {
      const ours = this.#attached.get(`${account}/${params.get('UserName')}`) ?? [];
      const list = ours.map(
        (arn) =>
          `<member><PolicyName>${arn.split('/').pop()}</PolicyName><PolicyArn>${xmlOf(arn)}</PolicyArn></member>`,
      );
      mended = mended
        .replace(/<AttachedPolicies\/>/, '<AttachedPolicies></AttachedPolicies>')
        .replace('</AttachedPolicies>', `${list.join('')}</AttachedPolicies>`);
    }
    if (action === 'GetCredentialReport')
      mended = mended.replace(/(?<=<Content>)[^<]+/, (content) => withRoot(content, account));
    return { status, type, body: mended };
  }

  async #noUser({ params, ask }: Asked): Promise<Answer | null> {
    const { status } = await ask('GetUser', { UserName: params.get('UserName') ?? '' });
    return status === 200
      ? null
      : failure('NoSuchEntity', `The user with name ${params.get('UserName')} cannot be found.`);
  }

  #boundary({ action, params, account }: Asked): Answer {
    const key = `${account}/${params.get('UserName')}`;
    if (action === 'PutUserPermissionsBoundary') {
      this.#boundaries.set(key, params.get('PermissionsBoundary') ?? '');
    } else if (!this.#boundaries.delete(key)) return failure('NoSuchEntity', 'The user has no permissions boundary.');
    return success(action, null);
  }

  /** Loading AWS's own policies takes moto a second at each reset: they are attached here. */
  async #attach({ action, params, account, ask }: Asked): Promise<Answer | null> {
    const UserName = params.get('UserName') ?? '';
    const arn = params.get('PolicyArn') ?? '';
    const key = `${account}/${UserName}`;
    const ours = this.#attached.get(key) ?? [];
    const others = ours.filter((one) => one !== arn);
    if (action === 'DetachUserPolicy') {
      if (!AWS_OWN.test(arn)) return null;
      if (others.length === ours.length) return failure('NoSuchEntity', `Policy ${arn} was not found.`);
      this.#attached.set(key, others);
      return success(action, null);
    }
    const theirs = textsOf((await ask('ListAttachedUserPolicies', { UserName })).body, 'PolicyArn').filter(
      (one) => one !== arn,
    );
    if (theirs.length + others.length >= ATTACHED_TO_USER) {
      return failure('LimitExceeded', `Cannot exceed quota for PoliciesPerUser: ${ATTACHED_TO_USER}`);
    }
    if (!AWS_OWN.test(arn)) return null;
    this.#attached.set(key, [...others, arn]);
    return success(action, null);
  }

  #boundaryOf(account: string, user: string | undefined): string {
    const arn = this.#boundaries.get(`${account}/${user}`);
    if (arn === undefined) return '';
    const text = `<PermissionsBoundaryType>Policy</PermissionsBoundaryType><PermissionsBoundaryArn>${xmlOf(arn)}</PermissionsBoundaryArn>`;
    return `<PermissionsBoundary>${text}</PermissionsBoundary>`;
  }

  #service({ action, params, account }: Asked): Answer {
    const user = params.get('UserName') ?? '';
    const all = this.#credentials.filter((one) => one.account === account && one.user === user);
    if (action === 'ListServiceSpecificCredentials') {
      const service = params.get('ServiceName');
      const listed = all
        .filter((one) => service === null || one.service === service)
        .map((one) => `<member>${shown(one)}</member>`);
      return success(
        action,
        `<ServiceSpecificCredentials>${listed.join('')}</ServiceSpecificCredentials><IsTruncated>false</IsTruncated>`,
      );
    }
    if (action === 'CreateServiceSpecificCredential') {
      const id = `ACCA${String(++this.#made).padStart(17, '0')}`;
      const made = { id, user, account, service: params.get('ServiceName') ?? '', status: 'Active' };
      this.#credentials.push(made);
      return success(
        action,
        `<ServiceSpecificCredential>${shown(made)}<ServicePassword>not a password</ServicePassword></ServiceSpecificCredential>`,
      );
    }
    const meant = all.find(({ id }) => id === params.get('ServiceSpecificCredentialId'));
    if (!meant) return failure('NoSuchEntity', 'The credential cannot be found.');
    if (action === 'DeleteServiceSpecificCredential')
      this.#credentials = this.#credentials.filter((one) => one !== meant);
    if (action === 'UpdateServiceSpecificCredential') meant.status = params.get('Status') ?? '';
    return success(
      action,
      action.startsWith('Reset') ? `<ServiceSpecificCredential>${shown(meant)}</ServiceSpecificCredential>` : null,
    );
  }

  async #client({ action, params, account, ask }: Asked): Promise<Answer> {
    const arn = params.get('OpenIDConnectProviderArn') ?? '';
    const there = await ask('GetOpenIDConnectProvider', { OpenIDConnectProviderArn: arn });
    if (there.status !== 200) return there;
    const list = /<ClientIDList>(.*?)<\/ClientIDList>/s.exec(there.body)?.[1] ?? '';
    const clients = this.#clients.get(`${account}/${arn}`) ?? textsOf(list, 'member');
    const id = params.get('ClientID') ?? '';
    const others = clients.filter((one) => one !== id);
    this.#clients.set(`${account}/${arn}`, action.startsWith('Add') ? [...others, id] : others);
    return success(action, null);
  }
}

function shown({ id, user, service, status }: ServiceCredential): string {
  return (
    `<CreateDate>2026-03-02T11:00:00Z</CreateDate><ServiceName>${xmlOf(service)}</ServiceName><ServiceUserName>${xmlOf(user)}-at-1</ServiceUserName>` +
    `<ServiceSpecificCredentialId>${id}</ServiceSpecificCredentialId><UserName>${xmlOf(user)}</UserName><Status>${xmlOf(status)}</Status>`
  );
}

/** What the inline policies of the user would come to. */
async function inlineOf({ params, ask }: Asked): Promise<number> {
  const UserName = params.get('UserName') ?? '';
  const names = textsOf((await ask('ListUserPolicies', { UserName })).body, 'member').filter(
    (name) => name !== params.get('PolicyName'),
  );
  const documents = await Promise.all(
    names.map(async (PolicyName) => {
      const { body } = await ask('GetUserPolicy', { UserName, PolicyName });
      return decodeURIComponent(textsOf(body, 'PolicyDocument')[0] ?? '');
    }),
  );
  return [...documents, params.get('PolicyDocument') ?? ''].join('').replace(/\s/g, '').length;
}

function withRoot(content: string, account: string): string {
  const [header = '', ...rows] = Buffer.from(content, 'base64').toString('utf8').trimEnd().split('\n');
  const root = `<root_account>,arn:aws:iam::${account}:root,2019-01-01T00:00:00Z,not_supported,2026-03-01T08:00:00Z,not_supported,not_supported,true${',false,N/A,N/A,N/A,N/A'.repeat(2)}${',false,N/A'.repeat(2)}`;
  return Buffer.from([header, root, ...rows].join('\n')).toString('base64');
}
