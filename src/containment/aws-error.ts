import { KeytrailError } from '../error.js';
import { visible } from '../text/escape.js';

interface AwsError {
  readonly name?: string;
  readonly message?: string;
  readonly code?: string;
  /** Put there by our clients. */
  readonly operation?: string;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string };
}

/** An error of AWS that somebody has to know of: what was asked, what it said, under which number it can be asked about. */
export function sayAws(asked: string, error: unknown): string {
  const { message = '', operation = asked, $metadata } = error as AwsError;
  // A server that is no AWS answers with a page of HTML, of which the parser complains.
  if (error instanceof SyntaxError) return `${operation}: the answer is not in the form that AWS gives`;
  const kind = kindOf(error);
  const words = message.replace(/\s+/g, ' ').trim().slice(0, 400);
  const request = $metadata?.requestId;
  const said = words === '' || words === kind ? kind : `${kind}: ${words}`;
  return visible(`${operation}: ${said}${request ? ` (request ${request.slice(0, 64)})` : ''}`);
}

/** The code of AWS, or of the network. */
export function kindOf(error: unknown): string {
  const { name = '', code = '' } = error as AwsError;
  return visible((nameOf(error) || code || name || 'unknown error').slice(0, 100));
}

/** Codes come with and without the ending. */
function nameOf(error: unknown): string {
  const { name = '' } = error as AwsError;
  return name === 'Error' ? '' : name.replace(/Exception$/, '');
}

const AGAIN = new Set([
  'Throttling',
  'Throttled',
  'ThrottledException',
  'RequestThrottled',
  'RequestThrottledException',
  'RequestLimitExceeded',
  'TooManyRequests',
  'PriorRequestNotComplete',
  'SlowDown',
  'EntityTemporarilyUnmodifiable',
  'ConcurrentModification',
  'ServiceFailure',
  'ServiceUnavailable',
  'InternalFailure',
  'InternalError',
  'TimeoutError',
  'RequestTimeout',
  'RequestTimeoutException',
]);
const NETWORK = /^(ECONNRESET|ECONNREFUSED|EPIPE|ETIMEDOUT|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH)$/;

/** Whether to ask once more: every act of containment may be repeated, so an answer that never came counts too. */
export function isWorthAnother(error: unknown): boolean {
  const status = (error as AwsError).$metadata?.httpStatusCode ?? 0;
  return AGAIN.has(nameOf(error)) || status === 429 || status >= 500 || NETWORK.test((error as AwsError).code ?? '');
}

/** Whether AWS has said no: then nothing was done. Without an answer, or with one of 5xx, nobody knows. */
export function isRefusal(error: unknown): boolean {
  const status = (error as AwsError).$metadata?.httpStatusCode ?? 0;
  return (status >= 400 && status < 500) || error instanceof NeverSent;
}

/** There is no such user, role, policy or key. */
export function isNothing(error: unknown): boolean {
  return nameOf(error) === 'NoSuchEntity';
}

/** A quota is full. */
export function isFull(error: unknown): boolean {
  return nameOf(error) === 'LimitExceeded';
}

/** A command that was stopped before it left. */
export class NeverSent extends Error {
  override readonly name = 'NeverSent';
}

/** An error that ends a program. `hint`: what to do where AWS has said no. */
export function noAccess(operation: string, error: unknown, hint: string): KeytrailError {
  if (error instanceof KeytrailError) return error;
  const isSilent = !isRefusal(error) && isWorthAnother(error);
  const told = isSilent ? 'check the network, AWS_ENDPOINT_URL and the proxy, then run the same command again' : hint;
  return new KeytrailError('no-access', sayAws(operation, error), told, { cause: error });
}
