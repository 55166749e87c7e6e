import { randomInt } from 'node:crypto';

// The hashes that digests record, for the worker threads to look into: 8 bytes of each, in memory that all threads share. This is the one
// thing that grows with the number of logs. It decides nothing but whether a log has to be split: verdicts compare whole hashes.

const HEX = /^[0-9a-f]{64}$/;
/** Before the slots: what the places of the slots depend on, so that no digest can be made to fill one place only. */
const SALT = 2;
const SMALLEST = 1 << 12;

export class RecordedHashes {
  size = 0;
  private words: Uint32Array;
  private mask: number;

  /** `shared`: of another thread, to look into. */
  constructor(private memory = create(SMALLEST)) {
    this.words = new Uint32Array(this.memory);
    this.mask = (this.words.length - SALT) / 2 - 1;
  }

  /** Another one after the table has grown. */
  get shared(): SharedArrayBuffer {
    return this.memory;
  }

  /** A SHA-256 in lower-case hex; a digest may hold anything instead, which no content has. */
  add(sha256: string): void {
    if (!HEX.test(sha256)) return;
    if (this.size * 2 > this.mask) this.grow();
    this.put(first(sha256), second(sha256));
  }

  has(sha256: string): boolean {
    return this.words[this.find(first(sha256), second(sha256))] !== 0;
  }

  private put(a: number, b: number): void {
    const at = this.find(a, b);
    if (this.words[at] === 0) this.size++;
    this.words[at + 1] = b;
    this.words[at] = a;
  }

  /** The place of a hash, or the free one where it would be. */
  private find(a: number, b: number): number {
    const { words, mask } = this;
    let slot = (Math.imul(a ^ words[0]!, 0x9e3779b1) ^ Math.imul(b ^ words[1]!, 0x85ebca6b)) >>> 7;
    for (;;) {
      const at = SALT + 2 * (slot & mask);
      if (words[at] === 0 || (words[at] === a && words[at + 1] === b)) return at;
      slot++;
    }
  }

  private grow(): void {
    const old = this.words;
    this.memory = create(2 * (this.mask + 1));
    this.words = new Uint32Array(this.memory);
    this.mask = 2 * this.mask + 1;
    this.size = 0;
    for (let at = SALT; at < old.length; at += 2) if (old[at] !== 0) this.put(old[at]!, old[at + 1]!);
  }
}

function create(slots: number): SharedArrayBuffer {
  const memory = new SharedArrayBuffer(4 * (SALT + 2 * slots));
  const words = new Uint32Array(memory);
  for (let at = 0; at < SALT; at++) words[at] = randomInt(2 ** 32);
  return memory;
}

/** Zero stands for a free slot. */
const first = (hex: string) => Number.parseInt(hex.slice(0, 8), 16) || 1;
const second = (hex: string) => Number.parseInt(hex.slice(8, 16), 16);
