import { spawnSync } from 'node:child_process';
import { startFastS3 } from '../../test/support/fast-s3.js';
import { corpus } from './corpus.js';
import { child, type Measure, row, target } from './measure.js';

const ACCOUNT = '111122223333';
const BUCKET = `cloudtrail-logs-${ACCOUNT}`;
/** Milliseconds before each answer, and what verification has to reach of the speed of validate-logs. */
const LATENCIES = [
  [0, 5],
  [20, 30],
] as const;

/** `verify s3://…` beside `aws cloudtrail validate-logs`: one account, region and trail, at one and the same endpoint of the loopback. */
export async function overS3(root: string, events: number): Promise<void> {
  const set = await corpus(root, '15k', events, { name: 's3', accounts: [ACCOUNT], regions: ['us-east-1'] });
  console.log(`s3: ${set.logs.toLocaleString('en')} logs and ${set.digests} digests of one account and region`);
  const aws = spawnSync('aws', ['--version'], { encoding: 'utf8' });
  if (aws.status !== 0) console.log('  the AWS CLI is not there: nothing to compare with');
  for (const [latency, least] of LATENCIES) {
    const server = await startFastS3(set.dir, latency);
    try {
      const env = {
        PATH: process.env.PATH,
        AWS_ACCESS_KEY_ID: 'testing',
        AWS_SECRET_ACCESS_KEY: 'testing',
        AWS_REGION: 'us-east-1',
        AWS_DEFAULT_REGION: 'us-east-1',
        AWS_EC2_METADATA_DISABLED: 'true',
        AWS_CONFIG_FILE: '/dev/null',
        AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
        AWS_ENDPOINT_URL: server.endpoint,
      };
      const ours = child('verify', `s3://${BUCKET}`, '', env);
      if (ours.objects !== set.logs + set.digests) throw new Error(`verify saw ${ours.objects} objects`);
      row(`verify s3://…, ${latency} ms of latency`, ours);
      if (aws.status !== 0) continue;
      const theirs = validateLogs(env, set.logs);
      row('  aws cloudtrail validate-logs', theirs);
      target('verify / validate-logs, speed', theirs.seconds / ours.seconds, least);
    } finally {
      await server.stop();
    }
  }
  console.log('');
}

function validateLogs(env: NodeJS.ProcessEnv, logs: number): Measure {
  const trail = `arn:aws:cloudtrail:us-east-1:${ACCOUNT}:trail/management-events`;
  const window = ['--start-time', '2026-03-01T00:00:00Z', '--end-time', '2026-03-31T00:00:00Z'];
  const args = ['cloudtrail', 'validate-logs', '--trail-arn', trail, '--s3-bucket', BUCKET, '--region', 'us-east-1'];
  const started = performance.now();
  const { stdout, stderr } = spawnSync('aws', [...args, ...window], { encoding: 'utf8', env });
  const seconds = (performance.now() - started) / 1000;
  if (!stdout.includes(`${logs}/${logs} log files valid`)) throw new Error(`validate-logs: ${stdout}${stderr}`);
  return { seconds, cpu: Number.NaN, rssMB: Number.NaN };
}
