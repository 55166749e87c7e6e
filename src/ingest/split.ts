import { overLimit } from '../limits.js';
import { behindItsKey, HeldBack, type Sink, salvage } from './salvage.js';
import { skipSpace, skipValue, walkArray, walkObject } from './scan.js';

// Content → exact record slices, in the shapes that people have: {"Records":[…]}, an array, JSON Lines, one record, lookup-events
// output, EventBridge and CloudWatch Logs wrappers. A record's bytes are handed on as they stand.

export type { Sink } from './salvage.js';

/** What a content turned out to be. `problem`: why it is not, or not wholly, JSON that holds records. */
export interface Split {
  readonly is: 'records' | 'digest' | 'public-keys' | 'nothing';
  readonly problem: string | null;
}

const BRACE = 0x7b;
const BRACKET = 0x5b;
const QUOTE = 0x22;

/** Top-level keys that tell what an object is. */
const KEYS = {
  Records: 'records',
  Events: 'wrapped',
  logEvents: 'wrapped',
  detail: 'detail',
  CloudTrailEvent: 'text',
  message: 'text',
  eventName: 'record',
  eventSource: 'record',
  eventID: 'record',
  eventId: 'record',
  eventVersion: 'record',
  userIdentity: 'record',
  insightDetails: 'record',
  digestS3Object: 'digest',
  PublicKeyList: 'public-keys',
} as const;
const LONGEST_KEY = Math.max(...Object.keys(KEYS).map((key) => key.length));

/** Splits one content. Never throws; what it cannot make sense of is rejected with its bytes. */
export function split(content: Uint8Array, sink: Sink): Split {
  let at = skipSpace(content, content[0] === 0xef && content[1] === 0xbb && content[2] === 0xbf ? 3 : 0);
  if (at === content.length)
    return { is: 'nothing', problem: content.length === 0 ? 'empty' : 'nothing but white space' };
  const first = content[at];
  if (first !== BRACE && first !== BRACKET) return { is: 'nothing', problem: 'not JSON' };
  const held = new HeldBack(sink);
  const strangers: Span[] = [];
  let is: Split['is'] = 'nothing';
  // One document, or one a line: JSON Lines are documents behind one another.
  while (at < content.length) {
    const found = document(content, at, held, strangers);
    if (found.is === 'records' || is === 'nothing') is = found.is;
    if (found.end < 0) {
      const where = -1 - found.end;
      const swallowed = held.takeBroken(content);
      const from = swallowed ?? Math.max(at, found.safe);
      if (salvage(content, from, swallowed === null ? where : behindItsKey(content, from), sink)) is = 'records';
      if (is === 'records') rejectStrangers(content, strangers, sink);
      return { is, problem: `not JSON from byte ${where} on` };
    }
    at = skipSpace(content, found.end);
  }
  held.flush();
  if (is === 'records') rejectStrangers(content, strangers, sink);
  return { is, problem: is === 'nothing' ? 'holds no CloudTrail record' : null };
}

/** Objects that are no records. Among records each is a reject; where there is none, the content as a whole is. */
type Span = readonly [start: number, end: number];

function rejectStrangers(content: Uint8Array, strangers: readonly Span[], sink: Sink): void {
  for (const [start, end] of strangers) {
    sink.reject(start, 'an object that is neither a record nor holds one', content.subarray(start, end));
  }
}

interface Document {
  readonly is: Split['is'];
  /** The offset behind it, or -1 - (where it went wrong). */
  readonly end: number;
  /** Everything before this offset has been handed on. */
  readonly safe: number;
}

function document(bytes: Uint8Array, from: number, sink: Sink, strangers: Span[]): Document {
  if (bytes[from] === BRACE) {
    const found = object(bytes, from, sink);
    if (found.is !== 'records' && found.end >= 0) strangers.push([from, found.end]);
    return found;
  }
  if (bytes[from] !== BRACKET) return { is: 'nothing', end: -1 - from, safe: from };
  let is: Split['is'] = 'nothing';
  let safe = from;
  let elements = 0;
  const end = walkArray(bytes, from, (start, stop) => {
    elements++;
    if (bytes[start] === BRACE) {
      if (object(bytes, start, sink).is === 'records') is = 'records';
      else strangers.push([start, stop]);
    } else {
      sink.reject(start, 'an array element that is no object', bytes.subarray(start, stop));
    }
    safe = stop;
  });
  return { is: elements === 0 ? 'records' : is, end, safe };
}

