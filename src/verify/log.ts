import type { Container, ObjectKind, Verdict } from '../model.js';
import type { Coverage } from './coverage.js';

export interface LogFacts {
  readonly objectId: number;
  readonly bucket: string | null;
  readonly key: string;
  readonly kind: ObjectKind;
  readonly account: string | null;
  readonly region: string | null;
  /** Delivery time in its name, RFC 3339 UTC. */
  readonly delivered: string | null;
  /** Lower-case hex SHA-256 of what was inflated: of all members where there are several. */
  readonly contentSha256: string | null;
  readonly container: Container | null;
  /** Not gzip, not JSON, too large… in words. */
  readonly problem: string | null;
  readonly unavailable: string | null;
  /** Of the first gzip member alone, where there are several or bytes behind it. */
  readonly firstMemberSha256?: string | null;
}
export interface LogListing {
  readonly digestId: number;
  readonly sha256: string;
}
export interface LogVerdict {
  readonly verdict: Verdict;
  readonly detail: string;
  readonly digestId: number | null;
}
export function judgeLog(facts: LogFacts, listings: readonly LogListing[], coverage: Coverage): LogVerdict {
  throw new Error(`${facts.key} ${listings.length} ${coverage}`);
}
