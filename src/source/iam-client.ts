import { KeytrailError } from '../error.js';
import { GetAccountSummaryCommand, IAMClient } from './aws-sdk.js';
import { caller } from './caller.js';
import { findRegion } from './s3-client.js';
import { fatal, isAboutCredentials } from './s3-error.js';

/** Where IAM answers, and to whom. */
export interface IamAccess {
  readonly client: IAMClient;
  /** The endpoint that is asked, whoever chose it. */
  readonly endpoint: string;
  readonly account: string;
  readonly partition: string;
  /** ARN of the caller. */
  readonly caller: string;
}

/**
 * A client for IAM with the usual AWS variables. IAM throttles at some twenty requests a second of a whole account, other people's too:
 * requests are tried more often than the SDK would. The caller destroys the client.
 * @throws KeytrailError no-access
 */
export async function openIam(region: string | null): Promise<IamAccess> {
  const where = region ?? (await findRegion());
  const client = new IAMClient({
    region: where,
    retryMode: 'standard',
    ...(!process.env.AWS_MAX_ATTEMPTS && { maxAttempts: 10 }),
    requestHandler: { connectionTimeout: 10_000, requestTimeout: 60_000, throwOnRequestTimeout: true },
  });
  try {
    const endpoint = await endpointOf(client);
    const { arn, account, error } = await caller(where);
    if (arn === null || account === null || !/^\d{12}$/.test(account)) {
      throw new KeytrailError(
        'no-access',
        `it is not known whose credentials these are: ${error ?? 'STS names no account'}`,
        'check the network and AWS_ENDPOINT_URL; GetCallerIdentity needs no permission',
      );
    }
    return { client, endpoint, account, partition: arn.split(':')[1] ?? 'aws', caller: arn };
  } catch (error) {
    client.destroy();
    throw error;
  }
}

/** Asks the SDK by letting it prepare a request that is never sent: variables and profiles then mean what they mean everywhere. */
async function endpointOf(client: IAMClient): Promise<string> {
  let endpoint = 'unknown';
  client.middlewareStack.add(
    (_next, context) => async () => {
      endpoint = context.endpointV2?.url.origin ?? endpoint;
      throw new Error('not to be sent');
    },
    { step: 'build', name: 'keytrailProbe' },
  );
  try {
    await client.send(new GetAccountSummaryCommand({}));
  } catch (error) {
    if (isAboutCredentials(error)) throw fatal(error, 'GetAccountSummary', 'IAM');
  } finally {
    client.middlewareStack.remove('keytrailProbe');
  }
  return endpoint;
}
