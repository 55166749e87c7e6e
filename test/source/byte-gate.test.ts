import { expect, test } from 'vitest';
import { ByteGate } from '../../src/source/byte-gate.js';

test('what fits goes in at once, the rest in its turn', async () => {
  const gate = new ByteGate(10);
  const order: string[] = [];
  const enter = async (name: string, bytes: number) => {
    const leave = await gate.enter(bytes);
    order.push(name);
    return leave;
  };
  const first = await enter('first', 6);
  const second = await enter('second', 4);
  const large = enter('larger than the gate', 99);
  const small = enter('small, behind it', 1);
  await Promise.resolve();
  expect(order).toEqual(['first', 'second']);
  first();
  second();
  (await large)();
  await small;
  expect(order).toEqual(['first', 'second', 'larger than the gate', 'small, behind it']);
});
