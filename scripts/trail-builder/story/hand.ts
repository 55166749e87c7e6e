import type { Principal } from '../records/identity.js';
import type { Call, Caller, CloudTrailRecord } from '../records/record.js';
import { assumeRole, deniedAssumeRole } from '../records/sts.js';
import { type Join, type Ledger, note, type TruthCredential } from './ledger.js';
import { act, type Stage } from './stage.js';

/** A credential in the intruder's hand. Everything done with it is in the radius, and is written down as such. */
export interface Hand {
  readonly id: string;
  readonly depth: number;
  readonly caller: Caller;
}

/** A call without its time and region. */
export type Deed = Omit<Call, 'time' | 'region'>;

export function does(
  stage: Stage,
  book: Ledger,
  hand: Hand,
  time: number,
  region: string,
  deed: Deed,
): CloudTrailRecord {
  const one = act(stage, hand.caller, { ...deed, time, region });
  book.radius.add(one.eventID);
  return one;
}

/** The same, refused. */
export function isDenied(stage: Stage, book: Ledger, hand: Hand, time: number, region: string, deed: Deed): void {
  const user = String(hand.caller.identity.arn);
  does(stage, book, hand, time, region, {
    ...deed,
    error: {
      code: 'AccessDenied',
      message: `User: ${user} is not authorized to perform: ${deed.service}:${deed.name} because no identity-based policy allows the ${deed.service}:${deed.name} action`,
    },
  });
}

/** A credential that one in the radius brought forth. */
export function gained(
  book: Ledger,
  from: { id: string; depth: number },
  id: string,
  kind: TruthCredential['kind'],
  method: Join,
  caller: Caller,
): Hand {
  book.credentials.push({ id, kind, parent: from.id, method, depth: from.depth + 1, owner: false });
  return { id, depth: from.depth + 1, caller };
}

/** AssumeRole by a credential of the radius, both accounts' copies included. */
export function assumes(
  stage: Stage,
  book: Ledger,
  hand: Hand,
  time: number,
  region: string,
  role: Principal,
  sessionName: string,
  from: Partial<Pick<Caller, 'address' | 'agent'>> = {},
): Hand {
  const issued = assumeRole(stage.rng, hand.caller, { time, region }, role, sessionName);
  stage.records.push(...issued.records);
  note(book.radius, issued.records);
  note(book.issuing, issued.records);
  return gained(book, hand, issued.accessKeyId, 'role-session', 'KEY', {
    ...hand.caller,
    ...from,
    account: role.account,
    identity: issued.identity,
  });
}

export function isDeniedRole(
  stage: Stage,
  book: Ledger,
  hand: Hand,
  time: number,
  region: string,
  role: Principal,
): void {
  const one = deniedAssumeRole(stage.rng, hand.caller, { time, region }, role);
  stage.records.push(one);
  book.radius.add(one.eventID);
}

/** An event on which an edge rests, already written by another builder. */
export function issues(stage: Stage, book: Ledger, one: CloudTrailRecord): void {
  stage.records.push(one);
  book.radius.add(one.eventID);
  book.issuing.add(one.eventID);
}
