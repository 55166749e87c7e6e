import type { Need, Policy, PolicyDocument, Statement } from './types.js';

/** Characters of a managed policy, white space not counted (IAM User Guide, "IAM and AWS STS quotas"). */
export const POLICY_CHARACTERS = 6144;
/** Managed policies that may be attached to a user or role, unless the quota was raised. */
export const POLICIES_ATTACHED = 10;

interface Grant {
  readonly action: string;
  readonly viaService: boolean;
  readonly resources: readonly string[];
}

export interface Policies {
  readonly policies: readonly Policy[];
  readonly notices: readonly string[];
}

/**
 * Managed policies that allow these actions: as many as it takes to keep each below 6,144 characters. Where that is more than can be
 * attached, reads become wildcards, and then the things that actions were narrowed to are given up; the notices say so.
 * `name`: a name of IAM ([\w+=,.@-]).
 */
export function policiesFor(name: string, needs: readonly Need[]): Policies {
  const notices: string[] = [];
  let grants: readonly Grant[] = needs;
  let documents = pack(statements(grants));
  for (const { fold, says } of FOLDS) {
    if (documents.length <= POLICIES_ATTACHED) break;
    const folded = fold(grants);
    const packed = pack(statements(folded));
    if (packed.length >= documents.length) continue;
    grants = folded;
    documents = packed;
    notices.push(says);
  }
  if (documents.length > POLICIES_ATTACHED) {
    notices.push(
      `${documents.length} policies, and ${POLICIES_ATTACHED} can be attached unless the quota was raised: put some on a group, or fold them by hand`,
    );
  }
  return { policies: documents.map((document, index) => named(name, document, index, documents.length)), notices };
}

function named(name: string, document: PolicyDocument, index: number, total: number): Policy {
  const ending = total === 1 ? '' : `-${index + 1}`;
  // 128 characters at most (IAM, CreatePolicy).
  const stem = `LeastPrivilege-${name}`.slice(0, 128 - ending.length);
  return { name: `${stem}${ending}`, characters: characters(document), document };
}

export const characters = (document: PolicyDocument): number => JSON.stringify(document).length;

/** A statement per service and set of things; what services do for the user in statements of their own. */
function statements(grants: readonly Grant[]): Statement[] {
  const groups = new Map<string, Grant[]>();
  for (const grant of grants) {
    const key = JSON.stringify([grant.viaService, serviceOf(grant.action), grant.resources]);
    const those = groups.get(key);
    if (those) those.push(grant);
    else groups.set(key, [grant]);
  }
  const counts = new Map<string, number>();
  return [...groups.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, [first, ...more]]) => {
      if (!first) return [];
      const sid = `${first.viaService ? 'ViaServices' : ''}${capital(serviceOf(first.action))}`;
      const nth = (counts.get(sid) ?? 0) + 1;
      counts.set(sid, nth);
      return {
        // Letters and digits only; different in one policy.
        Sid: nth === 1 ? sid : `${sid}No${nth}`,
        Effect: 'Allow' as const,
        Action: sorted([first, ...more].map(({ action }) => action)),
        Resource: [...first.resources],
        ...(first.viaService && { Condition: { Bool: { 'aws:ViaAWSService': 'true' as const } } }),
      };
    });
}

const serviceOf = (action: string): string => action.split(':')[0] ?? '';
const capital = (prefix: string): string =>
  prefix
    .split(/[^A-Za-z0-9]+/)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');
const sorted = (texts: readonly string[]): string[] => [...new Set(texts)].sort();

/** Statements in as few documents as keep their order. */
function pack(all: readonly Statement[]): PolicyDocument[] {
  const documents: Statement[][] = [];
  let open: Statement[] = [];
  for (const statement of all.flatMap(split)) {
    if (open.length > 0 && characters(documentOf([...open, statement])) > POLICY_CHARACTERS) {
      documents.push(open);
      open = [];
    }
    open.push(statement);
  }
  if (open.length > 0) documents.push(open);
  return documents.map(documentOf);
}

const documentOf = (Statement: readonly Statement[]): PolicyDocument => ({ Version: '2012-10-17', Statement });

/** One that is too long for any policy as two, and those again: by its actions, then by its things. */
function split(statement: Statement): Statement[] {
  if (characters(documentOf([statement])) <= POLICY_CHARACTERS) return [statement];
  const { Action, Resource, Sid } = statement;
  const key = Action.length > 1 ? 'Action' : 'Resource';
  const list = key === 'Action' ? Action : Resource;
  if (list.length < 2) return [statement];
  const middle = Math.ceil(list.length / 2);
  return [
    { ...statement, Sid: `${Sid}A`, [key]: list.slice(0, middle) },
    { ...statement, Sid: `${Sid}B`, [key]: list.slice(middle) },
  ].flatMap(split);
}

/** Where reading is what an intruder wants, a wildcard would hand out more than was used. */
const SECRETIVE = new Set([
  'secretsmanager',
  'ssm',
  's3',
  'kms',
  'sts',
  'iam',
  'dynamodb',
  'lambda',
  'ecr',
  'codecommit',
]);

const FOLDS: readonly { readonly fold: (grants: readonly Grant[]) => Grant[]; readonly says: string }[] = [
  {
    fold: (grants) => foldVerbs(grants, /^(Describe|List)/, () => true),
    says: 'too long: Describe… and List… were made wildcards, which allow more than was used',
  },
  {
    fold: (grants) => foldVerbs(grants, /^(Get|BatchGet)/, (service) => !SECRETIVE.has(service)),
    says: 'too long: Get… was made a wildcard where the service keeps no secrets, which allows more than was used',
  },
  {
    fold: (grants) => grants.map((grant) => (keepsThings(grant) ? grant : { ...grant, resources: ['*'] })),
    says: 'too long: actions are no longer narrowed to what they were used on, but for those of secrets, keys, roles and data',
  },
];

const keepsThings = ({ action }: Grant): boolean => SECRETIVE.has(serviceOf(action));

/** Three actions or more of one verb, service and set of things become one. */
function foldVerbs(grants: readonly Grant[], verb: RegExp, may: (service: string) => boolean): Grant[] {
  const keyOf = (grant: Grant): string | null => {
    const [service = '', call = ''] = grant.action.split(':');
    const found = verb.exec(call)?.[1];
    return found === undefined || !may(service)
      ? null
      : JSON.stringify([grant.viaService, `${service}:${found}*`, grant.resources]);
  };
  const counts = new Map<string, number>();
  for (const grant of grants) {
    const key = keyOf(grant);
    if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return grants.map((grant) => {
    const key = keyOf(grant);
    if (key === null || (counts.get(key) ?? 0) < 3) return grant;
    const [service = '', call = ''] = grant.action.split(':');
    return { ...grant, action: `${service}:${verb.exec(call)?.[1]}*` };
  });
}
