import { APPLIED_AT, awsDenyAllArn, DENY_ALL_NAME, type DenyUser, REVOKE_NAME, type Step } from '../../plan/index.js';
import { type File, literal, option, value, type Word } from './aws-command.js';
import { isWord } from './shell.js';

/** A read, and what it has to print; else somebody has changed something since, and the step is not to be done. */
export interface Check {
  readonly words: readonly Word[];
  readonly prints: string | File;
}

/** A step as commands of the AWS CLI. */
export interface ByHand {
  readonly checks: readonly Check[];
  readonly act: readonly Word[];
  readonly undo: readonly Word[];
  /** Where the quota of inline policies is full: instead, with its own undo. */
  readonly instead: readonly { readonly act: readonly Word[]; readonly undo: readonly Word[] }[];
}

export function byHand(step: Step, partition: string): ByHand {
  const done = commands(step, partition);
  return { ...done, checks: [...identity(step), ...done.checks], instead: done.instead ?? [] };
}

type Commands = Omit<ByHand, 'instead'> & Partial<Pick<ByHand, 'instead'>>;

const iam = (operation: string, ...words: readonly Word[]): Word[] => ['aws', 'iam', operation, ...words];
const ask = (operation: string, of: readonly Word[], query: string): Word[] =>
  iam(operation, ...of, '--query', query, '--output', 'text');

/** Another user or role of the same name is not meant. */
function identity(step: Step): Check[] {
  if ('user' in step && step.userId !== null) {
    return [{ words: ask('get-user', option('--user-name', step.user), 'User.UserId'), prints: step.userId }];
  }
  if ('role' in step && step.roleId !== null) {
    return [{ words: ask('get-role', option('--role-name', step.role), 'Role.RoleId'), prints: step.roleId }];
  }
  return [];
}

function commands(step: Step, partition: string): Commands {
  switch (step.kind) {
    case 'deny-user':
      return denyUser(option('--user-name', step.user), step, awsDenyAllArn(partition));
    case 'deny-role':
      return rolePolicy(option('--role-name', step.role), DENY_ALL_NAME, [step.document]);
    case 'revoke-role-sessions': {
      const [before = '', after = ''] = step.document.split(APPLIED_AT);
      return rolePolicy(option('--role-name', step.role), REVOKE_NAME, [{ before, after }]);
    }
    case 'restore-trust':
      return trust(step.number, step.role, step.document, step.expect.document);
    case 'restore-saml-provider':
      return saml(step.number, step.providerArn, step.document, step.expect.document);
    case 'remove-oidc-client':
      return oidcClient(step.number, step.providerArn, step.clientId);
    case 'restore-oidc-thumbprints':
      return thumbprints(step.providerArn, step.thumbprints, step.expect.thumbprints);
    default:
      return deactivation(step);
  }
}

function denyUser(user: readonly Word[], step: DenyUser, managed: string): Commands {
  const named = [...user, '--policy-name', DENY_ALL_NAME];
  const attached = [...user, '--policy-arn', managed];
  const all = {
    inline: {
      act: iam('put-user-policy', ...named, '--policy-document', step.document),
      undo: iam('delete-user-policy', ...named),
    },
    attached: { act: iam('attach-user-policy', ...attached), undo: iam('detach-user-policy', ...attached) },
    boundary: {
      act: iam('put-user-permissions-boundary', ...user, '--permissions-boundary', managed),
      undo: iam('delete-user-permissions-boundary', ...user),
    },
  };
  const [first = 'inline', ...others] = step.ways;
  return {
    checks: [
      { words: ask('list-user-policies', user, `contains(PolicyNames, ${literal(DENY_ALL_NAME)})`), prints: 'False' },
    ],
    ...all[first],
    instead: others.map((way) => all[way]),
  };
}

function rolePolicy(role: readonly Word[], name: string, document: readonly [Word]): Commands {
  const named = [...role, '--policy-name', name];
  return {
    checks: [{ words: ask('list-role-policies', role, `contains(PolicyNames, ${literal(name)})`), prints: 'False' }],
    act: iam('put-role-policy', ...named, '--policy-document', ...document),
    undo: iam('delete-role-policy', ...named),
  };
}

