import { KeytrailError } from '../error.js';
import type { Fetched } from '../model.js';

interface AwsError {
  readonly name?: string;
  readonly code?: string;
  readonly Code?: string;
  readonly message?: string;
  readonly StorageClass?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

const CREDENTIALS = new Set([
  'CredentialsProviderError',
  'TokenProviderError',
  'ExpiredToken',
  'ExpiredTokenException',
  'TokenRefreshRequired',
  'InvalidToken',
  'InvalidAccessKeyId',
  'SignatureDoesNotMatch',
  'RequestTimeTooSkewed',
  'UnrecognizedClientException',
  'InvalidClientTokenId',
]);

/** An error of the SDK in one short line: its name and what it says. */
export function say(error: unknown): string {
  const { name, code, message } = error as AwsError;
  // A server that is no AWS answers with a page of HTML, of which the parser complains.
  if (error instanceof SyntaxError || /Deserialization error/.test(message ?? '')) {
    return 'the answer is not in the form that AWS gives';
  }
  const kind = name && name !== 'Error' ? name : (code ?? '');
  const text = (message ?? '').replace(/\s+/g, ' ').trim().slice(0, 200);
  return [kind, text].filter((part, at) => part !== '' && (at === 0 || part !== kind)).join(': ') || 'unknown error';
}

/**
 * What a failed GetObject says of its one object, or null where it concerns more than that: credentials, the network, a
 * server that gave up. Sources: S3 API reference, "List of error codes"; GetObject, "Errors".
 */
export function explainObject(error: unknown): Fetched | null {
  const { name = '', message = '', StorageClass, $metadata } = error as AwsError;
  const status = $metadata?.httpStatusCode ?? 0;
  if (CREDENTIALS.has(name)) return null;
  switch (name) {
    case 'NoSuchKey':
    case 'NoSuchVersion':
    case 'NotFound':
      return { unavailable: 'deleted since it was listed', gone: true };
    case 'NoSuchBucket':
    case 'AuthorizationHeaderMalformed':
    case 'RequestTimeout':
      return null;
    case 'InvalidObjectState':
      return {
        unavailable: `archived${StorageClass ? ` in ${StorageClass}` : ''}: it has to be restored before it can be read`,
      };
    case 'MethodNotAllowed':
      return { unavailable: 'a delete marker', gone: true };
  }
  if (/^KMS/.test(name) || (status === 403 && /kms/i.test(message))) {
    return { unavailable: `encrypted, and its KMS key does not open it: ${say(error)}` };
  }
  if (status === 403) return { unavailable: name === 'AccessDenied' ? 'access denied' : say(error) };
  if (status === 400 && /server.side encryption/i.test(message)) {
    return { unavailable: 'encrypted with a key that its owner keeps (SSE-C)' };
  }
  return status >= 400 && status < 500 && status !== 408 && status !== 429 ? { unavailable: say(error) } : null;
}

/** Whether it is the credentials that are not good (any more), and not what was asked for. */
export function isAboutCredentials(error: unknown): boolean {
  return CREDENTIALS.has((error as AwsError).name ?? '');
}

/** Whether nobody answered at all: a network that is gone, an endpoint that is none. */
export function isNoAnswer(error: unknown): boolean {
  const { name = '', code = '', $metadata } = error as AwsError;
  return $metadata?.httpStatusCode === undefined && (name === 'TimeoutError' || /^E[A-Z]+$/.test(code));
}

/** A failure that ends the run: listing, or reading as such. `what` is the object or bucket, as s3://…. */
export function fatal(error: unknown, what: string, endpoint: string): KeytrailError {
  if (error instanceof KeytrailError) return error;
  const { name = '' } = error as AwsError;
  const status = (error as AwsError).$metadata?.httpStatusCode;
  const fail = (message: string, hint: string) =>
    new KeytrailError('no-access', `${what}: ${message}`, hint, { cause: error });
  if (CREDENTIALS.has(name)) {
    return fail(
      say(error),
      'renew or choose the AWS credentials (AWS_PROFILE, aws sso login), then run the same command again',
    );
  }
  if (name === 'NoSuchBucket' || (status === 404 && name === 'NotFound')) {
    return fail('there is no such bucket', `asked at ${endpoint}; check its name, and AWS_ENDPOINT_URL`);
  }
  if (status === 301 || name === 'PermanentRedirect' || name === 'AuthorizationHeaderMalformed') {
    return fail(say(error), 'set AWS_REGION to the region of the bucket');
  }
  if (status === 403) {
    return fail('access denied', 'allow s3:ListBucket on the bucket and s3:GetObject on its objects');
  }
  if (status === undefined) return fail(say(error), `no answer from ${endpoint}; run the same command again to go on`);
  return fail(say(error), `${endpoint} answered ${status}; run the same command again to go on`);
}
