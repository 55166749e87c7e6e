/** Why keytrail itself cannot go on. Tampered or unreadable evidence is a verdict, never an error. */
export type ErrorCode =
  | 'bad-argument'
  | 'bad-query'
  | 'bad-case'
  | 'case-busy'
  | 'no-access'
  | 'no-space'
  | 'not-found'
  | 'interrupted'
  | 'internal';

/** The one error class: what happened, and in `hint` what to do. Only the mains catch it and choose the exit code. */
export class KeytrailError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly hint?: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'KeytrailError';
  }
}
