import { KeytrailError } from '../error.js';
import type { Confidence, JsonValue } from '../model.js';
import type { Case } from '../store/case.js';
import { packageSql } from '../store/sql.js';
import type { EdgeMethod } from './types.js';

/** One edge on the way from the seed to an event. */
export interface WhyEdge {
  readonly from: string;
  readonly to: string;
  readonly method: EdgeMethod;
  readonly confidence: Confidence;
  readonly at: string;
  readonly depth: number;
  /** Event ids. */
  readonly evidence: readonly string[];
}

export interface Why {
  readonly schema: 'keytrail/why/1';
  readonly event: Readonly<Record<string, JsonValue>>;
  /** Null: the event is not in the radius. */
  readonly radius: {
    readonly credential: string;
    readonly depth: number;
    readonly method: EdgeMethod;
    readonly confidence: Confidence;
  } | null;
  /** From the seed to the credential of the event; empty for the seed's own events. */
  readonly chain: readonly WhyEdge[];
  readonly proof: {
    readonly integrity: string | null;
    readonly copies: number;
    readonly object: Readonly<Record<string, JsonValue>> | null;
    /** The digest that vouches for the object; null: none does. */
    readonly digest: Readonly<Record<string, JsonValue>> | null;
  };
}

type Row = Record<string, JsonValue>;

/**
 * Why an event is in the radius that `blast` or `spread` computed on the same opened case, and what proves the record.
 * @throws KeytrailError not-found where the case has no such event
 */
export async function why(opened: Case, eventId: string): Promise<Why> {
  const [row] = await opened.objects<Row>(packageSql('_blast/answer/why_event.sql'), { event_id: eventId });
  if (!row) {
    throw new KeytrailError(
      'not-found',
      `${eventId}: the case has no event of this id`,
      'give the eventID of a record',
    );
  }
  const chain = await opened.objects<WhyEdge>(packageSql('_blast/answer/why_chain.sql'), { event_id: eventId });
  const part = (...names: string[]): Row => Object.fromEntries(names.map((name) => [name, row[name] ?? null]));
  return {
    schema: 'keytrail/why/1',
    event: part(
      'event_id',
      'event_time',
      'event_source',
      'event_name',
      'aws_region',
      'error_code',
      'principal_id',
      'access_key_id',
    ),
    radius:
      row.credential === null
        ? null
        : (part('credential', 'depth', 'method', 'confidence') as unknown as Why['radius']),
    chain,
    proof: {
      integrity: row.integrity as string | null,
      copies: row.copies as number,
      object:
        row.verdict === null
          ? null
          : {
              bucket: row.object_bucket ?? null,
              key: row.object_key ?? null,
              record_index: row.record_index ?? null,
              ...part('verdict', 'detail', 'content_sha256'),
            },
      digest:
        row.digest_key === null
          ? null
          : {
              bucket: row.digest_bucket ?? null,
              key: row.digest_key ?? null,
              start: row.digest_start ?? null,
              end: row.digest_end ?? null,
              verdict: row.digest_verdict ?? null,
              ...part('fingerprint', 'via'),
            },
    },
  };
}
