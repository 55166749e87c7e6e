import { defineConfig } from 'vitest/config';

// Heavier tests, most of them against other programs: moto_server, the AWS CLI, Chromium. Skipped with a notice where they are absent,
// unless KEYTRAIL_REQUIRE_PEERS=1 makes a skip a failure.
export default defineConfig({
  test: {
    include: ['dist/test/peers/**/*.test.js'],
    testTimeout: 180_000,
    hookTimeout: 120_000,
    // Most of a test is waiting for processes and servers of its own, each on a port of its own.
    maxWorkers: 2,
  },
});