/** Nobody wraps a record in more than two wrappers; each costs another pass over what is in it, and a call within a call. */
const MOST_WRAPPERS = 4;

/**
 * One object: a record, or something that wraps records. What is neither goes to the sink as a reject, once it is among others.
 * `wrappers`: how many it stands in.
 */
function object(bytes: Uint8Array, from: number, sink: Sink, wrappers = 0): Document {
  let isRecord = false;
  let wraps = false;
  let other: Split['is'] = 'nothing';
  let safe = from;
  let detail: [number, number] | null = null;
  const end = walkObject(bytes, from, (keyStart, keyEnd, value) => {
    const meaning = keyEnd - keyStart <= LONGEST_KEY ? keyMeaning(bytes, keyStart, keyEnd) : undefined;
    const first = bytes[value];
    if ((meaning === 'records' || meaning === 'wrapped') && first === BRACKET) {
      wraps = true;
      return walkArray(bytes, value, (start, stop) => {
        if (meaning === 'records') element(bytes, start, stop, sink);
        else wrapped(bytes, start, stop, sink, wrappers + 1);
        safe = stop;
      });
    }
    const stop = skipValue(bytes, value);
    if (stop < 0) return -1 - value;
    if (meaning === 'record') isRecord = true;
    else if (meaning === 'digest' || meaning === 'public-keys') other = meaning;
    else if (meaning === 'detail' && first === BRACE) detail = [value, stop];
    else if (meaning === 'text' && first === QUOTE && text(bytes, value, stop, sink)) wraps = true;
    return stop;
  });
  if (end < 0) return { is: wraps ? 'records' : other, end, safe };
  if (isRecord) sink.record(bytes, from, end);
  else if (detail !== null && !wraps) sink.record(bytes, detail[0], detail[1]);
  else if (!wraps) return { is: other, end, safe: end };
  return { is: 'records', end, safe: end };
}

function keyMeaning(bytes: Uint8Array, start: number, end: number): (typeof KEYS)[keyof typeof KEYS] | undefined {
  const key = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1');
  return Object.hasOwn(KEYS, key) ? KEYS[key as keyof typeof KEYS] : undefined;
}

function element(bytes: Uint8Array, start: number, end: number, sink: Sink): void {
  if (bytes[start] === BRACE) sink.record(bytes, start, end);
  else sink.reject(start, 'an element of Records that is no object', bytes.subarray(start, end));
}

/** An element of `Events` (lookup-events) or `logEvents` (CloudWatch Logs): the record is JSON inside a string. */
function wrapped(bytes: Uint8Array, start: number, end: number, sink: Sink, wrappers: number): void {
  if (wrappers > MOST_WRAPPERS) {
    sink.reject(start, `an event in more than ${MOST_WRAPPERS} wrappers`, bytes.subarray(start, end));
  } else if (bytes[start] !== BRACE || object(bytes, start, sink, wrappers).is !== 'records') {
    sink.reject(start, 'a wrapped event without a record in it', bytes.subarray(start, end));
  }
}

/** A record as JSON text inside a string. False when the string holds no object. */
function text(bytes: Uint8Array, start: number, end: number, sink: Sink): boolean {
  // Escapes make it longer than the record that it stands for; what is too long even so is not unpacked.
  if (end - start > 2 * sink.recordBytes) {
    if (bytes[start + 1] !== BRACE) return false;
    const { recordBytes } = sink;
    sink.reject(
      start,
      `inside a string, ${overLimit(end - start, { recordBytes }, 'recordBytes')}`,
      bytes.subarray(start, end),
    );
    return true;
  }
  let inner: unknown;
  try {
    inner = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8'));
  } catch {
    return false;
  }
  const record = Buffer.from(String(inner).trim(), 'utf8');
  if (record[0] !== BRACE) return false;
  sink.record(record, 0, record.length);
  return true;
}
