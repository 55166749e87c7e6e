import { KeytrailError } from '../error.js';
import { APPLIED_AT, DENY_ALL_NAME, denyAllDocument, REVOKE_NAME, revokeDocument } from './documents.js';
import {
  array,
  exactly,
  type Field,
  integer,
  isObject,
  json,
  oneOf,
  optional,
  shape,
  text,
  Wrong,
  words,
} from './fields.js';
import { GRAMMAR } from './grammar.js';
import { DENY_WAYS, FORMER_SOURCES, PLAN_SCHEMA, type Plan, type StepKind, TASK_KINDS } from './types.js';

/** A plan of thousands of credentials has some megabytes. */
export const PLAN_BYTES = 32 << 20;

const LONG = 131_072;
const USER = text(GRAMMAR.name, 'the name of a user');
const ROLE = text(GRAMMAR.name, 'the name of a role');
const ID = text(GRAMMAR.id, 'an id of IAM');
const ACCOUNT = text(GRAMMAR.account, 'an account id of 12 digits');
const PARTITION = text(GRAMMAR.partition, 'a partition');
const PROVIDER = text(GRAMMAR.provider, 'the ARN of a provider');
const ROLE_ARN = text(/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/, 'the ARN of a role');
const TIME = text(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/, 'a time in UTC');
const WORDS = words(0, 4096);
const DOCUMENT = json(LONG);
/** IAM takes metadata of up to 10,000,000 characters. */
const METADATA = words(1, 10_000_000);
const THUMBPRINTS = array(text(GRAMMAR.thumbprint, 'a thumbprint of 40 hex digits'), 5);

const REASONED = {
  number: integer,
  reason: WORDS,
  evidence: array(WORDS, 1000),
  proven: optional(oneOf([true, false])),
  stops: array(WORDS, 100_000),
};
const OF_USER = { user: USER, userId: optional(ID) };
const OF_ROLE = { role: ROLE, roleId: optional(ID) };
const NO_POLICY = shape({ policy: exactly(null) });
const IS_ACTIVE = shape({ status: exactly('Active') });

/** The fields of each kind of step, none besides. The documents of denials are ours to the letter: a plan cannot smuggle in another. */
const STEPS: Readonly<Record<StepKind, Field>> = {
  'deny-user': step('deny-user', {
    ...OF_USER,
    policyName: exactly(DENY_ALL_NAME),
    document: exactly(denyAllDocument()),
    ways: array(oneOf(DENY_WAYS), DENY_WAYS.length, 1),
    expect: NO_POLICY,
  }),
  'deny-role': step('deny-role', {
    ...OF_ROLE,
    policyName: exactly(DENY_ALL_NAME),
    document: exactly(denyAllDocument()),
    expect: NO_POLICY,
  }),
  'revoke-role-sessions': step('revoke-role-sessions', {
    ...OF_ROLE,
    policyName: exactly(REVOKE_NAME),
    document: exactly(revokeDocument(APPLIED_AT)),
    expect: NO_POLICY,
  }),
  'deactivate-access-key': step('deactivate-access-key', { ...OF_USER, accessKeyId: ID, expect: IS_ACTIVE }),
  'deactivate-service-credential': step('deactivate-service-credential', {
    ...OF_USER,
    credentialId: ID,
    expect: IS_ACTIVE,
  }),
  'deactivate-ssh-key': step('deactivate-ssh-key', { ...OF_USER, sshPublicKeyId: ID, expect: IS_ACTIVE }),
  'deactivate-certificate': step('deactivate-certificate', { ...OF_USER, certificateId: ID, expect: IS_ACTIVE }),
  'restore-trust': step('restore-trust', {
    ...OF_ROLE,
    document: DOCUMENT,
    from: oneOf(FORMER_SOURCES),
    expect: shape({ document: DOCUMENT }),
  }),
  'restore-saml-provider': step('restore-saml-provider', {
    providerArn: PROVIDER,
    document: METADATA,
    from: oneOf(FORMER_SOURCES),
    expect: shape({ document: METADATA }),
  }),
  'remove-oidc-client': step('remove-oidc-client', {
    providerArn: PROVIDER,
    clientId: words(1, 255),
    expect: shape({ present: exactly(true) }),
  }),
  'restore-oidc-thumbprints': step('restore-oidc-thumbprints', {
    providerArn: PROVIDER,
    thumbprints: THUMBPRINTS,
    from: oneOf(FORMER_SOURCES),
    expect: shape({ thumbprints: THUMBPRINTS }),
  }),
};

