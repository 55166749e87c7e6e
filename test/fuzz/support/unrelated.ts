import fc from 'fast-check';
import type { CloudTrailRecord, JsonObject, SpreadTale } from '../../../scripts/trail-builder/index.js';

/**
 * Records of people who have nothing to do with a tale, made to look as if they had: its times, addresses, session names, roles, events and
 * answers, by principals and keys of their own. What an answer hands out is theirs too.
 */
export function unrelated(tale: SpreadTale): fc.Arbitrary<JsonObject[]> {
  const one = fc.record({
    like: fc.nat(tale.records.length - 1),
    who: fc.nat(3),
    shift: fc.constantFrom(-7200, -1, 0, 0, 0, 1, 3600),
    part: fc.constantFrom('whole', 'no session', 'no principal', 'no key', 'masked'),
    empty: fc.boolean(),
  });
  return fc
    .array(one, { minLength: 1, maxLength: 40 })
    .map((drawn) => drawn.map((draw, n) => impersonated(tale.records[draw.like]!, draw, n)));
}

interface Draw {
  readonly who: number;
  readonly shift: number;
  readonly part: string;
  readonly empty: boolean;
}

function impersonated(record: CloudTrailRecord, { who, shift, part, empty }: Draw, n: number): JsonObject {
  const time = new Date(Date.parse(record.eventTime) + shift * 1000).toISOString().replace('.000', '');
  return {
    ...record,
    eventID: `unrelated-${n}`,
    eventTime: time,
    userIdentity: identity(record.userIdentity, who, part, time),
    responseElements: empty ? null : foreign(record.responseElements ?? null, n),
    // Whoever writes a record can write this one.
    sharedEventID: record.sharedEventID ?? null,
  };
}

const OTHERS = [
  'AIDAOTHERSONEXXXXXXX1',
  'AROAOTHERSTWOXXXXXXX2:deploy',
  'AIDAOTHERSTHREEXXXXX3',
  'AROAOTHERSFOURXXXXXX4:i-0',
];

function identity(told: JsonObject, who: number, part: string, time: string): JsonObject {
  const principalId = OTHERS[who]!;
  const role = principalId.startsWith('AROA');
  const keyless = part === 'no key';
  return {
    type: role ? 'AssumedRole' : 'IAMUser',
    ...(part !== 'no principal' && { principalId }),
    // A name says nothing.
    arn: told.arn ?? null,
    accountId: told.accountId ?? null,
    ...(!keyless && {
      accessKeyId: part === 'masked' ? 'ASIA****************' : `${role ? 'ASIA' : 'AKIA'}OTHERS${who}`,
    }),
    ...(role && part !== 'no session' && { sessionContext: { attributes: { creationDate: time } } }),
  };
}

/** The same answer with every id that is a credential's, a principal's or a workload's replaced by one of somebody else's. */
function foreign(part: JsonObject[string], n: number): JsonObject[string] {
  if (part === null) return null;
  const text = JSON.stringify(part)
    .replace(/\b(AKIA|ASIA|AIDA|AROA)[A-Z2-7]{6,}/g, (id) => `${id.slice(0, 4)}FOREIGN${n}`)
    .replace(/\bi-0[0-9a-f]{16}\b/g, `i-0foreign${n}`)
    .replace(/\/[0-9a-f]{32}\b/g, `/foreign${n}`)
    .replace(/(federated-user\/|\d{12}:)[\w-]+(?=")/g, `$1foreign${n}`)
    .replace(/("functionName":")[^"]+/g, `$1foreign${n}`)
    .replace(/(-provider\/|trust-anchor\/|build\/|project\/)[^"]+/g, `$1foreign${n}`);
  return JSON.parse(text) as JsonObject[string];
}
