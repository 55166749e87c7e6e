import { uuid } from '../identifiers.js';
import type { Random } from '../random.js';
import { iso } from '../time.js';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** A CloudTrail record: what the builder itself reads, and whatever else the record holds. */
export interface CloudTrailRecord {
  readonly eventID: string;
  readonly eventTime: string;
  readonly eventSource: string;
  readonly eventName: string;
  readonly awsRegion: string;
  readonly recipientAccountId: string;
  readonly userIdentity: JsonObject;
  readonly [field: string]: Json;
}

/** Who calls, from where and with what. */
export interface Caller {
  /** The account that the event is delivered to, unless the call says otherwise. */
  readonly account: string;
  readonly identity: JsonObject;
  readonly address: string;
  readonly agent: string;
}

export interface Call {
  /** Milliseconds since the epoch; the record keeps whole seconds. */
  readonly time: number;
  readonly region: string;
  /** Without `.amazonaws.com`. */
  readonly service: string;
  readonly name: string;
  readonly request?: Json;
  readonly response?: Json;
  readonly error?: { readonly code: string; readonly message: string };
  /** Default: by the verb of the name. */
  readonly readOnly?: boolean;
  readonly resources?: readonly JsonObject[];
  /** additionalEventData */
  readonly extra?: JsonObject;
  readonly sharedEventId?: string;
  readonly recipient?: string;
  readonly category?: 'Management' | 'Data';
  readonly type?: 'AwsApiCall' | 'AwsConsoleSignIn' | 'AwsServiceEvent';
  readonly fromConsole?: boolean;
}

const GLOBAL = new Set(['iam', 'sts', 'signin', 'cloudfront', 'route53', 'organizations']);
const VERSIONS = ['1.08', '1.08', '1.08', '1.09', '1.09', '1.10', '1.11', '1.11'] as const;

/** A record with the fields, and the order of fields, of the version it names (User Guide, "CloudTrail record contents"). */
export function record(rng: Random, caller: Caller, call: Call): CloudTrailRecord {
  const readOnly = call.readOnly ?? /^(Get|List|Describe|Head|Lookup|Assume|Decrypt|Simulate)/.test(call.name);
  const byService = caller.address.endsWith('.amazonaws.com') || caller.address === 'AWS Internal';
  const signIn = call.type === 'AwsConsoleSignIn';
  const host =
    call.service === 'signin'
      ? 'signin.aws.amazon.com'
      : call.service === 'iam'
        ? 'iam.amazonaws.com'
        : `${call.service}.${call.region}.amazonaws.com`;
  return {
    eventVersion: rng.pick(VERSIONS),
    userIdentity: caller.identity,
    eventTime: iso(call.time),
    eventSource: `${call.service}.amazonaws.com`,
    eventName: call.name,
    awsRegion: call.region,
    sourceIPAddress: caller.address,
    userAgent: caller.agent,
    ...(call.error && { errorCode: call.error.code, errorMessage: call.error.message }),
    // A denied call keeps neither what was asked nor an answer.
    requestParameters: call.error?.code === 'AccessDenied' ? null : (call.request ?? null),
    responseElements: call.error ? null : (call.response ?? null),
    ...(call.extra && { additionalEventData: call.extra }),
    ...(!signIn && { requestID: uuid(rng) }),
    eventID: uuid(rng),
    readOnly,
    ...(call.resources && { resources: call.resources }),
    eventType: call.type ?? 'AwsApiCall',
    managementEvent: call.category !== 'Data',
    recipientAccountId: call.recipient ?? caller.account,
    ...(call.sharedEventId && { sharedEventID: call.sharedEventId }),
    eventCategory: call.category ?? 'Management',
    ...(!byService && {
      tlsDetails: {
        tlsVersion: rng.chance(0.6) ? 'TLSv1.3' : 'TLSv1.2',
        cipherSuite: rng.chance(0.6) ? 'TLS_AES_128_GCM_SHA256' : 'ECDHE-RSA-AES128-GCM-SHA256',
        clientProvidedHostHeader: host,
      },
    }),
    ...(call.fromConsole && { sessionCredentialFromConsole: 'true' }),
  };
}

/** IAM, STS at its global endpoint and sign-in are logged in us-east-1, whatever the region of the work. */
export const regionOf = (service: string, region: string): string => (GLOBAL.has(service) ? 'us-east-1' : region);
