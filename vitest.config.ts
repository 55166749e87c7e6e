import { defineConfig } from 'vitest/config';

// The tests run on the compiled output: what is tested is what ships, worker threads included.
export default defineConfig({
  test: {
    include: ['dist/test/**/*.test.js'],
    exclude: ['dist/test/peers/**'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
