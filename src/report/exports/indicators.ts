import type { CredentialShape } from '../shapes.js';
import { count } from '../words.js';

/** An address or a user agent of the radius (queries/_report/indicators.sql). */
export interface SeenValue {
  readonly what: 'address' | 'user-agent';
  readonly value: string;
  /** Of an address: `public`, `private`, `AWS service`, `AWS Internal`, `other`; of a user agent `client` or `AWS service`. */
  readonly origin: string;
  /** The owner used the network, or this very user agent, before the compromise; null: there is no before. */
  readonly known: boolean | null;
  readonly first: string | null;
  readonly last: string | null;
  readonly events: number;
  readonly proven: number;
  readonly credentials: number;
  /** The best of its events. */
  readonly confidence: string;
  /** How many values of its kind there are; only the thousand that most events have are here. */
  readonly total: number;
}

/** Something to look for elsewhere. */
export interface Indicator {
  readonly kind: 'IPv4 address' | 'IPv6 address' | 'user agent' | 'access key';
  readonly value: string;
  /** The object path that STIX patterns compare it with. */
  readonly path: string;
  readonly type: 'malicious-activity' | 'anomalous-activity' | 'compromised' | 'unknown';
  /** STIX 2.1 appendix A, "None / Low / Med / High": 15, 50, 85. */
  readonly confidence: number;
  readonly from: string | null;
  readonly until: string | null;
  readonly said: string;
}

/** What would hit the innocent, and why it is no indicator. */
export interface LeftOut {
  readonly value: string;
  readonly reason: string;
}

const LOW = 15;
const CONFIDENCE: Readonly<Record<string, number>> = { exact: 85, high: 85, medium: 50 };
// CloudTrail cuts user agents at 1 KB (User Guide, "CloudTrail record contents"): what is longer, CloudTrail did not write.
const LONGEST_AGENT = 1024;
const KEY = /^A[KS]IA[A-Z0-9]{12,124}$/;
const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;

/** What of the radius is worth looking for in other logs, and what is left out with the reason. */
export function indicators(
  seen: readonly SeenValue[],
  credentials: readonly CredentialShape[],
): { indicators: Indicator[]; leftOut: LeftOut[] } {
  const found: Indicator[] = [];
  const leftOut: LeftOut[] = [];
  for (const value of seen) {
    const made = value.what === 'address' ? address(value) : userAgent(value);
    if (typeof made === 'string') leftOut.push({ value: value.value.slice(0, LONGEST_AGENT), reason: made });
    else found.push(made);
  }
  for (const credential of credentials) if (KEY.test(credential.id)) found.push(accessKey(credential));
  return { indicators: found, leftOut };
}

function address(seen: SeenValue): Indicator | string {
  if (seen.origin === 'private') return 'a private network: the calls came through a VPC endpoint';
  if (seen.origin.startsWith('AWS')) return 'AWS itself, on behalf of somebody';
  if (seen.known === true) return 'a network that the owner used before the compromise';
  const six = ipv6(seen.value);
  if (!IPV4.test(seen.value) && six === null) return 'no address';
  return {
    kind: six === null ? 'IPv4 address' : 'IPv6 address',
    value: six ?? seen.value,
    path: six === null ? 'ipv4-addr:value' : 'ipv6-addr:value',
    type: seen.known === null ? 'unknown' : 'malicious-activity',
    confidence: seen.known === null ? LOW : (CONFIDENCE[seen.confidence] ?? LOW),
    ...spanOf(seen),
    said: saidOf(seen),
  };
}

function userAgent(seen: SeenValue): Indicator | string {
  if (seen.origin === 'AWS service') return 'AWS itself, on behalf of somebody';
  if (seen.known === true) return 'a user agent of the owner before the compromise';
  if (seen.value.length > LONGEST_AGENT) return 'longer than CloudTrail writes a user agent';
  return {
    kind: 'user agent',
    value: seen.value,
    path: "network-traffic:extensions.'http-request-ext'.request_header.'User-Agent'",
    type: seen.known === null ? 'unknown' : 'anomalous-activity',
    // Whoever calls chooses it, and many others use the same program.
    confidence: LOW,
    ...spanOf(seen),
    said: saidOf(seen),
  };
}

function accessKey(credential: CredentialShape): Indicator {
  const { id, edge, depth, confidence, issuedAt, firstSeen, lastSeen, endsBy, events, known } = credential;
  const owners = known !== null && known > 0;
  const mark = owners
    ? ` ${known} of its events come from a network and client of the owner before the compromise.`
    : '';
  return {
    kind: 'access key',
    value: id,
    path: 'user-account:user_id',
    // Nothing but the owner's habits seen with it: it counts to the radius, and a hit elsewhere may be the owner at work.
    type: owners && known === events ? 'unknown' : 'compromised',
    confidence: owners && known === events ? LOW : (CONFIDENCE[confidence] ?? LOW),
    from: issuedAt ?? firstSeen,
    until: endsBy,
    said: `${edge === null ? 'The seed' : `${edge}, ${confidence}, depth ${depth}`}; ${count(events, 'event')}, last ${lastSeen ?? 'unknown'}.${mark}`,
  };
}

const spanOf = ({ first }: SeenValue) => ({ from: first, until: null });

function saidOf({ events, proven, credentials, first, last, known }: SeenValue): string {
  const owner = known === null ? " There is no use before a compromise to compare with: it may be the owner's." : '';
  return `${count(events, 'event')} of the radius (${proven} proven) by ${count(credentials, 'credential')}, ${first ?? 'unknown'} to ${last ?? 'unknown'}.${owner}`;
}

/** The canonical text of RFC 5952, or null. */
function ipv6(text: string): string | null {
  if (!/^[0-9a-f:.]*:[0-9a-f:.]*$/i.test(text)) return null;
  try {
    return new URL(`http://[${text}]/`).hostname.slice(1, -1);
  } catch {
    return null;
  }
}
