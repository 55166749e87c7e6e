import { crc32, createInflateRaw, deflateRawSync } from 'node:zlib';
import { headerEnd, type Inflated, inflateGzip } from './gzip.js';
import type { Inflater } from './interface.js';

// inflateRawSync makes a zlib state, a stream object and an output buffer for every object and gives them up again: a fifth of all that
// reading a small log costs. zlib itself only wants a reset between two inputs, and node has that, but not among what it documents: the
// handle inside its stream objects (`_handle`, `_writeState`, in this form in every release from 12 on). So this is used for one thing,
// an object that is exactly one gzip member; it is tried on known vectors before it is believed; and whatever is out of the ordinary, in
// the object or in the handle, goes the documented way of gzip.ts, which alone says what is wrong with an object.

/** The part of node's zlib binding that is used here. */
interface Handle {
  onerror: (message: string, errno: number, code: string) => void;
  reset(): void;
  writeSync(
    flush: number,
    input: Uint8Array,
    inputAt: number,
    inputLength: number,
    output: Uint8Array,
    outputAt: number,
    outputLength: number,
  ): void;
}

const Z_FINISH = 4;
/** An output buffer of this size is kept; a larger content goes the documented way. CloudTrail itself stops at 50 MB. */
const LARGEST_KEPT = 64 * 1024 * 1024;
/** Room behind the content: a buffer that is filled to its end would not tell whether the stream has ended. */
const SPARE = 64;

/** One zlib state for deflate streams that are whole in memory. */
class OneStream {
  private failed = false;
  private output = Buffer.allocUnsafeSlow(1 << 20);

  constructor(
    private readonly handle: Handle,
    /** [0]: room left in the output, [1]: input left over. */
    private readonly left: Uint32Array,
  ) {
    handle.onerror = () => {
      this.failed = true;
    };
  }

  /** The content of the stream that begins at `from` and how much input it took, or null when it does not end within `size` bytes. */
  inflate(input: Buffer, from: number, size: number): { content: Buffer; end: number } | null {
    if (this.output.length < size + SPARE) {
      this.output = Buffer.allocUnsafeSlow(Math.max(size + SPARE, Math.min(2 * this.output.length, LARGEST_KEPT)));
    }
    this.failed = false;
    this.handle.reset();
    this.handle.writeSync(Z_FINISH, input, from, input.length - from, this.output, 0, size + SPARE);
    const room = this.left[0]!;
    if (this.failed || room === 0) return null;
    return { content: this.output.subarray(0, size + SPARE - room), end: input.length - this.left[1]! };
  }
}

/**
 * A back end that answers as inflateGzip does, on one zlib state. `content` is overwritten by the next call.
 * @returns null where this release of node does not have the handle, or it does not do what it has to
 */
export function openOneStream(limit: number): Inflater | null {
  const stream = trusted();
  if (stream === null) return null;
  return {
    synchronous: true,
    inflate: (stored) => onlyMember(stream, stored, limit) ?? inflateGzip(stored, limit),
    close() {},
  };
}

function onlyMember(stream: OneStream, stored: Buffer, limit: number): Inflated | null {
  const start = headerEnd(stored, 0);
  const trailer = stored.length - 8;
  if (start === null || trailer < start) return null;
  // Hostile, as all of it: bounded by what deflate can do at best, and by the limits.
  const size = stored.readUInt32LE(trailer + 4);
  if (size > limit || size > LARGEST_KEPT || size > (trailer - start) * 1032) return null;
  const found = stream.inflate(stored, start, size);
  if (found === null || found.end !== trailer || found.content.length !== size) return null;
  if (stored.readUInt32LE(trailer) !== crc32(found.content)) return null;
  return { container: 'gzip', content: found.content, joined: null, trailing: null, problem: null };
}

function trusted(): OneStream | null {
  try {
    const { _handle, _writeState } = createInflateRaw() as unknown as { _handle: Handle; _writeState: Uint32Array };
    if (!(_writeState instanceof Uint32Array) || typeof _handle.writeSync !== 'function') return null;
    const stream = new OneStream(_handle, _writeState);
    return passes(stream) ? stream : null;
  } catch {
    return null;
  }
}

/** Whole streams, one behind which something lies, broken ones, and whole ones again after those. */
function passes(stream: OneStream): boolean {
  const texts = [7, 300, 40_000, 0].map((size) => Buffer.from(Array.from({ length: size }, (_, n) => (n * n) % 251)));
  const whole = (text: Buffer, behind: number): boolean => {
    const packed = deflateRawSync(text);
    const found = stream.inflate(Buffer.concat([Buffer.alloc(3), packed, Buffer.alloc(behind, 0x1f)]), 3, text.length);
    return found?.content.equals(text) === true && found.end === 3 + packed.length;
  };
  const broken = (text: Buffer): boolean => {
    const packed = deflateRawSync(text);
    const damaged = Buffer.from(packed).fill(0xff, packed.length >> 1);
    const cut = packed.subarray(0, packed.length >> 1);
    // Of one that is longer than it says, no end is seen.
    const overlong = text.length <= SPARE || stream.inflate(packed, 0, text.length - SPARE) === null;
    return overlong && [damaged, cut].every((one) => stream.inflate(one, 0, text.length) === null);
  };
  return texts.every(
    (text) => whole(text, 0) && whole(text, 20) && (text.length < 8 || broken(text)) && whole(text, 8),
  );
}
