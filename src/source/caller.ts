import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { fatal, isAboutCredentials, say } from './s3-error.js';
import './quiet-sdk.js';

export interface Caller {
  /** Null: not to be had; `error` says why. */
  readonly arn: string | null;
  readonly account: string | null;
  readonly error: string | null;
}

/** Whose credentials these are (GetCallerIdentity needs no permission). Throws KeytrailError where they are not good. */
export async function caller(region: string): Promise<Caller> {
  const timeouts = { connectionTimeout: 3000, requestTimeout: 10_000, throwOnRequestTimeout: true };
  const client = new STSClient({ region, maxAttempts: 3, requestHandler: timeouts });
  try {
    const { Arn = null, Account = null } = await client.send(new GetCallerIdentityCommand({}));
    return { arn: Arn, account: Account, error: null };
  } catch (error) {
    if (isAboutCredentials(error)) throw fatal(error, 'GetCallerIdentity', 'STS');
    return { arn: null, account: null, error: say(error) };
  } finally {
    client.destroy();
  }
}
