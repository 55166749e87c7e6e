import type { Task } from '../plan/index.js';
import { aws } from './command.js';
import type { Placed } from './draft.js';
import type { Facts } from './facts.js';
import { ground, isSure } from './ground.js';
import type { LoggingRow, OutsiderRow, PlanInput, TokenRow } from './input.js';
import { at } from './moments.js';
import { clip, counted } from './wording.js';

/** What lies beyond IAM: grants to outsiders, tokens of services, recording that was switched off. */
export function outside({ input }: Facts): Placed<Task>[] {
  return [
    ...input.outsiders.filter(({ confidence }) => isSure(confidence)).map((row) => place(row, grant(row))),
    ...input.tokens.filter(({ confidence }) => isSure(confidence)).map((row) => place(row, token(row))),
    ...input.logging
      .filter((row) => isSure(row.confidence) && !isOnAgain(row, input))
      .map((row) => place(row, logging(row))),
  ].filter((task) => task.account !== null);
}

type Words = Omit<Task, 'evidence' | 'proven'>;

function place(row: OutsiderRow | TokenRow | LoggingRow, words: Words): Placed<Task> {
  return { account: row.account, item: { ...words, ...ground(row) } };
}

const AGAIN: Readonly<Record<string, string>> = {
  StopLogging: 'StartLogging',
  DeleteTrail: 'CreateTrail',
  StopConfigurationRecorder: 'StartConfigurationRecorder',
};

function isOnAgain({ call, account, region, at: time }: LoggingRow, { restarts }: PlanInput): boolean {
  return restarts.some(
    (row) => row.call === AGAIN[call] && row.account === account && row.region === region && at(row.at) > at(time),
  );
}

function grant(row: OutsiderRow): Words {
  const { service, call, resource, outsider, conditional } = row;
  const who = outsider === '*' ? 'everybody' : (outsider ?? 'others');
  return {
    kind: 'resource-policy',
    about: clip(resource ?? `${service} ${call}`),
    what: clip(
      `${call} gave it to ${clip(who, 500)}${conditional ? ' under a condition, which has to be read' : ''}: take that back`,
    ),
    reason: 'it is the policy of a resource: an outsider acts on it with credentials of his own',
    command: showing(row),
  };
}

/** What takes it back where that is sure, else what shows it. */
function showing({ service, call, resource, outsider, statement, region }: OutsiderRow): string[] | null {
  const id = /^\d{12}$/.test(outsider ?? '') ? outsider : null;
  switch (`${service} ${call}`) {
    case 's3 PutBucketPolicy':
      return aws('s3api', 'get-bucket-policy', { bucket: resource });
    case 's3 PutBucketAcl':
    case 's3 PutObjectAcl':
      return aws('s3api', 'get-bucket-acl', { bucket: resource });
    case 's3 DeleteBucketPublicAccessBlock':
    case 's3 DeletePublicAccessBlock':
      return aws('s3api', 'get-public-access-block', { bucket: resource });
    case 's3 PutBucketReplication':
      return aws('s3api', 'get-bucket-replication', { bucket: resource });
    case 'ec2 ModifySnapshotAttribute':
      return aws('ec2', 'modify-snapshot-attribute', {
        'snapshot-id': resource,
        attribute: 'createVolumePermission',
        'operation-type': 'remove',
        ...(outsider === '*' ? { 'group-names': 'all' } : { 'user-ids': id }),
        region,
      });
    case 'ec2 ModifyImageAttribute':
      return aws('ec2', 'modify-image-attribute', {
        'image-id': resource,
        attribute: 'launchPermission',
        'operation-type': 'remove',
        ...(outsider === '*' ? { 'user-groups': 'all' } : { 'user-ids': id }),
        region,
      });
    case 'rds ModifyDBSnapshotAttribute':
      return aws('rds', 'modify-db-snapshot-attribute', {
        'db-snapshot-identifier': resource,
        'attribute-name': 'restore',
        'values-to-remove': outsider === '*' ? 'all' : id,
        region,
      });
    case 'lambda AddPermission':
      return statement === null
        ? aws('lambda', 'get-policy', { 'function-name': resource, region })
        : aws('lambda', 'remove-permission', { 'function-name': resource, 'statement-id': statement, region });
    case 'kms PutKeyPolicy':
    case 'kms CreateKey':
      return aws('kms', 'get-key-policy', { 'key-id': resource, region });
    case 'kms CreateGrant':
      return aws('kms', 'list-grants', { 'key-id': resource, region });
    case 'secretsmanager PutResourcePolicy':
      return aws('secretsmanager', 'get-resource-policy', { 'secret-id': resource, region });
    case 'ecr SetRepositoryPolicy':
      return aws('ecr', 'get-repository-policy', { 'repository-name': resource, region });
    case 'sns AddPermission':
    case 'sns SetTopicAttributes':
      return aws('sns', 'get-topic-attributes', { 'topic-arn': resource, region });
    case 'sqs AddPermission':
    case 'sqs SetQueueAttributes':
      return aws('sqs', 'get-queue-attributes', { 'queue-url': resource, 'attribute-names': 'Policy', region });
    default:
      return null;
  }
}

function token(row: TokenRow): Words {
  const { kind, target, as, expiresAt, events, service, call } = row;
  const until = expiresAt === null ? 'it does not expire, or no record tells when' : `valid until ${expiresAt}`;
  return {
    kind: 'token',
    about: clip(target ?? `${service} ${call}`),
    what: clip(
      `${kind}${as === null ? '' : ` as ${clip(as, 200)}`}, handed out ${counted(events, 'time')}: ${until}; end it in ${service}, or change the secret behind it`,
    ),
    reason: 'it is no credential of IAM: no step here reaches it',
    command: null,
  };
}

function logging({ source, call, name, region }: LoggingRow): Words {
  const service = source.split('.')[0] ?? '';
  return {
    kind: 'logging',
    about: clip(name ?? `${service} ${call}`),
    what: `${call}: switch it on again as it was, before anything else if the rest can wait a minute`,
    reason: 'what is done while it is off leaves no record',
    command:
      call === 'StopLogging'
        ? aws('cloudtrail', 'start-logging', { name, region })
        : call === 'StopConfigurationRecorder'
          ? aws('configservice', 'start-configuration-recorder', { 'configuration-recorder-name': name, region })
          : call === 'UpdateDetector'
            ? aws('guardduty', 'update-detector', { 'detector-id': name, enable: true, region })
            : service === 'cloudtrail'
              ? aws('cloudtrail', 'describe-trails', { region })
              : null,
  };
}
