import type { Random } from './random.js';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const MIXED = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const HEX4 = Array.from({ length: 65536 }, (_, n) => n.toString(16).padStart(4, '0'));

/** UUID version 4, lower case: event ids, request ids. */
export function uuid(rng: Random): string {
  const a = rng.next();
  const b = rng.next();
  const c = rng.next();
  const d = rng.next();
  const version = HEX4[(b & 0x0fff) | 0x4000]!;
  const variant = HEX4[((c >>> 16) & 0x3fff) | 0x8000]!;
  return `${HEX4[a >>> 16]}${HEX4[a & 0xffff]}-${HEX4[b >>> 16]}-${version}-${variant}-${HEX4[c & 0xffff]}${HEX4[d >>> 16]}${HEX4[d & 0xffff]}`;
}

/** `AKIA…` and `ASIA…`: 20 characters, the account in bits 46 to 7 of the first six base32-decoded bytes, bit 47 set. */
export function accessKeyId(rng: Random, prefix: 'AKIA' | 'ASIA', account: string): string {
  return prefix + encodeAccount(rng, account, 80);
}

/** `AIDA…` of a user, `AROA…` of a role, `AIPA…` of an instance profile: 21 characters, made like a key id. */
export function principalId(rng: Random, prefix: 'AIDA' | 'AROA' | 'AIPA', account: string): string {
  return prefix + encodeAccount(rng, account, 85);
}

/** The 16 letters and digits that keep log objects of one minute apart. */
export function uniquePart(rng: Random): string {
  let text = '';
  for (let i = 0; i < 16; i++) text += MIXED[rng.int(MIXED.length)];
  return text;
}

export function hex(rng: Random, digits: number): string {
  let text = '';
  while (text.length < digits) {
    const n = rng.next();
    text += HEX4[n >>> 16]! + HEX4[n & 0xffff]!;
  }
  return text.slice(0, digits);
}

/** A resource id as EC2 writes it, e.g. `i-0dbc91f429e48eeed`. */
export function ec2Id(rng: Random, prefix: string): string {
  return `${prefix}-0${hex(rng, 16)}`;
}

function encodeAccount(rng: Random, account: string, bits: number): string {
  const head = (1n << 47n) | (BigInt(account) << 7n) | BigInt(rng.int(128));
  let value = head;
  let left = bits - 48;
  while (left > 0) {
    const take = Math.min(left, 32);
    value = (value << BigInt(take)) | (BigInt(rng.next()) & ((1n << BigInt(take)) - 1n));
    left -= take;
  }
  let text = '';
  for (let i = 0; i < bits / 5; i++) {
    text = BASE32[Number(value & 31n)] + text;
    value >>= 5n;
  }
  return text;
}
