import { expect, test } from 'vitest';
import { fileName } from '../../src/cli/file-name.js';

test('no name leaves its folder, and no two are alike', () => {
  const taken = new Set<string>();
  const name = (...parts: string[]) => fileName(parts, '.json', taken);
  expect(name('111122223333', 'user', '../../etc/passwd')).toBe('111122223333-user-______etc_passwd.json');
  expect(name('a\u0000b', 'c\\d:e')).toBe('a_b-c_d_e.json');
  expect([name('Ops'), name('ops'), name('OPS')]).toEqual(['Ops.json', 'ops-2.json', 'OPS-3.json']);
  expect(name('x'.repeat(5000)).length).toBeLessThan(200);
});
