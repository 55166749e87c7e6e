import type { Verdict } from '../../src/model.js';
import { isProven, judgeRanges } from './judge-ranges.js';
import { MINUTE } from './time.js';
import type { Alteration, BuiltChain, BuiltDigest, Trail, Truth } from './trail.js';

type State = Omit<Trail, 'truth'>;

/** Two slots of five minutes. */
const SLACK = 10 * MINUTE;

/**
 * What a verifier has to find, worked out from what was delivered and what was then done to it; no byte is read and no signature
 * checked, so it is independent of any verifier. Contract of the verdicts: README, "Verdicts".
 */
export function judge(state: State): Truth {
  const verdicts = new Map<string, Verdict>();
  const trusted = new Set<string>();
  for (const chain of state.delivery.chains) judgeChain(state, chain, trusted, verdicts);
  judgeForks(state, verdicts);
  judgeLogs(state, trusted, verdicts);
  judgeAttested(state, trusted, verdicts);
  const ranges = judgeRanges(state, trusted, verdicts);
  const clean = verdicts.size === 0 && ranges.every((range) => range.explained);
  return { verdicts, ranges, exit: clean ? 0 : 1 };
}

const altered = (state: State, id: string): Alteration | undefined => state.alterations.get(id);

const isUnread = (alteration: Alteration | undefined): boolean =>
  alteration === 'broken' || alteration === 'unavailable';

/** Whether the object still lies where it was delivered. */
export const isThere = (state: State, id: string): boolean => state.objects.has(id);

function judgeChain(state: State, chain: BuiltChain, trusted: Set<string>, verdicts: Map<string, Verdict>): void {
  // Newest first: only a trusted successor can call a digest missing.
  for (let index = chain.digests.length - 1; index >= 0; index--) {
    const digest = chain.digests[index]!;
    const next = chain.digests[index + 1];
    const linked = next !== undefined && next.previous === digest.id;
    // A signature is one wherever it is found: the successor that repeats it need not be proven itself.
    const recoverable = linked && isThere(state, next.id) && !isUnread(altered(state, next.id));
    const moved = movedTo(state, digest.id);
    const verdict = isThere(state, digest.id)
      ? judgeDigest(state, digest, recoverable, linked && trusted.has(next.id))
      : linked && trusted.has(next.id) && moved === null
        ? 'missing'
        : null;
    if (moved !== null) {
      // What it lists is still signed; only its place is wrong.
      verdicts.set(moved, 'moved');
      trusted.add(digest.id);
    }
    if (verdict !== null && verdict !== 'valid') verdicts.set(digest.id, verdict);
    if (verdict === 'valid' || verdict === 'altered-container') trusted.add(digest.id);
  }
}

function judgeDigest(state: State, digest: BuiltDigest, recoverable: boolean, recorded: boolean): Verdict {
  const alteration = altered(state, digest.id);
  if (alteration === 'unavailable') return 'unavailable';
  if (alteration === 'broken') return 'invalid-format';
  const trouble = state.keyTrouble.get(digest.fingerprint);
  if (trouble !== undefined) return trouble;
  if (alteration === 'content') return 'invalid-signature';
  if (alteration === 'signature') return recoverable ? 'altered-container' : 'invalid-signature';
  if (alteration === 'contradictory') return 'inconsistent';
  if (alteration === 'reissued' && recorded) return 'chain-mismatch';
  if (isForked(state, digest.id) && !recoverable) return 'inconsistent';
  const metadata = state.objects.get(digest.id)!.metadata;
  if (metadata === null) {
    if (!recoverable) return 'unverified';
    return alteration === 'container' ? 'altered-container' : 'valid';
  }
  if (metadata.signature === undefined) return recoverable ? 'altered-container' : 'invalid-signature';
  return alteration === 'container' ? 'altered-container' : 'valid';
}

/** Two digests after one predecessor: the one that a successor goes on from is the chain's, of the other nothing is known. */
const isForked = (state: State, id: string): boolean =>
  [...state.alterations.values()].some(
    (alteration) => typeof alteration === 'object' && 'forkOf' in alteration && alteration.forkOf === id,
  );

function judgeForks(state: State, verdicts: Map<string, Verdict>): void {
  for (const [id, alteration] of state.alterations) {
    if (typeof alteration === 'object' && 'forkOf' in alteration) verdicts.set(id, 'inconsistent');
  }
}

