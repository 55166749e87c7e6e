import { readFileSync } from 'node:fs';
import { packageFile } from '../../src/package.js';
import type { Copy } from './case-from-records.js';
import type { IamTwin } from './iam-twin.js';

export interface TwinRecord {
  readonly eventID: string;
}

/** What lies beside a question in fixtures/queries/<id>.json. */
export interface Twin {
  readonly seed: string;
  readonly compromisedAt: string | null;
  readonly include: 'medium' | 'low' | null;
  readonly asOf: string;
  /** Records that the question must name in its evidence, and records that it must not. */
  readonly fires: readonly TwinRecord[];
  readonly quiet: readonly TwinRecord[];
  readonly copies: readonly Copy[];
  /** Snapshots of IAM state, written short; in the file also one alone. */
  readonly iam: readonly IamTwin[];
  /** What the rows of the answer say, in their order: the columns named here, and as many rows. Null: not looked at. */
  readonly rows: readonly Readonly<Record<string, unknown>>[] | null;
}

type Json = Readonly<Record<string, unknown>>;

/** What every record has that does not say otherwise. */
const ORDINARY: Json = {
  eventVersion: '1.11',
  awsRegion: 'us-east-1',
  sourceIPAddress: '203.0.113.7',
  userAgent: 'aws-cli/2.15.0 Python/3.11.6 Linux/6.1.0',
  requestParameters: null,
  responseElements: null,
  readOnly: false,
  eventType: 'AwsApiCall',
  eventCategory: 'Management',
};

/**
 * A twin. Where it has `identities`, its records are written short: `userIdentity` is the name of one of them, and what is ordinary is
 * left out. Else they are whole, as in a log.
 */
export function readTwin(id: string): Twin {
  const file = packageFile(`fixtures/queries/${id}.json`);
  const { identities, iam, ...twin } = JSON.parse(readFileSync(file, 'utf8')) as Partial<Omit<Twin, 'iam'>> & {
    readonly seed: string;
    readonly iam?: IamTwin | readonly IamTwin[];
    readonly identities?: Readonly<Record<string, Json>>;
  };
  const whole = (records: readonly TwinRecord[] = []) =>
    identities ? records.map((record) => spellOut(record, identities)) : records;
  return {
    compromisedAt: null,
    include: null,
    asOf: '2026-06-01T00:00:00Z',
    copies: [],
    rows: null,
    iam: [iam ?? []].flat() as readonly IamTwin[],
    ...twin,
    fires: whole(twin.fires),
    quiet: whole(twin.quiet),
  };
}

function spellOut(record: TwinRecord, identities: Readonly<Record<string, Json>>): TwinRecord {
  const { userIdentity } = record as TwinRecord & { readonly userIdentity: string };
  const identity = identities[userIdentity];
  if (!identity) throw new Error(`${record.eventID}: no identity is called ${userIdentity}`);
  return { ...ORDINARY, recipientAccountId: identity.accountId, ...record, userIdentity: identity } as TwinRecord;
}
