import fc from 'fast-check';
import { expect } from 'vitest';
import type { CloudTrailRecord, JsonObject, SpreadTale } from '../../scripts/trail-builder/index.js';
import { nasty } from '../fuzz/support/nasty.js';
import { tales } from '../fuzz/support/tales.js';
import { unrelated } from '../fuzz/support/unrelated.js';
import { type Radius, radius } from './radius.js';

// What holds of any radius, whatever the records: by property, in test/fuzz a few times and in test/peers by the hundred.

const shape = (found: Radius) => ({ events: found.eventIds, reached: found.reached, edges: found.edges });

/** Records of principals that have nothing to do with it change nothing, in whatever order all of them come. */
export const strangersChangeNothing = fc.asyncProperty(
  tales.chain((tale) => fc.tuple(fc.constant(tale), unrelated(tale), fc.nat())),
  async ([tale, strangers, turn]: [SpreadTale, JsonObject[], number]) => {
    const alone = await radius(tale.records, tale.seed);
    const all: JsonObject[] = [...tale.records, ...strangers];
    const at = turn % all.length;
    const among = await radius([...all.slice(at), ...all.slice(0, at)].reverse(), tale.seed);
    expect(shape(among)).toEqual(shape(alone));
  },
);

/** Events that handed something out: without one of them there is less, never more. */
const ISSUING =
  /^(Assume|GetSessionToken|GetFederationToken|GetSigninToken|Create|UpdateAccessKey|RunInstances|RunTask|ConsoleLogin)/;

/** A record that is taken away takes away what hung on it, and adds nothing. */
export const lessIsLess = fc.asyncProperty(tales, fc.nat(), async (tale, which) => {
  const issuing = tale.records.filter((one) => tale.events.includes(one.eventID) && ISSUING.test(one.eventName));
  fc.pre(issuing.length > 0);
  const gone: CloudTrailRecord = issuing[which % issuing.length]!;
  const whole = await radius(tale.records, tale.seed);
  const rest = await radius(
    tale.records.filter((one) => one !== gone),
    tale.seed,
  );
  const before = new Set(whole.eventIds);
  expect(
    rest.eventIds.filter((id) => !before.has(id)),
    gone.eventName,
  ).toEqual([]);
  expect(rest.credentials.length).toBeLessThanOrEqual(whole.credentials.length);
  // Of a session whose issuing event is gone, somebody has to be told.
  const lost = new Set(
    whole.credentials.map((one) => one.id).filter((id) => !rest.credentials.some((one) => one.id === id)),
  );
  const told = new Set([...rest.orphans.map((one) => one.id), ...rest.suspects.map((one) => one.to)]);
  const key = (gone.responseElements as { credentials?: { accessKeyId?: string } } | null)?.credentials?.accessKeyId;
  const used = whole.credentials.some((one) => one.id === key && one.events > 0);
  if (key !== undefined && lost.has(key) && used) expect([...told], `${gone.eventName} of ${key}`).toContain(key);
});

/** Whatever stands in the records, there is an answer: whoever writes one record must not be able to hide all the others. */
export const nothingEndsIt = fc.asyncProperty(
  tales.chain((tale) => fc.tuple(fc.constant(tale), nasty(tale))),
  async ([tale, records]: [SpreadTale, JsonObject[]]) => {
    // The seed's own first event stays as it is, so that there is a seed.
    const own = tale.records.find((one) => one.userIdentity.accessKeyId === tale.seed && one.errorCode === undefined);
    const found = await radius([...records, { ...own, eventID: 'untouched' }], tale.seed);
    expect(found.eventIds).toContain('untouched');
  },
);
