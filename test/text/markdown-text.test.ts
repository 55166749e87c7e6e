import { expect, test } from 'vitest';
import { mdCode } from '../../src/text/markdown-text.js';

test.each([
  ['plain', '`plain`'],
  ['a`b', '``a`b``'],
  ['``', '``` `` ```'],
  ['a|b', '`a\\|b`'],
  ['x\u001b\ny', '`x\\x1b\\ny`'],
  ['', ''],
])('code span of %j', (text, code) => {
  expect(mdCode(text)).toBe(code);
});
