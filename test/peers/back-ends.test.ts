import { createRequire } from 'node:module';
import { crc32, gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { type BackEnd, type Inflated, openInflater } from '../../src/inflate/index.js';
import { openOneStream } from '../../src/inflate/one-stream.js';

// One table of cases for every back end: what they say of an object must not depend on who inflates it.

const text = (size: number, salt = 'a') =>
  Buffer.from(Array.from({ length: size }, (_, n) => `${salt}${n % 97}`).join(''));
const one = text(2_000);
const two = text(500, 'b');
const gz = (content: Buffer) => gzipSync(content);
const join = (...parts: Buffer[]) => Buffer.concat(parts);
const patched = (bytes: Buffer, at: number, value: number) => {
  const copy = Buffer.from(bytes);
  copy[at < 0 ? copy.length + at : at] = value;
  return copy;
};
/** A header with an extra field, a name, a comment and a header CRC, which nobody checks. */
const decorated = (content: Buffer) => {
  const plain = gz(content);
  const head = Buffer.from(plain.subarray(0, 10));
  head[3] = 4 | 8 | 16 | 2;
  return join(
    head,
    Buffer.from([3, 0, 1, 2, 3]),
    Buffer.from('name\0comment\0'),
    Buffer.from([0, 0]),
    plain.subarray(10),
  );
};
const large = text(400_000);

const CASES: Record<string, { stored: Buffer; container: Inflated['container']; content?: Buffer; joined?: Buffer }> = {
  'one member': { stored: gz(one), container: 'gzip', content: one },
  'one large member': { stored: gz(large), container: 'gzip', content: large },
  'a member of nothing': { stored: gz(Buffer.alloc(0)), container: 'gzip', content: Buffer.alloc(0) },
  'no gzip': { stored: one, container: 'plain', content: one },
  'nothing at all': { stored: Buffer.alloc(0), container: 'plain', content: Buffer.alloc(0) },
  'two members': { stored: join(gz(one), gz(two)), container: 'several-members', content: one, joined: join(one, two) },
  'an empty member first': {
    stored: join(gz(Buffer.alloc(0)), gz(one)),
    container: 'several-members',
    content: Buffer.alloc(0),
    joined: one,
  },
  'two equal members': {
    stored: join(gz(one), gz(one)),
    container: 'several-members',
    content: one,
    joined: join(one, one),
  },
  'two members and bytes': {
    stored: join(gz(one), gz(two), Buffer.from('x')),
    container: 'several-members',
    content: one,
    joined: join(one, two),
  },
  'trailing bytes': { stored: join(gz(one), Buffer.from('forged')), container: 'trailing-bytes', content: one },
  'one trailing byte': { stored: join(gz(one), Buffer.from([0])), container: 'trailing-bytes', content: one },
  'a copy of the trailer behind it': {
    stored: join(gz(one), gz(one).subarray(-8)),
    container: 'trailing-bytes',
    content: one,
  },
  'a second member that breaks off': {
    stored: join(gz(one), gz(two).subarray(0, -4)),
    container: 'trailing-bytes',
    content: one,
  },
  'no trailer': { stored: gz(one).subarray(0, -8), container: 'no-trailer', content: one },
  'half a trailer': { stored: gz(one).subarray(0, -3), container: 'no-trailer', content: one },
  'wrong CRC': { stored: patched(gz(one), -8, gz(one).at(-8)! ^ 1), container: 'broken', content: one },
  'wrong length': { stored: patched(gz(one), -1, 7), container: 'broken', content: one },
  'cut in the middle': { stored: gz(large).subarray(0, 2_000), container: 'broken' },
  'only a header': { stored: gz(one).subarray(0, 10), container: 'broken' },
  'half a header': { stored: gz(one).subarray(0, 5), container: 'broken' },
  'damaged in the middle': { stored: patched(gz(large), 600, gz(large)[600]! ^ 0xff), container: 'broken' },
  'every header field': { stored: decorated(one), container: 'gzip', content: one },
  'reserved flags': { stored: patched(gz(one), 3, 0x80), container: 'broken' },
};

/** Of these something is left behind the last whole member. */
const TRAILING = new Set([
  'two members and bytes',
  'trailing bytes',
  'one trailing byte',
  'a copy of the trailer behind it',
  'a second member that breaks off',
]);

const installed = (() => {
  try {
    createRequire(import.meta.url)('zlib-sync');
    return true;
  } catch {
    console.warn('zlib-sync is not there (no compiler?): its tests are skipped');
    return process.env.KEYTRAIL_REQUIRE_PEERS === '1';
  }
})();

const PRESENT: readonly BackEnd[] = installed ? ['node', 'node-plain', 'zlib-sync'] : ['node', 'node-plain'];

describe.each<BackEnd>(PRESENT)('%s', (backEnd) => {
  const inflater = openInflater(backEnd);
  afterAll(() => inflater.close());

  test.each(Object.entries(CASES))('%s', async (name, { stored, container, content, joined }) => {
    const found = await inflater.inflate(stored);
    expect(found.container).toBe(container);
    if (content) expect(found.content.equals(content)).toBe(true);
    expect(found.joined?.toString() ?? null).toBe(joined?.toString() ?? null);
    expect(found.trailing !== null).toBe(TRAILING.has(name));
    expect(found.problem === null).toBe(container === 'gzip' || container === 'plain');
  });

  test('a cut member still yields what came before the cut', async () => {
    const { content } = await inflater.inflate(gz(large).subarray(0, 2_000));
    expect(content.length).toBeGreaterThan(1_000);
    expect(large.subarray(0, content.length).equals(content)).toBe(true);
  });

  test('a bomb ends at the limit', async () => {
    const small = openInflater(backEnd, 100_000);
    const { container, problem } = await small.inflate(gz(Buffer.alloc(5_000_000)));
    small.close();
    expect([container, problem]).toEqual(['broken', 'inflates to more than 100000 bytes, the limit (--max-content)']);
  });
});

test.each(PRESENT.filter((name) => name !== 'node-plain'))(
  '%s says of objects that were damaged anywhere what the documented calls say',
  async (backEnd) => {
    const other = openInflater(backEnd);
    const node = openInflater('node-plain');
    const whole = join(gz(one), gz(two));
    for (let at = 0; at < whole.length; at += 2) {
      const stored = at % 3 === 0 ? whole.subarray(0, at) : patched(whole, at, whole[at]! ^ (1 << (at % 8)));
      expect(await other.inflate(stored), `byte ${at}`).toEqual(await node.inflate(stored));
    }
    other.close();
  },
);

test('the one state for all objects is in use here, and holds nothing over from one object to the next', () => {
  const inflater = openOneStream(1e9)!;
  expect(inflater).not.toBeNull();
  const objects = [large, one, two, Buffer.alloc(0), text(3_000_000, 'c'), one].map((content) => ({
    content,
    stored: gz(content),
  }));
  const broken = [gz(large).subarray(0, 900), patched(gz(one), 30, 0xff), gz(one).subarray(0, -8)];
  for (let n = 0; n < 200; n++) {
    const { content, stored } = objects[n % objects.length]!;
    const found = inflater.inflate(stored) as Inflated;
    expect([found.container, found.content.equals(content)]).toEqual(['gzip', true]);
    if (n % 3 === 0) expect((inflater.inflate(broken[n % broken.length]!) as Inflated).container).not.toBe('gzip');
  }
  inflater.close();
});

test.skipIf(!installed)('zlib-sync goes on when its process is replaced', async () => {
  const inflater = openInflater('zlib-sync');
  const stored = gz(two);
  for (let n = 0; n < 4_100; n++) {
    const { content } = await inflater.inflate(stored);
    if (content.length !== two.length || crc32(content) !== crc32(two)) throw new Error(`object ${n}`);
  }
  inflater.close();
});
