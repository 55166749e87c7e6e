// Answers of the query protocol of IAM (API version 2010-05-08), as AWS writes them.

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** Code → HTTP status and what AWS says. Source: IAM API Reference, "Common Errors" and those of each action. */
const ERRORS = {
  AccessDenied: [403, 'User: arn:aws:iam::123456789012:user/responder is not authorized to perform this action'],
  Throttling: [400, 'Rate exceeded'],
  EntityTemporarilyUnmodifiable: [409, 'The entity is being modified. Try again later.'],
  ServiceFailure: [500, 'The request processing has failed because of an unknown error, exception or failure.'],
  ServiceUnavailable: [503, 'The request has failed due to a temporary failure of the server.'],
  LimitExceeded: [409, 'Maximum policy size of 2048 bytes exceeded for the user'],
  NoSuchEntity: [404, 'It cannot be found.'],
  ValidationError: [400, 'A value failed to satisfy a constraint.'],
} as const;
export type ErrorCode = keyof typeof ERRORS;

export function failure(code: ErrorCode, message: string = ERRORS[code][1]): Answer {
  const status = ERRORS[code][0];
  const type = status < 500 ? 'Sender' : 'Receiver';
  return xml(
    status,
    `<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><Error><Type>${type}</Type><Code>${code}</Code>` +
      `<Message>${xmlOf(message)}</Message></Error><RequestId>00000000-0000-4000-8000-000000000000</RequestId></ErrorResponse>`,
  );
}

/** `result`: XML, null where the action has none. */
export function success(action: string, result: string | null): Answer {
  const inner = result === null ? '' : `<${action}Result>${result}</${action}Result>`;
  return xml(
    200,
    `<${action}Response xmlns="https://iam.amazonaws.com/doc/2010-05-08/">${inner}` +
      `<ResponseMetadata><RequestId>00000000-0000-4000-8000-000000000000</RequestId></ResponseMetadata></${action}Response>`,
  );
}

export function xmlOf(text: string): string {
  return text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);
}

export function plainOf(text: string): string {
  const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  return text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (all, decimal, hex, name) =>
    name === undefined
      ? String.fromCodePoint(decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal))
      : (named[name] ?? all),
  );
}

/** The texts of all elements of that name. */
export function textsOf(body: string, element: string): string[] {
  return [...body.matchAll(new RegExp(`<${element}>([^<]*)</${element}>`, 'g'))].map((match) =>
    plainOf(match[1] ?? ''),
  );
}

function xml(status: number, body: string): Answer {
  return { status, type: 'text/xml', body };
}