function judgeLogs(state: State, trusted: ReadonlySet<string>, verdicts: Map<string, Verdict>): void {
  const vouched = new Set<string>();
  for (const { digests } of state.delivery.chains) {
    for (const digest of digests) if (trusted.has(digest.id)) for (const log of digest.logs) vouched.add(log);
  }
  for (const id of state.delivery.logs.keys()) {
    const verdict = judgeLog(altered(state, id), vouched.has(id), isThere(state, id), () =>
      isCovered(state, trusted, id),
    );
    const elsewhere = verdict === 'unverified' || verdict === 'unlisted' ? twinOf(state, vouched, id) : null;
    if (verdict !== null) verdicts.set(id, elsewhere === null ? verdict : 'moved');
    const moved = movedTo(state, id);
    if (moved !== null) verdicts.set(moved, vouched.has(id) ? 'moved' : 'unverified');
  }
  for (const [id, alteration] of state.alterations) {
    if (alteration === 'injected') verdicts.set(id, isCovered(state, trusted, id) ? 'unlisted' : 'unverified');
  }
}

/** The log of another trail with the same records in the same order: its content is signed, as lying there. */
function twinOf(state: State, vouched: ReadonlySet<string>, id: string): string | null {
  const records = state.delivery.logs.get(id)!.eventIds.join();
  if (altered(state, id) !== undefined) return null;
  for (const [other, { eventIds }] of state.delivery.logs) {
    if (other !== id && vouched.has(other) && eventIds.join() === records) return other;
  }
  return null;
}

function judgeLog(
  alteration: Alteration | undefined,
  vouched: boolean,
  there: boolean,
  covered: () => boolean,
): Verdict | null {
  if (!there) return vouched ? 'missing' : null;
  if (alteration === 'unavailable') return 'unavailable';
  if (alteration === 'broken') return 'invalid-format';
  // Covered, and listed by none that is left: the backfill digest that listed it is gone.
  if (!vouched) return covered() ? 'unlisted' : 'unverified';
  if (alteration === 'content') return 'modified';
  return alteration === 'container' ? 'altered-container' : null;
}

function movedTo(state: State, id: string): string | null {
  for (const [there, alteration] of state.alterations) {
    if (typeof alteration === 'object' && 'movedFrom' in alteration && alteration.movedFrom === id) return there;
  }
  return null;
}

/**
 * Whether trusted digests cover the delivery of a log, by the account and region in its name: some chain covers it, and no chain whose
 * digests there are gone or untrusted may have listed it.
 */
function isCovered(state: State, trusted: ReadonlySet<string>, id: string): boolean {
  const delivered = Date.parse(state.objects.get(id)!.lastModified);
  const chains = state.delivery.chains.filter(
    (chain) => chain.kind === 'standard' && id.includes(`/${chain.account}/CloudTrail/${chain.region}/`),
  );
  // Which digest lists a log its name does not say to the minute: the ones beside it have to be there too.
  return [delivered - SLACK, delivered, delivered + SLACK].every((time) => {
    const then = chains.flatMap(({ digests }) => digests.filter(({ start, end }) => time >= start && time < end));
    return then.length > 0 && then.every((digest) => trusted.has(digest.id));
  });
}

const HOUR = 3_600_000;

/**
 * What CloudTrail recorded to have delivered and is gone, if the record is proven; not what it delivered in the last hour before the
 * collection, nor what lies where nothing was collected.
 */
function judgeAttested(state: State, trusted: ReadonlySet<string>, verdicts: Map<string, Verdict>): void {
  for (const [id, event] of state.delivery.attests) {
    const verdict = verdicts.get(id);
    if (isThere(state, id)) {
      // CloudTrail delivered it there: it is of a trail whose digests are gone.
      const strange = verdict === 'moved' || verdict === 'unlisted';
      if (strange && isProven(state, event, trusted, verdicts)) verdicts.set(id, 'unverified');
      continue;
    }
    if (verdict !== undefined || movedTo(state, id) !== null) continue;
    const time = deliveredAt(state, id);
    if (time === null || time + HOUR > Date.parse(state.collectedAt)) continue;
    if (isProven(state, event, trusted, verdicts)) verdicts.set(id, 'missing');
  }
}

/** A digest is delivered half an hour after its end. */
function deliveredAt(state: State, id: string): number | null {
  const log = state.delivery.logs.get(id);
  if (log) return log.delivered;
  const digest = state.delivery.chains.flatMap(({ digests }) => digests).find((one) => one.id === id);
  return digest ? digest.end + HOUR / 2 : null;
}
