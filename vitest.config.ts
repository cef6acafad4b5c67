import { defineConfig } from 'vitest/config';

/** Files that replace modules: they need a process of their own. */
const REPLACING = ['test/adapters/local/crash-steps.test.ts'];

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    globalSetup: ['test/support/postgres-server.ts'],
    projects: [
      // Loading the dictionary and the libraries for each file anew would take longer than the tests.
      { extends: true, test: { name: 'shared', include: ['test/**/*.test.ts'], exclude: REPLACING, isolate: false } },
      { extends: true, test: { name: 'alone', include: REPLACING } },
    ],
  },
});
