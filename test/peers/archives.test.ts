import { describe, test } from 'vitest';
import { CONDITIONS, verifyCondition } from '../support/archives.js';

// The conditions that the main suite leaves out for the sake of its time.
describe.concurrent('verify', () => {
  test.each(CONDITIONS.others)('%s', verifyCondition);
});
