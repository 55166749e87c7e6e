import { ec2Id } from '../identifiers.js';
import { iamUser } from '../records/identity.js';
import { MINUTE, SECOND } from '../time.js';
import { assumes, type Deed, does, type Hand, isDenied, isDeniedRole } from './hand.js';
import type { Ledger } from './ledger.js';
import type { Stage } from './stage.js';

export const INTRUDER_ADDRESSES = ['192.0.2.77', '192.0.2.146', '2001:db8:4::51'] as const;
export const CLI = 'aws-cli/2.15.30 Python/3.11.8 Linux/6.6.9-amd64 exe/x86_64.kali.2024 prompt/off';

/** The first hours: who am I, what may I do, and up a chain of roles into the second account. */
export function breakIn(stage: Stage, book: Ledger, at: number): { seed: Hand; dataAdmin: Hand } {
  const { home, other, roles, a } = stage;
  book.credentials.push({ id: stage.seedKey, kind: 'long-term', parent: null, method: 'SEED', depth: 0, owner: true });
  const identity = iamUser(stage.ci, stage.seedKey);
  const seed: Hand = {
    id: stage.seedKey,
    depth: 0,
    caller: { account: a, identity, address: INTRUDER_ADDRESSES[0], agent: CLI },
  };
  does(stage, book, seed, at, home, { service: 'sts', name: 'GetCallerIdentity' });
  enumerate(stage, book, seed, at + 40 * SECOND);
  isDeniedRole(stage, book, seed, at + 20 * MINUTE, home, roles.admin);
  isDeniedRole(stage, book, seed, at + 20 * MINUTE + 9 * SECOND, home, roles.dataAdmin);

  const deploy = assumes(stage, book, seed, at + 24 * MINUTE, home, roles.deploy, 'deploy');
  does(stage, book, deploy, at + 25 * MINUTE, home, { service: 'sts', name: 'GetCallerIdentity' });
  for (let n = 0; n < 8; n++) {
    does(stage, book, deploy, at + 26 * MINUTE + n * 21 * SECOND, n % 3 === 0 ? other : home, stage.rng.pick(SURVEY));
  }
  isDenied(stage, book, deploy, at + 33 * MINUTE, home, { service: 'secretsmanager', name: 'GetSecretValue' });

  const dataAdmin = assumes(stage, book, deploy, at + 40 * MINUTE, home, roles.dataAdmin, 'data-export');
  for (let n = 0; n < 6; n++)
    does(stage, book, dataAdmin, at + 41 * MINUTE + n * 17 * SECOND, home, stage.rng.pick(SURVEY));
  return { seed, dataAdmin };
}

/** From the first account's role into the second account: depth three. A snapshot leaves from there. */
export function crossOver(stage: Stage, book: Ledger, dataAdmin: Hand, at: number): void {
  const { home, other, roles, b } = stage;
  const ops = assumes(stage, book, dataAdmin, at, home, roles.crossAccount, 'ops');
  does(stage, book, ops, at + 30 * SECOND, home, { service: 'sts', name: 'GetCallerIdentity' });
  for (let n = 0; n < 10; n++) {
    does(stage, book, ops, at + MINUTE + n * 33 * SECOND, n % 2 === 0 ? other : home, stage.rng.pick(SURVEY));
  }
  const secret = `arn:aws:secretsmanager:${other}:${b}:secret:billing/export-x4Jq2L`;
  does(stage, book, ops, at + 9 * MINUTE, other, readSecret(secret));
  isDenied(stage, book, ops, at + 10 * MINUTE, home, { service: 'iam', name: 'CreateUser', readOnly: false });
  const volumeId = ec2Id(stage.rng, 'vol');
  const snapshotId = ec2Id(stage.rng, 'snap');
  does(stage, book, ops, at + 12 * MINUTE, other, {
    service: 'ec2',
    name: 'CreateSnapshot',
    request: { volumeId, description: 'nightly' },
    response: { snapshotId, volumeId, status: 'pending', ownerId: b, volumeSize: '200', encrypted: false },
    readOnly: false,
  });
  does(stage, book, ops, at + 17 * MINUTE, other, {
    service: 'ec2',
    name: 'ModifySnapshotAttribute',
    request: {
      snapshotId,
      createVolumePermission: { add: { items: [{ userId: OUTSIDE_ACCOUNT }] } },
      attributeType: 'CREATE_VOLUME_PERMISSION',
    },
    response: { _return: true },
    readOnly: false,
  });
}

/** Belongs to nobody in the story. */
export const OUTSIDE_ACCOUNT = '905418337212';

export const readSecret = (secretId: string): Deed => ({
  service: 'secretsmanager',
  name: 'GetSecretValue',
  request: { secretId, versionStage: 'AWSCURRENT' },
  readOnly: true,
});

function enumerate(stage: Stage, book: Ledger, seed: Hand, from: number): void {
  const { rng, home, other, global } = stage;
  let time = from;
  for (const deed of [...SURVEY, ...ACCOUNT_SURVEY]) {
    time += rng.between(9, 38) * SECOND;
    const region = deed.service === 'iam' ? global : rng.chance(0.3) ? other : home;
    if (deed.service === 'iam' || rng.chance(0.35)) isDenied(stage, book, seed, time, region, deed);
    else does(stage, book, seed, time, region, deed);
  }
}

const SURVEY: readonly Deed[] = [
  { service: 's3', name: 'ListBuckets', request: { Host: 's3.amazonaws.com' } },
  { service: 'ec2', name: 'DescribeInstances', request: { maxResults: 1000, instancesSet: {}, filterSet: {} } },
  { service: 'ec2', name: 'DescribeRegions', request: { regionSet: {} } },
  { service: 'ec2', name: 'DescribeSnapshots', request: { ownersSet: { items: [{ owner: 'self' }] }, filterSet: {} } },
  { service: 'secretsmanager', name: 'ListSecrets', request: { maxResults: 100 } },
  { service: 'lambda', name: 'ListFunctions20150331', request: {} },
  { service: 'rds', name: 'DescribeDBInstances', request: {} },
  { service: 'kms', name: 'ListKeys', request: {} },
  { service: 'ssm', name: 'DescribeParameters', request: { maxResults: 50 } },
  { service: 'cloudtrail', name: 'DescribeTrails', request: { trailNameList: [], includeShadowTrails: true } },
];

const ACCOUNT_SURVEY: readonly Deed[] = [
  { service: 'iam', name: 'ListUsers' },
  { service: 'iam', name: 'ListRoles' },
  { service: 'iam', name: 'GetAccountAuthorizationDetails' },
  { service: 'iam', name: 'ListAttachedUserPolicies' },
  { service: 'organizations', name: 'DescribeOrganization' },
  { service: 'guardduty', name: 'ListDetectors', request: {} },
];