const TASK = shape({
  kind: oneOf(TASK_KINDS),
  about: WORDS,
  what: WORDS,
  reason: WORDS,
  command: optional(array(words(0, LONG), 200)),
  evidence: array(WORDS, 1000),
  proven: optional(oneOf([true, false])),
});

const PLAN = shape({
  schema: exactly(PLAN_SCHEMA),
  madeBy: WORDS,
  seed: WORDS,
  compromisedAt: optional(TIME),
  asOf: TIME,
  events: integer,
  proven: integer,
  sections: array(
    shape({
      account: ACCOUNT,
      partition: PARTITION,
      assumeRole: optional(ROLE_ARN),
      steps: array(anyStep, 100_000),
      tasks: array(TASK, 100_000),
    }),
    10_000,
  ),
  controlPolicies: array(
    shape({
      name: text(/^[\w+=,.@ -]{1,128}$/, 'the name of a policy'),
      document: json(5120),
      accounts: array(ACCOUNT, 10_000),
      reason: WORDS,
    }),
    1000,
  ),
  warnings: array(WORDS, 1000),
});

function step(kind: StepKind, fields: Readonly<Record<string, Field>>): Field {
  return shape({ kind: exactly(kind), ...REASONED, ...fields });
}

function anyStep(value: unknown, path: string): void {
  const kind = isObject(value) ? value.kind : undefined;
  const field = typeof kind === 'string' && Object.hasOwn(STEPS, kind) ? STEPS[kind as StepKind] : null;
  if (!field) throw new Wrong(`${path}.kind`, `one of ${Object.keys(STEPS).join(', ')}`);
  field(value, path);
}

/**
 * Reads the text of a plan. Whatever is not exactly of the closed shape is refused, with the place: a plan passes through many hands.
 * @throws KeytrailError bad-argument
 */
export function parsePlan(source: string, file = 'plan'): Plan {
  const refuse = (what: string) =>
    new KeytrailError('bad-argument', `${file}: ${what}`, 'write it again with keytrail blast … --plan');
  if (source.length > PLAN_BYTES) throw refuse(`larger than ${PLAN_BYTES >> 20} MiB`);
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch {
    throw refuse('is not JSON');
  }
  try {
    PLAN(value, '');
  } catch (error) {
    if (error instanceof Wrong) throw refuse(`not a plan of this version: ${error.message}`);
    throw error;
  }
  const plan = value as Plan;
  const problem = inconsistency(plan);
  if (problem !== null) throw refuse(problem);
  return plan;
}

/** What the fields alone do not show. */
function inconsistency({ sections }: Plan): string | null {
  const numbers = sections.flatMap(({ steps }) => steps.map((one) => one.number));
  if (numbers.some((number, index) => number !== index + 1)) return 'its steps are not numbered 1, 2, 3 …';
  const accounts = sections.map(({ account }) => account);
  if (new Set(accounts).size !== accounts.length) return 'an account has two sections';
  for (const { account, partition, assumeRole, steps } of sections) {
    const home = `arn:${partition}:iam::${account}:`;
    if (assumeRole !== null && !assumeRole.startsWith(home)) return `the role to assume is not of account ${account}`;
    const stray = steps.find((one) => 'providerArn' in one && !one.providerArn.startsWith(home));
    if (stray) return `step ${stray.number} is about another account`;
  }
  return null;
}
