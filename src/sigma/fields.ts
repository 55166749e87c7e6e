import { Refusal } from './types.js';

/** A field of a record that the case holds as a column of its own. */
export interface ColumnPlace {
  readonly kind: 'column';
  readonly column: Column;
}

/** Anything else: a place in one of the JSON columns; `raw` is the whole record. */
export interface JsonPlace {
  readonly kind: 'json';
  readonly column: JsonColumn;
  readonly path: readonly string[];
}

export type JsonColumn = 'request' | 'response' | 'resources' | 'extra' | 'raw';

/** Field of a record → column of `events`, where the two say the same. */
const COLUMNS = {
  eventID: 'event_id',
  eventTime: 'event_time',
  eventSource: 'event_source',
  eventName: 'event_name',
  awsRegion: 'aws_region',
  sourceIPAddress: 'source_ip',
  userAgent: 'user_agent',
  errorCode: 'error_code',
  errorMessage: 'error_message',
  'userIdentity.type': 'identity_type',
  'userIdentity.principalId': 'principal_id',
  'userIdentity.arn': 'identity_arn',
  'userIdentity.accountId': 'identity_account',
  'userIdentity.accessKeyId': 'access_key_id',
  'userIdentity.invokedBy': 'invoked_by',
  'userIdentity.sessionContext.sessionIssuer.arn': 'session_issuer_arn',
  recipientAccountId: 'recipient_account',
  readOnly: 'read_only',
  eventCategory: 'event_category',
  eventType: 'event_type',
  sharedEventID: 'shared_event_id',
  requestID: 'request_id',
  vpcEndpointId: 'vpce_id',
} as const;
export type Column = (typeof COLUMNS)[keyof typeof COLUMNS];

/** Those with so few values that a case has few combinations of them: a rule is tried on these before any record is read. */
export const KIND_COLUMNS = ['event_source', 'event_name', 'identity_type', 'event_type', 'error_code'] as const;

const JSON_COLUMNS: Readonly<Record<string, JsonColumn>> = {
  requestParameters: 'request',
  responseElements: 'response',
  resources: 'resources',
  additionalEventData: 'extra',
};

/** Every field that CloudTrail's record has at its top (User Guide, "CloudTrail record contents"). */
const TOP = [
  ...new Set([...Object.keys(COLUMNS).map((name) => name.split('.')[0] ?? ''), ...Object.keys(JSON_COLUMNS)]),
  ...['eventVersion', 'apiVersion', 'managementEvent', 'serviceEventDetails', 'vpcEndpointAccountId', 'addendum'],
  ...['sessionCredentialFromConsole', 'edgeDeviceDetails', 'tlsDetails', 'eventContext', 'insightDetails'],
];

/**
 * A field that differs from one of CloudTrail's in its case alone would never match, in silence.
 * @throws Refusal
 */
export function checkField(name: string, line: number): void {
  const [top = ''] = name.split('.');
  const meant = TOP.find((known) => known !== top && known.toLowerCase() === top.toLowerCase());
  if (meant !== undefined) throw new Refusal(line, `field '${name}': CloudTrail writes ${meant}`);
  const whole = Object.keys(COLUMNS).find((known) => known !== name && known.toLowerCase() === name.toLowerCase());
  if (whole !== undefined) throw new Refusal(line, `field '${name}': CloudTrail writes ${whole}`);
}

/** Where a field lies. Names are JSON paths with dots; what is no column is looked up in the JSON. */
export function placeOf(name: string): ColumnPlace | JsonPlace {
  if (Object.hasOwn(COLUMNS, name)) return { kind: 'column', column: COLUMNS[name as keyof typeof COLUMNS] };
  const [top = '', ...path] = name.split('.');
  if (Object.hasOwn(JSON_COLUMNS, top)) return { kind: 'json', column: JSON_COLUMNS[top] ?? 'raw', path };
  return { kind: 'json', column: 'raw', path: [top, ...path] };
}
