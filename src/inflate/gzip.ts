import { crc32, inflateRawSync } from 'node:zlib';
import type { Container } from '../model.js';

// A gzip object as RFC 1952 has it. CloudTrail writes exactly one member that consumes the whole object; readers that join members
// and verifiers that hash only the first can be made to disagree, so every other shape is told apart here and nowhere else.

/** What one stored object holds. `content` is what is hashed and, the same bytes, what is parsed. */
export interface Inflated {
  readonly container: Container;
  /** The first member's content; of `plain` the stored bytes; of `broken` what could be inflated before it broke. */
  readonly content: Buffer;
  /** With `several-members`: the content of all members joined. */
  readonly joined: Buffer | null;
  /** Stored bytes behind the last whole member, where there are any. */
  readonly trailing: Buffer | null;
  /** What is wrong, in words; null when `container` is gzip or plain. */
  readonly problem: string | null;
}

const FTEXT_RESERVED = 0xe0;
const FHCRC = 2;
const FEXTRA = 4;
const FNAME = 8;
const FCOMMENT = 16;

export function looksLikeGzip(stored: Buffer): boolean {
  return stored.length >= 2 && stored[0] === 0x1f && stored[1] === 0x8b;
}

/** Offset of the deflate stream in the member that begins at `from`, or null when there is no whole header. */
export function headerEnd(stored: Buffer, from: number): number | null {
  if (stored.length < from + 10 || stored[from] !== 0x1f || stored[from + 1] !== 0x8b || stored[from + 2] !== 8)
    return null;
  const flags = stored[from + 3]!;
  if ((flags & FTEXT_RESERVED) !== 0) return null;
  let at = from + 10;
  if (flags & FEXTRA) {
    if (stored.length < at + 2) return null;
    at += 2 + stored.readUInt16LE(at);
  }
  for (const flag of [FNAME, FCOMMENT]) {
    if (!(flags & flag)) continue;
    const zero = stored.indexOf(0, at);
    if (zero < 0) return null;
    at = zero + 1;
  }
  if (flags & FHCRC) at += 2;
  return at <= stored.length ? at : null;
}

interface Member {
  readonly content: Buffer;
  readonly end: number;
  readonly trailer: 'good' | 'absent' | 'wrong';
}

type Broken = { readonly broken: string; readonly content: Buffer };

const USUAL_CHUNK = 16 * 1024;

/** Inflates the member at `from`; `limit` caps its content in bytes, `hint` is a guess at it. */
function member(stored: Buffer, from: number, limit: number, hint: number): Member | Broken {
  const none = Buffer.alloc(0);
  const start = headerEnd(stored, from);
  if (start === null) return { broken: 'no whole gzip header', content: none };
  // The hint is hostile: it is capped by what deflate can do at best, 1032 to 1.
  // One byte over the limit: a bomb that says how large it is has then filled one buffer and not two.
  const most = Math.min(limit + 1, (stored.length - start) * 1032 + 64);
  const chunkSize = Math.max(1024, Math.min(hint + 64, most));
  let content: Buffer;
  let end: number;
  try {
    const result = inflateRawSync(stored.subarray(start), {
      chunkSize,
      maxOutputLength: limit,
      info: true,
    } as never) as unknown as {
      buffer: Buffer;
      engine: { bytesWritten: number };
    };
    content = result.buffer;
    end = start + result.engine.bytesWritten;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ERR_BUFFER_TOO_LARGE')
      return { broken: `inflates to more than ${limit} bytes, the limit (--max-content)`, content: none };
    if (code === 'Z_BUF_ERROR')
      return { broken: 'truncated: the deflate stream has no end', content: salvage(stored, start, limit) };
    return {
      broken: `deflate stream is damaged (${(error as Error).message})`,
      content: salvage(stored, start, limit),
    };
  }
  if (stored.length < end + 8) return { content, end: stored.length, trailer: 'absent' };
  const good = stored.readUInt32LE(end) === crc32(content) && stored.readUInt32LE(end + 4) === content.length % 2 ** 32;
  return { content, end: end + 8, trailer: good ? 'good' : 'wrong' };
}

/** What a truncated stream yields before its end: records in it are still records. */
function salvage(stored: Buffer, start: number, limit: number): Buffer {
  try {
    return inflateRawSync(stored.subarray(start), { finishFlush: 2 /* Z_SYNC_FLUSH */, maxOutputLength: limit });
  } catch {
    return Buffer.alloc(0);
  }
}

/** Inflates one stored object and says how its container looked. Never throws on any input. */
export function inflateGzip(stored: Buffer, limit: number): Inflated {
  const only = (container: Container, content: Buffer, problem: string | null): Inflated => {
    return { container, content, joined: null, trailing: null, problem };
  };
  if (!looksLikeGzip(stored)) return only('plain', stored, null);
  // The trailer's ISIZE is a hint that spares copying. It is the last member's, so only a single member gets it.
  const hint = stored.length >= 18 ? stored.readUInt32LE(stored.length - 4) : 0;
  const first = member(stored, 0, limit, hint);
  if ('broken' in first) return only('broken', first.content, first.broken);
  if (first.trailer === 'absent') return only('no-trailer', first.content, 'the gzip trailer is cut off');
  if (first.trailer === 'wrong') {
    return only('broken', first.content, 'CRC-32 or length in the gzip trailer is wrong');
  }
  return first.end === stored.length ? only('gzip', first.content, null) : behind(stored, first, limit);
}

/** Nobody writes so many; an object of nothing but tiny members would cost hours. */
const MOST_MEMBERS = 10_000;

/** The bytes behind the first member: further members, or something else. */
function behind(stored: Buffer, first: Member, limit: number): Inflated {
  const { content } = first;
  const parts = [content];
  let at = first.end;
  let size = content.length;
  while (at < stored.length && parts.length < MOST_MEMBERS) {
    const next = member(stored, at, Math.max(0, limit - size), USUAL_CHUNK);
    if ('broken' in next || next.trailer !== 'good') break;
    parts.push(next.content);
    size += next.content.length;
    at = next.end;
  }
  const trailing = at < stored.length ? stored.subarray(at) : null;
  if (parts.length === 1) {
    const problem = `${stored.length - at} bytes after the gzip member`;
    return { container: 'trailing-bytes', content, joined: null, trailing, problem };
  }
  const problem = `${parts.length} gzip members${trailing ? ` and ${trailing.length} bytes after them` : ''}`;
  return { container: 'several-members', content, joined: Buffer.concat(parts), trailing, problem };
}
