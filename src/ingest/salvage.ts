import { skipValue } from './scan.js';

// Content whose JSON goes wrong somewhere still holds records before and behind that place, and none of them may be lost.

export interface Sink {
  /** Bytes of one record. What is longer is no record of this run; inside a string it is not even unpacked. */
  readonly recordBytes: number;
  /** One record: `bytes[start, end)`. */
  record(bytes: Uint8Array, start: number, end: number): void;
  /** Something that cannot be a record; `position` is an offset into the content. */
  reject(position: number, reason: string, raw: Uint8Array): void;
}

/**
 * Keeps the last record until it is known that the document goes on behind it: a brace that is missing makes a record swallow all
 * that follows, and only the end tells.
 */
export class HeldBack implements Sink {
  private last: [bytes: Uint8Array, start: number, end: number] | null = null;

  readonly recordBytes: number;

  constructor(private readonly sink: Sink) {
    this.recordBytes = sink.recordBytes;
  }

  record(bytes: Uint8Array, start: number, end: number): void {
    this.flush();
    this.last = [bytes, start, end];
  }

  reject(position: number, reason: string, raw: Uint8Array): void {
    this.flush();
    this.sink.reject(position, reason, raw);
  }

  flush(): void {
    if (this.last !== null) this.sink.record(...this.last);
    this.last = null;
  }

  /** Where the last record begins if it is none; otherwise it is handed on. */
  takeBroken(content: Uint8Array): number | null {
    if (this.last !== null && this.last[0] === content && !isJson(...this.last)) {
      const [, start] = this.last;
      this.last = null;
      return start;
    }
    this.flush();
    return null;
  }
}

function isJson(bytes: Uint8Array, start: number, end: number): boolean {
  try {
    JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8'));
    return true;
  } catch {
    return false;
  }
}

/** The offset behind the first key of the record that begins at `start`: the search for the next one goes on from there. */
export function behindItsKey(content: Uint8Array, start: number): number {
  const key = Buffer.from(content.buffer, content.byteOffset, content.length).indexOf(RECORD_START, start);
  return key < 0 ? content.length : key + RECORD_START.length;
}

const RECORD_START = Buffer.from('"eventVersion"');
/** An unfinished record costs a scan to the end, so hostile content gets only so many. */
const SALVAGE_FAILURES = 8;

/**
 * Goes on behind a place where JSON breaks: every whole object that begins with eventVersion, as CloudTrail's records do, is still a
 * record. What lies between is rejected with its bytes. @returns whether any was found
 */
export function salvage(content: Uint8Array, from: number, broken: number, sink: Sink): boolean {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.length);
  let handed = from;
  let search = broken;
  let any = false;
  for (let failures = 0; failures < SALVAGE_FAILURES; ) {
    const key = bytes.indexOf(RECORD_START, search);
    if (key < 0) break;
    search = key + RECORD_START.length;
    const start = skipSpaceBack(content, key);
    if (start < handed || content[start] !== 0x7b) continue;
    const end = skipValue(content, start);
    if (end < 0 || !isJson(content, start, end)) {
      failures++;
      continue;
    }
    if (!isFiller(content, handed, start)) rejectBroken(content, handed, start, sink);
    sink.record(content, start, end);
    any = true;
    handed = end;
    search = end;
  }
  if (!isFiller(content, handed, content.length, CLOSERS)) rejectBroken(content, handed, content.length, sink);
  return any;
}

const CLOSERS = Buffer.from(']}');
const FILLER = Buffer.from(' \t\r\n,');

/** Whether nothing but white space, commas and `more` lies there. By bytes: what an object inflates to may be too long for a string. */
function isFiller(bytes: Uint8Array, from: number, to: number, more: Uint8Array = CLOSERS.subarray(0, 0)): boolean {
  for (let at = from; at < to; at++) {
    const byte = bytes[at]!;
    if (!FILLER.includes(byte) && !more.includes(byte)) return false;
  }
  return true;
}

function rejectBroken(content: Uint8Array, from: number, to: number, sink: Sink): void {
  sink.reject(from, `JSON breaks off or goes wrong between byte ${from} and ${to}`, content.subarray(from, to));
}

function skipSpaceBack(bytes: Uint8Array, from: number): number {
  let at = from - 1;
  while (at >= 0 && (bytes[at] === 0x20 || bytes[at] === 0x0a || bytes[at] === 0x0d || bytes[at] === 0x09)) at--;
  return at;
}
