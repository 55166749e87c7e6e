import type { Task } from '../plan/index.js';
import { aws, fromFile, isName } from './command.js';
import { ended } from './deactivate.js';
import type { Done, Outcome, Placed } from './draft.js';
import type { Facts } from './facts.js';
import { ground } from './ground.js';
import type { TakenRow, ThingRow } from './input.js';
import { clip } from './wording.js';

type Words = Pick<Task, 'kind' | 'what' | 'reason' | 'command'>;

/** Passwords, MFA devices, providers, trust anchors, workloads, sign-in sessions: what IAM cannot take back, or a person has to. */
export function doors(facts: Facts): Outcome {
  const tasks: Placed<Task>[] = [];
  const done: Done[] = [];
  for (const thing of facts.things) {
    const words = OF_KIND[thing.kind]?.(thing);
    if (words === undefined || thing.account === null) continue;
    if (thing.alive === false) {
      done.push(ended(`${thing.kind} ${thing.id}`, thing));
      continue;
    }
    tasks.push({ account: thing.account, item: { ...words, about: clip(thing.id), ...ground(thing) } });
  }
  // What he made himself was not there before: it is told above.
  const own = new Set(facts.things.filter(({ kind }) => kind === 'workload').map(({ id }) => id));
  for (const row of facts.input.taken) {
    if (own.has(row.name ?? '')) continue;
    if (row.account === null || (row.confidence !== 'exact' && row.confidence !== 'high')) continue;
    tasks.push({ account: row.account, item: { ...taken(row), ...ground(row) } });
  }
  return { steps: [], tasks, done };
}

const OF_KIND: Readonly<Record<string, (thing: ThingRow) => Words | undefined>> = {
  password: ({ subject, call }) => ({
    kind: 'password',
    what: 'set another password before the denial of this user is taken back',
    reason: 'a password cannot be put back: nobody knows the former one',
    command: !isName(subject)
      ? null
      : call === 'CreateLoginProfile'
        ? aws('iam', 'delete-login-profile', { 'user-name': subject })
        : fromFile(
            aws('iam', 'update-login-profile', { 'user-name': subject, 'password-reset-required': true }),
            'password',
            'new-password.txt',
          ),
  }),
  'mfa-device': ({ subject, id }) => ({
    kind: 'mfa-device',
    what: `take the device from ${clip(subject ?? 'the user', 200)}: it is in the intruder's hand`,
    reason: 'a device that was taken away cannot be put back',
    command: aws('iam', 'deactivate-mfa-device', { 'user-name': subject, 'serial-number': id }),
  }),
  provider: ({ id, call }) =>
    // One that was there before is put back by steps.
    call.startsWith('Create')
      ? {
          kind: 'provider',
          what: 'keep a copy of it, then delete it; look which trust policies name it',
          reason: 'a provider that was deleted cannot be put back as it was, and nothing makes one inactive',
          command: id.includes(':saml-provider/')
            ? aws('iam', 'delete-saml-provider', { 'saml-provider-arn': id })
            : aws('iam', 'delete-open-id-connect-provider', { 'open-id-connect-provider-arn': id }),
        }
      : undefined,
  anchor: ({ id, region }) => ({
    kind: 'trust-anchor',
    what: 'disable it, and the profiles that name its roles',
    reason: 'IAM Roles Anywhere is a service of its own',
    command: aws('rolesanywhere', 'disable-trust-anchor', { 'trust-anchor-id': id.split('/').at(-1), region }),
  }),
  oauth: () => ({
    kind: 'sign-in-session',
    what: 'end this sign-in session; the denial of its principal stops what it mints',
    reason: 'it refreshes itself with a token of its own, and no call of IAM ends it',
    command: null,
  }),
  workload: (thing) => ({
    kind: 'workload',
    what: WORKLOADS[thing.call]?.what ?? 'stop it',
    reason: 'it is given credentials of its role again and again, newer than any revocation, as long as it exists',
    command: WORKLOADS[thing.call]?.command(thing) ?? null,
  }),
};

interface Workload {
  readonly what: string;
  readonly command: (thing: ThingRow) => string[] | null;
}

const task: Workload = {
  what: 'stop the task, after a copy of what it holds; then apply the revocation of its role again',
  command: ({ id, region }) =>
    aws('ecs', 'stop-task', { task: id, ...(id.split('/').length > 2 && { cluster: id.split('/')[1] }), region }),
};

const WORKLOADS: Readonly<Record<string, Workload>> = {
  RunInstances: {
    what: 'keep a copy of its disk and memory, stop it, and revoke the sessions of its role once more',
    command: ({ id, region }) => aws('ec2', 'stop-instances', { 'instance-ids': id, region }),
  },
  CreateFunction: {
    what: 'keep a copy of its code, and let it run no more; then revoke the sessions of its role once more',
    command: ({ id, region }) =>
      aws('lambda', 'put-function-concurrency', { 'function-name': id, 'reserved-concurrent-executions': '0', region }),
  },
  RunTask: task,
  StartTask: task,
  CreateProject: {
    what: 'keep a copy of its definition, and delete it',
    command: ({ id, region }) => aws('codebuild', 'delete-project', { name: id, region }),
  },
  CreateStateMachine: {
    what: 'keep a copy of its definition, and delete it',
    command: ({ id, region }) =>
      aws('stepfunctions', 'list-state-machines', {
        query: `stateMachines[?name=='${/^[\w-]+$/.test(id) ? id : ''}']`,
        region,
      }),
  },
  CreateDevEndpoint: {
    what: 'keep a copy of its definition, and delete it',
    command: ({ id, region }) => aws('glue', 'delete-dev-endpoint', { 'endpoint-name': id, region }),
  },
  CreateJob: {
    what: 'keep a copy of its definition, and delete it',
    command: ({ id, region }) => aws('glue', 'delete-job', { 'job-name': id, region }),
  },
  CreateNotebookInstance: {
    what: 'stop it, after a copy of what it holds',
    command: ({ id, region }) => aws('sagemaker', 'stop-notebook-instance', { 'notebook-instance-name': id, region }),
  },
};

/** What shows how it is now: whether to stop it is its owner's decision. */
function taken(row: TakenRow): Words & { about: string } {
  const { name, region, source, call, made } = row;
  const service = source.split('.')[0] ?? '';
  return {
    kind: 'workload',
    about: clip(name ?? `${service} ${call}`),
    what: made
      ? `${call}: keep a copy of its definition, and take it away`
      : `was there before, and the intruder called ${call} on it: compare its code and settings with yours, look inside, and end the sessions of its role`,
    reason: made
      ? 'what runs in it is given credentials again and again, newer than any revocation, as long as it exists'
      : 'its role can be used from inside, and its owner uses it too',
    command: showing(row, service, name, region),
  };
}

function showing({ call }: TakenRow, service: string, name: string | null, region: string | null): string[] | null {
  if (service === 'lambda') return aws('lambda', 'get-function', { 'function-name': name, region });
  if (/^i-[0-9a-f]+$/.test(name ?? '')) return aws('ec2', 'describe-instances', { 'instance-ids': name, region });
  if (service === 'cloudformation') return aws('cloudformation', 'describe-stacks', { 'stack-name': name, region });
  if (call === 'CreatePodIdentityAssociation') {
    return aws('eks', 'list-pod-identity-associations', { 'cluster-name': name, region });
  }
  if (service === 'autoscaling') {
    return aws('autoscaling', 'describe-auto-scaling-groups', { 'auto-scaling-group-names': name, region });
  }
  return null;
}
