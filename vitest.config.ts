import { defineConfig } from 'vitest/config';

// The tests run on the compiled output: what is tested is what ships, worker threads included.
export default defineConfig({
  test: {
    include: ['dist/test/**/*.test.js'],
    exclude: ['dist/test/peers/**'],
    // Most of a test is waiting for processes and threads of its own.
    maxWorkers: 2,
    // No test leaves anything behind in a module; loading DuckDB and the SDK anew for each file cost more than a minute.
    isolate: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
