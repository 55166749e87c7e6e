/** First and last address of a network as hexadecimal digits (8 of IPv4, 32 of IPv6), or null where the text is none. An address alone is a network of one. */
export function network(text: string): { readonly first: string; readonly last: string } | null {
  const match = /^([0-9a-fA-F:.]+)(?:\/(\d{1,3}))?$/.exec(text.trim());
  const digits = match ? (ipv4(match[1] ?? '') ?? ipv6(match[1] ?? '')) : null;
  if (digits === null) return null;
  const bits = digits.length * 4;
  const length = match?.[2] === undefined ? bits : Number(match[2]);
  if (length > bits) return null;
  const host = (1n << BigInt(bits - length)) - 1n;
  const value = BigInt(`0x${digits}`);
  const shown = (n: bigint) => n.toString(16).padStart(digits.length, '0');
  return { first: shown(value & ~host), last: shown(value | host) };
}

function ipv4(text: string): string | null {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255)) return null;
  return parts.map((part) => Number(part).toString(16).padStart(2, '0')).join('');
}

function ipv6(text: string): string | null {
  const halves = text.toLowerCase().split('::');
  if (halves.length > 2) return null;
  const [left = [], right = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - left.length - right.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null;
  const groups = [...left, ...Array<string>(missing).fill('0'), ...right];
  return groups.every((group) => /^[0-9a-f]{1,4}$/.test(group))
    ? groups.map((group) => group.padStart(4, '0')).join('')
    : null;
}
