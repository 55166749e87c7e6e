import type { Random } from './random.js';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const MIXED = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** UUID version 4, lower case: event ids, request ids. */
export function uuid(rng: Random): string {
  const a = rng.next();
  const b = rng.next();
  const c = rng.next();
  const d = rng.next();
  const pair = (n: number, shift: number): string => HEX[(n >>> shift) & 0xff]!;
  return (
    `${pair(a, 24)}${pair(a, 16)}${pair(a, 8)}${pair(a, 0)}-${pair(b, 24)}${pair(b, 16)}-4${pair(b, 8)[1]}${pair(b, 0)}-` +
    `${HEX[((c >>> 24) & 0x3f) | 0x80]}${pair(c, 16)}-${pair(c, 8)}${pair(c, 0)}${pair(d, 24)}${pair(d, 16)}${pair(d, 8)}${pair(d, 0)}`
  );
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
  while (text.length < digits) text += rng.next().toString(16).padStart(8, '0');
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
