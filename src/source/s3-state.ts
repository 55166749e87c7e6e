import {
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  type S3Client,
} from './aws-sdk.js';
import { plainAnswer } from './plain-answer.js';
import { fatal, isAboutCredentials, say } from './s3-error.js';

/** How S3 says that something was never configured: an answer like any other. */
const NOT_CONFIGURED = new Set([
  'NoSuchLifecycleConfiguration',
  'NoSuchBucketPolicy',
  'ObjectLockConfigurationNotFoundError',
  'ServerSideEncryptionConfigurationNotFoundError',
]);

/** `{error}` where it could not be asked, null where nothing is configured, else what the API answers. */
export type BucketState = Readonly<Record<string, unknown>>;

/** What decides whether evidence in the bucket can be overwritten, expire or be deleted. What is denied is said, and stops nothing. */
export async function bucketState(client: S3Client, bucket: string): Promise<BucketState> {
  const at = { Bucket: bucket };
  const asked: Readonly<Record<string, () => Promise<unknown>>> = {
    versioning: () => client.send(new GetBucketVersioningCommand(at)),
    lifecycle: () => client.send(new GetBucketLifecycleConfigurationCommand(at)),
    policy: () => client.send(new GetBucketPolicyCommand(at)),
    objectLock: () => client.send(new GetObjectLockConfigurationCommand(at)),
    encryption: () => client.send(new GetBucketEncryptionCommand(at)),
  };
  const state: Record<string, unknown> = {};
  for (const [name, ask] of Object.entries(asked)) {
    try {
      state[name] = plainAnswer(await ask());
    } catch (error) {
      if (isAboutCredentials(error)) throw fatal(error, `s3://${bucket}`, 'S3');
      state[name] = NOT_CONFIGURED.has((error as Error).name) ? null : { error: say(error) };
    }
  }
  return state;
}