/** List, fields of an entry, operation and option of each kind of credential. */
const CREDENTIALS = {
  'deactivate-access-key': [
    'list-access-keys',
    'AccessKeyMetadata',
    'AccessKeyId',
    'update-access-key',
    '--access-key-id',
  ],
  'deactivate-service-credential': [
    'list-service-specific-credentials',
    'ServiceSpecificCredentials',
    'ServiceSpecificCredentialId',
    'update-service-specific-credential',
    '--service-specific-credential-id',
  ],
  'deactivate-ssh-key': [
    'list-ssh-public-keys',
    'SSHPublicKeys',
    'SSHPublicKeyId',
    'update-ssh-public-key',
    '--ssh-public-key-id',
  ],
  'deactivate-certificate': [
    'list-signing-certificates',
    'Certificates',
    'CertificateId',
    'update-signing-certificate',
    '--certificate-id',
  ],
} as const;

type Deactivation = Extract<Step, { readonly kind: keyof typeof CREDENTIALS }>;

function deactivation(step: Deactivation): Commands {
  const [list, field, idField, update, idOption] = CREDENTIALS[step.kind];
  const user = option('--user-name', step.user);
  const id = credentialId(step);
  const set = (status: string) => iam(update, ...user, idOption, id, '--status', status);
  return {
    checks: [{ words: ask(list, user, `${field}[?${idField}==${literal(id)}].Status`), prints: step.expect.status }],
    act: set('Inactive'),
    undo: set('Active'),
  };
}

function credentialId(step: Deactivation): string {
  switch (step.kind) {
    case 'deactivate-access-key':
      return step.accessKeyId;
    case 'deactivate-service-credential':
      return step.credentialId;
    case 'deactivate-ssh-key':
      return step.sshPublicKeyId;
    default:
      return step.certificateId;
  }
}

/** The CLI gives the policy as an object: compared as such, white space and the order of fields do not count. */
function trust(number: number, role: string, former: string, found: string): Commands {
  const named = option('--role-name', role);
  const put = (document: string, file: string) =>
    iam('update-assume-role-policy', ...named, ...option('--policy-document', value(document, file)));
  return {
    checks: [
      {
        words: ask('get-role', named, `Role.AssumeRolePolicyDocument == ${documentLiteral(found)}`),
        prints: 'True',
      },
    ],
    act: put(former, `step-${number}`),
    undo: put(found, `step-${number}-undo`),
  };
}

/** A document that no role can have (IAM: 8,192 characters at most) equals nothing. */
function documentLiteral(document: string): string {
  try {
    const text = literal(JSON.parse(document));
    if (isWord(text)) return text;
  } catch {
    // Nested without end.
  }
  return literal(false);
}

function saml(number: number, arn: string, former: string, found: string): Commands {
  const named = ['--saml-provider-arn', arn];
  const put = (document: string, file: string) =>
    iam('update-saml-provider', ...named, ...option('--saml-metadata-document', value(document, file)));
  return {
    // Of up to 10,000,000 characters: no word of a command is so long.
    checks: [
      {
        words: ask('get-saml-provider', named, 'SAMLMetadataDocument'),
        prints: { file: `step-${number}-found`, content: found },
      },
    ],
    act: put(former, `step-${number}`),
    undo: put(found, `step-${number}-undo`),
  };
}

function oidcClient(number: number, arn: string, client: string): Commands {
  const named = ['--open-id-connect-provider-arn', arn];
  const id = option('--client-id', value(client, `step-${number}`));
  return {
    checks: [
      {
        words: ask('get-open-id-connect-provider', named, `contains(ClientIDList, ${literal(client)})`),
        prints: 'True',
      },
    ],
    act: iam('remove-client-id-from-open-id-connect-provider', ...named, ...id),
    undo: iam('add-client-id-to-open-id-connect-provider', ...named, ...id),
  };
}

function thumbprints(arn: string, former: readonly string[], found: readonly string[]): Commands {
  const named = ['--open-id-connect-provider-arn', arn];
  const put = (list: readonly string[]) =>
    iam(
      'update-open-id-connect-provider-thumbprint',
      ...named,
      '--thumbprint-list',
      ...(list.length > 0 ? list : ['[]']),
    );
  return {
    checks: [
      {
        words: ask('get-open-id-connect-provider', named, `sort(ThumbprintList) == ${literal([...found].sort())}`),
        prints: 'True',
      },
    ],
    act: put(former),
    undo: put(found),
  };
}
