import { defineConfig } from 'vitest/config';

/** Crashes at every single change, stores that lie, processes that are killed: minutes instead of seconds. */
export default defineConfig({
  test: {
    include: ['test/**/*.slow.ts'],
    testTimeout: 300_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
